#include "engine/market/bar_builder.h"

#include "engine/base/ensure.h"
#include "engine/market/quote_bars.h"

#include <algorithm>
#include <utility>

namespace agora {

void BarBuilder::include(const Tick &tick)
{
    m_knownUntil = tick.time;
    if (m_forming)
        return addTick(*m_forming, tick);
    m_span = m_edges.at(tick.time);
    m_forming = firstTick(tick, m_span.open);
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
