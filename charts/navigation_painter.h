#pragma once

#include <QPainter>

namespace agora::charts {

class ChartScene;

/// What lies on top of a chart for whoever moves around in it: the crosshair of another chart, the
/// box to zoom into, the mark of a fixed scale, the status, and the banner of the state or the
/// pause.
void paintNavigation(QPainter &painter, ChartScene &scene);
/// Width that the status takes at the right of the price pane's upper edge, with its distance.
[[nodiscard]] double statusWidth(const ChartScene &scene, const QFont &font, QPaintDevice *device);

} // namespace agora::charts
