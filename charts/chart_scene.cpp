#include "charts/chart_scene.h"

#include "charts/painted_layer.h"

#include "engine/base/clock.h"

#include <QVBoxLayout>

namespace agora::charts {
namespace {

constexpr int frameMs = 25;
constexpr std::chrono::milliseconds calculationTime{12}; // of indicators, in one frame

/// Fewest decimals that show every tick as it is.
int decimalsOf(double step)
{
    int decimals = 0;
    for (double rest = step; decimals < 9 && std::abs(rest - std::round(rest)) > 1e-6; ++decimals)
        rest *= 10;
    return decimals;
}

} // namespace

ChartScene::ChartScene(PriceChart &chart) : m_chart(chart), m_plot(new QCustomPlot(&chart))
{
    m_stack = std::make_unique<PaneStack>(*m_plot);
    auto *layout = new QVBoxLayout(&chart);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMouseTracking(true);
    addLayers();
    m_timer.setSingleShot(true);
    m_timer.setInterval(frameMs);
    QObject::connect(&m_timer, &QTimer::timeout, &chart, [this] { refresh(); });
    QObject::connect(m_plot, &QCustomPlot::afterLayout, &chart, [this] { prepare(); });
    applyTheme();
}

ChartScene::~ChartScene()
{
    // A plot that goes still lays out and sends a last leave event; neither must reach back here.
    m_plot->removeEventFilter(&m_chart);
    QObject::disconnect(m_plot, nullptr, &m_chart, nullptr);
    delete m_plot;
}

QWidget &ChartScene::plotWidget() { return *m_plot; }

void ChartScene::addLayers()
{
    m_plot->addLayer(QStringLiteral("marks"), m_plot->layer(QStringLiteral("main")));
    m_plot->addLayer(QStringLiteral("hover"));
    m_plot->layer(QStringLiteral("hover"))->setMode(QCPLayer::lmBuffered); // moves without the rest
    const auto add = [this](const char *layer, void (ChartScene::*paint)(QPainter &)) {
        // Owned by the plot.
        new PaintedLayer(*m_plot, QString::fromLatin1(layer),
            [this, paint](QPainter &painter) { (this->*paint)(painter); });
    };
    add("grid", &ChartScene::paintBack);
    add("main", &ChartScene::paintData);
    add("marks", &ChartScene::paintMarks);
    add("axes", &ChartScene::paintAxes);
    add("hover", &ChartScene::paintHover);
}

void ChartScene::applyTheme()
{
    m_plot->setBackground(QBrush(theme.background));
    mark(Change::All);
}

void ChartScene::mark(Change change)
{
    m_pending = std::max(m_pending.value_or(change), change);
    if (!m_timer.isActive())
        m_timer.start();
}

void ChartScene::refresh()
{
    m_timer.stop();
    if (!m_pending)
        return;
    const auto change = *std::exchange(m_pending, std::nullopt);
    if (change == Change::Hover) {
        m_plot->layer(QStringLiteral("hover"))->replot();
        return;
    }
    const auto end = steadyNow() + calculationTime;
    data.update([end] { return steadyNow() < end; });
    if (data.indicatorSet().isCalculating())
        mark(Change::All); // the rest with the next frames
    if (m_plot->viewport().size() != m_chart.size()) // not shown yet: Qt has told the plot no size
        m_plot->setViewport(m_chart.rect());
    layOut();
    m_plot->replot(QCustomPlot::rpQueuedRefresh);
    if (neededScaleWidth() != m_scaleWidth) { // the scales have just been framed: now it is known
        layOut();
        m_plot->replot(QCustomPlot::rpQueuedRefresh);
    }
    announce();
}

QPixmap ChartScene::picture(double scale)
{
    data.update();
    mark(Change::All);
    refresh();
    return m_plot->toPixmap(m_chart.width(), m_chart.height(), scale);
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

void ChartScene::layOut()
{
    m_stack->setOwnPanes(data.indicatorSet().panes());
    const AxisSizes sizes(axisFont(m_chart.font()), m_plot);
    m_scaleWidth = neededScaleWidth();
    m_stack->setRoom(m_scaleWidth, sizes.timeAxisHeight, std::max(4.0, sizes.lineHeight * 0.3),
        sizes.lineHeight * 2.5);
}

double ChartScene::neededScaleWidth() const
{
    const AxisSizes sizes(axisFont(m_chart.font()), m_plot);
    qsizetype characters = 6;
    for (const auto &pane : m_stack->panes()) {
        for (const double value : {pane.scale.low(), pane.scale.high()})
            characters = std::max(characters, QString::number(value, 'f', pane.decimals).size());
    }
    if (!data.series().empty())
        characters = std::max(characters, data.priceText(data.series()[0].high).size());
    return std::ceil(static_cast<double>(characters) * sizes.characterWidth + 2 * sizes.padding);
}

PaneFrame ChartScene::frame(std::size_t pane) const
{
    const ChartPane &source = m_stack->panes()[pane];
    const VisibleRange range = view.range();
    PaneFrame result;
    result.map = {.rect = m_stack->plotArea(pane),
        .firstBar = range.first,
        .lastBar = range.last,
        .low = source.scale.low(),
        .high = source.scale.high()};
    result.axis = m_stack->scaleArea(pane);
    result.ticks = source.ticks;
    result.decimals = source.decimals;
    return result;
}

std::vector<const IndicatorLayer *> ChartScene::layersOf(std::size_t pane) const
{
    return data.indicatorSet().drawnIn(m_stack->panes()[pane].indicatorId);
}

void ChartScene::prepare()
{
    if (m_scaleWidth <= 0)
        return; // the plot lays itself out once before it has our margins
    const AxisSizes sizes(axisFont(m_chart.font()), m_plot);
    const QRectF area = m_stack->plotArea(0);
    view.setBarCount(data.series().size());
    view.setPixelWidth(area.width(), sizes.characterWidth * 1.2);
    const VisibleRange range = view.range();
    const auto count = static_cast<double>(data.series().size());
    const auto begin = static_cast<std::size_t>(std::clamp(range.first + 0.5, 0.0, count));
    const auto end = static_cast<std::size_t>(std::clamp(range.last + 1.5, 0.0, count));
    const bool isSteady = range == m_framedRange;
    m_framedRange = range;
    for (std::size_t pane = 0; pane < m_stack->panes().size(); ++pane) {
        prepareScale(pane, begin, end, isSteady);
        prepareTicks(pane);
    }
    const TimeAxisView axis{.times = data.series().times(),
        .first = range.first,
        .last = range.last,
        .pixelsPerBar = area.width() / range.bars(),
        .labelPixels = sizes.characterWidth * 11};
    m_labels = timeLabels(axis, data.series().period(), data.zone);
}

void ChartScene::prepareScale(std::size_t pane, std::size_t begin, std::size_t end, bool isSteady)
{
    ChartPane &target = m_stack->panes()[pane];
    Extent extent;
    double smallestSpan = data.instrument.point() * 10;
    if (pane == 0)
        extent = data.columns().prices(data.series(), begin, end);
    for (const auto *layer : layersOf(pane)) {
        extent.include(layer->extent(begin, end));
        const auto &info = layer->info();
        if (pane > 0 && info.fixedMin && info.fixedMax) {
            const double room = (*info.fixedMax - *info.fixedMin) * 0.06;
            target.scale.setFixed(*info.fixedMin - room, *info.fixedMax + room);
        }
        if (pane > 0)
            smallestSpan = std::max(1e-9, std::abs(extent.high) * 1e-6);
    }
    target.scale.follow(extent, isSteady, smallestSpan);
}

void ChartScene::prepareTicks(std::size_t pane)
{
    ChartPane &target = m_stack->panes()[pane];
    const AxisSizes sizes(axisFont(m_chart.font()), m_plot);
    const double spacing = sizes.lineHeight * (pane == 0 ? 2.6 : 1.9);
    const int most = std::max(2, static_cast<int>(m_stack->plotArea(pane).height() / spacing));
    if (pane == 0) {
        target.decimals = data.instrument.precision;
        target.ticks
            = niceTicks(target.scale.low(), target.scale.high(), most, data.instrument.point());
        return;
    }
    const auto layers = layersOf(pane);
    const bool hasLevels = !layers.empty() && target.scale.isFixed() && target.scale.isAutomatic()
        && layers.front()->levelValues().size() > 1;
    if (hasLevels) { // an oscillator is read against its levels
        target.ticks = layers.front()->levelValues();
        target.decimals = 0;
        return;
    }
    const double span = target.scale.high() - target.scale.low();
    target.ticks = niceTicks(target.scale.low(), target.scale.high(), most, span * 1e-6);
    target.decimals = decimalsOf(niceStep(span, most, span * 1e-6));
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
    if (pane == 0)
        rows.push_back(priceLegend(data, readBar(), isVolumeVisible, theme));
    for (const auto *layer : data.indicatorSet().namedIn(m_stack->panes()[pane].indicatorId))
        rows.push_back(indicatorLegend(data, *layer, readBar(), theme));
    return rows;
}

QStringList ChartScene::legendText() const
{
    QStringList lines;
    for (std::size_t pane = 0; pane < m_stack->panes().size(); ++pane) {
        for (const auto &row : legendRows(pane))
            lines.append(row.text());
    }
    return lines;
}

QString ChartScene::indicatorAt(const QPointF &at) const
{
    for (const auto &spot : m_legendSpots) {
        if (spot.area.contains(at))
            return spot.indicatorId;
    }
    const auto pane = m_stack->paneAt(at.y());
    if (!pane)
        return {};
    QString nearest;
    double smallest = AxisSizes(m_chart.font(), m_plot).lineHeight * 0.4;
    for (const auto *layer : layersOf(*pane)) {
        const double distance = layer->distance(at, frame(*pane).map, data.series());
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
}

QString ChartScene::hoverText() const
{
    const auto bar = m_hover ? readBar() : std::nullopt;
    if (!bar)
        return {};
    const BarSeries &series = data.series();
    QString text = fullTimeText(fromNanos(series.times()[*bar]), series.period(), data.zone)
        + QStringLiteral("  O %1  H %2  L %3  C %4")
              .arg(data.priceText(series.open()[*bar]), data.priceText(series.high()[*bar]),
                  data.priceText(series.low()[*bar]), data.priceText(series.close()[*bar]));
    if (const auto pane = m_stack->paneAt(m_hover->y()); pane == 0U)
        text += QStringLiteral("  │  ") + data.priceText(frame(0).map.valueAt(m_hover->y()));
    return text;
}

} // namespace agora::charts
