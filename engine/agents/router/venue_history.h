#pragma once

#include "engine/agents/router/store_worker.h"
#include "engine/agents/router/symbol_time.h"
#include "engine/protocol/messages.h"

#include <functional>
#include <string>

namespace agora {

/// What the venue's own bars were.
struct VenueBars {
    std::uint64_t added = 0;
    std::uint64_t corrected = 0; ///< were stored otherwise
    TimeRange changed{}; ///< open times of both, empty when there are none
    /// The venue has no bars behind this, or not yet; what was asked for before is known now.
    Timestamp knownTo;
    std::vector<QuoteBar> bars; ///< of who needs them given: those that the store did not take
};

/// Asks the Feeder for bars that the venue has itself (M1, H1, D) and stores them: what is new as
/// it came, what differs from a bar that is there already as its next revision, flagged corrected.
/// The time asked for is covered from then on, also where the venue has nothing.
class VenueHistory {
public:
    static constexpr std::int64_t mostBars = 20'000; ///< of one request

    /// `changed` is called after each answer that changed something.
    using OnChanged
        = std::function<void(const std::string &symbol, Period period, TimeRange range)>;
    VenueHistory(agency::Bus &bus, StoreWorker &store, OnChanged changed)
        : m_bus(bus), m_store(store), m_changed(std::move(changed))
    {}

    using Done = std::function<void(const Result<VenueBars> &)>;
    /// Given: also when the store does not take them. Shown: all of them, for who cannot read it.
    enum class Need { Stored, Given, Shown };
    /// `range` from edge to edge of the period, of at most `mostBars`. Only what is complete at
    /// (asOf, asOfNumber) is asked for; number 0 = everything of that instant.
    void fetch(const std::string &symbol, Period period, TimeRange range, Timestamp asOf,
        std::uint64_t asOfNumber, Done done, Need need = Need::Stored);

    /// `ranges` cut into pieces of at most `bars`, from edge to edge, ascending.
    [[nodiscard]] static std::vector<TimeRange> pieces(
        std::span<const TimeRange> ranges, BarEdges edges, std::int64_t bars = mostBars);

private:
    void store(BarBatch bars, TimeRange range, const Done &done, Need need);

    agency::Bus &m_bus;
    StoreWorker &m_store;
    OnChanged m_changed;
};

/// The bars that must be put so that the venue's own are stored: those that are not there, and of
/// those that differ in a price of a side, the volume or the flag of approximate mids the venue's,
/// as the next revision and BarCorrected. Both ascending.
[[nodiscard]] std::vector<QuoteBar> reconciled(
    std::span<const QuoteBar> known, std::span<const QuoteBar> venue);

/// The same prices of each side and the same volume. A mid that only one of them has exactly is not
/// compared, nor is a volume that one of them lacks; the last digits of a sum may differ.
[[nodiscard]] bool hasSameContent(const QuoteBar &a, const QuoteBar &b);

} // namespace agora
