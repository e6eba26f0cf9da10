#include "indicators/session_clock.h"

namespace agora::indicators {

using namespace std::chrono;

Result<SessionClock> SessionClock::make(Length length, DayStart dayStart)
{
    if (dayStart == DayStart::Utc)
        return SessionClock(length, dayStart, Zone::utc());
    auto zone = Zone::find("America/New_York");
    if (!zone)
        return zone.failure();
    return SessionClock(length, dayStart, *std::move(zone));
}

/// The instant at which the trading day of that date begins.
Timestamp SessionClock::startOf(local_days tradingDate) const
{
    if (m_dayStart == DayStart::Utc)
        return m_zone.toUtc(LocalTime(tradingDate));
    return m_zone.toUtc(LocalTime(tradingDate - days(1)) + hours(17));
}

void SessionClock::enter(Timestamp at)
{
    const LocalTime local = m_zone.toLocal(at);
    const auto date = m_dayStart == DayStart::Utc ? floor<days>(local)
                                                  : floor<days>(local - hours(17)) + days(1);
    auto first = date;
    auto next = date + days(1);
    if (m_length == Length::Week) {
        const weekday opening = m_dayStart == DayStart::Utc ? Monday : Saturday;
        first = date - (weekday(date) - opening);
        next = first + days(7);
    } else if (m_length == Length::Month) {
        const year_month_day day(date);
        first = local_days(day.year() / day.month() / 1);
        next = local_days((day.year() / day.month() + months(1)) / 1);
    }
    m_begin = startOf(first);
    m_end = startOf(next);
}

} // namespace agora::indicators
