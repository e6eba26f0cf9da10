#pragma once

#include "engine/base/time.h"
#include "engine/model/period.h"

#include <cstdint>
#include <string>
#include <vector>

namespace agora {

/// How a plotted line is drawn.
enum class PlotStyle : std::uint8_t {
    Line, ///< values of neighbouring bars joined
    Dots,
    Steps, ///< a level stroke a bar
    Histogram ///< columns from zero
};

/// A named line that a brain draws, with hints for charts.
struct PlotLine {
    std::string key; ///< `fast`; unique in its brain
    std::string title; ///< `Fast average`; empty = the key
    PlotStyle style = PlotStyle::Line;
    std::string color; ///< `#rrggbb`; empty = the chart chooses
    /// Empty = over the price; lines of one name share a pane of their own below it.
    std::string pane;
    double width = 1.5; ///< device-independent pixels
    std::vector<double> levels; ///< horizontal lines of its pane
    bool operator==(const PlotLine &) const = default;
};

/// One value of a line.
struct PlotPoint {
    Timestamp time; ///< open time of its bar
    double value = 0; ///< NaN = there is none: the line has a gap
    std::uint16_t line = 0; ///< in the order in which the brain declared them
    bool operator==(const PlotPoint &) const = default;
};

/// What one brain plotted. A later point of the same line and bar replaces the earlier one.
struct PlotBatch {
    std::string brain;
    std::string symbol;
    Period period; ///< of the brain's bars
    std::vector<PlotLine> lines; ///< in a snapshot all of them; else empty
    std::vector<PlotPoint> points; ///< of each line in the order of their bars
    bool operator==(const PlotBatch &) const = default;
};

} // namespace agora
