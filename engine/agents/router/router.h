#pragma once

#include "engine/agents/program/agent_program.h"
#include "engine/agents/router/history_loader.h"
#include "engine/agents/router/live_series.h"
#include "engine/agents/router/market_import.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace agora {

/// The only source of prices for everybody: stores ticks and bars, makes bars of any period that is
/// asked for, fetches the history that it lacks, and gives each subscriber a snapshot and then
/// every change, in one ordered channel.
class Router final : public RunningAgent {
public:
    Router(agency::Bus &bus, MarketStore store, std::vector<std::string> symbols);
    [[nodiscard]] static Result<std::unique_ptr<RunningAgent>> make(
        agency::AgentLife &runtime, const agency::Value &settings);
    void stop() override;
    /// Subscribed to every instrument: a replay may begin.
    [[nodiscard]] bool isReady() const override;

private:
    using Key = std::pair<std::string, Period>;
    struct PeriodLess {
        bool operator()(const Key &a, const Key &b) const
        {
            return std::tuple(a.first, a.second.nominal(), a.second.toString())
                < std::tuple(b.first, b.second.nominal(), b.second.toString());
        }
    };
    struct Waiting {
        std::uint64_t subscriber = 0;
        std::size_t depth = 0;
        bool closedOnly = false;
    };
    struct Entry {
        Entry(const std::string &symbol, Period period) : series(symbol, period) {}
        LiveSeries series;
        std::vector<Waiting> waiting;
        std::size_t loadedDepth = 0;
        bool isLoading = false;
        int idleSweeps = 0;
    };
    struct Symbol {
        std::optional<Tick> last;
        std::vector<Tick> unstored;
        bool isLive = false;
    };

    void follow(const std::string &symbol);
    void takeTicks(const std::string &symbol, const TickBatch &batch);
    void offerTicks(const agency::Subscriber &who);
    void offerBars(const agency::Subscriber &who, bool closedOnly);
    void load(const Key &key, std::size_t depth);
    void loaded(const Key &key, Result<LoadedHistory> history);
    void serve(Entry &entry);
    void publish(const std::string &symbol, Period period, const std::vector<QuoteBar> &bars);
    void completeDue();
    void planCompletion(const LiveSeries &series);
    void keep();
    void forgetUnused();

    agency::Bus &m_bus;
    MarketStore m_store;
    HistoryLoader m_loader;
    MarketImport m_import;
    std::map<std::string, Symbol> m_symbols;
    std::map<Key, Entry, PeriodLess> m_series; ///< of one symbol from short to long (X21)
    std::set<Timestamp> m_completions; ///< instants for which a timer runs
    std::string m_storeProblem;
};

} // namespace agora
