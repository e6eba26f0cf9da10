#pragma once

#include "charts/price_chart.h"

#include "indicators/catalog.h"
#include "tests/charts/samples.h"

#include <memory>

namespace agora::tests {

inline charts::IndicatorSetup setupOf(const char *key, indicators::ParameterValues parameters = {})
{
    charts::IndicatorSetup setup;
    setup.key = key;
    setup.parameters = *indicators::completed(key, parameters);
    return setup;
}

inline std::unique_ptr<charts::PriceChart> sampleChart(
    std::size_t bars = 400, const charts::ChartTheme &theme = charts::ChartTheme::dark())
{
    auto chart = std::make_unique<charts::PriceChart>();
    chart->resize(900, 600);
    chart->setTheme(theme);
    chart->setInstrument(euroDollar());
    chart->setPeriod(Period::minutes(5));
    chart->applyBars(sampleBars(20260115, bars), true);
    return chart;
}

} // namespace agora::tests
