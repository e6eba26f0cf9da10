#pragma once

#include "engine/market/price_path.h"
#include "engine/model/market_data.h"

#include <functional>
#include <optional>
#include <vector>

namespace agora {

/// Simulated prices as a pure function of (seed, instrument, time): asked for a range twice, in any
/// pieces and any order, the ticks are the same, so history equals what live would have been. Not
/// for several threads at once (it keeps what it computed last).
///
/// Ticks come in strictly ascending milliseconds, none while the market is closed, at least one
/// point between bid and ask. They have no number (the Feeder counts them), no volume and no flags.
class PriceGenerator {
public:
    PriceGenerator(std::uint64_t seed, Instrument instrument);

    [[nodiscard]] const Instrument &instrument() const { return m_instrument; }

    /// The ticks of [from, to), oldest first.
    void ticks(Timestamp from, Timestamp to, const std::function<void(const Tick &)> &handle);
    [[nodiscard]] std::vector<Tick> ticks(Timestamp from, Timestamp to);

    /// Looks back, and ahead, over 40 days at most.
    [[nodiscard]] std::optional<Tick> lastTickAtOrBefore(Timestamp at);
    [[nodiscard]] std::optional<Tick> firstTickAtOrAfter(Timestamp at);

    /// Bars with open times in [from, to), built from the ticks before `to` by BarBuilder, flagged
    /// BarBackfilled; the last one is forming unless its time is over at `to`.
    [[nodiscard]] std::vector<QuoteBar> bars(
        Period period, Timestamp from, Timestamp to, const DayAnchor &anchor = {});

private:
    /// Fills m_second with the ticks of one second of UTC, which must lie in the stretch.
    void generate(const OpenStretch &stretch, std::int64_t second);
    [[nodiscard]] Tick tickAt(Timestamp time, double level, double spreadPoints) const;
    [[nodiscard]] double breath(std::int64_t marketSecond) const;

    Instrument m_instrument;
    std::uint64_t m_seed;
    MarketClock m_clock;
    PricePath m_path;
    double m_pointsPerUnit;
    double m_calmSpreadPoints;
    std::vector<Tick> m_second;
};

} // namespace agora
