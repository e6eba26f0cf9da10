#include "app/chart_settings/chart_settings.h"

#include "app/chart/chart_page.h"
#include "charts/price_chart.h"

namespace agora::app {

namespace {

using charts::PriceChart;

/// A switch of the settings and the two methods of the chart that go with it.
struct Switch {
    bool ChartSettings::*value;
    bool (PriceChart::*get)() const;
    void (PriceChart::*set)(bool);
};

constexpr Switch switches[] = {
    {&ChartSettings::isGridVisible, &PriceChart::isGridVisible, &PriceChart::setGridVisible},
    {&ChartSettings::areQuoteLinesVisible, &PriceChart::areQuoteLinesVisible,
        &PriceChart::setQuoteLinesVisible},
    {&ChartSettings::isLastPriceVisible, &PriceChart::isLastPriceVisible,
        &PriceChart::setLastPriceVisible},
    {&ChartSettings::isCountdownVisible, &PriceChart::isCountdownVisible,
        &PriceChart::setCountdownVisible},
    {&ChartSettings::isLegendVisible, &PriceChart::isLegendVisible, &PriceChart::setLegendVisible},
    {&ChartSettings::isCrosshairVisible, &PriceChart::isCrosshairVisible,
        &PriceChart::setCrosshairVisible},
    {&ChartSettings::isVolumeVisible, &PriceChart::isVolumeVisible, &PriceChart::setVolumeVisible},
    {&ChartSettings::areSessionBreaksVisible, &PriceChart::areSessionBreaksVisible,
        &PriceChart::setSessionBreaksVisible},
    {&ChartSettings::areOrdersVisible, &PriceChart::areOrdersVisible,
        &PriceChart::setOrdersVisible},
    {&ChartSettings::areTradesVisible, &PriceChart::areTradesVisible,
        &PriceChart::setTradesVisible},
    {&ChartSettings::areSignalsVisible, &PriceChart::areSignalsVisible,
        &PriceChart::setSignalsVisible},
};

void applyScale(PriceChart &chart, const ChartSettings &settings, const ChartSettings &before)
{
    if (settings.scale != before.scale)
        chart.setScaleKind(settings.scale);
    if (settings.isInverted != before.isInverted)
        chart.setScaleInverted(settings.isInverted);
    if (!settings.freePrices)
        chart.setAutoPriceScale(true);
    else if (settings.freePrices != before.freePrices)
        chart.setPriceRange(settings.freePrices->first, settings.freePrices->second);
}

} // namespace

ChartSettings settingsOf(const ChartPage &page)
{
    const auto &chart = page.chart();
    ChartSettings settings;
    for (const auto &each : switches)
        settings.*each.value = (chart.*each.get)();
    settings.style = chart.candleStyle();
    settings.colours = page.colours();
    settings.volumePlace = chart.volumePlace();
    settings.side = chart.priceSide();
    settings.scale = chart.scaleKind();
    settings.isInverted = chart.isScaleInverted();
    if (!chart.isAutoPriceScale())
        settings.freePrices = chart.priceRange();
    settings.zone = page.zoneChoice();
    settings.sessionBreaks = chart.sessionBreaks();
    settings.rightMargin = chart.rightMargin();
    return settings;
}

void applySettings(ChartPage &page, const ChartSettings &settings)
{
    const auto before = settingsOf(page);
    if (settings == before)
        return;
    auto &chart = page.chart();
    for (const auto &each : switches)
        if (settings.*each.value != before.*each.value)
            (chart.*each.set)(settings.*each.value);
    if (settings.style != before.style)
        chart.setCandleStyle(settings.style);
    if (settings.colours != before.colours)
        page.setColours(settings.colours);
    if (settings.volumePlace != before.volumePlace)
        chart.setVolumePlace(settings.volumePlace);
    chart.setPriceSide(settings.side);
    applyScale(chart, settings, before);
    if (settings.zone != before.zone)
        page.setZoneChoice(settings.zone);
    if (settings.sessionBreaks != before.sessionBreaks)
        chart.setSessionBreaks(settings.sessionBreaks);
    if (settings.rightMargin != before.rightMargin)
        chart.setRightMargin(settings.rightMargin);
    emit page.stateChanged();
}

} // namespace agora::app
