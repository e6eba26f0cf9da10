#pragma once

#include "engine/agents/router/bar_stream.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace agora {

/// The Router's streams of bars: each series (instrument and period) that somebody subscribed is
/// made once, whoever and how many they are, and forgotten when nobody wants it any more.
///
/// Topics are `bars/…`, `paced/…` and `closed/…` (protocol::topics::of), arguments a BarRequest.
class RouterStreams {
public:
    /// What nobody wants is kept once to twice as long, for who comes back.
    static constexpr Duration keptUnused = std::chrono::seconds(20);

    /// `history` must outlive the streams.
    RouterStreams(agency::Bus &bus, BarHistory &history, Duration unused = keptUnused);

    /// Series of this instrument may be asked for.
    void addSymbol(const std::string &symbol);
    [[nodiscard]] const std::optional<Tick> &lastTick(const std::string &symbol) const;
    void setLastTick(const std::string &symbol, const Tick &tick);
    /// Newer than all before, ascending.
    void takeTicks(const std::string &symbol, std::span<const Tick> ticks);
    /// Completed bars that the store has by now with a higher revision, or had not at all: they
    /// take their places in this one series, if it is followed, and its subscribers get them.
    void publishCorrections(
        const std::string &symbol, Period period, const std::vector<QuoteBar> &bars);
    void forEachSeries(
        const std::string &symbol, const std::function<void(const LiveSeries &)> &visit) const;

private:
    struct Symbol {
        std::optional<Tick> last;
        std::vector<std::unique_ptr<BarStream>> streams; ///< from short to long (X21)
    };

    void offer(const agency::Subscriber &who);
    [[nodiscard]] BarStream &streamFor(Symbol &symbol, const std::string &name, Period period);
    [[nodiscard]] BarStream *find(const std::string &symbol, Period period);
    void serve(BarStream &stream);
    void load(BarStream &stream, std::size_t depth);
    void loaded(const std::string &symbol, Period period, Result<LoadedHistory> history);
    void planCompletion(BarStream &stream);
    void completeDue();
    void forgetUnused();

    agency::Bus &m_bus;
    BarHistory &m_history;
    std::map<std::string, Symbol> m_symbols;
    std::set<Timestamp> m_completions; ///< instants for which a timer runs
    std::shared_ptr<int> m_alive = std::make_shared<int>(); ///< late answers look at it
};

} // namespace agora
