#pragma once

#include "charts/extrema_pyramid.h"
#include "charts/pane_map.h"

#include <QColor>

#include <span>

namespace agora::charts {

/// One value a bar (NaN = none) with its pyramid.
struct ColumnView {
    std::span<const double> values;
    const ExtremaPyramid &pyramid;

    [[nodiscard]] Extent extent(std::size_t begin, std::size_t end) const
    {
        return pyramid.extent(values, values, begin, end);
    }
};

/// A line through the values; a gap where there is none. `dense` is its colour where many bars
/// share a pixel and it becomes an area.
void paintLine(QPainter &painter, const PaneMap &map, const ColumnView &column, const QColor &color,
    const QColor &dense, double width);
/// Fills everything from the line down to the bottom of the pane.
void paintBelow(
    QPainter &painter, const PaneMap &map, const ColumnView &column, const QColor &color);
struct HistogramColors {
    QColor positive, negative;
    QColor positiveShrinking, negativeShrinking; ///< nearer to zero than the bar before
};
/// Bars from zero.
void paintHistogram(
    QPainter &painter, const PaneMap &map, const ColumnView &column, const HistogramColors &colors);
/// Tints the area between two lines, unless they are dense.
void paintArea(QPainter &painter, const PaneMap &map, const ColumnView &upper,
    const ColumnView &lower, const QColor &color);

} // namespace agora::charts
