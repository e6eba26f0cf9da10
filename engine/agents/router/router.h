#pragma once

#include "engine/agents/program/agent_program.h"
#include "engine/agents/router/history_loader.h"
#include "engine/agents/router/market_import.h"
#include "engine/agents/router/router_streams.h"

#include <map>
#include <string>
#include <vector>

namespace agora {

/// The only source of prices for everybody: stores ticks and bars, makes bars of any period that is
/// asked for, fetches the history that it lacks, and gives each subscriber a snapshot and then
/// every change, in one ordered channel. Bars are the RouterStreams' part; here are ticks and what
/// is kept.
class Router final : public RunningAgent, private BarHistory {
public:
    Router(agency::Bus &bus, MarketStore store, std::vector<std::string> symbols);
    [[nodiscard]] static Result<std::unique_ptr<RunningAgent>> make(
        agency::AgentLife &runtime, const agency::Value &settings);
    void stop() override;
    /// Subscribed to every instrument: a replay may begin.
    [[nodiscard]] bool isReady() const override;

private:
    struct Symbol {
        std::vector<Tick> unstored;
        bool isLive = false;
    };

    void load(const HistoryWish &wish, Loaded done) override;
    void read(const std::string &symbol, Period period, TimeRange range, Read done) override;
    void reach(const std::string &symbol, Period period, std::size_t count, Timestamp before,
        Reached done) override;
    void keep(const std::string &symbol, Period period, const std::vector<QuoteBar> &bars) override;

    void follow(const std::string &symbol);
    void takeTicks(const std::string &symbol, const TickBatch &batch);
    void offerTicks(const agency::Subscriber &who);
    void keepTicks();

    agency::Bus &m_bus;
    MarketStore m_store;
    HistoryLoader m_loader;
    MarketImport m_import;
    RouterStreams m_streams;
    std::map<std::string, Symbol> m_symbols;
    std::string m_storeProblem;
};

} // namespace agora
