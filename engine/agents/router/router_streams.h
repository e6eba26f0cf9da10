#pragma once

#include "engine/agency/bus.h"
#include "engine/agents/router/bar_history.h"
#include "engine/agents/router/live_series.h"
#include "engine/agents/router/series_rebuild.h"
#include "engine/protocol/messages.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace agora {

/// The Router's streams of bars: each series (instrument and period) that somebody subscribed is
/// made once, whoever and how many they are, and forgotten when nobody wants it any more.
class RouterStreams {
public:
    /// `history` must outlive the streams.
    RouterStreams(agency::Bus &bus, BarHistory &history);

    /// Series of this instrument may be asked for. `last` is the newest tick that is known.
    void addSymbol(const std::string &symbol);
    [[nodiscard]] const std::optional<Tick> &lastTick(const std::string &symbol) const;
    void setLastTick(const std::string &symbol, const Tick &tick);
    /// Newer than all before, ascending.
    void takeTicks(const std::string &symbol, std::span<const Tick> ticks);
    /// The series of this instrument that are made, as far as they have completed bars.
    [[nodiscard]] std::vector<HeldSeries> held(const std::string &symbol) const;
    /// Completed bars that the store has by now with a higher revision (or had not at all):
    /// subscribers get them, and longer periods that are made of them are rebuilt.
    void publishCorrections(
        const std::string &symbol, Period period, const std::vector<QuoteBar> &bars);

private:
    struct Waiting {
        std::uint64_t subscriber = 0;
        std::size_t depth = 0;
        bool closedOnly = false;
    };
    struct Entry {
        Entry(const std::string &symbol, Period period);
        LiveSeries series;
        std::string everyTickTopic;
        std::string completedTopic;
        std::vector<Waiting> waiting;
        std::size_t loadedDepth = 0;
        bool isLoading = false;
        int idleSweeps = 0;
    };
    struct Symbol {
        std::optional<Tick> last;
        std::vector<std::unique_ptr<Entry>> series; ///< from short to long (X21)
    };

    void offer(const agency::Subscriber &who, bool closedOnly);
    Entry &entryFor(Symbol &symbol, const std::string &name, Period period);
    [[nodiscard]] Entry *find(const std::string &symbol, Period period);
    void load(Entry &entry, std::size_t depth);
    void loaded(const std::string &symbol, Period period, Result<LoadedHistory> history);
    void serve(Entry &entry);
    void publish(Entry &entry, const std::vector<QuoteBar> &bars);
    void planCompletion(const LiveSeries &series);
    void completeDue();
    void forgetUnused();
    [[nodiscard]] agency::Value describe() const;

    agency::Bus &m_bus;
    BarHistory &m_history;
    std::map<std::string, Symbol> m_symbols;
    std::set<Timestamp> m_completions; ///< instants for which a timer runs
};

} // namespace agora
