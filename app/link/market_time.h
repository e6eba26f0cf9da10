#pragma once

#include "app/link/engine_port.h"
#include "engine/base/clock.h"

namespace agora::app {

/// What time it is on the market: the machine's time shifted as the engine says, or in a replay the
/// newest time heard.
class MarketTime final : public QObject {
    Q_OBJECT

public:
    explicit MarketTime(EnginePort &port, QObject *parent = nullptr);

    /// Empty while no engine has answered.
    [[nodiscard]] std::optional<Timestamp> now() const;

private:
    bool m_isKnown = false;
    bool m_isReplay = false;
    SystemClock m_clock;
    ManualClock m_heard; ///< never runs back
};

} // namespace agora::app
