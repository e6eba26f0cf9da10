#pragma once

#include "engine/base/zone.h"

#include <chrono>
#include <string>

namespace agora {

/// The wall-clock hour at which trading days begin (R3), and the weekday whose anchor opens a week
/// (R7).
class DayAnchor {
public:
    DayAnchor(); ///< 17:00 America/New_York, weeks from Friday, as OANDA
    /// `hour` 0..23. The error names the hour or the zone.
    [[nodiscard]] static Result<DayAnchor> make(
        int hour, const std::string &zone, std::chrono::weekday weekStart = std::chrono::Friday);

    [[nodiscard]] int hour() const { return m_hour; }
    [[nodiscard]] const Zone &zone() const { return m_zone; }
    [[nodiscard]] std::chrono::weekday weekStart() const { return m_weekStart; }

    /// Local date of the last anchor at or before `at`.
    [[nodiscard]] std::chrono::local_days anchorDate(Timestamp at) const;
    /// The instant of a date's anchor, moved by whole hours of wall-clock time (R4, R5).
    [[nodiscard]] Timestamp anchor(std::chrono::local_days date, int plusHours = 0) const;
    /// R6: the date by which the trading day that holds `at` is known.
    [[nodiscard]] std::chrono::year_month_day tradingDate(Timestamp at) const;
    /// Days from an anchor's local date to its trading date: 0 or 1 (R6).
    [[nodiscard]] std::chrono::days tradingDateShift() const
    {
        return std::chrono::days{m_hour >= 12 ? 1 : 0};
    }
    bool operator==(const DayAnchor &other) const
    {
        return m_hour == other.m_hour && m_zone.name() == other.m_zone.name()
            && m_weekStart == other.m_weekStart;
    }

private:
    DayAnchor(int hour, Zone zone, std::chrono::weekday weekStart)
        : m_hour(hour), m_zone(std::move(zone)), m_weekStart(weekStart)
    {}

    int m_hour;
    Zone m_zone;
    std::chrono::weekday m_weekStart;
};

} // namespace agora
