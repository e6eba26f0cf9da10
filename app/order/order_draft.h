#pragma once

#include "engine/model/trading.h"

#include <QString>

#include <optional>

namespace agora::app {

/// What an order dialog opens with.
struct OrderDraft {
    QString symbol;
    OrderType type = OrderType::Market;
    std::optional<OrderSide> side; ///< the one that Enter takes
    std::optional<double> price;
    std::optional<double> stopLoss;
    std::optional<double> takeProfit;
};

/// Unique for ever: the machine's time when it was made tells it from those of other windows and
/// other days.
[[nodiscard]] std::string newOrderId();

} // namespace agora::app
