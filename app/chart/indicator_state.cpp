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
    std::vector<charts::IndicatorSetup> setups;
    std::string problems;
    const auto note = [&problems](const Error &error) {
        problems += (problems.empty() ? "" : " ") + error.message;
    };
    for (const auto &item : value.toArray()) {
        if (auto setup = charts::indicatorFromJson(item.toObject()))
            setups.push_back(*std::move(setup));
        else
            note(setup.error());
    }
    if (!page.chart().setIndicators(setups)) { // one of them cannot be: the others still come
        page.chart().clearIndicators();
        for (const auto &setup : setups)
            if (const auto added = page.chart().addIndicator(setup); !added)
                note(added.error());
    }
    return problems.empty() ? Result<void>() : Result<void>(fail(problems));
}

} // namespace agora::app
