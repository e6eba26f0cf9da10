#include "app/link/market_time.h"

namespace agora::app {

MarketTime::MarketTime(EnginePort &port, QObject *parent) : QObject(parent)
{
    connect(&port, &EnginePort::engineChanged, this, [this](const client::EngineInfo &engine) {
        if (engine.isReplay != m_isReplay)
            m_heard = ManualClock();
        m_isKnown = true;
        m_isReplay = engine.isReplay;
        m_clock = SystemClock(engine.clockOffset);
        m_heard.advanceTo(engine.time);
    });
    connect(&port, &EnginePort::quotesChanged, this, [this](const Quotes &quotes) {
        for (const auto &[symbol, tick] : quotes)
            m_heard.advanceTo(tick.time);
    });
}

std::optional<Timestamp> MarketTime::now() const
{
    if (!m_isKnown)
        return std::nullopt;
    return m_isReplay ? m_heard.now() : m_clock.now();
}

} // namespace agora::app
