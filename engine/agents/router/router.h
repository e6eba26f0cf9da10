#pragma once

#include "engine/agents/program/agent_program.h"
#include "engine/agents/router/market_history.h"
#include "engine/agents/router/router_streams.h"

#include <map>
#include <string>
#include <vector>

namespace agora {

/// The only source of prices for everybody: stores ticks and bars, makes bars of any period that is
/// asked for, fetches the history that it lacks, and gives each subscriber a snapshot and then
/// every change, in one ordered channel. Bars are the RouterStreams' part, what is kept the
/// MarketHistory's; here are ticks.
class Router final : public RunningAgent {
public:
    Router(agency::Bus &bus, StoreAccess access, const std::vector<std::string> &symbols,
        const HistoryPace &pace = {});
    [[nodiscard]] static Result<std::unique_ptr<RunningAgent>> make(
        agency::AgentLife &runtime, const agency::Value &settings);
    void stop() override;
    /// Subscribed to every instrument: a replay may begin.
    [[nodiscard]] bool isReady() const override;

private:
    [[nodiscard]] std::vector<HeldSeries> held(const std::string &symbol) const;
    void follow(const std::string &symbol);
    void takeTicks(const std::string &symbol, const TickBatch &batch);
    void offerTicks(const agency::Subscriber &who);

    agency::Bus &m_bus;
    MarketHistory m_history;
    RouterStreams m_streams;
    std::map<std::string, bool> m_isLive; ///< by symbol: its prices were answered for
    TickBatch m_fresh; ///< the ticks at hand; its memory is used again
};

} // namespace agora
