#pragma once

#include "charts/drawing/drawing_shape.h"

class QPainter;

namespace agora::charts {

enum class Emphasis { None, Hovered, Selected };

/// The painter is to be clipped to the pane. A selected drawing shows its handles, hollow ones when
/// it is locked.
void paintShape(QPainter &painter, const DrawingShape &shape, const DrawingSpace &space,
    const ChartTheme &theme, Emphasis emphasis, bool isLocked);

} // namespace agora::charts
