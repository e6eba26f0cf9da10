#pragma once

#include "charts/axes_painter.h"
#include "charts/chart_data.h"

namespace agora::charts {

void paintQuoteLines(
    QPainter &painter, const PaneFrame &frame, const ChartData &data, const ChartTheme &theme);
void paintLastPrice(
    QPainter &painter, const PaneFrame &frame, const ChartData &data, const ChartTheme &theme);
/// In the scale: the price of the newest bar with the time left until its close, then those of the
/// price lines.
[[nodiscard]] std::vector<AxisTag> priceTags(
    const ChartData &data, const PaneFrame &frame, const ChartTheme &theme);
/// Time left until the close of the newest bar; empty when the time is over or unknown.
[[nodiscard]] QString countdown(const ChartData &data);

} // namespace agora::charts
