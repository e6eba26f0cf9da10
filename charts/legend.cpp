#include "charts/legend.h"

#include "charts/axes_painter.h"
#include "charts/chart_text.h"

#include <QFontMetricsF>
#include <QLocale>

namespace agora::charts {
namespace {

QString withSign(double value, int decimals)
{
    return (value < 0 ? QString() : QStringLiteral("+")) + numberText(value, decimals);
}

/// Move from the close before, in pips and in percent.
QString changeText(const ChartData &data, double before, double now)
{
    const double pip = data.instrument.pip();
    QString text;
    if (pip > 0)
        text = ChartText::tr("%1 pips").arg(withSign((now - before) / pip, 1));
    if (before != 0)
        text += QStringLiteral(" (%1 %)").arg(withSign(100 * (now - before) / before, 2));
    return text;
}

} // namespace

QString sideText(PriceSide side)
{
    switch (side) {
    case PriceSide::Bid:
        return ChartText::tr("Bid");
    case PriceSide::Ask:
        return ChartText::tr("Ask");
    case PriceSide::Mid:
        break;
    }
    return ChartText::tr("Mid");
}

QString styleText(CandleStyle style)
{
    switch (style) {
    case CandleStyle::Candles:
        return ChartText::tr("Candles");
    case CandleStyle::HollowCandles:
        return ChartText::tr("Hollow candles");
    case CandleStyle::Bars:
        return ChartText::tr("Bars");
    case CandleStyle::Line:
        return ChartText::tr("Line");
    case CandleStyle::Area:
        return ChartText::tr("Area");
    case CandleStyle::HeikinAshi:
        break;
    }
    return ChartText::tr("Heikin-Ashi");
}

QString LegendRow::text() const
{
    QString all;
    for (const auto &span : spans)
        all += (all.isEmpty() ? QString() : QStringLiteral("  ")) + span.text;
    return all;
}

LegendRow priceLegend(const ChartData &data, std::optional<std::size_t> bar, bool isVolumeVisible,
    const ChartTheme &theme)
{
    const BarSeries &series = data.series();
    LegendRow row;
    row.spans.push_back({data.displaySymbol(), theme.text, true});
    row.spans.push_back({QString::fromStdString(series.period().toString()) + QStringLiteral(" · ")
            + sideText(series.side()),
        theme.mutedText});
    if (!bar || *bar >= series.size())
        return row;
    const Bar drawn = data.drawnBar(*bar);
    const double close = series.close()[*bar];
    const QColor color = barColor(drawn.open, drawn.close, theme);
    const auto add = [&](const QString &name, const QString &value, bool isDetail = true) {
        row.spans.push_back({name + QLatin1Char(' ') + value, color, false, isDetail});
    };
    if (data.isComputedStyle())
        row.spans.push_back({styleText(data.style), theme.warning});
    add(ChartText::tr("O"), data.priceText(drawn.open));
    add(ChartText::tr("H"), data.priceText(drawn.high));
    add(ChartText::tr("L"), data.priceText(drawn.low));
    add(ChartText::tr("C"), data.priceText(drawn.close), false);
    if (data.isComputedStyle())
        row.spans.push_back({ChartText::tr("Price %1").arg(data.priceText(close)), theme.text});
    if (*bar > 0)
        row.spans.push_back({changeText(data, series.close()[*bar - 1], close), color});
    if (isVolumeVisible)
        row.spans.push_back(
            {ChartText::tr("Vol %1").arg(QLocale().toString(series.volume()[*bar], 'f', 0)),
                theme.mutedText});
    return row;
}

LegendRow volumeLegend(
    const ChartData &data, std::optional<std::size_t> bar, const ChartTheme &theme)
{
    LegendRow row;
    row.spans.push_back({ChartText::tr("Volume"), theme.mutedText});
    if (bar && *bar < data.series().size())
        row.spans.push_back({QLocale().toString(data.series().volume()[*bar], 'f', 0), theme.text});
    return row;
}

LegendRow comparisonLegend(const ChartData &data, const Comparison &comparison,
    std::optional<std::size_t> bar, const PaneFrame &price, const PaneMap &map, const QColor &color,
    const ChartTheme &theme)
{
    LegendRow row;
    row.comparison = QString::fromStdString(comparison.instrument().symbol);
    row.spans.push_back({comparison.title(), color, true});
    const auto close
        = bar ? comparison.closeAt(data.series().times(), *bar) : std::optional<double>();
    row.spans.push_back(
        {close ? numberText(*close, comparison.instrument().precision) : QStringLiteral("–"),
            close ? color : theme.mutedText});
    if (close && price.percentBase > 0)
        row.spans.push_back({price.text(*close * price.map.low / map.low, 1), color});
    return row;
}

std::optional<AxisTag> comparisonTag(
    const Comparison &comparison, const PaneFrame &price, const PaneMap &map, const QColor &color)
{
    const auto values = comparison.column().values;
    const auto newest = std::find_if(
        values.rbegin(), values.rend(), [](double value) { return std::isfinite(value); });
    if (newest == values.rend())
        return std::nullopt;
    const double value = *newest * price.map.low / map.low;
    const QString text = price.percentBase > 0
        ? price.text(value, 1)
        : numberText(value, comparison.instrument().precision);
    return AxisTag{value, {text}, color};
}

LegendRow logarithmRefusedLegend(const ChartTheme &theme)
{
    LegendRow row;
    row.spans.push_back(
        {ChartText::tr("Linear: prices of zero and less have no logarithm"), theme.warning});
    return row;
}

namespace {

/// A row with the place of each of its pieces that fit.
struct PlacedRow {
    const LegendRow *row;
    QRectF box;
    std::vector<std::pair<const LegendSpan *, double>> spans; ///< each with its width
};

struct LegendFonts {
    LegendFonts(const QFont &font, const QPaintDevice *device)
        : usual(font)
        , strong(font)
        , metrics(font, device)
        , strongMetrics((strong.setBold(true), strong), device)
        , gap(metrics.averageCharWidth() * 1.2)
        , rowHeight(std::ceil(metrics.height() * 1.15))
    {}
    QFont usual, strong;
    QFontMetricsF metrics, strongMetrics;
    double gap, rowHeight;
};

/// Those of a row that have room, from the left.
PlacedRow placedRow(const LegendRow &row, const QPointF &at, double room, const LegendFonts &fonts)
{
    PlacedRow placed{&row, {}, {}};
    const auto fill = [&](bool hasDetails) {
        bool isWhole = true;
        double width = 0;
        placed.spans.clear();
        for (const auto &span : row.spans) {
            if (span.isDetail && !hasDetails)
                continue;
            const auto &metrics = span.isStrong ? fonts.strongMetrics : fonts.metrics;
            double wanted = metrics.horizontalAdvance(span.text);
            if (placed.spans.empty())
                wanted = std::min(wanted, room); // a long name is shortened
            const double gap = placed.spans.empty() ? 0 : fonts.gap;
            if (!placed.spans.empty() && width + gap + wanted > room) {
                const auto next = &span - row.spans.data();
                isWhole = next > 0 && !row.spans[static_cast<std::size_t>(next) - 1].isDetail
                    && !span.isDetail;
                break;
            }
            width += gap + wanted;
            placed.spans.emplace_back(&span, wanted);
        }
        placed.box = QRectF(at, QSizeF(std::min(width, room), fonts.rowHeight));
        return isWhole;
    };
    if (!fill(true))
        fill(false);
    return placed;
}

std::vector<PlacedRow> placedRows(
    const QRectF &area, const std::vector<LegendRow> &rows, const LegendFonts &fonts)
{
    std::vector<PlacedRow> placed;
    double y = area.top();
    for (const auto &row : rows) {
        if (y + fonts.rowHeight > area.bottom() && y > area.top())
            break;
        placed.push_back(placedRow(row, {area.left(), y}, area.width(), fonts));
        y += fonts.rowHeight;
    }
    return placed;
}

} // namespace

std::vector<LegendSpot> legendSpots(const QRectF &area, const std::vector<LegendRow> &rows,
    const QFont &font, const QPaintDevice *device)
{
    std::vector<LegendSpot> spots;
    for (const auto &placed : placedRows(area, rows, LegendFonts(font, device)))
        spots.push_back({placed.box, placed.row->indicatorId, placed.row->comparison});
    return spots;
}

void paintLegend(QPainter &painter, const QRectF &area, const std::vector<LegendRow> &rows,
    const QFont &font, const ChartTheme &theme)
{
    const LegendFonts fonts(font, painter.device());
    QColor shade = theme.background;
    shade.setAlpha(190);
    for (const auto &[row, box, spans] : placedRows(area, rows, fonts)) {
        painter.fillRect(box.adjusted(-fonts.gap / 2, 0, fonts.gap / 2, 0), shade);
        double x = box.left();
        for (const auto &[span, width] : spans) {
            painter.setFont(span->isStrong ? fonts.strong : fonts.usual);
            painter.setPen(span->color);
            const auto &metrics = span->isStrong ? fonts.strongMetrics : fonts.metrics;
            painter.drawText(QRectF(x, box.top(), width + 1, fonts.rowHeight),
                Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                metrics.elidedText(span->text, Qt::ElideRight, width + 1));
            x += width + fonts.gap;
        }
    }
}

} // namespace agora::charts
