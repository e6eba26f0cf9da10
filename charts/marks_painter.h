#pragma once

#include "charts/axes_painter.h"
#include "charts/chart_data.h"

namespace agora::charts {

/// Entries and exits as arrows, joined by a line in the colour of the result, which stands beside
/// the exit.
void paintTrades(QPainter &painter, const PaneFrame &frame, const ChartData &data,
    const QFont &font, const ChartTheme &theme);
/// What brains said: small diamonds, pointed in the direction meant.
void paintSignals(QPainter &painter, const PaneFrame &frame, const ChartData &data,
    const QFont &font, const ChartTheme &theme);
/// Positions and working orders: a dashed line with its text, and the price in the scale.
void paintPriceLines(QPainter &painter, const PaneFrame &frame, const ChartData &data,
    const QFont &font, const ChartTheme &theme);
void paintQuoteLines(
    QPainter &painter, const PaneFrame &frame, const ChartData &data, const ChartTheme &theme);
/// Price of the newest bar in the scale, with the time left until its close.
void paintLastPrice(QPainter &painter, const PaneFrame &frame, const ChartData &data,
    const QFont &font, const ChartTheme &theme);
/// The second line of that label; empty when the time is over or unknown.
[[nodiscard]] QString countdown(const ChartData &data);

} // namespace agora::charts
