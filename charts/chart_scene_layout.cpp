#include "charts/chart_scene.h"
#include "charts/session_breaks.h"

// Where everything lies: panes, scales, ticks, labels of the time axis.
namespace agora::charts {

void ChartScene::layOut()
{
    m_stack.setOwnPanes(isVolumeVisible && volumePlace == VolumePlace::Pane,
        data.indicatorSet().panes() + plots.ownPanes());
    const AxisSizes sizes(smallFont(), device());
    m_scaleWidth = neededScaleWidth();
    m_stack.setRoom({.size = m_chart.size(),
        .scaleWidth = m_scaleWidth,
        .timeAxisHeight = sizes.timeAxisHeight,
        .dividerHeight = std::max(4.0, sizes.lineHeight * 0.3),
        .smallestPane = sizes.lineHeight * 2.5});
}

double ChartScene::neededScaleWidth() const
{
    const AxisSizes sizes(smallFont(), device());
    qsizetype characters = 6;
    for (std::size_t pane = 0; pane < m_stack.panes().size(); ++pane) {
        const PaneFrame drawn = frame(pane);
        const int more = drawn.percentBase > 0 ? 1 : 0; // tags count finer; `%` is a wide letter
        for (const double value : {drawn.map.low, drawn.map.high})
            characters = std::max(characters, drawn.text(value, more).size() + more);
    }
    if (!data.series().empty())
        characters = std::max(characters, data.priceText(data.series()[0].high).size());
    const double wanted
        = std::ceil(static_cast<double>(characters) * sizes.characterWidth + 2 * sizes.padding);
    return std::min(wanted, std::max(1.0, m_chart.width() * 0.6)); // odd prices leave room for bars
}

PaneFrame ChartScene::frame(std::size_t pane) const
{
    const ChartPane &source = m_stack.panes()[pane];
    const VisibleRange range = view.range();
    PaneFrame result;
    result.map = {.rect = source.area,
        .firstBar = range.first,
        .lastBar = range.last,
        .low = source.scale.low(),
        .high = source.scale.high(),
        .isLogarithmic = source.scale.isLogarithmic(),
        .isInverted = source.scale.isInverted(),
        .clip = m_clip};
    result.axis = m_stack.scaleArea(pane);
    result.ticks = source.ticks;
    result.decimals = source.decimals;
    result.percentBase = source.percentBase;
    return result;
}

void ChartScene::prepare()
{
    const AxisSizes sizes(smallFont(), device());
    const QRectF area = m_stack.plotArea(0);
    view.setBarCount(data.series().size());
    const bool isResized = m_framing.size.width() != m_chart.width();
    view.setPixelWidth(area.width(), sizes.characterWidth * 1.2, isResized);
    const VisibleRange range = view.range();
    const auto [begin, end] = frame(0).map.barsInView(data.series().size());
    const bool isSteady = range == m_framedRange;
    m_framedRange = range;
    preparePercent(begin, end);
    for (std::size_t pane = 0; pane < m_stack.panes().size(); ++pane) {
        prepareScale(pane, begin, end, isSteady);
        prepareTicks(pane);
    }
    const TimeAxisView axis{.times = data.series().times(),
        .first = range.first,
        .last = range.last,
        .pixelsPerBar = area.width() / range.bars(),
        .labelPixels = sizes.characterWidth * 11};
    m_labels = timeLabels(axis, data.series().period(), data.zone);
    const Period period = data.series().period();
    const auto anchor = breakAnchor(sessionBreaks, period, data.dayAnchor, data.zone);
    m_breaks = areSessionBreaksVisible ? charts::sessionBreaks(axis, period, anchor)
                                       : std::vector<std::size_t>();
}

void ChartScene::prepareScale(std::size_t pane, std::size_t begin, std::size_t end, bool isSteady)
{
    ChartPane &target = m_stack.panes()[pane];
    Extent extent;
    double smallestSpan = data.instrument.point() * 10;
    if (pane == 0)
        extent = data.columns().prices(data.series(), begin, end);
    for (std::size_t i = 0; pane == 0 && i < data.comparisons().size(); ++i) {
        const Extent other = data.comparisons()[i].column().extent(begin, end);
        extent.include(other.low / factorOf(i), other.high / factorOf(i));
    }
    if (target.isVolume) {
        extent = data.columns().volumes(data.series(), begin, end);
        if (!extent.isEmpty()) // from zero up, with room for the read-out above
            target.scale.setFixed(0, extent.high > 0 ? extent.high * 1.12 : 1);
    }
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
    extent.include(plots.extent(target.indicatorId, begin, end));
    target.scale.follow(extent, isSteady, smallestSpan);
}

/// Percent counts from the close of the first bar in view, as traders know it.
void ChartScene::preparePercent(std::size_t begin, std::size_t end)
{
    ChartPane &price = m_stack.panes().front();
    const auto closes = data.series().close();
    const bool isPercent = price.scale.kind() == ScaleKind::Percent && begin < closes.size();
    price.percentBase = isPercent ? std::max(0.0, closes[begin]) : 0;
    m_comparisonBases.clear();
    for (const auto &comparison : data.comparisons())
        m_comparisonBases.push_back(comparison.baseOf(begin, end));
}

/// How many times as great the prices of the other symbol are, where both stand at the same
/// percent.
double ChartScene::factorOf(std::size_t comparison) const
{
    const double own = m_stack.panes().front().percentBase;
    const double other = comparison < m_comparisonBases.size() ? m_comparisonBases[comparison] : 0;
    return own > 0 && other > 0 ? other / own : 1;
}

void ChartScene::prepareTicks(std::size_t pane)
{
    ChartPane &target = m_stack.panes()[pane];
    const AxisSizes sizes(smallFont(), device());
    const double spacing = sizes.lineHeight * (pane == 0 ? 2.6 : 1.9);
    const int most = std::max(2, static_cast<int>(m_stack.plotArea(pane).height() / spacing));
    const double low = target.scale.low();
    const double high = target.scale.high();
    const double smallest = pane == 0 ? data.instrument.point() : (high - low) * 1e-6;
    if (target.percentBase > 0) {
        const auto percent = [&](double value) { return 100 * (value / target.percentBase - 1); };
        const double step = niceStep(percent(high) - percent(low), most, 0.01);
        target.ticks = niceTicks(percent(low), percent(high), most, 0.01);
        for (double &tick : target.ticks)
            tick = target.percentBase * (1 + tick / 100);
        target.decimals = std::max(1, decimalsOfStep(step));
        return;
    }
    const auto layers = layersOf(pane);
    const bool hasLevels = pane > 0 && !layers.empty() && target.scale.isFixed()
        && target.scale.isAutomatic() && layers.front()->levelValues().size() > 1;
    if (hasLevels) { // an oscillator is read against its levels
        target.ticks = layers.front()->levelValues();
        target.decimals = 0;
        for (const double level : target.ticks)
            target.decimals = std::max(target.decimals, decimalsOfStep(level));
        return;
    }
    target.ticks = target.scale.isLogarithmic() ? logarithmicTicks(low, high, most, smallest)
                                                : niceTicks(low, high, most, smallest);
    target.decimals = pane == 0 ? data.instrument.precision
        : target.isVolume       ? 0
                                : decimalsOfStep(niceStep(high - low, most, smallest));
}

} // namespace agora::charts
