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

/// Bars of one series with open times in [from, to).
struct HistoryRequest {
    std::uint64_t id = 0; ///< the caller's, given back with the answer
    std::string symbol;
    Period period;
    Timestamp from;
    Timestamp to;
    bool operator==(const HistoryRequest &) const = default;
};

/// One page of an answer, oldest first; pages of one request come in order.
struct HistoryPage {
    std::uint64_t id = 0;
    BarBatch bars; ///< flagged BarBackfilled; only the last may be forming
    bool isLast = true; ///< otherwise call requestNextPage
    std::string error; ///< why there is no (further) answer; then isLast holds
    bool operator==(const HistoryPage &) const = default;
};

/// What a venue's feed tells, always in the thread that called it.
class MarketFeedListener {
public:
    virtual ~MarketFeedListener() = default;
    /// `reason` is empty unless something went wrong.
    virtual void onFeedState(FeedState state, const std::string &reason) = 0;
    virtual void onInstruments(const std::vector<Instrument> &instruments) = 0;
    /// As the venue gave them: TickCheck has not seen them.
    virtual void onTicks(const TickBatch &batch) = 0;
    virtual void onHistory(const HistoryPage &page) = 0;
};

/// A venue as the source of prices. Nothing here waits: every answer comes to the listener.
class MarketFeed {
public:
    virtual ~MarketFeed() = default;
    /// Connects, and connects again when the line is lost, until `stop`. The listener outlives the
    /// feed.
    virtual void start(MarketFeedListener &listener) = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual FeedState state() const = 0;
    /// The symbols whose ticks are wanted: the whole list, replacing the one before. Survives
    /// reconnects.
    virtual void subscribe(const std::vector<std::string> &symbols) = 0;
    virtual void requestInstruments() = 0;
    virtual void requestHistory(const HistoryRequest &request) = 0;
    /// The caller has taken in the page before: back-pressure for long histories.
    virtual void requestNextPage(std::uint64_t id) = 0;
};

} // namespace agora
