#pragma once

#include "engine/agents/feeder/feed_threads.h"
#include "engine/protocol/messages.h"

#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace agora {

/// A plug-in's part in the agent's own thread, for a venue that is an agent itself: the bus has one
/// thread, so the feed asks through here.
class FeedRelay {
public:
    virtual ~FeedRelay() = default;
    using Since = std::function<protocol::TickRequest()>;
    /// Ticks of this symbol are wanted; `since` tells, each time it is asked, what is there
    /// already.
    virtual void follow(const std::string &symbol, Since since) = 0;
    /// Of the feed, in one of its threads.
    virtual void onMessage(VenueThread from, FeedMessage message) = 0;
    /// A batch of ticks came of the oldest message that the stream still had: runs `take` as a part
    /// of handling that message.
    virtual void onTicks(const std::function<void()> &take) = 0;
    /// What a thread was given and had not done is lost.
    virtual void onThreadEnd(VenueThread which) = 0;
    /// Of a replay: it is over; where it is.
    [[nodiscard]] virtual bool isFinished() const = 0;
    [[nodiscard]] virtual Timestamp replayTime() const = 0;
    /// One of these two changed, or the venue came or went.
    virtual void onChange(std::function<void()> hook) = 0;
};

/// A venue as the Feeder gets it.
struct FeedPlugin {
    std::shared_ptr<MarketFeed> feed; // shared with its threads: one that hangs outlives the Feeder
    /// Makes the relay, when it needs one; `tell` is FeedThreads'.
    using Tell = std::function<bool(VenueThread, FeedMessage)>;
    std::function<std::unique_ptr<FeedRelay>(agency::Bus &, Tell)> makeRelay{};
};

/// One venue that prices can come from.
struct FeedKind {
    std::string_view name; ///< `[venue] kind`
    Result<FeedPlugin> (*make)(const agency::Value &settings);
};

/// The list of them: a new venue is one more line in feed_table.cpp.
[[nodiscard]] std::span<const FeedKind> feedTable();
/// The error names the kind and those there are.
[[nodiscard]] Result<FeedPlugin> makeFeed(const std::string &kind, const agency::Value &settings);

} // namespace agora
