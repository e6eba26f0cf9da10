#pragma once

#include "engine/agents/router/history_loader.h"
#include "engine/market/gap_map.h"

#include <deque>
#include <functional>
#include <string>
#include <vector>

namespace agora {

/// What is missing of one series of bars that the venue has itself.
struct SeriesGaps {
    std::string symbol;
    Period period;
    std::vector<DayGaps> days; ///< ascending
};

/// How much of the venue GapRepair takes for itself.
struct RepairPace {
    Duration firstLook = std::chrono::seconds(5); ///< after a start or the line's return
    Duration pause = std::chrono::milliseconds(250); ///< between two requests
    std::int64_t barsARequest = 1500;
    int attempts = 5; ///< of one gap in a row, each after twice the time
};

/// Knows which history is missing between what is stored and now, by instrument and trading day,
/// and asks the venue for it in the background: newest first, a little at a time, never while
/// somebody waits for history. Looks after each start and each time the venue's line is back.
///
/// Method `market.gaps` {symbol, period, from, to (nanoseconds); all optional} → {repairing, days:
/// [{symbol, period, day, missing_minutes, open_minutes, gaps: [[from, to], …]}]}
class GapRepair {
public:
    GapRepair(agency::Bus &bus, StoreWorker &store, VenueHistory &venue,
        std::function<bool()> isSomebodyWaiting, std::vector<std::string> symbols,
        RepairPace pace = {});
    ~GapRepair();

    /// Something may be missing that was not before.
    void lookAgain();
    [[nodiscard]] std::size_t open() const { return m_open.size(); }

private:
    struct Gap {
        std::string symbol;
        Period period;
        TimeRange range;
    };
    void plan(Duration delay, std::function<void()> what);
    void look();
    void take(const std::vector<SeriesGaps> &found);
    void repairNext();
    void repaired(const Gap &gap, const Result<VenueBars> &bars);
    void offerMethod();

    agency::Bus &m_bus;
    StoreWorker &m_store;
    VenueHistory &m_venue;
    std::function<bool()> m_isSomebodyWaiting;
    std::vector<std::string> m_symbols;
    RepairPace m_pace;
    std::deque<Gap> m_open; ///< newest first
    int m_failures = 0; ///< in a row
    std::uint64_t m_added = 0;
    bool m_isAsking = false;
    bool m_mustLook = false;
    std::optional<agency::TimerId> m_timer;
    std::optional<agency::SubscriptionId> m_line;
    std::string m_lineState;
};

/// In the store's thread: the gaps of these symbols (all periods that the venue has itself, or one)
/// from where each series begins up to `range.to`, within the range.
[[nodiscard]] Result<std::vector<SeriesGaps>> findGaps(MarketStore &store,
    const std::vector<std::string> &symbols, std::optional<Period> only, TimeRange range);

/// The parts of a span in which the instrument is traded.
[[nodiscard]] std::vector<BarSpan> openPartsOf(const std::string &symbol, BarSpan span);

} // namespace agora
