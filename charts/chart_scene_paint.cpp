#include "charts/banner.h"
#include "charts/chart_scene.h"
#include "charts/marks_painter.h"
#include "charts/navigation_painter.h"
#include "charts/trading/chart_trading.h"

// What is drawn, from the back to the front.
namespace agora::charts {

void ChartScene::paintStill(QPainter &painter, const QRectF &part)
{
    m_clip = part;
    painter.fillRect(part.isEmpty() ? QRectF(m_chart.rect()) : part, theme.background);
    if (!data.series().empty()) {
        paintBack(painter);
        paintBreaks(painter);
        paintData(painter);
        paintMarks(painter);
    }
    paintTimeAxis(painter);
    m_clip = {};
}

void ChartScene::paintMoving(QPainter &painter)
{
    if (!data.series().empty()) {
        if (areQuoteLinesVisible)
            paintQuoteLines(painter, frame(0), data, theme);
        if (drawings.paint)
            drawings.paint(painter);
        paintValueAxes(painter);
    }
    paintHover(painter);
}

void ChartScene::paintBack(QPainter &painter)
{
    if (!isGridVisible)
        return;
    for (const auto pane : m_stack.shown())
        paintGrid(painter, frame(pane), m_labels, theme);
}

void ChartScene::paintBreaks(QPainter &painter)
{
    for (const auto pane : m_stack.shown()) {
        const PaneMap map = frame(pane).map;
        for (const auto bar : m_breaks)
            paintVertical(
                painter, map, static_cast<double>(bar) - 0.5, theme.mutedText, Qt::DotLine);
    }
}

void ChartScene::paintComparisons(QPainter &painter)
{
    for (const auto &comparison : data.comparisons()) {
        const QColor color = colorOf(comparison);
        paintLine(painter, mapOf(comparison), comparison.column(), color,
            mixed(color, theme.background, 0.7), 1.6);
    }
}

void ChartScene::paintData(QPainter &painter)
{
    const PaneMap price = frame(0).map;
    if (isVolumeVisible && volumePlace == VolumePlace::Overlay && m_stack.isShown(0))
        paintVolumeOverlay(painter, price, data.series(), data.columns(), theme);
    // Where many bars share a pixel, lines would hide the price: then it lies on top.
    const bool isPriceOnTop = price.pixelsPerBar() < 1;
    const auto paintPrice = [&] {
        if (m_stack.isShown(0))
            paintCandles(painter, price, data.series(), data.columns(), data.style, theme);
    };
    if (!isPriceOnTop)
        paintPrice();
    for (const auto pane : m_stack.shown()) {
        const PaneFrame drawn = frame(pane);
        if (m_stack.panes()[pane].isVolume)
            paintVolumePane(painter, drawn.map, data.series(), data.columns(), theme);
        for (const auto *layer : layersOf(pane))
            layer->paint(painter, drawn.map, data.series(), theme);
        plots.paint(painter, drawn.map, m_stack.panes()[pane].indicatorId, theme);
    }
    if (isPriceOnTop)
        paintPrice();
    if (m_stack.isShown(0))
        paintComparisons(painter);
}

void ChartScene::paintMarks(QPainter &painter)
{
    const bool hasMarks = !data.trades.empty() || !data.signalMarkers.empty();
    if (m_stack.isShown(0)) // where words stand costs to find out
        m_chart.trading().paintMarks(
            painter, frame(0), hasMarks ? wordsOfPrice() : std::vector<QRectF>());
}

void ChartScene::paintTimeAxis(QPainter &painter)
{
    const double right = m_stack.plotArea(0).right();
    const QRectF strip = m_stack.timeArea();
    painter.fillRect(QRectF(right, 0, m_chart.width() - right, m_chart.height()), theme.background);
    if (data.series().empty())
        return;
    const auto panes = m_stack.shown();
    for (std::size_t i = 0; i + 1 < panes.size(); ++i) {
        const double y = std::round(
            (m_stack.plotArea(panes[i]).bottom() + m_stack.plotArea(panes[i + 1]).top()) / 2);
        painter.fillRect(QRectF(0, y, m_chart.width(), 1), theme.axis);
    }
    if (!m_clip.isEmpty()) // a part never reaches that far
        return;
    painter.fillRect(QRectF(right, 0, 1, strip.top()), theme.axis);
    painter.fillRect(QRectF(0, strip.top(), m_chart.width(), 1), theme.axis);
    std::vector<AxisText> times;
    for (const auto &label : m_labels)
        times.push_back({static_cast<double>(label.bar), label.text, label.isMajor});
    paintTimeTexts(painter, frame(0).map, strip, times, zoneText(), smallFont(), theme);
}

void ChartScene::paintValueAxes(QPainter &painter)
{
    const QFont &font = smallFont();
    auto tags = priceTags(data, frame(0), theme);
    for (const auto &comparison : data.comparisons()) {
        const auto tag
            = comparisonTag(comparison, frame(0), mapOf(comparison), colorOf(comparison));
        if (tag)
            tags.push_back(*tag);
    }
    if (drawings.addTags)
        drawings.addTags(tags);
    const auto places = placedTags(frame(0), tags, AxisSizes(font, painter.device()));
    for (const auto pane : m_stack.shown()) {
        const PaneFrame drawn = frame(pane);
        std::vector<AxisText> values;
        for (const double tick : drawn.ticks)
            values.push_back({tick, drawn.text(tick), false});
        paintValueTexts(painter, drawn, values, places, font, theme);
    }
    if (!m_stack.isShown(0))
        return;
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
        const QRectF action = paintEmpty(painter, QRectF(m_chart.rect()),
            isSaid ? words : stateText(ChartState::NoData), detail, m_chart.font(), theme,
            navigation.isPicture ? QString() : stateAction);
        navigation.spots.clear();
        if (!action.isEmpty())
            navigation.spots.push_back({action, ChartNavigation::Target::StateAction, 0});
        return;
    }
    if (m_stack.isShown(0))
        m_chart.trading().paint(painter, frame(0));
    if (isLegendVisible)
        paintLegends(painter);
    if (m_hover && isCrosshairVisible)
        paintCrosshair(painter);
    paintNavigation(painter, *this);
}

void ChartScene::paintLegends(QPainter &painter)
{
    for (const auto pane : m_stack.shown())
        paintLegend(painter, legendArea(pane), legendRows(pane), m_chart.font(), theme);
}

void ChartScene::paintCrosshair(QPainter &painter)
{
    const auto bar = readBar();
    const QRectF plot = m_stack.plotArea(0);
    if (!bar || m_hover->x() > plot.right())
        return;
    const QFont &font = smallFont();
    for (const auto pane : m_stack.shown())
        paintVertical(
            painter, frame(pane).map, static_cast<double>(*bar), theme.crosshair, Qt::DashLine);
    if (const auto pane = m_stack.paneAt(m_hover->y())) {
        const PaneFrame under = frame(*pane);
        const double value = under.map.valueAt(m_hover->y());
        paintHorizontal(painter, under.map, value, theme.crosshair, Qt::DashLine);
        const AxisTag tag{value, {under.text(value, *pane == 0 ? 0 : 1)}, theme.tagBackground};
        const auto places = placedTags(under, {tag}, AxisSizes(font, painter.device()));
        paintTag(painter, places.front(), tag, font);
    }
    const BarSeries &series = data.series();
    const QString text = fullTimeText(fromNanos(series.times()[*bar]), series.period(), data.zone);
    const AxisSizes sizes(font, painter.device());
    const QRectF strip = m_stack.timeArea();
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
