#include "charts/chart_scene.h"

#include "charts/navigation_painter.h"

#include "engine/base/clock.h"

#include <QVBoxLayout>

namespace agora::charts {
namespace {

constexpr int frameMs = 25;
constexpr std::chrono::milliseconds calculationTime{12}; // of indicators, in one frame

} // namespace

ChartScene::ChartScene(PriceChart &chart) : m_chart(chart)
{
    const auto prepare = [this] {
        // A new size asks for it, while Qt lays out: whoever hears of the result hears of it later.
        update();
        QMetaObject::invokeMethod(
            &m_chart, [this] { announce(); }, Qt::QueuedConnection);
    };
    m_canvas = std::make_unique<ChartCanvas>(chart,
        ChartCanvas::Layers{.prepare = prepare,
            .still = [this](QPainter &painter, const QRectF &part) { paintStill(painter, part); },
            .moving = [this](QPainter &painter) { paintMoving(painter); }});
    auto *layout = new QVBoxLayout(&chart);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(&m_canvas->widget());
    m_timer.setSingleShot(true);
    m_timer.setInterval(frameMs);
    QObject::connect(&m_timer, &QTimer::timeout, &chart, [this] { refresh(); });
    mark(Change::All);
}

ChartScene::~ChartScene()
{
    m_canvas->widget().removeEventFilter(&m_chart); // a last leave event must not reach back here
}

const QFont &ChartScene::smallFont() const
{
    if (!m_smallFont || m_usualFont != m_chart.font()) {
        m_usualFont = m_chart.font();
        m_smallFont = axisFont(m_usualFont);
    }
    return *m_smallFont;
}

void ChartScene::mark(Change change)
{
    m_pending = std::max(m_pending.value_or(change), change);
    if (!m_timer.isActive())
        m_timer.start();
}

void ChartScene::refresh()
{
    if (!m_pending && m_framing.size == m_chart.size())
        return m_timer.stop();
    const auto change = m_pending.value_or(Change::All);
    const auto stale = update();
    if (change == Change::Hover)
        m_canvas->redrawMoving();
    else if (stale.isEmpty())
        m_canvas->redraw();
    else
        m_canvas->redrawNewest(stale);
    announce();
}

/// Brings layout and scales up to date. Returns the part of the still picture that has become stale
/// if that is a part only.
QRectF ChartScene::update()
{
    m_timer.stop();
    const bool isResized = m_framing.size != m_chart.size();
    if (!m_pending && !isResized)
        return {};
    const auto change = isResized ? Change::All : *m_pending;
    m_pending.reset();
    if (change == Change::Hover)
        return {};
    const auto end = steadyNow() + calculationTime;
    const std::size_t firstChanged = data.update([end] { return steadyNow() < end; });
    if (data.indicatorSet().isCalculating())
        mark(Change::All); // the rest with the next frames
    plots.update(data.series(), data.dayAnchor, firstChanged);
    layOut();
    prepare();
    if (neededScaleWidth() != m_scaleWidth) { // the scales have just been framed: now it is known
        layOut();
        prepare();
    }
    if (m_chart.isVisible()) // before, the layout of a window may still change its width
        view.shown();
    const Framing before = std::exchange(m_framing, framing());
    if (change == Change::All || m_framing != before)
        return {};
    // A line reaches from the bar before to the first that changed.
    const QRectF plot = m_stack.plotArea(0);
    const double left = frame(0).map.x(static_cast<double>(firstChanged) - 1.5);
    const double from = std::clamp(std::floor(left) - 2, plot.left(), plot.right() - 1);
    return {from, 0, plot.right() - from, m_stack.timeArea().top()};
}

ChartScene::Framing ChartScene::framing() const
{
    Framing framing{.size = m_chart.size(),
        .range = view.range(),
        .scaleWidth = m_scaleWidth,
        .areas = {},
        .scales = {},
        .percentBases = {},
        .ownScales = {}};
    for (const auto &layer : data.indicators())
        if (layer.place().hasOwnScale && layer.place().isShown)
            framing.ownScales.push_back(layer.ownExtent(frame(0).map));
    for (const auto &pane : m_stack.panes()) {
        framing.areas.push_back(pane.area);
        framing.scales.push_back(pane.scale);
        framing.percentBases.push_back(pane.percentBase);
    }
    framing.percentBases.insert(
        framing.percentBases.end(), m_comparisonBases.begin(), m_comparisonBases.end());
    if (isVolumeVisible && volumePlace == VolumePlace::Overlay) {
        const auto [begin, end] = frame(0).map.barsInView(data.series().size());
        framing.greatestVolume = data.columns().volumes(data.series(), begin, end).high;
    }
    return framing;
}

QPixmap ChartScene::picture(double scale)
{
    finishCalculations();
    refresh();
    return m_canvas->picture(scale);
}

/// A picture cannot wait for the next frames.
void ChartScene::finishCalculations()
{
    refresh();
    if (!data.indicatorSet().isCalculating())
        return;
    data.update();
    mark(Change::All);
}

void ChartScene::render(QPainter &painter)
{
    finishCalculations();
    refresh();
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
    if (m_hover)
        announceHover(); // the picture may have moved under a mouse that stands still
}

std::vector<const IndicatorLayer *> ChartScene::layersOf(std::size_t pane) const
{
    const ChartPane &source = m_stack.panes()[pane];
    if (source.isVolume)
        return {};
    return data.indicatorSet().drawnIn(source.indicatorId);
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
    for (const auto &comparison : data.comparisons()) {
        if (pane == 0)
            rows.push_back(comparisonLegend(data, comparison, readBar(), frame(0),
                mapOf(comparison), colorOf(comparison), theme));
    }
    if (source.isVolume)
        return {volumeLegend(data, readBar(), theme)};
    for (const auto *layer : data.indicatorSet().namedIn(source.indicatorId))
        rows.push_back(indicatorLegend(data, *layer, readBar(), theme));
    for (auto &row : plots.legend(source.indicatorId, data, readBar(), theme))
        rows.push_back(std::move(row));
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
    const double edge = AxisSizes(m_chart.font(), device()).padding;
    const bool isTop = pane == m_stack.shown().front();
    const double taken = isTop ? statusWidth(*this, m_chart.font(), device()) : 0;
    return m_stack.plotArea(pane).adjusted(edge * 1.3, edge * 0.6, -edge - taken, 0);
}

std::vector<QRectF> ChartScene::wordsOfPrice() const
{
    const AxisSizes sizes(m_chart.font(), device());
    const QRectF plot = m_stack.plotArea(0);
    std::vector<QRectF> areas;
    if (isLegendVisible) // what is read off changes with the mouse
        for (const auto &spot : legendSpots(legendArea(0), legendRows(0), m_chart.font(), device()))
            areas.push_back(spot.area.adjusted(-sizes.padding, 0, sizes.characterWidth * 4, 0));
    if (m_stack.shown().front() == 0) { // in pictures, too: they are as what is seen
        const double width
            = std::max(statusWidth(*this, m_chart.font(), device()), sizes.characterWidth * 20);
        areas.emplace_back(plot.right() - width, plot.top(), width, sizes.lineHeight * 1.8);
    }
    return areas;
}

std::optional<LegendSpot> ChartScene::legendAt(const QPointF &at) const
{
    const auto pane = m_stack.paneAt(at.y());
    if (!pane || data.series().empty() || !isLegendVisible)
        return std::nullopt;
    const auto spots = legendSpots(legendArea(*pane), legendRows(*pane), m_chart.font(), device());
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
    double smallest = AxisSizes(m_chart.font(), device()).lineHeight * 0.4;
    for (const auto *layer : layersOf(*pane)) {
        const double distance = layer->distance(at, frame(*pane).map, data.series());
        if (distance < smallest) {
            smallest = distance;
            nearest = layer->setup().id;
        }
    }
    return nearest;
}

QString ChartScene::comparisonAt(const QPointF &at) const
{
    if (const auto spot = legendAt(at))
        return spot->comparison;
    const PaneFrame price = frame(0);
    const double bar = std::round(price.map.barAt(at.x()));
    if (!price.map.rect.contains(at) || bar < 0)
        return {};
    for (const auto &comparison : data.comparisons()) {
        const auto values = comparison.column().values;
        const auto index = static_cast<std::size_t>(bar);
        const bool isNear = index < values.size()
            && std::abs(mapOf(comparison).y(values[index]) - at.y())
                < AxisSizes(m_chart.font(), device()).lineHeight * 0.4;
        if (isNear)
            return QString::fromStdString(comparison.instrument().symbol);
    }
    return {};
}

QColor ChartScene::colorOf(const Comparison &comparison) const
{
    if (comparison.color().isValid())
        return theme.seen(comparison.color());
    return theme.palette[comparison.paletteIndex() % theme.palette.size()];
}

PaneMap ChartScene::mapOf(const Comparison &comparison) const
{
    const auto index = static_cast<std::size_t>(&comparison - data.comparisons().data());
    return frame(0).map.multiplied(factorOf(index));
}

void ChartScene::setHover(std::optional<QPointF> at)
{
    if (at == m_hover)
        return;
    m_hover = at;
    mark(Change::Hover);
    announceHover();
    emit m_chart.crosshairMoved();
}

void ChartScene::announceHover()
{
    const auto text = hoverText();
    if (std::exchange(m_announcedHover, text) != text)
        emit m_chart.hoverTextChanged(text);
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
