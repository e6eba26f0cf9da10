#include "engine/model/day_anchor.h"

namespace agora {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::year_month_day;

DayAnchor::DayAnchor()
    : m_hour(17), m_zone(Zone::find("America/New_York").value()), m_weekStart(std::chrono::Friday)
{}

Result<DayAnchor> DayAnchor::make(int hour, const std::string &zone, std::chrono::weekday weekStart)
{
    if (hour < 0 || hour > 23)
        return fail(
            "a trading day cannot begin at hour " + std::to_string(hour) + ": it must be 0 to 23");
    auto found = Zone::find(zone);
    if (!found)
        return found.failure();
    return DayAnchor(hour, std::move(*found), weekStart);
}

Timestamp DayAnchor::anchor(local_days date, int plusHours) const
{
    return m_zone.toUtc(LocalTime{date} + std::chrono::hours{m_hour + plusHours});
}

local_days DayAnchor::anchorDate(Timestamp at) const
{
    // One day too late on purpose: around a clock change the local date alone does not decide.
    auto date = std::chrono::floor<days>(m_zone.toLocal(at)) + days{1};
    while (anchor(date) > at)
        date -= days{1};
    return date;
}

year_month_day DayAnchor::tradingDate(Timestamp at) const
{
    return year_month_day{anchorDate(at) + tradingDateShift()};
}

} // namespace agora
