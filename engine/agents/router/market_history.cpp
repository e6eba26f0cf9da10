#include "engine/agents/router/market_history.h"

#include "engine/base/log.h"

#include <algorithm>

namespace agora {

std::map<std::string, Tick> MarketHistory::lastTicks(
    MarketStore &store, const std::vector<std::string> &symbols)
{
    std::map<std::string, Tick> last;
    for (const auto &symbol : symbols) {
        const auto tick = store.lastTick(symbol);
        if (!tick)
            logWarning("the last tick of " + symbol + " is not known: " + tick.error().message);
        else if (*tick)
            last.emplace(symbol, **tick);
    }
    return last;
}

MarketHistory::MarketHistory(agency::Bus &bus, StoreAccess access,
    const std::vector<std::string> &symbols, SeriesRebuild::Live live, HistoryPace pace)
    : m_lastTicks(lastTicks(access.store(), symbols))
    , m_store(bus, std::move(access))
    , m_rebuild(bus, m_store, std::move(live))
    , m_venue(bus, m_store,
          [this](const std::string &symbol, Period period, TimeRange range) {
              m_rebuild.changed(symbol, period, range);
          })
    , m_loader(bus, m_store, m_venue)
    , m_corrections(bus, m_store, m_venue, m_rebuild, pace.corrections)
    , m_repair(
          bus, m_store, m_venue, [this] { return m_loader.isBusy(); }, symbols, pace.repair)
    , m_import(
          bus, m_store, m_venue, [this](const std::string &symbol, Period period, TimeRange range) {
              m_rebuild.changed(symbol, period, range);
          })
{
    m_store.onRecovery([this] { m_repair.lookAgain(); }); // what came meanwhile covers nothing
}

std::optional<Tick> MarketHistory::lastTick(const std::string &symbol) const
{
    const auto found = m_lastTicks.find(symbol);
    return found == m_lastTicks.end() ? std::nullopt : std::optional(found->second);
}

void MarketHistory::append(const std::string &symbol, std::span<const Tick> ticks)
{
    m_store.append(symbol, ticks);
}

void MarketHistory::stop()
{
    if (const auto stopped = m_store.stop(); !stopped)
        logError("history is not stored: " + stopped.error().message);
}

void MarketHistory::load(const HistoryWish &wish, Loaded done)
{
    m_loader.load(wish, std::move(done));
}

void MarketHistory::read(const std::string &symbol, Period period, TimeRange range, Read done)
{
    m_store.read(
        [symbol, period, range, unstored = m_store.unstoredBars(symbol, period, range)](
            MarketStore &store) {
            auto bars = store.bars(symbol, period, range);
            if (bars)
                overlay(*bars, unstored);
            return bars;
        },
        std::move(done));
}

void MarketHistory::reach(
    const std::string &symbol, Period period, std::size_t count, Timestamp before, Reached done)
{
    m_store.read([symbol, period, count, before](
                     MarketStore &store) { return store.reach(symbol, period, count, before); },
        std::move(done));
}

void MarketHistory::keep(
    const std::string &symbol, Period period, const std::vector<QuoteBar> &bars)
{
    m_store.put(symbol, period, bars);
    std::vector<QuoteBar> live;
    std::copy_if(bars.begin(), bars.end(), std::back_inserter(live), [](const QuoteBar &bar) {
        return (bar.flags & BarLive) != 0 && (bar.flags & (BarCorrected | BarBackfilled)) == 0;
    });
    m_corrections.completed(symbol, period, live);
}

} // namespace agora
