#pragma once

#include "engine/agents/router/kept_bars.h"
#include "engine/market/activity_bars.h"
#include "engine/market/bar_builder.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace agora {

/// One series (instrument and period) that somebody follows: completed bars, the forming one, and
/// how ticks go on with them. While its history is being fetched it keeps the ticks that come, so
/// that nothing falls between history and live.
class LiveSeries {
public:
    static constexpr std::size_t most = 60'000; ///< completed bars in memory, unless told otherwise
    static constexpr std::size_t fewest = 2'000;

    LiveSeries(std::string symbol, Period period);

    [[nodiscard]] const std::string &symbol() const { return m_symbol; }
    [[nodiscard]] Period period() const { return m_period; }
    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] std::size_t size() const { return m_bars.size(); }
    /// Valid until the next change.
    [[nodiscard]] std::span<const QuoteBar> completed() const { return m_bars.all(); }
    [[nodiscard]] const std::optional<QuoteBar> &forming() const;
    [[nodiscard]] std::optional<Timestamp> closeTime() const;

    using Emit = std::function<void(const QuoteBar &)>;
    /// Somebody needs so many bars. Twice as many are kept, but no fewer than `fewest` and no more
    /// than `most`.
    void keepFor(std::size_t depth);
    /// Before the history is there the tick is only kept.
    void take(const Tick &tick, const Emit &emit);
    /// All of them; `closed` gets the bars that they complete. False when they were only kept.
    bool takeAll(std::span<const Tick> ticks, std::vector<QuoteBar> &closed);
    void completeUntil(Timestamp now, const Emit &emit);
    /// `bars` ascending, all complete but perhaps the last; ticks up to and including (asOf,
    /// asOfNumber) are in them or in `tail`.
    void begin(std::vector<QuoteBar> bars, Timestamp barsEnd, const std::vector<Tick> &tail,
        Timestamp asOf, std::uint64_t asOfNumber, const Emit &emit);
    /// Puts those of the completed bars of `older` before ours that open before our first.
    void prepend(const LiveSeries &older);
    /// Puts a completed bar in the place of one that we have with a lower revision, or between
    /// those that we have. False when it is nothing new, or older than all that we have.
    bool correct(const QuoteBar &bar);
    /// The newest `count` completed bars and the forming one.
    [[nodiscard]] std::vector<QuoteBar> last(std::size_t count, bool withForming) const;
    /// Open time of the newest bar that had to make room for newer ones; min when none had.
    [[nodiscard]] Timestamp trimmedTo() const { return m_trimmedTo; }
    /// Position of the first completed bar that opens at or after `at`; size() when there is none.
    [[nodiscard]] std::size_t indexAt(Timestamp at) const;

private:
    void build(const Tick &tick, const Emit &emit);
    void trim();
    std::string m_symbol;
    Period m_period;
    std::variant<BarBuilder, ActivityBarBuilder> m_builder; ///< by the clock, or not (R13)
    KeptBars m_bars;
    std::vector<Tick> m_waiting;
    std::size_t m_kept = most;
    Timestamp m_trimmedTo = Timestamp::min();
    bool m_isReady = false;
};

} // namespace agora
