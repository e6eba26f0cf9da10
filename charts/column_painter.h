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

/// A line through the values; a gap where there is none.
void paintLine(QPainter &painter, const PaneMap &map, const ColumnView &column, const QColor &color,
    double width);
/// Bars from zero, `positive` above it and `negative` below, paler while they shrink.
void paintHistogram(QPainter &painter, const PaneMap &map, const ColumnView &column,
    const QColor &positive, const QColor &negative);
/// Tints the area between two lines.
void paintArea(QPainter &painter, const PaneMap &map, const ColumnView &upper,
    const ColumnView &lower, const QColor &color);

} // namespace agora::charts
