#pragma once

#include "engine/market/price_generator.h"
#include "engine/market/quote_csv.h"
#include "engine/model/instrument.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace agora {

/// The prices of the simulated venue: generated, and then there for any time, or recorded, and then
/// as long as the recording. Nothing is known of the future: history takes the time at which it is
/// asked for.
class SimulatedMarket {
public:
    [[nodiscard]] static SimulatedMarket generated(
        std::uint64_t seed, const std::vector<Instrument> &instruments);
    /// Each recording must have ticks, its symbol must be one of the built-in instruments and come
    /// once.
    [[nodiscard]] static Result<SimulatedMarket> recorded(std::vector<RecordedQuotes> recordings);

    [[nodiscard]] const std::vector<Instrument> &instruments() const { return m_instruments; }
    [[nodiscard]] bool isRecorded() const { return m_isRecorded; }
    /// Time of the first and of the last recorded tick of all instruments; empty when generated.
    [[nodiscard]] std::optional<BarSpan> recordedSpan() const;

    /// The ticks of [from, to), oldest first, numbered from 1 when recorded.
    [[nodiscard]] Result<std::vector<Tick>> ticks(
        const std::string &symbol, Timestamp from, Timestamp to);
    [[nodiscard]] std::optional<Tick> lastTick(const std::string &symbol, Timestamp atOrBefore);

    /// The lengths that this venue has bars of; everything else is made of these.
    [[nodiscard]] static const std::array<Period, 3> &nativePeriods(); ///< M1, H1, D
    /// Bars with open times in [from, to), built of the ticks up to `now`; at most the last one is
    /// forming.
    [[nodiscard]] Result<std::vector<QuoteBar>> history(
        const std::string &symbol, Period period, Timestamp from, Timestamp to, Timestamp now);

private:
    using Recording = std::vector<Tick>; // ascending
    using Source = std::variant<PriceGenerator, Recording>;

    [[nodiscard]] Result<Source *> sourceOf(const std::string &symbol);

    std::vector<Instrument> m_instruments;
    std::map<std::string, Source> m_sources;
    bool m_isRecorded = false;
};

} // namespace agora
