#include "app/chart/indicator_state.h"

#include "app/chart/chart_page.h"
#include "charts/price_chart.h"

#include <QJsonArray>
#include <QJsonObject>

namespace agora::app {

QJsonValue saveIndicators(const ChartPage &page)
{
    QJsonArray all;
    for (const auto &setup : page.chart().indicators())
        all.append(charts::toJson(setup));
    return all;
}

Result<void> restoreIndicators(ChartPage &page, const QJsonValue &value)
{
    Result<void> first;
    std::vector<charts::IndicatorSetup> setups;
    for (const auto &item : value.toArray()) {
        if (auto setup = charts::indicatorFromJson(item.toObject()))
            setups.push_back(*std::move(setup));
        else if (first)
            first = setup.failure();
    }
    if (const auto done = page.chart().setIndicators(setups); done)
        return first;
    page.chart().clearIndicators(); // one of them cannot be: the others still come
    for (const auto &setup : setups)
        if (const auto added = page.chart().addIndicator(setup); !added && first)
            first = added.failure();
    return first;
}

} // namespace agora::app
