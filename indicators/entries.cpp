#include "indicators/entries.h"

#include "engine/base/ensure.h"

#include <algorithm>

namespace agora::indicators {

const std::vector<std::string> &groups()
{
    static const std::vector<std::string> names{"Moving averages", "Bands and channels", "Trend",
        "Oscillators", "Directional movement", "Momentum", "Bill Williams", "Volume", "Volatility",
        "Statistics", "Cycles", "Prices", "Candlestick patterns", "Formulas"};
    return names;
}

const std::vector<Entry> &entries()
{
    static const std::vector<Entry> list = [] {
        std::vector<Entry> all;
        for (auto *family : {movingAverageEntries, bandEntries, trendEntries, oscillatorEntries,
                 priceEntries, directionalEntries, momentumEntries, billWilliamsEntries,
                 volumeEntries, volatilityEntries, statisticEntries, cycleEntries, patternEntries,
                 formulaEntries}) {
            for (Entry &entry : family())
                all.push_back(std::move(entry));
        }
        const auto place = [](const Entry &entry) {
            const auto found = std::ranges::find(groups(), entry.info.group);
            AGORA_ENSURE(found != groups().end());
            return found;
        };
        std::ranges::stable_sort(all, {}, place);
        return all;
    }();
    return list;
}

} // namespace agora::indicators
