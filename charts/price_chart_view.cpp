#include "charts/chart_scene.h"
#include "charts/price_chart.h"

#include <algorithm>

// The indicators of a chart and the part of the series in view.
namespace agora::charts {

using Change = ChartScene::Change;

namespace {

constexpr double zoomStep = 1.25; // of a key or a button

} // namespace

Result<QString> PriceChart::addIndicator(const IndicatorSetup &setup)
{
    auto id = m_scene->data.addIndicator(setup);
    if (id) {
        m_scene->mark(Change::All);
        emit indicatorsChanged();
    }
    return id;
}

Result<void> PriceChart::modifyIndicator(const IndicatorSetup &setup)
{
    auto done = m_scene->data.modifyIndicator(setup);
    if (done) {
        m_scene->mark(Change::All);
        emit indicatorsChanged();
    }
    return done;
}

Result<void> PriceChart::setIndicators(std::vector<IndicatorSetup> setups)
{
    auto done = m_scene->data.setIndicators(std::move(setups));
    if (done) {
        m_scene->mark(Change::All);
        emit indicatorsChanged();
    }
    return done;
}

bool PriceChart::areIndicatorsReady() const
{
    return !m_scene->data.indicatorSet().isCalculating();
}

bool PriceChart::removeIndicator(const QString &id)
{
    if (!m_scene->data.removeIndicator(id))
        return false;
    m_scene->mark(Change::All);
    emit indicatorsChanged();
    return true;
}

void PriceChart::clearIndicators()
{
    if (const auto done = setIndicators({}); !done)
        return; // an empty list cannot be wrong
}

std::vector<IndicatorSetup> PriceChart::indicators() const
{
    return m_scene->data.indicatorSet().setups();
}

std::vector<double> PriceChart::indicatorValues(const QString &id, std::size_t bar) const
{
    m_scene->data.update();
    const auto *layer = m_scene->data.findIndicator(id);
    return layer ? layer->valuesAt(bar) : std::vector<double>();
}

std::vector<QColor> PriceChart::indicatorColors(const QString &id) const
{
    const auto *layer = m_scene->data.findIndicator(id);
    return layer ? layer->colors(theme()) : std::vector<QColor>();
}

std::vector<QColor> PriceChart::usualColors(const IndicatorSetup &setup) const
{
    return m_scene->data.indicatorSet().usualColors(setup, theme());
}

QStringList PriceChart::indicatorPanes() const { return m_scene->data.indicatorSet().panes(); }

QString PriceChart::paneOfIndicator(const QString &id) const
{
    const auto *layer = m_scene->data.findIndicator(id);
    return layer ? layer->place().pane : QString();
}

QString PriceChart::indicatorAt(const QPoint &position) const
{
    return m_scene->indicatorAt(position);
}

void PriceChart::setAutoScroll(bool isOn)
{
    m_scene->view.setAutoScroll(isOn);
    m_scene->mark(Change::All);
}

bool PriceChart::isAutoScroll() const { return m_scene->view.isAutoScroll(); }

void PriceChart::setRightMargin(double share)
{
    m_scene->view.setMargin(share);
    m_scene->mark(Change::All);
}

VisibleRange PriceChart::visibleRange() const { return m_scene->view.range(); }

void PriceChart::setVisibleRange(VisibleRange range)
{
    m_scene->view.setBarCount(series().size());
    m_scene->view.setRange(range);
    m_scene->mark(Change::All);
}

void PriceChart::zoomIn()
{
    m_scene->view.zoom(1 / zoomStep, visibleRange().last);
    m_scene->mark(Change::All);
}

void PriceChart::zoomOut()
{
    m_scene->view.zoom(zoomStep, visibleRange().last);
    m_scene->mark(Change::All);
}

void PriceChart::scrollBars(double bars)
{
    m_scene->view.setBarCount(series().size());
    m_scene->view.scroll(bars);
    m_scene->mark(Change::All);
}

void PriceChart::scrollToStart()
{
    m_scene->view.setBarCount(series().size());
    m_scene->view.scrollToStart();
    m_scene->mark(Change::All);
}

void PriceChart::scrollToEnd()
{
    m_scene->view.setBarCount(series().size());
    m_scene->view.scrollToEnd();
    m_scene->mark(Change::All);
}

void PriceChart::showTime(Timestamp at)
{
    const auto bar = m_scene->data.barAt(at);
    m_scene->view.setBarCount(series().size());
    m_scene->view.centerOn(static_cast<double>(bar.value_or(0)));
    m_scene->mark(Change::All);
}

std::pair<double, double> PriceChart::priceRange() const
{
    const auto &scale = m_scene->stack().panes().front().scale;
    return {scale.low(), scale.high()};
}

void PriceChart::setAutoPriceScale(bool isOn)
{
    m_scene->stack().panes().front().scale.setAutomatic(isOn);
    m_scene->mark(Change::All);
}

bool PriceChart::isAutoPriceScale() const
{
    return m_scene->stack().panes().front().scale.isAutomatic();
}

} // namespace agora::charts
