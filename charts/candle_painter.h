#pragma once

#include "charts/chart_theme.h"
#include "charts/chart_types.h"
#include "charts/pane_map.h"
#include "charts/price_columns.h"

namespace agora::charts {

/// Colour of a bar: rising, falling, or neither.
[[nodiscard]] QColor barColor(double open, double close, const ChartTheme &theme);

/// Draws bars, or one stroke a pixel column where several bars share it: the cost depends on
/// pixels.
void paintCandles(QPainter &painter, const PaneMap &map, const BarSeries &series,
    const PriceColumns &columns, CandleStyle style, const ChartTheme &theme);

/// Columns of volume along the bottom of the price, pale and no higher than a part of the pane.
void paintVolumeOverlay(QPainter &painter, const PaneMap &map, const BarSeries &series,
    const PriceColumns &columns, const ChartTheme &theme);
/// Columns of volume from zero up, in a pane whose scale counts it.
void paintVolumePane(QPainter &painter, const PaneMap &map, const BarSeries &series,
    const PriceColumns &columns, const ChartTheme &theme);

} // namespace agora::charts
