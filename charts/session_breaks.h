#pragma once

#include "charts/chart_types.h"
#include "charts/time_labels.h"

#include "engine/model/bar_edges.h"

namespace agora::charts {

/// Bars that open a trading day (a week, a month, where days would lie too close), by the day's
/// anchor; counted from the oldest. A break is drawn before its bar. None for bars that are longer.
[[nodiscard]] std::vector<std::size_t> sessionBreaks(
    const TimeAxisView &view, Period period, const DayAnchor &anchor);

/// What session breaks are counted from. Bars of a day and longer open on the evening before their
/// date, so that they are always parted by trading days.
[[nodiscard]] DayAnchor breakAnchor(
    SessionBreaks kind, Period period, const DayAnchor &tradingDay, const Zone &zone);

/// Close of the bar that opened at `openTime`, daylight saving and the day's anchor observed;
/// nothing for bars that do not end by the clock.
[[nodiscard]] std::optional<Timestamp> barClose(
    Timestamp openTime, Period period, const DayAnchor &anchor);

} // namespace agora::charts
