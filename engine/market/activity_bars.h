#pragma once

#include "engine/model/bar_edges.h"
#include "engine/model/market_data.h"

#include <cstdint>
#include <optional>

namespace agora {

/// Makes bars that the clock does not make (R13): of a number of ticks, of a volume, of a range of
/// prices. They are built from ticks only and begin anew with each trading day.
///
/// Label = time of the first tick, or 1 ns after the bar before where that has the same: labels are
/// keys. A bar that the day's end closes before its own rule did carries BarCut. A tick without a
/// volume counts 1. Ranges are measured on mid prices.
class ActivityBarBuilder {
public:
    /// `period` must not be one by the clock; `point` is the instrument's smallest price step.
    ActivityBarBuilder(Period period, double point, DayAnchor anchor = {});

    /// Calls `handle(const QuoteBar &)` with what the tick completes and with the bar that is
    /// forming after it, if one is. A tick older than the last one is dropped and counted (R12).
    template <typename Handler>
    void update(const Tick &tick, Handler &&handle)
    {
        if (tick.time < m_lastTick) {
            ++m_dropped;
            return;
        }
        completeUntil(tick.time, handle);
        if (m_forming && exceedsRange(tick))
            handle(finish(0));
        include(tick);
        if (isFull())
            handle(finish(0));
        else
            handle(static_cast<const QuoteBar &>(*m_forming));
    }

    /// The clock has come to `now`: the end of the trading day closes the forming bar.
    template <typename Handler>
    void completeUntil(Timestamp now, Handler &&handle)
    {
        if (m_forming && now >= m_dayEnd)
            handle(finish(BarCut));
    }

    [[nodiscard]] Period period() const { return m_period; }
    /// For the bar being handled, or forming: its last tick, or the day's end that cut it.
    [[nodiscard]] Timestamp endOf(const QuoteBar &bar) const
    {
        return (bar.flags & BarCut) != 0 ? m_dayEnd : m_lastTick;
    }
    [[nodiscard]] const std::optional<QuoteBar> &forming() const { return m_forming; }
    /// When the day ends that holds the forming bar.
    [[nodiscard]] std::optional<Timestamp> closeTime() const
    {
        return m_forming ? std::optional(m_dayEnd) : std::nullopt;
    }
    [[nodiscard]] std::uint64_t droppedTicks() const { return m_dropped; }

private:
    [[nodiscard]] bool exceedsRange(const Tick &tick) const;
    [[nodiscard]] bool isFull() const;
    void include(const Tick &tick);
    [[nodiscard]] QuoteBar finish(unsigned flags);

    Period m_period;
    double m_range; ///< in price; of range bars
    BarEdges m_days;
    Timestamp m_dayEnd;
    std::optional<QuoteBar> m_forming;
    Timestamp m_lastTick = Timestamp::min();
    Timestamp m_lastLabel = Timestamp::min();
    std::uint64_t m_dropped = 0;
};

} // namespace agora
