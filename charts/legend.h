#pragma once

#include "charts/axes_painter.h"
#include "charts/chart_data.h"

#include <QFont>

namespace agora::charts {

/// A piece of a legend line in one colour.
struct LegendSpan {
    QString text;
    QColor color;
    bool isStrong = false;
    bool isDetail = false; ///< goes when there is no room for all details and what follows them
};

/// One line at the top left of a pane.
struct LegendRow {
    QString indicatorId; ///< empty for the line of the price
    QString comparison; ///< symbol of a compared series
    std::vector<LegendSpan> spans;

    [[nodiscard]] QString text() const;
};

/// Where a line of the legend lies, for double clicks and menus.
struct LegendSpot {
    QRectF area;
    QString indicatorId;
    QString comparison;
};

/// Symbol, period, side, and the prices of one bar.
[[nodiscard]] LegendRow priceLegend(const ChartData &data, std::optional<std::size_t> bar,
    bool isVolumeVisible, const ChartTheme &theme);
[[nodiscard]] LegendRow indicatorLegend(const ChartData &data, const IndicatorLayer &layer,
    std::optional<std::size_t> bar, const ChartTheme &theme);

[[nodiscard]] LegendRow volumeLegend(
    const ChartData &data, std::optional<std::size_t> bar, const ChartTheme &theme);
/// Its close at the bar and how far it has come from the left edge, when the scale counts percent.
[[nodiscard]] LegendRow comparisonLegend(const ChartData &data, const Comparison &comparison,
    std::optional<std::size_t> bar, const PaneFrame &price, const PaneMap &map, const QColor &color,
    const ChartTheme &theme);
/// Tag of its newest close in the scale of the price.
[[nodiscard]] std::optional<AxisTag> comparisonTag(
    const Comparison &comparison, const PaneFrame &price, const PaneMap &map, const QColor &color);
/// Says why a logarithmic scale is drawn as a linear one.
[[nodiscard]] LegendRow logarithmRefusedLegend(const ChartTheme &theme);

/// Rows below one another inside `area`; what does not fit to the right is left out piece by piece.
void paintLegend(QPainter &painter, const QRectF &area, const std::vector<LegendRow> &rows,
    const QFont &font, const ChartTheme &theme);
/// Where those rows lie.
[[nodiscard]] std::vector<LegendSpot> legendSpots(const QRectF &area,
    const std::vector<LegendRow> &rows, const QFont &font, const QPaintDevice *device);

/// Usual name of a side: `Bid`.
[[nodiscard]] QString sideText(PriceSide side);
[[nodiscard]] QString styleText(CandleStyle style);

} // namespace agora::charts
