#pragma once

#include "engine/base/time.h"
#include "engine/base/zone.h"
#include "engine/model/period.h"

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

private:
    DayAnchor(int hour, Zone zone, std::chrono::weekday weekStart)
        : m_hour(hour), m_zone(std::move(zone)), m_weekStart(weekStart)
    {}

    int m_hour;
    Zone m_zone;
    std::chrono::weekday m_weekStart;
};

/// The half-open time [open, close) of one bar.
struct BarSpan {
    Timestamp open;
    Timestamp close;
    [[nodiscard]] bool contains(Timestamp at) const { return open <= at && at < close; }
    bool operator==(const BarSpan &) const = default;
};

/// Where the bars of one period begin and end (R1 to R7). Keeps the last answer, so that the ticks
/// of one bar cost a comparison.
class BarEdges {
public:
    /// `period` must be one by the clock.
    explicit BarEdges(Period period, DayAnchor anchor = {});

    [[nodiscard]] Period period() const { return m_period; }
    [[nodiscard]] const DayAnchor &dayAnchor() const { return m_anchor; }

    /// The bar that holds `at`; an instant on an edge belongs to the later bar.
    [[nodiscard]] BarSpan at(Timestamp at)
    {
        if (!m_last.contains(at))
            m_last = find(at);
        return m_last;
    }
    /// The first edge at or after `at`.
    [[nodiscard]] Timestamp firstEdge(Timestamp at)
    {
        const auto span = this->at(at);
        return span.open == at ? span.open : span.close;
    }

private:
    [[nodiscard]] BarSpan find(Timestamp at) const;
    [[nodiscard]] BarSpan hours(Timestamp at) const;
    [[nodiscard]] BarSpan week(Timestamp at) const;
    [[nodiscard]] BarSpan month(Timestamp at) const;

    Period m_period;
    DayAnchor m_anchor;
    BarSpan m_last;
};

} // namespace agora
