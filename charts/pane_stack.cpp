#include "charts/pane_stack.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace agora::charts {
namespace {

constexpr double ownPaneShare = 0.26; // of the price pane's height

} // namespace

PaneStack::PaneStack(QCustomPlot &plot) : m_plot(plot)
{
    plot.plotLayout()->clear();
    plot.plotLayout()->setAutoMargins(QCP::msNone);
    addPane({}, 1.0);
}

void PaneStack::addPane(const QString &indicatorId, double share)
{
    auto *place = new QCPAxisRect(&m_plot, false);
    place->setAutoMargins(QCP::msNone);
    place->setMargins({});
    auto *layout = m_plot.plotLayout();
    const int row = layout->rowCount();
    layout->addElement(row, 0, place);
    layout->setRowStretchFactor(row, share);
    m_panes.push_back({.indicatorId = indicatorId, .place = place, .scale = {}, .ticks = {}});
    applySmallest();
}

void PaneStack::setOwnPanes(const QStringList &ids)
{
    auto *layout = m_plot.plotLayout();
    const bool isSame = [&] {
        QStringList now;
        for (std::size_t i = 1; i < m_panes.size(); ++i)
            now.append(m_panes[i].indicatorId);
        return now == ids;
    }();
    if (isSame)
        return;
    std::map<QString, double> shares;
    std::map<QString, PriceScale> scales;
    const auto factors = layout->rowStretchFactors();
    for (std::size_t i = 1; i < m_panes.size(); ++i) {
        shares[m_panes[i].indicatorId] = factors[static_cast<qsizetype>(i)];
        scales[m_panes[i].indicatorId] = m_panes[i].scale;
    }
    while (m_panes.size() > 1) {
        layout->remove(m_panes.back().place);
        m_panes.pop_back();
    }
    layout->simplify();
    for (const QString &id : ids) {
        const auto known = shares.find(id);
        addPane(id, known == shares.end() ? ownPaneShare * factors.value(0, 1.0) : known->second);
        if (scales.contains(id))
            m_panes.back().scale = scales[id];
    }
}

void PaneStack::setRoom(
    double scaleWidth, double timeAxisHeight, double dividerHeight, double smallestPane)
{
    m_scaleWidth = std::ceil(scaleWidth);
    m_timeAxisHeight = std::ceil(timeAxisHeight);
    m_dividerHeight = std::round(dividerHeight);
    m_smallestPane = smallestPane;
    auto *layout = m_plot.plotLayout();
    layout->setMargins({0, 0, static_cast<int>(m_scaleWidth), static_cast<int>(m_timeAxisHeight)});
    layout->setRowSpacing(static_cast<int>(m_dividerHeight));
    applySmallest();
}

void PaneStack::applySmallest()
{
    for (auto &pane : m_panes)
        pane.place->setMinimumSize(20, static_cast<int>(m_smallestPane));
}

QRectF PaneStack::plotArea(std::size_t pane) const { return m_panes[pane].place->rect(); }

QRectF PaneStack::scaleArea(std::size_t pane) const
{
    const QRectF area = plotArea(pane);
    return {area.right(), area.top(), m_scaleWidth, area.height()};
}

QRectF PaneStack::timeArea() const
{
    const QRectF lowest = plotArea(m_panes.size() - 1);
    return {lowest.left(), lowest.bottom(), lowest.width() + m_scaleWidth, m_timeAxisHeight};
}

std::optional<std::size_t> PaneStack::paneAt(double y) const
{
    for (std::size_t i = 0; i < m_panes.size(); ++i) {
        const QRectF area = plotArea(i);
        if (y >= area.top() && y < area.bottom())
            return i;
    }
    return std::nullopt;
}

std::optional<std::size_t> PaneStack::dividerAt(double y) const
{
    for (std::size_t i = 0; i + 1 < m_panes.size(); ++i) {
        const double middle = (plotArea(i).bottom() + plotArea(i + 1).top()) / 2;
        if (std::abs(y - middle) <= m_dividerHeight)
            return i;
    }
    return std::nullopt;
}

void PaneStack::dragDivider(std::size_t pane, double pixels)
{
    auto *layout = m_plot.plotLayout();
    const double above = plotArea(pane).height();
    const double below = plotArea(pane + 1).height();
    const double moved = std::clamp(pixels, m_smallestPane - above, below - m_smallestPane);
    if (above + below < 2 * m_smallestPane)
        return;
    const auto row = static_cast<int>(pane);
    const auto factors = layout->rowStretchFactors();
    const double both = factors[row] + factors[row + 1];
    layout->setRowStretchFactor(row, both * (above + moved) / (above + below));
    layout->setRowStretchFactor(row + 1, both * (below - moved) / (above + below));
}

std::vector<double> PaneStack::shares() const
{
    const auto factors = m_plot.plotLayout()->rowStretchFactors();
    double all = 0;
    for (const double factor : factors)
        all += factor;
    std::vector<double> shares;
    for (const double factor : factors)
        shares.push_back(factor / all);
    return shares;
}

void PaneStack::setShares(const std::vector<double> &shares)
{
    const bool isUsable = shares.size() == m_panes.size()
        && std::ranges::all_of(shares, [](double share) { return share > 0 && share <= 1; });
    for (std::size_t pane = 0; isUsable && pane < shares.size(); ++pane)
        m_plot.plotLayout()->setRowStretchFactor(static_cast<int>(pane), shares[pane]);
}

} // namespace agora::charts
