#include "charts/chart_scene.h"

#include "charts/navigation_painter.h"

#include <QVBoxLayout>

namespace agora::charts {
namespace {

constexpr int frameMs = 25;

} // namespace

ChartScene::ChartScene(PriceChart &chart) : m_chart(chart)
{
    m_canvas = new ChartCanvas(&chart,
        {.prepare =
                [this] { // whoever hears of it may do anything, so not while painting
                    update();
                    QMetaObject::invokeMethod(
                        &m_chart, [this] { announce(); }, Qt::QueuedConnection);
                },
            .still = [this](QPainter &painter, const QRectF &part) { paintStill(painter, part); },
            .moving = [this](QPainter &painter) { paintMoving(painter); }});
    auto *layout = new QVBoxLayout(&chart);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_canvas);
    m_timer.setSingleShot(true);
    m_timer.setInterval(frameMs);
    QObject::connect(&m_timer, &QTimer::timeout, &chart, [this] { refresh(); });
    mark(Change::All);
}

ChartScene::~ChartScene()
{
    m_canvas->removeEventFilter(&m_chart); // a last leave event must not reach back here
    delete m_canvas;
}

void ChartScene::mark(Change change)
{
    m_pending = std::max(m_pending.value_or(change), change);
    if (!m_timer.isActive())
        m_timer.start();
}

void ChartScene::refresh()
{
    update();
    announce();
}

/// Brings layout, scales and stale parts of the picture up to date; the canvas draws when Qt lets
/// it.
void ChartScene::update()
{
    m_timer.stop();
    const bool isResized = m_framing.size != m_chart.size();
    if (!m_pending && !isResized)
        return;
    const auto change = isResized ? Change::All : *m_pending;
    m_pending.reset();
    if (change == Change::Hover)
        return m_canvas->update();
    const std::size_t firstChanged = data.update();
    layOut();
    prepare();
    if (neededScaleWidth() != m_scaleWidth) { // the scales have just been framed: now it is known
        layOut();
        prepare();
    }
    const Framing before = std::exchange(m_framing, framing());
    if (change == Change::All || m_framing != before)
        return m_canvas->redrawAll();
    // A line reaches from the bar before to the first that changed.
    const double left = frame(0).map.x(static_cast<double>(firstChanged) - 1.5);
    const int from = static_cast<int>(std::clamp(std::floor(left) - 2, 0.0, 1e6));
    const QRect plot = m_canvas->rect().adjusted(0, 0, -static_cast<int>(m_scaleWidth), 0);
    m_canvas->redraw(QRect(from, 0, plot.right() - from + 1, plot.height()));
}

ChartScene::Framing ChartScene::framing() const
{
    Framing framing{.size = m_chart.size(),
        .range = view.range(),
        .scaleWidth = m_scaleWidth,
        .areas = {},
        .scales = {},
        .percentBases = {}};
    for (const auto &pane : m_stack.panes()) {
        framing.areas.push_back(pane.area);
        framing.scales.push_back(pane.scale);
        framing.percentBases.push_back(pane.percentBase);
    }
    if (isVolumeVisible && volumePlace == VolumePlace::Overlay) {
        const auto [begin, end] = frame(0).map.barsInView(data.series().size());
        framing.greatestVolume = data.columns().volumes(data.series(), begin, end).high;
    }
    return framing;
}

QPixmap ChartScene::picture(double scale)
{
    QPixmap pixmap(m_chart.size() * scale);
    QPainter painter(&pixmap);
    painter.scale(scale, scale);
    render(painter);
    return pixmap;
}

void ChartScene::render(QPainter &painter)
{
    update();
    paintStill(painter, {});
    paintMoving(painter);
}

void ChartScene::announce()
{
    if (const auto range = view.range(); range != m_announcedRange) {
        m_announcedRange = range;
        emit m_chart.visibleRangeChanged();
    }
    if (view.isAutoScroll() != m_announcedAutoScroll) {
        m_announcedAutoScroll = view.isAutoScroll();
        emit m_chart.autoScrollChanged(m_announcedAutoScroll);
    }
}

