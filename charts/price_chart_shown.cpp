#include "charts/chart_scene.h"
#include "charts/price_chart.h"
#include "charts/trading/chart_trading.h"

#include <utility>

// What a chart shows besides its bars, and the zone in which it tells the time.
namespace agora::charts {

using Change = ChartScene::Change;

void PriceChart::setTradeMarkers(std::vector<TradeMarker> markers)
{
    auto &shown = m_scene->shown;
    (shown.areTradesVisible ? m_scene->data.trades : shown.trades) = std::move(markers);
    m_scene->mark(Change::All);
}

void PriceChart::setSignalMarkers(std::vector<SignalMarker> markers)
{
    auto &shown = m_scene->shown;
    (shown.areSignalsVisible ? m_scene->data.signalMarkers : shown.signalMarkers)
        = std::move(markers);
    m_scene->mark(Change::All);
}

void PriceChart::setPriceLines(std::vector<PriceLine> lines)
{
    auto &shown = m_scene->shown;
    (shown.areOrdersVisible ? m_scene->data.priceLines : shown.lines) = std::move(lines);
    m_trading->linesChanged();
    m_scene->mark(Change::Hover);
}

void PriceChart::setTradesVisible(bool isVisible)
{
    auto &shown = m_scene->shown;
    if (std::exchange(shown.areTradesVisible, isVisible) == isVisible)
        return;
    std::swap(shown.trades, m_scene->data.trades);
    m_scene->mark(Change::All);
}

bool PriceChart::areTradesVisible() const { return m_scene->shown.areTradesVisible; }

void PriceChart::setSignalsVisible(bool isVisible)
{
    auto &shown = m_scene->shown;
    if (std::exchange(shown.areSignalsVisible, isVisible) == isVisible)
        return;
    std::swap(shown.signalMarkers, m_scene->data.signalMarkers);
    m_scene->mark(Change::All);
}

bool PriceChart::areSignalsVisible() const { return m_scene->shown.areSignalsVisible; }

void PriceChart::setOrdersVisible(bool isVisible)
{
    auto &shown = m_scene->shown;
    if (std::exchange(shown.areOrdersVisible, isVisible) == isVisible)
        return;
    std::swap(shown.lines, m_scene->data.priceLines);
    m_trading->linesChanged();
    m_scene->mark(Change::All);
}

bool PriceChart::areOrdersVisible() const { return m_scene->shown.areOrdersVisible; }

void PriceChart::setLastPriceVisible(bool isVisible)
{
    m_scene->data.isLastPriceVisible = isVisible;
    m_scene->mark(Change::Hover);
}

bool PriceChart::isLastPriceVisible() const { return m_scene->data.isLastPriceVisible; }

void PriceChart::setCountdownVisible(bool isVisible)
{
    m_scene->data.isCountdownVisible = isVisible;
    m_scene->mark(Change::Hover);
}

bool PriceChart::isCountdownVisible() const { return m_scene->data.isCountdownVisible; }

void PriceChart::setPriceRange(double low, double high)
{
    m_scene->stack().panes().front().scale.setManual(low, high);
    m_scene->mark(Change::All);
}

void PriceChart::setSessionBreaks(SessionBreaks breaks)
{
    m_scene->sessionBreaks = breaks;
    m_scene->mark(Change::All);
}

SessionBreaks PriceChart::sessionBreaks() const { return m_scene->sessionBreaks; }

std::vector<Timestamp> PriceChart::sessionBreakTimes() const
{
    std::vector<Timestamp> times;
    for (const auto bar : m_scene->breaks())
        times.push_back(fromNanos(series().times()[bar]));
    return times;
}

void PriceChart::setZone(const Zone &zone)
{
    m_scene->data.zone = zone;
    m_scene->mark(Change::All);
}

const Zone &PriceChart::zone() const { return m_scene->data.zone; }

QString PriceChart::zoneText() const { return m_scene->zoneText(); }

QRectF PriceChart::zoneArea() const { return m_scene->zoneArea(); }

bool PriceChart::isTimeAxisAt(const QPoint &position) const
{
    return m_scene->stack().timeArea().contains(position);
}

} // namespace agora::charts
