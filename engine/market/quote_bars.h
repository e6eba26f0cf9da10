#pragma once

#include "engine/model/market_data.h"

#include <algorithm>

namespace agora {

/// How a tick enters a bar (R8): the same for bars by the clock and by activity. Bid, ask and mid
/// separately; a tick without a volume counts 1.
inline void addTick(QuoteBar &bar, const Tick &tick)
{
    const auto include = [](Ohlc &side, double price) {
        side.high = std::max(side.high, price);
        side.low = std::min(side.low, price);
        side.close = price;
    };
    include(bar.bid, tick.bid);
    include(bar.ask, tick.ask);
    include(bar.mid, tick.mid());
    bar.volume += tick.volume > 0 ? tick.volume : 1;
    ++bar.ticks;
    bar.flags |= (tick.flags & TickHistory) != 0 ? BarBackfilled : BarLive;
}

[[nodiscard]] inline QuoteBar firstTick(const Tick &tick, Timestamp openTime)
{
    const auto flat = [](double price) { return Ohlc{price, price, price, price}; };
    QuoteBar bar{.openTime = openTime,
        .bid = flat(tick.bid),
        .ask = flat(tick.ask),
        .mid = flat(tick.mid())};
    addTick(bar, tick);
    return bar;
}

} // namespace agora