std::vector<const IndicatorLayer *> ChartScene::layersOf(std::size_t pane) const
{
    std::vector<const IndicatorLayer *> layers;
    const QString &id = m_stack.panes()[pane].indicatorId;
    for (const auto &layer : data.indicators()) {
        const bool isHere = pane == 0 ? !layer.hasOwnPane() : layer.setup().id == id;
        if (isHere && layer.setup().isVisible)
            layers.push_back(&layer);
    }
    return layers;
}

std::optional<std::size_t> ChartScene::readBar() const
{
    if (data.series().empty())
        return std::nullopt;
    const std::size_t newest = data.series().size() - 1;
    if (!m_hover)
        return newest;
    const double bar = std::round(frame(0).map.barAt(m_hover->x()));
    return static_cast<std::size_t>(std::clamp(bar, 0.0, static_cast<double>(newest)));
}

std::vector<LegendRow> ChartScene::legendRows(std::size_t pane) const
{
    std::vector<LegendRow> rows;
    const ChartPane &source = m_stack.panes()[pane];
    if (pane == 0) {
        const bool isOverlay = isVolumeVisible && volumePlace == VolumePlace::Overlay;
        rows.push_back(priceLegend(data, readBar(), isOverlay, theme));
        if (source.scale.isLogarithmRefused())
            rows.push_back(logarithmRefusedLegend(theme));
    }
    if (source.isVolume)
        rows.push_back(volumeLegend(data, readBar(), theme));
    for (const auto *layer : layersOf(pane))
        rows.push_back(indicatorLegend(data, *layer, readBar(), theme));
    return rows;
}

QStringList ChartScene::legendText() const
{
    QStringList lines;
    for (std::size_t pane = 0; pane < m_stack.panes().size(); ++pane) {
        for (const auto &row : legendRows(pane))
            lines.append(row.text());
    }
    return lines;
}

QRectF ChartScene::legendArea(std::size_t pane) const
{
    const double edge = AxisSizes(m_chart.font(), m_canvas).padding;
    const bool isTop = pane == m_stack.shown().front();
    const double taken = isTop ? statusWidth(*this, m_chart.font(), m_canvas) : 0;
    return m_stack.plotArea(pane).adjusted(edge * 1.3, edge * 0.6, -edge - taken, 0);
}

std::optional<LegendSpot> ChartScene::legendAt(const QPointF &at) const
{
    const auto pane = m_stack.paneAt(at.y());
    if (!pane || data.series().empty())
        return std::nullopt;
    const auto spots = legendSpots(legendArea(*pane), legendRows(*pane), m_chart.font(), m_canvas);
    const auto found
        = std::ranges::find_if(spots, [&](const auto &spot) { return spot.area.contains(at); });
    return found == spots.end() ? std::nullopt : std::optional(*found);
}

QString ChartScene::indicatorAt(const QPointF &at) const
{
    if (const auto spot = legendAt(at))
        return spot->indicatorId;
    const auto pane = m_stack.paneAt(at.y());
    if (!pane)
        return {};
    QString nearest;
    double smallest = AxisSizes(m_chart.font(), m_canvas).lineHeight * 0.4;
    for (const auto *layer : layersOf(*pane)) {
        const double distance = layer->distance(at, frame(*pane).map);
        if (distance < smallest) {
            smallest = distance;
            nearest = layer->setup().id;
        }
    }
    return nearest;
}

void ChartScene::setHover(std::optional<QPointF> at)
{
    if (at == m_hover)
        return;
    m_hover = at;
    mark(Change::Hover);
    emit m_chart.hoverTextChanged(hoverText());
    emit m_chart.crosshairMoved();
}

QString ChartScene::hoverText() const
{
    const auto bar = m_hover ? readBar() : std::nullopt;
    if (!bar)
        return {};
    const Bar drawn = data.drawnBar(*bar);
    QString text = fullTimeText(drawn.time, data.series().period(), data.zone);
    if (data.isComputedStyle())
        text += QStringLiteral("  ") + styleText(data.style);
    text += QStringLiteral("  O %1  H %2  L %3  C %4")
                .arg(data.priceText(drawn.open), data.priceText(drawn.high),
                    data.priceText(drawn.low), data.priceText(drawn.close));
    if (const auto pane = m_stack.paneAt(m_hover->y()); pane == 0U)
        text += QStringLiteral("  │  ") + data.priceText(frame(0).map.valueAt(m_hover->y()));
    return text;
}

} // namespace agora::charts
