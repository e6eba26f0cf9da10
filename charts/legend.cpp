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
    const double open = series.open()[*bar];
    const double close = series.close()[*bar];
    const QColor color = barColor(open, close, theme);
    const auto add = [&](const QString &name, const QString &value) {
        row.spans.push_back({name + QLatin1Char(' ') + value, color});
    };
    add(ChartText::tr("O"), data.priceText(open));
    add(ChartText::tr("H"), data.priceText(series.high()[*bar]));
    add(ChartText::tr("L"), data.priceText(series.low()[*bar]));
    add(ChartText::tr("C"), data.priceText(close));
    if (*bar > 0)
        row.spans.push_back({changeText(data, series.close()[*bar - 1], close), color});
    if (isVolumeVisible)
        row.spans.push_back(
            {ChartText::tr("Vol %1").arg(QLocale().toString(series.volume()[*bar], 'f', 0)),
                theme.mutedText});
    return row;
}

std::vector<LegendSpot> paintLegend(QPainter &painter, const QRectF &area,
    const std::vector<LegendRow> &rows, const QFont &font, const ChartTheme &theme)
{
    QFont strong = font;
    strong.setBold(true);
    const QFontMetricsF metrics(font, painter.device());
    const QFontMetricsF strongMetrics(strong, painter.device());
    const double gap = metrics.averageCharWidth() * 1.2;
    const double rowHeight = std::ceil(metrics.height() * 1.15);
    QColor shade = theme.background;
    shade.setAlpha(190);

    std::vector<LegendSpot> spots;
    double y = area.top();
    for (const auto &row : rows) {
        std::vector<double> widths;
        double width = 0;
        for (const auto &span : row.spans) {
            const double wanted
                = (span.isStrong ? strongMetrics : metrics).horizontalAdvance(span.text);
            if (!widths.empty() && width + gap + wanted > area.width())
                break;
            width += (widths.empty() ? 0 : gap) + wanted;
            widths.push_back(wanted);
        }
        if (y + rowHeight > area.bottom() && y > area.top())
            break;
        const QRectF box(area.left(), y, std::min(width, area.width()), rowHeight);
        painter.fillRect(box.adjusted(-gap / 2, 0, gap / 2, 0), shade);
        double x = box.left();
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const auto &span = row.spans[i];
            painter.setFont(span.isStrong ? strong : font);
            painter.setPen(span.color);
            painter.drawText(QRectF(x, y, widths[i] + 1, rowHeight),
                Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, span.text);
            x += widths[i] + gap;
        }
        if (!row.indicatorId.isEmpty())
            spots.push_back({box, row.indicatorId});
        y += rowHeight;
    }
    return spots;
}

} // namespace agora::charts
