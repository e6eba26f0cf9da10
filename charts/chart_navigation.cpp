#include "charts/chart_navigation.h"

#include <algorithm>

namespace agora::charts {

void HeldNews::hold(std::span<const QuoteBar> news)
{
    for (const auto &bar : news) {
        // News ascend but for rare corrections, so the place is nearly always the end.
        auto at = bars.end();
        while (at != bars.begin() && std::prev(at)->openTime > bar.openTime)
            --at;
        if (at != bars.begin() && std::prev(at)->openTime == bar.openTime)
            *std::prev(at) = bar;
        else
            bars.insert(at, bar);
    }
}

std::optional<ChartNavigation::Spot> ChartNavigation::spotAt(const QPointF &at) const
{
    const auto found
        = std::ranges::find_if(spots, [&](const Spot &spot) { return spot.area.contains(at); });
    return found == spots.end() ? std::nullopt : std::optional(*found);
}

std::size_t ChartNavigation::heldBars(std::optional<Timestamp> newestShown) const
{
    const auto count = std::ranges::count_if(held.bars,
        [&](const QuoteBar &bar) { return !newestShown || bar.openTime > *newestShown; });
    return static_cast<std::size_t>(count);
}

} // namespace agora::charts
