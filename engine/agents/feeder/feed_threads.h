#pragma once

#include "engine/agency/worker_thread.h"
#include "engine/market/market_feed.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace agora {

enum class VenueThread { Stream, Requests };

struct FeedThreadsOptions {
    Duration firstRetry = std::chrono::milliseconds(250); ///< after a lost line, a thrown exception
    Duration longestRetry = std::chrono::seconds(30);
    std::uint64_t seed = 1; ///< of the waits' jitter
};

/// Runs a feed in its two threads and speaks for it in the agent's own: connects it again and
/// again, pages and paces what is asked of it, starts a thread anew that threw. Nothing here waits
/// for a thread; one that blocks costs the answers that it owes, and nothing else.
class FeedThreads {
public:
    struct Events {
        std::function<void(FeedState, const std::string &reason)> onState;
        std::function<void(TickBatch batch, bool isCatchUp)> onTicks;
        std::function<void(VenueThread, FeedMessage)> onMessage;
        std::function<void(VenueThread)> onThreadEnd; ///< whatever it still had to do is lost
    };
    FeedThreads(agency::Bus &bus, std::shared_ptr<MarketFeed> feed, Events events,
        FeedThreadsOptions options = {});
    ~FeedThreads();
    FeedThreads(const FeedThreads &) = delete;
    FeedThreads &operator=(const FeedThreads &) = delete;

    /// The whole list, replacing the one before.
    void subscribe(const std::vector<std::string> &symbols);
    /// `history` (protocol::HistoryRequest → HistoryReply), `ticks` (TickRequest → TickBatch) and
    /// `instruments` (nothing → text, see instrument_file.h). Exactly one answer, after `limit` of
    /// real time an error. A replay's instant waits for it.
    void request(const std::string &name, agency::Bytes body, Duration limit,
        std::function<void(Result<agency::Bytes>)> onReply);
    /// False when the thread is too far behind.
    [[nodiscard]] bool tell(VenueThread thread, FeedMessage message);

    [[nodiscard]] agency::Value describe() const;

private:
    struct Pending {
        std::function<void(Result<agency::Bytes>)> onReply;
        std::shared_ptr<void> instant; ///< held open for this answer
        agency::TimerId timer{};
    };
    void start(VenueThread which);
    void ended(VenueThread which, const std::optional<std::string> &error);
    void onNote(VenueThread which, agency::Note &note);
    void answered(const agency::Note &note);
    void give(std::uint64_t id, Result<agency::Bytes> result);
    [[nodiscard]] std::unique_ptr<agency::WorkerThread> &thread(VenueThread which)
    {
        return which == VenueThread::Stream ? m_stream : m_requests;
    }

    agency::Bus &m_bus;
    std::shared_ptr<MarketFeed> m_feed; // with its threads, of which one that hangs outlives us
    Events m_events;
    FeedThreadsOptions m_options;
    std::vector<std::string> m_symbols;
    std::map<std::uint64_t, Pending> m_pending;
    std::uint64_t m_nextId = 1;
    std::uint64_t m_answers = 0;
    std::uint64_t m_late = 0; ///< requests that got no answer in time
    std::uint64_t m_droppedBars = 0;
    std::uint64_t m_crashes = 0;
    std::shared_ptr<int> m_alive = std::make_shared<int>(); // timers look at it
    std::unique_ptr<agency::WorkerThread> m_stream;
    std::unique_ptr<agency::WorkerThread> m_requests;
};

} // namespace agora
