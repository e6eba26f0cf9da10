#pragma once

#include "engine/agents/router/history_loader.h"

namespace agora {

/// Where the streams' history comes from and goes to. Answers come in the agent's thread, at once
/// or later.
class BarHistory {
public:
    virtual ~BarHistory() = default;

    using Loaded = HistoryLoader::Done;
    virtual void load(const HistoryWish &wish, Loaded done) = 0;
    using Read = std::function<void(Result<std::vector<QuoteBar>>)>;
    /// What is stored of [range.from, range.to), ascending.
    virtual void read(const std::string &symbol, Period period, TimeRange range, Read done) = 0;
    using Reached = std::function<void(Result<std::optional<Timestamp>>)>;
    /// MarketStore::reach.
    virtual void reach(
        const std::string &symbol, Period period, std::size_t count, Timestamp before, Reached done)
        = 0;
    /// Completed bars, for good.
    virtual void keep(const std::string &symbol, Period period, const std::vector<QuoteBar> &bars)
        = 0;
};

} // namespace agora
