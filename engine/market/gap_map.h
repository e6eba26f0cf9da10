#pragma once

#include "engine/model/bar_edges.h"
#include "engine/model/instrument.h"

#include <chrono>
#include <span>
#include <vector>

namespace agora {

/// What is missing of one trading day (R6).
struct DayGaps {
    std::chrono::year_month_day day;
    Duration open{}; ///< how long the market was open that day, within the range looked at
    Duration missing{}; ///< of that
    std::vector<BarSpan> gaps; ///< while the market was open, ascending
};

/// The days of `range` of which something is missing, ascending. `missing`: ascending spans that
/// are not stored; what of them lies in hours when the market is closed is no gap.
[[nodiscard]] std::vector<DayGaps> gapMap(std::span<const BarSpan> missing, BarSpan range,
    const TradingHours &hours, const DayAnchor &anchor = {});

/// The parts of [span) in which the market is open, to the minute.
[[nodiscard]] std::vector<BarSpan> openParts(BarSpan span, const TradingHours &hours);

} // namespace agora
