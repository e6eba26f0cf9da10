#include "engine/market/tick_check.h"

#include <cmath>
#include <numeric>

namespace agora {

std::string_view toString(TickFault fault)
{
    switch (fault) {
    case TickFault::NotFinite:
        return "a price or its volume is not a finite number";
    case TickFault::NotPositive:
        return "a price is not positive, or its volume is negative";
    case TickFault::RunsBack:
        return "its time runs back";
    case TickFault::TooFarAhead:
        return "its time is too far ahead of the clock";
    case TickFault::Repeated:
        return "its number was seen already";
    }
    return "unknown";
}

TickCheck::TickCheck(TickCheckSettings settings, const std::optional<Tick> &last)
    : m_settings(settings), m_last(last)
{}

std::optional<TickFault> TickCheck::faultOf(const Tick &tick, Timestamp arrival) const
{
    if (!std::isfinite(tick.bid) || !std::isfinite(tick.ask) || !std::isfinite(tick.volume))
        return TickFault::NotFinite;
    if (tick.bid <= 0 || tick.ask <= 0 || tick.volume < 0)
        return TickFault::NotPositive;
    if (tick.time > arrival + m_settings.mostAhead)
        return TickFault::TooFarAhead;
    if (!m_last)
        return std::nullopt;
    if (tick.number != 0 && tick.number <= m_last->number)
        return TickFault::Repeated;
    if (tick.time < m_last->time)
        return TickFault::RunsBack;
    return std::nullopt;
}

std::optional<TickFault> TickCheck::admit(Tick &tick, Timestamp arrival)
{
    if (const auto fault = faultOf(tick, arrival)) {
        ++m_dropped[static_cast<std::size_t>(*fault)];
        return fault;
    }
    const auto expected = (m_last ? m_last->number : 0) + 1;
    if (tick.number == 0)
        tick.number = expected;
    else if (m_last)
        m_missing += tick.number - expected;
    const bool isCrossed = tick.bid > tick.ask;
    tick.flags = static_cast<std::uint8_t>(
        (tick.flags & ~unsigned{TickCrossed}) | (isCrossed ? unsigned{TickCrossed} : 0U));
    m_crossed += isCrossed ? 1 : 0;
    ++m_admitted;
    m_last = tick;
    m_hasArrived = true;
    m_quietSince = arrival;
    return std::nullopt;
}

PriceFreshness TickCheck::freshness(Timestamp now, bool isMarketOpen)
{
    if (!isMarketOpen) {
        m_quietSince = now;
        return PriceFreshness::Closed;
    }
    if (!m_hasArrived)
        return PriceFreshness::None;
    return now - m_quietSince > m_settings.staleAfter ? PriceFreshness::Stale
                                                      : PriceFreshness::Fresh;
}

std::uint64_t TickCheck::dropped(TickFault fault) const
{
    return m_dropped[static_cast<std::size_t>(fault)];
}

std::uint64_t TickCheck::dropped() const
{
    return std::accumulate(m_dropped.begin(), m_dropped.end(), std::uint64_t{0});
}

} // namespace agora
