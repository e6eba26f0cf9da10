#include "charts/chart_scene.h"
#include "charts/price_chart.h"

// The scales and panes of a chart.
namespace agora::charts {

using Change = ChartScene::Change;

namespace {

ChartPane *paneOf(ChartScene &scene, int pane)
{
    auto &panes = scene.stack().panes();
    const bool isKnown = pane >= 0 && static_cast<std::size_t>(pane) < panes.size();
    return isKnown ? &panes[static_cast<std::size_t>(pane)] : nullptr;
}

} // namespace

void PriceChart::setScaleKind(ScaleKind kind, int pane)
{
    auto *target = paneOf(*m_scene, pane);
    const bool isPossible = target && (pane == 0 || kind != ScaleKind::Percent);
    if (!isPossible)
        return;
    target->scale.setKind(kind);
    m_scene->mark(Change::All);
}

ScaleKind PriceChart::scaleKind(int pane) const
{
    const auto *source = paneOf(*m_scene, pane);
    return source ? source->scale.kind() : ScaleKind::Linear;
}

void PriceChart::setScaleInverted(bool isInverted, int pane)
{
    if (auto *target = paneOf(*m_scene, pane)) {
        target->scale.setInverted(isInverted);
        m_scene->mark(Change::All);
    }
}

bool PriceChart::isScaleInverted(int pane) const
{
    const auto *source = paneOf(*m_scene, pane);
    return source && source->scale.isInverted();
}

QStringList PriceChart::valueLabels(int pane) const
{
    QStringList labels;
    if (!paneOf(*m_scene, pane))
        return labels;
    const PaneFrame frame = m_scene->frame(static_cast<std::size_t>(pane));
    for (const double tick : frame.ticks)
        labels.append(frame.text(tick));
    return labels;
}

void PriceChart::setLegendVisible(bool isVisible)
{
    m_scene->isLegendVisible = isVisible;
    m_scene->mark(Change::Hover);
}

bool PriceChart::isLegendVisible() const { return m_scene->isLegendVisible; }

void PriceChart::setVolumePlace(VolumePlace place)
{
    m_scene->volumePlace = place;
    m_scene->mark(Change::All);
}

VolumePlace PriceChart::volumePlace() const { return m_scene->volumePlace; }

void PriceChart::setSessionBreaksVisible(bool isVisible)
{
    m_scene->areSessionBreaksVisible = isVisible;
    m_scene->mark(Change::All);
}

bool PriceChart::areSessionBreaksVisible() const { return m_scene->areSessionBreaksVisible; }

void PriceChart::setDayAnchor(const DayAnchor &anchor)
{
    m_scene->data.dayAnchor = anchor;
    m_scene->mark(Change::All);
}

int PriceChart::paneCount() const
{
    const int count = isVolumeVisible() && volumePlace() == VolumePlace::Pane ? 2 : 1;
    return count + static_cast<int>(m_scene->data.indicatorSet().panes().size());
}

std::vector<int> PriceChart::paneHeights() const
{
    std::vector<int> heights;
    for (std::size_t pane = 0; pane < m_scene->stack().panes().size(); ++pane)
        heights.push_back(
            m_scene->stack().isShown(pane) ? qRound(m_scene->stack().plotArea(pane).height()) : 0);
    return heights;
}

QRectF PriceChart::plotArea(int pane) const
{
    const bool isShown
        = paneOf(*m_scene, pane) && m_scene->stack().isShown(static_cast<std::size_t>(pane));
    return isShown ? m_scene->stack().plotArea(static_cast<std::size_t>(pane)) : QRectF();
}

int PriceChart::paneAt(const QPoint &position) const
{
    const auto pane = m_scene->stack().paneAt(position.y());
    return pane ? static_cast<int>(*pane) : -1;
}

std::vector<PaneShare> PriceChart::paneLayout() const { return m_scene->stack().shares(); }

void PriceChart::setPaneLayout(const std::vector<PaneShare> &layout)
{
    m_scene->stack().setShares(layout);
    m_scene->mark(Change::All);
}

void PriceChart::maximizePane(int pane)
{
    if (paneOf(*m_scene, pane)) {
        m_scene->stack().maximize(static_cast<std::size_t>(pane));
        m_scene->mark(Change::All);
    }
}

void PriceChart::restorePanes()
{
    m_scene->stack().maximize(std::nullopt);
    m_scene->mark(Change::All);
}

int PriceChart::maximizedPane() const
{
    const auto pane = m_scene->stack().maximized();
    return pane ? static_cast<int>(*pane) : -1;
}

bool PriceChart::movePane(int pane, bool down)
{
    if (!paneOf(*m_scene, pane) || !m_scene->stack().move(static_cast<std::size_t>(pane), down))
        return false;
    m_scene->mark(Change::All);
    return true;
}

void PriceChart::resetPaneHeights()
{
    m_scene->stack().resetHeights();
    m_scene->mark(Change::All);
}

} // namespace agora::charts
