#pragma once

#include "charts/chart_theme.h"
#include "charts/column_painter.h"

#include "engine/model/bar_series.h"
#include "indicators/indicator_info.h"

#include <array>
#include <optional>

namespace agora::charts {

struct LinePen {
    QColor color;
    QColor dense; ///< where many bars share a pixel and the line becomes an area
    double width = 1.5; ///< device-independent pixels
    Qt::PenStyle dash = Qt::SolidLine;
};
/// A line through the values; a gap where there is none.
void paintPenLine(
    QPainter &painter, const PaneMap &map, const ColumnView &column, const LinePen &pen);
/// One point a bar, not joined.
void paintDots(QPainter &painter, const PaneMap &map, const ColumnView &column, const QColor &color,
    const QColor &dense, double width);
/// A level stroke a bar.
void paintSteps(
    QPainter &painter, const PaneMap &map, const ColumnView &column, const LinePen &pen);

/// Where a mark stands when its value is not 0.
enum class MarkPlace { Above, Below, BySign };
[[nodiscard]] MarkPlace markPlaceOf(indicators::LineStyle style);
/// Height of the middle of the mark at this bar; nothing when there is none.
[[nodiscard]] std::optional<double> markY(const PaneMap &map, std::span<const double> values,
    const BarSeries &series, std::size_t bar, MarkPlace place);
struct MarkColors {
    QColor up, down;
};
/// Small arrows beside the bars; none where bars are too dense to tell them apart.
void paintMarks(QPainter &painter, const PaneMap &map, std::span<const double> values,
    const BarSeries &series, MarkPlace place, const MarkColors &colors);

/// Candles of four columns: open, high, low, close. Where bars are dense, a line of the closes.
void paintCandleColumns(QPainter &painter, const PaneMap &map,
    const std::array<ColumnView, 4> &columns, const ChartTheme &theme);

} // namespace agora::charts
