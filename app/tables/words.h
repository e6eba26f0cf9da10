#pragma once

#include "app/tables/cell_format.h"
#include "engine/client/engine_client.h"

#include <QString>

namespace agora::app {

/// The engine's words in the user's language.
[[nodiscard]] QString sideText(OrderSide side); ///< Buy, Sell
[[nodiscard]] QString typeText(OrderType type);
[[nodiscard]] QString stateText(OrderState state);
[[nodiscard]] QString phaseText(client::AgentPhase phase);
[[nodiscard]] QString levelText(LogLevel level);
[[nodiscard]] QString feedText(const std::string &feedState);

[[nodiscard]] Tone toneOf(OrderSide side);
[[nodiscard]] Tone toneOf(OrderState state);
[[nodiscard]] Tone toneOf(client::AgentPhase phase);
[[nodiscard]] Tone toneOf(LogLevel level);

[[nodiscard]] inline QString toQString(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace agora::app
