#include "engine/market/activity_bars.h"

#include "engine/base/ensure.h"
#include "engine/market/quote_bars.h"

#include <algorithm>
#include <utility>

namespace agora {

ActivityBarBuilder::ActivityBarBuilder(Period period, double point, DayAnchor anchor)
    : m_period(period)
    , m_range(period.count() * point * (1 + 1e-9)) // exactly r points is not more than r points
    , m_days(Period::day(), std::move(anchor))
{
    AGORA_ENSURE(!period.isClock() && point > 0);
}

bool ActivityBarBuilder::exceedsRange(const Tick &tick) const
{
    if (m_period.unit() != Period::Unit::Range)
        return false;
    const double mid = tick.mid();
    const auto tolerance = mid * 1e-12; // prices are decimal fractions in binary
    return std::max(m_forming->mid.high, mid) - std::min(m_forming->mid.low, mid)
        > m_range + tolerance;
}

bool ActivityBarBuilder::isFull() const
{
    const auto most = m_period.count();
    switch (m_period.unit()) {
    case Period::Unit::Ticks:
        return m_forming->ticks >= static_cast<std::uint32_t>(most);
    case Period::Unit::Volume:
        return m_forming->volume >= most;
    default:
        return false; // a range bar ends with the first tick of the next
    }
}

void ActivityBarBuilder::include(const Tick &tick)
{
    m_lastTick = tick.time;
    if (m_forming)
        return addTick(*m_forming, tick);
    m_dayEnd = m_days.at(tick.time).close;
    m_lastLabel
        = std::max(tick.time, m_lastLabel + Duration{m_lastLabel == Timestamp::min() ? 0 : 1});
    m_forming = firstTick(tick, m_lastLabel);
}

QuoteBar ActivityBarBuilder::finish(unsigned flags)
{
    auto bar = *std::exchange(m_forming, std::nullopt);
    bar.flags = static_cast<std::uint8_t>(bar.flags | BarComplete | flags);
    return bar;
}

} // namespace agora
