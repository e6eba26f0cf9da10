#pragma once

#include "engine/agents/feeder/feed_plugin.h"

namespace agora {

/// The feed of a venue that is an agent of this system (the simulated one, `venue`): frames and
/// replies come from the bus through a relay in the agent's thread; here they are read and checked
/// for form.
class BusFeed final : public MarketFeed {
public:
    [[nodiscard]] FeedLimits limits() const override;
    std::string stream(const std::vector<std::string> &symbols, FeedSink &sink) override;
    FeedResult<std::vector<Instrument>> instruments(FeedPort &port) override;
    FeedResult<HistoryPage> history(const HistoryRequest &request, FeedPort &port) override;
    FeedResult<std::vector<Tick>> ticks(const std::string &symbol, Timestamp since,
        std::uint64_t sinceNumber, FeedPort &port) override;

private:
    FeedResult<std::vector<std::byte>> ask(
        const char *name, std::vector<std::byte> body, FeedPort &port);

    std::uint64_t m_asked = 0; ///< of the thread of requests
};

/// The kind `simulated`.
[[nodiscard]] Result<FeedPlugin> makeBusFeed(const agency::Value &settings);

} // namespace agora
