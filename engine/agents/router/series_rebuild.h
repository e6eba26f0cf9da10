#pragma once

#include "engine/agents/router/store_worker.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace agora {

/// A series that somebody follows, as far as its completed bars are in memory.
struct HeldSeries {
    Period period;
    TimeRange range; ///< from the first bar's open time to the last one's close
};

/// What depends on bars that came late, are others than before, or were built live: makes the bars
/// of every longer period anew, out of the store, where all their sources are known. Stored ones
/// that differ are replaced by a next revision, flagged corrected; followed series are given the
/// bars as they ought to be.
class SeriesRebuild {
public:
    /// The Router's live side.
    struct Live {
        std::function<std::vector<HeldSeries>(const std::string &symbol)> held;
        /// Ascending complete bars; those that a series has already may be among them.
        std::function<void(const std::string &symbol, Period period, std::vector<QuoteBar> bars)>
            correct;
    };
    SeriesRebuild(agency::Bus &bus, StoreWorker &store, Live live);
    ~SeriesRebuild();

    /// Stored bars of the period that open in the range are not what they were. Done a little
    /// later, together with what else changes meanwhile.
    void changed(const std::string &symbol, Period period, TimeRange range);

private:
    void start();
    void rebuild(const std::string &symbol, Period source, TimeRange range);

    agency::Bus &m_bus;
    StoreWorker &m_store;
    Live m_live;
    struct Change {
        std::string symbol;
        Period source;
        TimeRange range;
    };
    std::map<std::pair<std::string, std::string>, Change> m_changes; // by symbol and period
    agency::TimerId m_timer{};
    bool m_isPlanned = false;
};

/// What a rebuild looks at.
struct RebuildSpec {
    std::string symbol;
    Period source;
    TimeRange range; ///< open times of source bars that changed
    Timestamp now; ///< bars that close later are left alone
    std::vector<HeldSeries> held;
};

/// In the store's thread; gives the bars of the held series. Writes, but does not flush.
[[nodiscard]] Result<std::vector<BarBatch>> rebuildSeries(
    MarketStore &store, const RebuildSpec &spec);

} // namespace agora
