#pragma once

#include "engine/model/bar_edges.h"
#include "engine/model/market_data.h"

#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace agora {

/// Makes the bars of a longer period out of those of a shorter one (R8, R10 to R12).
///
/// A target is a pure function of its sources: prices by R8, volumes, ticks and revisions added up,
/// flags joined (synthetic only when all sources are). Its mid is built from the sources' mids, so
/// it is exact when theirs came from ticks and carries BarMidApproximate when one of theirs does.
/// Hence M1→H1→H4 equals M1→H4.
class BarResampler {
public:
    BarResampler(Period source, Period target, const DayAnchor &anchor = {});

    /// Takes a completed or forming source bar and calls `handle(const QuoteBar &)` with each
    /// target it changes: the one it completes first, its own last. A source that came before
    /// replaces its predecessor unless its revision is lower or it is less complete; its target is
    /// rebuilt, also when that was complete. Kept for this are the newest two targets: a correction
    /// further back is an error, and `resample` over the stored sources of that target is the
    /// answer to it. A source that does not open on an edge of its period, or straddles an edge of
    /// the target (R11), is an error and changes nothing.
    template <typename Handler>
    [[nodiscard]] Result<void> update(const QuoteBar &source, Handler &&handle)
    {
        m_changed.clear();
        const auto taken = take(source);
        for (const auto &bar : m_changed)
            handle(bar);
        return taken;
    }

    /// The clock has come to `now`: completes the newest target when its close time is reached
    /// (R10).
    template <typename Handler>
    void completeUntil(Timestamp now, Handler &&handle)
    {
        m_changed.clear();
        advance(now);
        for (const auto &bar : m_changed)
            handle(bar);
    }

    [[nodiscard]] std::optional<QuoteBar> forming() const;
    [[nodiscard]] std::optional<Timestamp> closeTime() const;

private:
    struct Target {
        BarSpan span;
        std::vector<QuoteBar> sources; // ascending
        QuoteBar head; // all sources but the last, joined
        bool isComplete = false;

        bool include(const QuoteBar &source);
        void joinHead();
        [[nodiscard]] QuoteBar bar() const;
    };

    [[nodiscard]] Result<void> take(const QuoteBar &source);
    [[nodiscard]] Target *targetFor(BarSpan span);
    void advance(Timestamp known);

    BarEdges m_sourceEdges;
    BarEdges m_targetEdges;
    std::deque<Target> m_targets; // oldest first, at most two
    Timestamp m_known = Timestamp::min(); // R10: the latest time known to be over
    std::vector<QuoteBar> m_changed;
};

/// All at once: ascending sources to ascending targets, the last one complete if a time at or after
/// its close is known from the sources or from `knownUntil`.
[[nodiscard]] Result<std::vector<QuoteBar>> resample(std::span<const QuoteBar> sources,
    Period source, Period target, const DayAnchor &anchor = {},
    std::optional<Timestamp> knownUntil = {});

} // namespace agora
