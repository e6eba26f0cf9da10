#pragma once

#include "charts/axes_painter.h"
#include "charts/chart_data.h"

namespace agora::charts {

/// Where an arrow of a trade or the mark of a signal was drawn, for the mouse.
struct MarkSpot {
    enum class Kind { Trade, Signal };
    QRectF area;
    Kind kind = Kind::Trade;
    std::size_t index = 0; ///< among the chart's trades or signals
};

struct MarkPicture {
    std::vector<MarkSpot> spots;
    std::vector<QRectF> texts; ///< where texts stand
};

/// Entries and exits as arrows, joined by a line in the colour of the result, which stands beside
/// the exit; what brains said as small diamonds. Where many share few pixels, marks of one colour
/// on the same spot are drawn once. Arrows stay at their price; texts find free room, the greatest
/// results first, off the bars, the marks, one another and what is `taken`, further away if need be
/// and with a line to their mark then, or are left out. The cost depends on what is in view and on
/// the pixels.
MarkPicture paintTradeMarks(QPainter &painter, const PaneFrame &frame, const ChartData &data,
    const QFont &font, const ChartTheme &theme, const std::vector<QRectF> &taken);

/// All that there is to say about a mark, a line each.
[[nodiscard]] QStringList markDetails(const MarkSpot &spot, const ChartData &data);

} // namespace agora::charts
