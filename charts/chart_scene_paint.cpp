#include "charts/banner.h"
#include "charts/chart_scene.h"
#include "charts/marks_painter.h"

#include <qcustomplot.h>

namespace agora::charts {
void ChartScene::paintBack(QPainter &painter)
{
    if (!isGridVisible || data.series().empty())
        return;
    for (std::size_t pane = 0; pane < m_stack->panes().size(); ++pane)
        paintGrid(painter, frame(pane), m_labels, theme);
}

void ChartScene::paintData(QPainter &painter)
{
    if (data.series().empty())
        return;
    const PaneMap price = frame(0).map;
    if (isVolumeVisible)
        paintVolume(painter, price, data.series(), data.columns(), theme);
    // Where many bars share a pixel, lines would hide the price: then it lies on top.
    const bool isPriceOnTop = price.pixelsPerBar() < 1;
    const auto paintPrice
        = [&] { paintCandles(painter, price, data.series(), data.columns(), data.style, theme); };
    if (!isPriceOnTop)
        paintPrice();
    for (std::size_t pane = 0; pane < m_stack->panes().size(); ++pane) {
        for (const auto *layer : layersOf(pane))
            layer->paint(painter, frame(pane).map, data.series(), theme);
    }
    if (isPriceOnTop)
        paintPrice();
}

void ChartScene::paintMarks(QPainter &painter)
{
    if (data.series().empty())
        return;
    const PaneFrame price = frame(0);
    const QFont font = axisFont(m_chart.font());
    if (areQuoteLinesVisible)
        paintQuoteLines(painter, price, data, theme);
    paintTrades(painter, price, data, font, theme);
    paintSignals(painter, price, data, font, theme);
}

void ChartScene::paintAxes(QPainter &painter)
{
    const QFont font = axisFont(m_chart.font());
    const std::size_t count = m_stack->panes().size();
    const double right = m_stack->plotArea(0).right();
    painter.fillRect(QRectF(right, 0, m_chart.width() - right, m_chart.height()), theme.background);
    painter.setPen(QPen(theme.axis, 1));
    for (std::size_t pane = 0; pane + 1 < count; ++pane) {
        const double y = std::round(
            (m_stack->plotArea(pane).bottom() + m_stack->plotArea(pane + 1).top()) / 2);
        painter.fillRect(QRectF(0, y, m_chart.width(), 1), theme.axis);
    }
    if (data.series().empty())
        return;
    painter.fillRect(QRectF(right, 0, 1, m_stack->timeArea().top()), theme.axis);
    painter.fillRect(QRectF(0, m_stack->timeArea().top(), m_chart.width(), 1), theme.axis);
    const auto tags = priceTags(data, theme);
    const auto places = placedTags(frame(0), tags, AxisSizes(font, painter.device()));
    for (std::size_t pane = 0; pane < count; ++pane) {
        const PaneFrame drawn = frame(pane);
        std::vector<AxisText> values;
        for (const double tick : drawn.ticks)
            values.push_back({tick, numberText(tick, drawn.decimals), false});
        paintValueTexts(painter, drawn, values, places, font, theme);
    }
    std::vector<AxisText> times;
    for (const auto &label : m_labels)
        times.push_back({static_cast<double>(label.bar), label.text, label.isMajor});
    paintTimeTexts(
        painter, frame(0).map, m_stack->timeArea(), times, zoneTitle(data.zone), font, theme);
    paintPriceLines(painter, frame(0), data, font, theme);
    paintLastPrice(painter, frame(0), data, theme);
    for (std::size_t i = tags.size(); i-- > 0;) // the most important on top
        paintTag(painter, places[i], tags[i], font);
}

void ChartScene::paintHover(QPainter &painter)
{
    const QString words = stateWords.isEmpty() ? stateText(state) : stateWords;
    if (data.series().empty()) {
        const QString symbol = data.displaySymbol();
        const QString detail = symbol.isEmpty() ? QString()
                                                : symbol + QStringLiteral("  ·  ")
                + QString::fromStdString(data.series().period().toString());
        const bool isSaid = state != ChartState::Ready;
        paintEmpty(painter, QRectF(m_chart.rect()), isSaid ? words : stateText(ChartState::NoData),
            detail, m_chart.font(), theme);
        return;
    }
    paintLegends(painter);
    if (m_hover && isCrosshairVisible)
        paintCrosshair(painter);
    if (state != ChartState::Ready)
        paintBanner(painter, m_stack->plotArea(0), state, words, m_chart.font(), theme);
}

void ChartScene::paintLegends(QPainter &painter)
{
    const AxisSizes sizes(m_chart.font(), painter.device());
    m_legendSpots.clear();
    for (std::size_t pane = 0; pane < m_stack->panes().size(); ++pane) {
        const double edge = sizes.padding;
        const QRectF area = m_stack->plotArea(pane).adjusted(edge * 1.3, edge * 0.6, -edge, 0);
        const auto spots = paintLegend(painter, area, legendRows(pane), m_chart.font(), theme);
        m_legendSpots.insert(m_legendSpots.end(), spots.begin(), spots.end());
    }
}

void ChartScene::paintCrosshair(QPainter &painter)
{
    const auto bar = readBar();
    const QRectF plot = m_stack->plotArea(0);
    if (!bar || m_hover->x() > plot.right())
        return;
    const QFont font = axisFont(m_chart.font());
    for (std::size_t pane = 0; pane < m_stack->panes().size(); ++pane)
        paintVertical(
            painter, frame(pane).map, static_cast<double>(*bar), theme.crosshair, Qt::DashLine);
    if (const auto pane = m_stack->paneAt(m_hover->y())) {
        const PaneFrame under = frame(*pane);
        const double value = under.map.valueAt(m_hover->y());
        const int decimals = *pane == 0 ? under.decimals : under.decimals + 1;
        paintHorizontal(painter, under.map, value, theme.crosshair, Qt::DashLine);
        const AxisTag tag{value, {numberText(value, decimals)}, theme.tagBackground};
        const auto places = placedTags(under, {tag}, AxisSizes(font, painter.device()));
        paintTag(painter, places.front(), tag, font);
    }
    const BarSeries &series = data.series();
    const QString text = fullTimeText(fromNanos(series.times()[*bar]), series.period(), data.zone);
    const AxisSizes sizes(font, painter.device());
    const QRectF strip = m_stack->timeArea();
    const double width
        = QFontMetricsF(font, painter.device()).horizontalAdvance(text) + 2 * sizes.padding;
    const double left = std::clamp(frame(0).map.x(static_cast<double>(*bar)) - width / 2, 0.0,
        std::max(0.0, strip.right() - width));
    const QRectF tag(left, strip.top() + 1, width, strip.height() - 2);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.tagBackground);
    painter.drawRoundedRect(tag, 2, 2);
    painter.setFont(font);
    painter.setPen(textOn(theme.tagBackground));
    painter.drawText(tag, Qt::AlignCenter | Qt::TextSingleLine, text);
}

} // namespace agora::charts
