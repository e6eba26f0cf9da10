#include "charts/pane_stack.h"

#include <algorithm>
#include <cmath>

namespace agora::charts {
namespace {

constexpr double ownPaneShare = 0.26; // of the price pane's height
constexpr double volumePaneShare = 0.2;
constexpr double outOfSight = -20'000; // pixels
const QString volumeName = QStringLiteral("volume");

} // namespace

QString ChartPane::name() const { return isVolume ? volumeName : indicatorId; }

PaneStack::PaneStack()
{
    m_panes.emplace_back();
    m_order.append(QString());
}

void PaneStack::setOwnPanes(bool hasVolume, const QStringList &indicatorIds)
{
    QStringList wanted = indicatorIds;
    if (hasVolume)
        wanted.prepend(volumeName);
    QStringList now;
    for (std::size_t i = 1; i < m_panes.size(); ++i)
        now.append(m_panes[i].name());
    if (wanted == now)
        return;
    std::vector<ChartPane> panes{m_panes.front()};
    for (const QString &name : wanted) {
        if (const auto known = find(name)) {
            panes.push_back(m_panes[*known]);
            continue;
        }
        const bool isVolume = hasVolume && name == volumeName;
        const double usual = isVolume ? volumePaneShare : ownPaneShare;
        const auto kept = m_kept.find(name);
        ChartPane pane;
        pane.indicatorId = isVolume ? QString() : name;
        pane.isVolume = isVolume;
        pane.share = kept == m_kept.end() ? usual * m_panes.front().share : kept->second;
        panes.push_back(pane);
        if (!m_order.contains(name))
            m_order.append(name);
    }
    for (const auto &pane : m_panes)
        m_kept[pane.name()] = pane.share;
    m_panes = std::move(panes);
    layOut();
}

void PaneStack::setRoom(const PaneRoom &room)
{
    m_room = room;
    m_room.scaleWidth = std::ceil(room.scaleWidth);
    m_room.timeAxisHeight = std::ceil(room.timeAxisHeight);
    m_room.dividerHeight = std::round(room.dividerHeight);
    layOut();
}

void PaneStack::layOut()
{
    const double width = std::max(1.0, m_room.size.width() - m_room.scaleWidth);
    for (auto &pane : m_panes)
        pane.area = QRectF(0, outOfSight, width, m_room.smallestPane);
    const auto shown = this->shown();
    const double dividers = m_room.dividerHeight * static_cast<double>(shown.size() - 1);
    const double height = std::max(
        static_cast<double>(shown.size()), m_room.size.height() - m_room.timeAxisHeight - dividers);
    // Who would be smaller than the smallest gets that, the others share what is left.
    const double smallest
        = std::min(m_room.smallestPane, height / static_cast<double>(shown.size()));
    double shares = 0;
    for (const auto pane : shown)
        shares += m_panes[pane].share;
    double room = height;
    std::vector<bool> isSmall(m_panes.size(), false);
    for (bool isChanged = true; isChanged;) {
        isChanged = false;
        for (const auto pane : shown) {
            if (isSmall[pane] || m_panes[pane].share / shares * room >= smallest)
                continue;
            isSmall[pane] = isChanged = true;
            shares -= m_panes[pane].share;
            room -= smallest;
        }
    }
    double top = 0;
    double exact = 0; // whole pixels, and none lost to rounding
    for (const auto pane : shown) {
        exact += isSmall[pane] ? smallest : m_panes[pane].share / shares * room;
        const double bottom = std::max(top + 1, std::round(exact));
        m_panes[pane].area = QRectF(0, top, width, bottom - top);
        top = bottom + m_room.dividerHeight;
        exact += m_room.dividerHeight;
    }
}

QRectF PaneStack::scaleArea(std::size_t pane) const
{
    const QRectF area = plotArea(pane);
    return {area.right(), area.top(), m_room.scaleWidth, area.height()};
}

QRectF PaneStack::timeArea() const
{
    const double top = plotArea(shown().back()).bottom();
    return {0, top, m_panes.front().area.width() + m_room.scaleWidth, m_room.timeAxisHeight};
}

bool PaneStack::isShown(std::size_t pane) const
{
    const auto alone = maximized();
    return !alone || *alone == pane;
}

std::vector<std::size_t> PaneStack::shown() const
{
    std::vector<std::size_t> panes;
    for (const QString &name : m_order) {
        if (const auto pane = find(name); pane && isShown(*pane))
            panes.push_back(*pane);
    }
    return panes;
}

std::optional<std::size_t> PaneStack::find(const QString &name) const
{
    const auto found = std::ranges::find(m_panes, name, &ChartPane::name);
    return found == m_panes.end()
        ? std::nullopt
        : std::optional(static_cast<std::size_t>(found - m_panes.begin()));
}

std::optional<std::size_t> PaneStack::paneAt(double y) const
{
    for (const auto pane : shown()) {
        const QRectF area = plotArea(pane);
        if (y >= area.top() && y < area.bottom())
            return pane;
    }
    return std::nullopt;
}

std::optional<std::size_t> PaneStack::dividerAt(double y) const
{
    const auto panes = shown();
    for (std::size_t i = 0; i + 1 < panes.size(); ++i) {
        const double middle = (plotArea(panes[i]).bottom() + plotArea(panes[i + 1]).top()) / 2;
        if (std::abs(y - middle) <= m_room.dividerHeight)
            return panes[i];
    }
    return std::nullopt;
}

void PaneStack::dragDivider(std::size_t pane, double pixels)
{
    const auto panes = shown();
    const auto place = std::ranges::find(panes, pane);
    if (place == panes.end() || place + 1 == panes.end())
        return;
    const std::size_t next = *(place + 1);
    const double above = plotArea(pane).height();
    const double below = plotArea(next).height();
    if (above + below < 2 * m_room.smallestPane)
        return;
    // Shares are counted in pixels from now on, so that what is dragged is what is kept.
    for (const auto each : panes)
        m_panes[each].share = plotArea(each).height();
    const double moved
        = std::clamp(pixels, m_room.smallestPane - above, below - m_room.smallestPane);
    m_panes[pane].share = above + moved;
    m_panes[next].share = below - moved;
    layOut();
}

void PaneStack::resetHeights()
{
    for (auto &pane : m_panes)
        pane.share = pane.isVolume       ? volumePaneShare
            : pane.indicatorId.isEmpty() ? 1.0
                                         : ownPaneShare;
    m_kept.clear();
    layOut();
}

std::vector<PaneShare> PaneStack::shares() const
{
    std::vector<PaneShare> all;
    for (const QString &name : m_order) {
        if (const auto pane = find(name))
            all.push_back({name, m_panes[*pane].share});
    }
    return all;
}

void PaneStack::setShares(const std::vector<PaneShare> &shares)
{
    QStringList order;
    for (const auto &wanted : shares) {
        if (!(wanted.share > 0) || !std::isfinite(wanted.share) || order.contains(wanted.name))
            continue;
        m_kept[wanted.name] = wanted.share;
        if (const auto pane = find(wanted.name))
            m_panes[*pane].share = wanted.share;
        order.append(wanted.name);
    }
    for (const QString &name : m_order) {
        if (!order.contains(name))
            order.append(name);
    }
    m_order = order;
    layOut();
}

bool PaneStack::move(std::size_t pane, bool down)
{
    QStringList names;
    for (const auto each : shown())
        names.append(m_panes[each].name());
    const auto from = names.indexOf(m_panes[pane].name());
    const auto to = from + (down ? 1 : -1);
    if (from < 0 || to < 0 || to >= names.size())
        return false;
    m_order.swapItemsAt(m_order.indexOf(names[from]), m_order.indexOf(names[to]));
    layOut();
    return true;
}

void PaneStack::maximize(std::optional<std::size_t> pane)
{
    m_maximized = pane ? std::optional(m_panes[*pane].name()) : std::nullopt;
    layOut();
}

std::optional<std::size_t> PaneStack::maximized() const
{
    return m_maximized && m_panes.size() > 1 ? find(*m_maximized) : std::nullopt;
}

} // namespace agora::charts
