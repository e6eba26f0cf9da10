#pragma once

#include "engine/model/instrument.h"
#include "engine/model/period.h"

#include <cstdint>
#include <span>

namespace agora::charts {

/// Where instants lie among the bars of a series, also between two of them, before the oldest and
/// beyond the newest, where bars are counted on by the period through the hours of trading.
///
/// Bar i stands for its open time; the gap of a weekend takes no room.
class BarAxis {
public:
    /// `times` are open times, ascending, ns UTC; they must outlive the axis.
    BarAxis(std::span<const std::int64_t> times, Period period, TradingHours hours);

    [[nodiscard]] bool isEmpty() const { return m_times.empty(); }
    /// Counted from the oldest; 0 without bars.
    [[nodiscard]] double barAt(Timestamp at) const;
    /// The inverse; instants further than 100 years from the bars are cut to that.
    [[nodiscard]] Timestamp timeAt(double bar) const;

private:
    [[nodiscard]] double length(std::size_t bar) const; ///< ns that the bar's place stands for
    [[nodiscard]] double counted(std::int64_t from, std::int64_t to) const;
    [[nodiscard]] std::int64_t countedTime(std::int64_t from, double bars) const;

    std::span<const std::int64_t> m_times;
    Period m_period;
    TradingHours m_hours;
    double m_step; ///< ns of open market in a bar
};

} // namespace agora::charts
