#pragma once

#include "charts/column_painter.h"

namespace agora::charts {

/// Tints of the area between two lines, with their opacity.
struct BandColors {
    QColor above; ///< where the first line is above the second
    QColor below; ///< where it is under it
};
/// Tints the area between two lines, whichever is on top; nothing where one of them has no value.
void paintBetween(QPainter &painter, const PaneMap &map, const ColumnView &first,
    const ColumnView &second, const BandColors &colors);
/// Tints the area between a line and zero, or the edge of the pane nearest to zero.
void paintUnder(
    QPainter &painter, const PaneMap &map, const ColumnView &column, const QColor &color);

} // namespace agora::charts
