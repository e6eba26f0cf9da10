#include "engine/market/gap_fill.h"

namespace agora {

namespace {

QuoteBar flatAfter(const QuoteBar &previous, Timestamp openTime)
{
    const auto flat = [](const Ohlc &side) {
        return Ohlc{side.close, side.close, side.close, side.close};
    };
    const unsigned kept = previous.flags & BarMidApproximate;
    return {.openTime = openTime,
        .bid = flat(previous.bid),
        .ask = flat(previous.ask),
        .mid = flat(previous.mid),
        .flags = static_cast<std::uint8_t>(kept | BarSynthetic | BarComplete)};
}

} // namespace

std::vector<QuoteBar> fillGaps(std::span<const QuoteBar> bars, Period period,
    const TradingHours &hours, const DayAnchor &anchor)
{
    BarEdges edges(period, anchor);
    std::vector<QuoteBar> filled;
    filled.reserve(bars.size());
    for (const auto &bar : bars) {
        if (!filled.empty()) {
            auto span = edges.at(edges.at(filled.back().openTime).close);
            while (span.open < bar.openTime && nextOpen(hours, span.open) < span.close) {
                filled.push_back(flatAfter(filled.back(), span.open));
                span = edges.at(span.close);
            }
        }
        filled.push_back(bar);
    }
    return filled;
}

} // namespace agora
