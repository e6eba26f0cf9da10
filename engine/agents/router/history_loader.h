#pragma once

#include "engine/agents/router/venue_history.h"
#include "engine/model/bar_edges.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace agora {

/// Which history somebody needs.
struct HistoryWish {
    std::string symbol;
    Period period;
    std::size_t depth = 0; ///< completed bars, of which the store is to have the sources
    std::size_t inHand = 0; ///< of these so many are given, with the forming one
    Timestamp asOf; ///< as it was at (asOf, asOfNumber)
    std::uint64_t asOfNumber = 0;
};

/// What a series starts with.
struct LoadedHistory {
    std::vector<QuoteBar> bars; ///< of the wanted period; at most the last is not complete
    Timestamp barsEnd; ///< the bars' sources reach to here; the tail goes on
    std::vector<Tick> tail; ///< ticks from barsEnd up to and including asOf
    Timestamp asOf;
    std::uint64_t asOfNumber = 0;
};

/// Gets the last bars of a series: from the store what it has, from the Feeder what is missing
/// (bars of the longest period that the venue has itself and that divides the wanted one, then the
/// last ticks), and stores what came. Reading and resampling are done in the store's thread.
class HistoryLoader {
public:
    HistoryLoader(agency::Bus &bus, StoreWorker &store, VenueHistory &venue)
        : m_bus(bus), m_store(store), m_venue(venue)
    {}

    using Done = std::function<void(Result<LoadedHistory>)>;
    /// At least so many bars where the venue has them.
    void load(const HistoryWish &wish, Done done);
    /// Somebody waits for history.
    [[nodiscard]] bool isBusy() const { return m_active > 0; }

private:
    struct Job;
    void ask(const std::shared_ptr<Job> &job);
    void askFor(const std::shared_ptr<Job> &job, const std::vector<TimeRange> &ranges);
    void askNext(const std::shared_ptr<Job> &job);
    void askTail(const std::shared_ptr<Job> &job);
    void askTicks(const std::shared_ptr<Job> &job);
    void finish(const std::shared_ptr<Job> &job);
    [[nodiscard]] static LoadedHistory loadedOf(
        Job &job, std::vector<QuoteBar> bars, Timestamp barsEnd);
    void end(const std::shared_ptr<Job> &job, Result<LoadedHistory> loaded);

    agency::Bus &m_bus;
    StoreWorker &m_store;
    VenueHistory &m_venue;
    int m_active = 0;
};

/// The venue's own period from which `wanted` is made: M1, H1 or D; nothing for periods below a
/// minute (made from ticks).
[[nodiscard]] std::optional<Period> sourcePeriod(Period wanted);

} // namespace agora
