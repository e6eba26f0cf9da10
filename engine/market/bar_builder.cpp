#include "engine/market/bar_builder.h"

#include "engine/base/ensure.h"

#include <algorithm>
#include <utility>

namespace agora {

namespace {

void include(Ohlc &side, double price)
{
    side.high = std::max(side.high, price);
    side.low = std::min(side.low, price);
    side.close = price;
}

Ohlc flat(double price) { return {price, price, price, price}; }

} // namespace

void BarBuilder::include(const Tick &tick)
{
    const double mid = tick.mid();
    if (!m_forming) {
        m_span = m_edges.at(tick.time);
        m_forming = QuoteBar{.openTime = m_span.open,
            .bid = flat(tick.bid),
            .ask = flat(tick.ask),
            .mid = flat(mid)};
    } else {
        agora::include(m_forming->bid, tick.bid);
        agora::include(m_forming->ask, tick.ask);
        agora::include(m_forming->mid, mid);
    }
    m_forming->volume += tick.volume > 0 ? tick.volume : 1;
    ++m_forming->ticks;
    m_forming->flags |= (tick.flags & TickHistory) != 0 ? BarBackfilled : BarLive;
    m_knownUntil = tick.time;
}

QuoteBar BarBuilder::finish()
{
    auto bar = *std::exchange(m_forming, std::nullopt);
    bar.flags |= BarComplete;
    m_knownUntil = std::max(m_knownUntil, m_span.close);
    return bar;
}

void BarBuilder::resume(const QuoteBar &forming, Timestamp knownUntil)
{
    AGORA_ENSURE(!forming.isComplete());
    m_span = m_edges.at(forming.openTime);
    AGORA_ENSURE(m_span.open == forming.openTime);
    m_forming = forming;
    m_knownUntil = std::max(knownUntil, forming.openTime);
}

} // namespace agora
