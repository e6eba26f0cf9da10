#pragma once

#include "engine/agents/router/history_loader.h"
#include "engine/agents/router/series_rebuild.h"

#include <deque>
#include <map>
#include <string>

namespace agora {

/// How patient Corrections are.
struct CorrectionPace {
    /// After a bar's end: the venue has its bar by then.
    Duration delay = std::chrono::seconds(3);
    int attempts = 3; ///< then the bar stays a gap, which is repaired when it is next looked for
};

/// Compares bars that were built live with the venue's own: a while after a bar is over the venue's
/// bars of its time are fetched (once), and what differs is corrected. Bars of different periods of
/// one instrument that end at the same time cost one request.
class Corrections {
public:
    Corrections(agency::Bus &bus, StoreWorker &store, VenueHistory &venue, SeriesRebuild &rebuild,
        CorrectionPace pace = {});
    ~Corrections();

    /// Bars that were completed live, and stored.
    void completed(const std::string &symbol, Period period, std::span<const QuoteBar> bars);

private:
    struct Check {
        std::string symbol;
        Period source;
        TimeRange range;
        Duration due{};
        int attempts = 0;
        std::deque<TimeRange> open{}; ///< still to be asked for
    };
    void plan();
    void startNext();
    void start(Check check);
    void fetchNext(const std::shared_ptr<Check> &check);
    void finish(const std::shared_ptr<Check> &check);
    void end();

    agency::Bus &m_bus;
    StoreWorker &m_store;
    VenueHistory &m_venue;
    SeriesRebuild &m_rebuild;
    CorrectionPace m_pace;
    std::deque<Check> m_checks; ///< ascending by due
    std::optional<agency::TimerId> m_timer;
    bool m_isChecking = false; ///< one at a time: ticks go first
};

} // namespace agora
