#pragma once

#include "charts/chart_data.h"

#include <QFont>

namespace agora::charts {

/// A piece of a legend line in one colour.
struct LegendSpan {
    QString text;
    QColor color;
    bool isStrong = false;
};

/// One line at the top left of a pane.
struct LegendRow {
    QString indicatorId; ///< empty for the line of the price
    std::vector<LegendSpan> spans;

    [[nodiscard]] QString text() const;
};

/// Where the line of an indicator was drawn, for double clicks.
struct LegendSpot {
    QRectF area;
    QString indicatorId;
};

/// Symbol, period, side, and the prices of one bar.
[[nodiscard]] LegendRow priceLegend(const ChartData &data, std::optional<std::size_t> bar,
    bool isVolumeVisible, const ChartTheme &theme);
[[nodiscard]] LegendRow indicatorLegend(const ChartData &data, const IndicatorLayer &layer,
    std::optional<std::size_t> bar, const ChartTheme &theme);

/// Rows below one another inside `area`; what does not fit to the right is left out piece by piece.
std::vector<LegendSpot> paintLegend(QPainter &painter, const QRectF &area,
    const std::vector<LegendRow> &rows, const QFont &font, const ChartTheme &theme);

/// Usual name of a side: `Bid`.
[[nodiscard]] QString sideText(PriceSide side);

} // namespace agora::charts
