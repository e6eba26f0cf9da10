#pragma once

#include "engine/model/bar_edges.h"
#include "engine/model/market_data.h"

#include <cstdint>
#include <optional>

namespace agora {

/// Makes the bars of one period out of ticks (R1 to R12). A bar without a tick does not exist.
///
/// `Handler` is called with `const QuoteBar &`: at most one completed bar, then the forming one.
/// Bid, ask and mid are built from the ticks separately. Volume is the sum of the ticks' volumes,
/// where a tick without one counts 1, so that any two ways to a longer period agree. Ticks marked
/// TickHistory make the bar BarBackfilled, others BarLive; one bar may be both.
class BarBuilder {
public:
    explicit BarBuilder(Period period, DayAnchor anchor = {}) : m_edges(period, std::move(anchor))
    {}

    /// Ticks older than the last one, or within a bar that was completed already, are dropped and
    /// counted (R12).
    template <typename Handler>
    void update(const Tick &tick, Handler &&handle)
    {
        if (tick.time < m_knownUntil) {
            ++m_dropped;
            return;
        }
        if (m_forming && tick.time >= m_span.close)
            handle(finish());
        include(tick);
        handle(static_cast<const QuoteBar &>(*m_forming));
    }

    /// The clock has come to `now`: completes the forming bar when its close time is reached (R10).
    template <typename Handler>
    void completeUntil(Timestamp now, Handler &&handle)
    {
        if (m_forming && now >= m_span.close)
            handle(finish());
    }

    /// Goes on with a bar that came from elsewhere (history, store); ticks before `knownUntil` are
    /// in it already.
    void resume(const QuoteBar &forming, Timestamp knownUntil);

    [[nodiscard]] Period period() const { return m_edges.period(); }
    [[nodiscard]] const std::optional<QuoteBar> &forming() const { return m_forming; }
    /// When the forming bar ends: for a timer that calls completeUntil.
    [[nodiscard]] std::optional<Timestamp> closeTime() const
    {
        return m_forming ? std::optional(m_span.close) : std::nullopt;
    }
    [[nodiscard]] std::uint64_t droppedTicks() const { return m_dropped; }

private:
    void include(const Tick &tick);
    [[nodiscard]] QuoteBar finish();

    BarEdges m_edges;
    BarSpan m_span;
    std::optional<QuoteBar> m_forming;
    Timestamp m_knownUntil = Timestamp::min();
    std::uint64_t m_dropped = 0;
};

} // namespace agora
