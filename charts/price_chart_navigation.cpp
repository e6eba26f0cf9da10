#include "charts/chart_scene.h"
#include "charts/price_chart.h"

#include <algorithm>

// Bars as they arrive, the pause, and what moves the picture beyond the plain steps.
namespace agora::charts {

using Change = ChartScene::Change;

void PriceChart::applyBars(std::span<const QuoteBar> bars, bool snapshot)
{
    auto &navigation = m_scene->navigation;
    if (snapshot) {
        stageBars(bars, true);
        return showStaged();
    }
    if (navigation.isPaused) {
        navigation.held.hold(bars);
        m_scene->mark(Change::Hover);
        return;
    }
    if (!bars.empty())
        navigation.newest = bars.back();
    if (m_scene->data.apply(bars))
        m_scene->mark(Change::Bars);
}

void PriceChart::stageBars(std::span<const QuoteBar> bars, bool begin)
{
    auto &navigation = m_scene->navigation;
    auto &newest = navigation.newest;
    if (begin) {
        navigation.stagedLater.clear();
        navigation.stageLimit.reset();
        if (navigation.isPaused && !series().empty())
            navigation.stageLimit = series()[0].time;
        navigation.isNewestKept = newest && newest->openTime == navigation.stageLimit;
    }
    auto later = bars.end();
    if (const auto limit = navigation.stageLimit)
        later = navigation.isNewestKept
            ? std::ranges::lower_bound(bars, *limit, {}, &QuoteBar::openTime)
            : std::ranges::upper_bound(bars, *limit, {}, &QuoteBar::openTime);
    m_scene->data.stage({bars.begin(), later}, begin);
    navigation.stagedLater.hold({later, bars.end()});
    if (!navigation.stageLimit && !bars.empty())
        newest = bars.back();
}

/// After a reconnect the same bars come again, and after a wish for more history older ones in
/// front of them: whoever looks at the past must not be moved by a pixel.
void PriceChart::showStaged()
{
    auto &navigation = m_scene->navigation;
    const bool wasEmpty = series().empty();
    std::optional<std::pair<Timestamp, std::size_t>> watched; // a bar in view and its number
    if (!wasEmpty && !isAutoScroll()) {
        const VisibleRange range = visibleRange();
        const double newest = static_cast<double>(series().size() - 1);
        const auto middle = static_cast<std::size_t>(
            std::clamp(std::round((range.first + range.last) / 2), 0.0, newest));
        watched = {fromNanos(series().times()[middle]), middle};
    }
    m_scene->data.showStaged();
    if (navigation.isNewestKept) // it was forming when the pause began, and comes back as it stood
        m_scene->data.apply({&*navigation.newest, 1});
    navigation.isNewestKept = false;
    auto later = std::exchange(navigation.stagedLater, {});
    if (navigation.isPaused) {
        later.hold(navigation.held.bars); // came meanwhile, and is newer
        navigation.held.bars = std::move(later.bars);
    } else {
        m_scene->data.apply(later.bars);
    }
    auto &view = m_scene->view;
    if (wasEmpty) {
        view.reset(series().size());
    } else if (watched) {
        if (const auto now = m_scene->data.barAt(watched->first))
            view.moved(
                static_cast<double>(*now) - static_cast<double>(watched->second), series().size());
        else
            showTime(watched->first);
    }
    setState(series().empty() ? ChartState::NoData : ChartState::Ready);
}

void PriceChart::setPaused(bool isPaused)
{
    auto &navigation = m_scene->navigation;
    if (isPaused == navigation.isPaused)
        return;
    navigation.isPaused = isPaused;
    if (!isPaused) {
        const HeldNews held = std::exchange(navigation.held, {});
        applyBars(held.bars, false);
        if (held.quote)
            setQuote(held.quote->bid, held.quote->ask);
        if (held.now)
            setNow(*held.now);
        scrollToEnd();
    }
    m_scene->mark(Change::All);
    emit pausedChanged(isPaused);
}

bool PriceChart::isPaused() const { return m_scene->navigation.isPaused; }

int PriceChart::heldBars() const
{
    const auto newest = series().empty() ? std::nullopt : std::optional(series()[0].time);
    return static_cast<int>(m_scene->navigation.heldBars(newest));
}

void PriceChart::startBoxZoom()
{
    m_scene->navigation.isBoxArmed = true;
    m_scene->plotWidget().setCursor(Qt::CrossCursor);
}

void PriceChart::zoomTo(VisibleRange range, double lowPrice, double highPrice)
{
    setVisibleRange(range);
    m_scene->stack().panes().front().scale.setManual(lowPrice, highPrice);
}

void PriceChart::resetView()
{
    m_scene->view.reset(series().size());
    for (auto &pane : m_scene->stack().panes())
        pane.scale.setAutomatic(true);
    m_scene->mark(Change::All);
}

double PriceChart::rightMargin() const { return m_scene->view.margin(); }

void PriceChart::setWheelAction(WheelAction action) { m_scene->navigation.wheel = action; }

WheelAction PriceChart::wheelAction() const { return m_scene->navigation.wheel; }

std::optional<std::size_t> PriceChart::readBar() const { return m_scene->readBar(); }

std::optional<CrosshairPoint> PriceChart::crosshair() const
{
    const auto at = m_scene->hover();
    const auto bar = m_scene->readBar();
    if (!at || !bar)
        return std::nullopt;
    CrosshairPoint point{.time = fromNanos(series().times()[*bar]), .price = std::nullopt};
    if (m_scene->stack().paneAt(at->y()) == 0U)
        point.price = m_scene->frame(0).map.valueAt(at->y());
    return point;
}

void PriceChart::setLinkedCrosshair(const std::optional<CrosshairPoint> &point)
{
    if (point == m_scene->navigation.linked)
        return;
    m_scene->navigation.linked = point;
    m_scene->mark(Change::Hover);
}

std::optional<CrosshairPoint> PriceChart::linkedCrosshair() const
{
    return m_scene->navigation.linked;
}

void PriceChart::setStatus(const QString &words, StatusTone tone)
{
    auto &navigation = m_scene->navigation;
    if (words == navigation.status && tone == navigation.tone)
        return;
    navigation.status = words;
    navigation.tone = tone;
    m_scene->mark(Change::Hover);
}

QString PriceChart::status() const { return m_scene->navigation.status; }

} // namespace agora::charts
