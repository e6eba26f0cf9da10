#pragma once

#include "charts/chart_theme.h"
#include "charts/column_painter.h"

#include "engine/model/bar_series.h"

#include <array>

namespace agora::charts {

/// One point a bar, not joined.
void paintDots(QPainter &painter, const PaneMap &map, const ColumnView &column, const QColor &color,
    const QColor &dense, double width);
/// A level stroke a bar.
void paintSteps(QPainter &painter, const PaneMap &map, const ColumnView &column,
    const QColor &color, const QColor &dense, double width);

/// Where a mark stands when its value is not 0.
enum class MarkPlace { Above, Below, BySign };
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
