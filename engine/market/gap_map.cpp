#include "engine/market/gap_map.h"

#include <algorithm>

namespace agora {

namespace {

Duration lengthOf(std::span<const BarSpan> spans)
{
    Duration length{};
    for (const auto &span : spans)
        length += span.close - span.open;
    return length;
}

} // namespace

std::vector<BarSpan> openParts(BarSpan span, const TradingHours &hours)
{
    std::vector<BarSpan> parts;
    for (auto at = nextOpen(hours, span.open); at < span.close;) {
        const auto end = std::min(nextClose(hours, at), span.close);
        parts.push_back({at, end});
        at = end < span.close ? nextOpen(hours, end) : end;
    }
    return parts;
}

std::vector<DayGaps> gapMap(std::span<const BarSpan> missing, BarSpan range,
    const TradingHours &hours, const DayAnchor &anchor)
{
    BarEdges days(Period::day(), anchor);
    std::vector<DayGaps> map;
    for (const auto &gap : missing) {
        auto at = std::max(gap.open, range.open);
        const auto end = std::min(gap.close, range.close);
        while (at < end) {
            const auto day = days.at(at);
            const BarSpan part{at, std::min(end, day.close)};
            at = part.close;
            const auto open = openParts(part, hours);
            if (open.empty())
                continue;
            const auto date = anchor.tradingDate(part.open);
            if (map.empty() || map.back().day != date) {
                const BarSpan whole{
                    std::max(day.open, range.open), std::min(day.close, range.close)};
                map.push_back({.day = date, .open = lengthOf(openParts(whole, hours)), .gaps = {}});
            }
            auto &entry = map.back();
            entry.gaps.insert(entry.gaps.end(), open.begin(), open.end());
            entry.missing += lengthOf(open);
        }
    }
    return map;
}

} // namespace agora
