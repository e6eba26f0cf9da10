#pragma once

#include "engine/market/activity_bars.h"
#include "engine/market/bar_builder.h"

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace agora {

/// One series (instrument and period) that somebody follows: completed bars, the forming one, and
/// how ticks go on with them. While its history is being fetched it keeps the ticks that come, so
/// that nothing falls between history and live.
class LiveSeries {
public:
    static constexpr std::size_t most = 200'000; ///< completed bars kept in memory

    LiveSeries(std::string symbol, Period period);

    [[nodiscard]] const std::string &symbol() const { return m_symbol; }
    [[nodiscard]] Period period() const { return m_period; }
    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] std::size_t size() const { return m_bars.size(); }
    [[nodiscard]] const std::deque<QuoteBar> &completed() const { return m_bars; }
    [[nodiscard]] const std::optional<QuoteBar> &forming() const;
    [[nodiscard]] std::optional<Timestamp> closeTime() const;

    using Emit = std::function<void(const QuoteBar &)>;
    /// Before the history is there the tick is only kept.
    void take(const Tick &tick, const Emit &emit);
    void completeUntil(Timestamp now, const Emit &emit);
    /// `bars` ascending, all complete but perhaps the last; ticks up to and including (asOf,
    /// asOfNumber) are in them or in `tail`.
    void begin(std::vector<QuoteBar> bars, Timestamp barsEnd, const std::vector<Tick> &tail,
        Timestamp asOf, std::uint64_t asOfNumber, const Emit &emit);
    /// The newest `count` completed bars and the forming one.
    [[nodiscard]] std::vector<QuoteBar> last(std::size_t count, bool withForming) const;

private:
    void build(const Tick &tick, const Emit &emit);
    std::string m_symbol;
    Period m_period;
    std::variant<BarBuilder, ActivityBarBuilder> m_builder; ///< by the clock, or not (R13)
    std::deque<QuoteBar> m_bars;
    std::vector<Tick> m_waiting;
    bool m_isReady = false;
};

} // namespace agora
