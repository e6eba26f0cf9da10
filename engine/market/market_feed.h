#pragma once

#include "engine/model/instrument.h"
#include "engine/model/market_data.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace agora {

enum class FeedState {
    Disconnected,
    Connecting,
    Connected,
    PriceLost ///< connected, but prices that should come do not
};
[[nodiscard]] std::string_view toString(FeedState state);

/// Complete bars of one series with open times in [from, to), as they were at (asOf, asOfNumber);
/// with `wantTail` also the ticks from the end of the last complete bar up to and including that
/// instant.
struct HistoryRequest {
    std::string symbol;
    Period period;
    Timestamp from;
    Timestamp to;
    Timestamp asOf;
    std::uint64_t asOfNumber = 0; ///< 0 = all ticks of that instant
    bool wantTail = false;
    bool operator==(const HistoryRequest &) const = default;
};

/// One page of an answer, oldest first.
struct HistoryPage {
    std::vector<QuoteBar> bars; ///< flagged BarBackfilled and BarComplete
    std::vector<Tick> tail; ///< empty where the venue has no history of ticks
    std::optional<Timestamp> resumeAt{}; ///< there is more from here on
};

/// What a venue allows; whoever asks it keeps to this.
struct FeedLimits {
    std::size_t barsAPage = 5'000; ///< of one request, counted as if the market never closed
    double requestsPerSecond = 0; ///< 0 = as many as one likes
    double burst = 1; ///< requests at once after a rest; at least 1
    /// Market time of one request, for a venue whose bars cost by the ticks in them; zero = any.
    Duration longestPage{};

    /// Bars of that period that one request may span; at least 1.
    [[nodiscard]] std::size_t barsAPageOf(Period period) const;
};

/// Why a venue did not answer.
struct FeedError {
    enum class Kind {
        Refused, ///< it will not, however often it is asked
        TooMany, ///< asked too often: again after `retryAfter`
        LineLost ///< no answer: worth another try
    };
    Kind kind = Kind::Refused;
    std::string sentence;
    Duration retryAfter{};
};
template <typename T>
using FeedResult = Result<T, FeedError>;

/// Bytes that the Feeder hands to and fro between a feed's thread and the plug-in's part in its own
/// thread (for a venue that is an agent: the bus has one thread).
struct FeedMessage {
    std::string topic;
    std::vector<std::byte> bytes{};
};

/// The thread that a feed runs in. Its waits end early when the thread should end.
class FeedPort {
public:
    virtual ~FeedPort() = default;
    /// Return as soon as you can: the Feeder ends, or the list of symbols changed.
    [[nodiscard]] virtual bool isOver() = 0;
    /// Waits; true when it is over.
    virtual bool pause(Duration limit) = 0;
    [[nodiscard]] virtual std::optional<FeedMessage> receive(Duration limit) = 0;
    /// Waits while the Feeder is behind; false when it is over.
    virtual bool send(FeedMessage message) = 0;
};

/// What a stream tells.
class FeedSink : public FeedPort {
public:
    /// `reason` is empty unless something went wrong.
    virtual void state(FeedState state, const std::string &reason = {}) = 0;
    /// Ticks as the venue gave them: nobody has checked them. `isCatchUp`: they were missed while
    /// the line was down, and may begin with some that are known. Waits while the Feeder is behind;
    /// false when it is over.
    virtual bool ticks(const TickBatch &batch, bool isCatchUp = false) = 0;
};

/// A venue as the source of prices: one such class is all that a venue adds. It runs in two threads
/// of the Feeder's and may block there: `stream` in one, all else in the other, at the same time.
/// Paging, the rate limit, second tries, reconnecting with back-off and checking what comes are not
/// its business. What it throws ends the thread, which the Feeder reports and starts again.
class MarketFeed {
public:
    virtual ~MarketFeed() = default;
    [[nodiscard]] virtual FeedLimits limits() const = 0;
    /// Connects, tells `Connected` when it is, and hands over ticks of these symbols until the line
    /// is lost or it is over. Returns why it ended; empty = because it was over.
    virtual std::string stream(const std::vector<std::string> &symbols, FeedSink &sink) = 0;
    /// What the venue trades.
    virtual FeedResult<std::vector<Instrument>> instruments(FeedPort &port) = 0;
    /// At most one page of `limits().barsAPage`.
    virtual FeedResult<HistoryPage> history(const HistoryRequest &request, FeedPort &port) = 0;
    /// All ticks after (since, sinceNumber) up to now, oldest first.
    virtual FeedResult<std::vector<Tick>> ticks(
        const std::string &symbol, Timestamp since, std::uint64_t sinceNumber, FeedPort &port)
        = 0;
};

} // namespace agora
