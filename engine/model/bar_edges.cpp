#include "engine/model/bar_edges.h"

#include "engine/base/ensure.h"

namespace agora {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::months;
using std::chrono::year_month_day;

BarEdges::BarEdges(Period period, DayAnchor anchor) : m_period(period), m_anchor(std::move(anchor))
{
    AGORA_ENSURE(period.isClock()); // R13's bars have no edges
}

BarSpan BarEdges::find(Timestamp at) const
{
    if (m_period.isIntraHour()) {
        const auto length = m_period.nominal();
        const auto sinceEpoch = at.time_since_epoch();
        auto past = sinceEpoch % length;
        if (past < Duration::zero())
            past += length;
        return {at - past, at - past + length};
    }
    switch (m_period.unit()) {
    case Period::Unit::Week:
        return week(at);
    case Period::Unit::Month:
        return month(at);
    case Period::Unit::Day: {
        const auto date = m_anchor.anchorDate(at);
        return {m_anchor.anchor(date), m_anchor.anchor(date + days{1})};
    }
    default:
        return hours(at);
    }
}

BarSpan BarEdges::hours(Timestamp at) const
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(m_period.nominal());
    const auto step = static_cast<int>(minutes.count() / 60);
    AGORA_ENSURE(
        step > 0 && minutes.count() % 60 == 0 && 24 % step == 0); // Period refuses others (R2)
    const auto date = m_anchor.anchorDate(at);
    int hour = 24 - step;
    while (hour > 0 && m_anchor.anchor(date, hour) > at)
        hour -= step;
    const auto open = m_anchor.anchor(date, hour);
    auto close
        = hour + step == 24 ? m_anchor.anchor(date + days{1}) : m_anchor.anchor(date, hour + step);
    return {open, close};
}

BarSpan BarEdges::week(Timestamp at) const
{
    const auto date = m_anchor.anchorDate(at);
    const auto first = date - (std::chrono::weekday{date} - m_anchor.weekStart());
    return {m_anchor.anchor(first), m_anchor.anchor(first + days{7})};
}

BarSpan BarEdges::month(Timestamp at) const
{
    const auto shift = m_anchor.tradingDateShift();
    const auto date = m_anchor.tradingDate(at);
    const auto first = date.year() / date.month() / 1;
    return {m_anchor.anchor(local_days{first} - shift),
        m_anchor.anchor(local_days{first + months{1}} - shift)};
}

} // namespace agora
