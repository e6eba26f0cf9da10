#include "engine/agents/router/router.h"

#include "engine/agency/links.h"
#include "engine/base/log.h"
#include "engine/base/text.h"
#include "engine/protocol/codec.h"

namespace agora {

namespace {
const std::string ticksPrefix = "ticks/";
const std::string feeder = "feeder";
/// Ticks since then are asked for one by one; after a longer absence the gap is left to the venue's
/// bars.
constexpr Duration longestAbsence = std::chrono::hours(6);
/// What a Router with an empty store wants to see first.
constexpr Duration firstLook = std::chrono::minutes(1);

/// False also for what a shifted market time has left in the store's future.
bool isRecent(const Tick &tick, const agency::Bus &bus)
{
    return bus.isReplay() || (tick.time <= bus.now() && bus.now() - tick.time < longestAbsence);
}
} // namespace

Router::Router(agency::Bus &bus, StoreAccess access, const std::vector<std::string> &symbols,
    const HistoryPace &pace)
    : m_bus(bus)
    , m_history(bus, std::move(access), symbols,
          {.held = [this](const std::string &symbol) { return held(symbol); },
              .correct =
                  [this](
                      const std::string &symbol, Period period, const std::vector<QuoteBar> &bars) {
                      m_streams.publishCorrections(symbol, period, bars);
                  }},
          pace)
    , m_streams(bus, m_history)
{
    bus.offer(ticksPrefix, [this](const agency::Subscriber &who) { offerTicks(who); });
    for (const auto &symbol : symbols) {
        m_isLive[symbol] = false;
        m_streams.addSymbol(symbol);
    }
    for (const auto &symbol : symbols)
        follow(symbol);
}

Result<std::unique_ptr<RunningAgent>> Router::make(
    agency::AgentLife &runtime, const agency::Value &settings)
{
    const auto file = std::filesystem::path(settings["dataFolder"].asText()) / "market.db";
    std::vector<std::string> symbols;
    for (const auto &symbol : settings["symbols"].asArray())
        symbols.push_back(symbol.asText());
    return std::unique_ptr<RunningAgent>(
        std::make_unique<Router>(runtime.bus(), StoreAccess(file), symbols));
}

bool Router::isReady() const
{
    return std::all_of(
        m_isLive.begin(), m_isLive.end(), [](const auto &entry) { return entry.second; });
}

void Router::stop() { m_history.stop(); }

std::vector<HeldSeries> Router::held(const std::string &symbol) const
{
    std::vector<HeldSeries> all;
    m_streams.forEachSeries(symbol, [&](const LiveSeries &series) {
        const auto bars = series.completed();
        const auto period = series.period();
        if (series.isReady() && period.isClock() && !bars.empty())
            all.push_back({period,
                {bars.front().openTime, edgesOf(symbol, period).at(bars.back().openTime).close}});
    });
    return all;
}

// ---- ticks

void Router::follow(const std::string &symbol)
{
    const auto stored = m_history.lastTick(symbol);
    if (stored && isRecent(*stored, m_bus))
        m_streams.setLastTick(symbol, *stored);
    m_bus.subscribe(feeder, protocol::topics::ticks(symbol),
        {.arguments =
                [this, symbol] {
                    const auto &last = m_streams.lastTick(symbol);
                    protocol::TickRequest request{symbol, {}, 0};
                    if (last) {
                        request.sinceTime = last->time;
                        request.sinceNumber = last->number;
                    } else if (!m_bus.isReplay()) {
                        request.sinceTime = m_bus.now() - firstLook; // a price at once
                    }
                    return protocol::encode(request);
                },
            .onMessage =
                [this, symbol](const agency::Message &message) {
                    m_isLive.at(symbol) = true;
                    if (message.body.empty())
                        return;
                    if (const auto batch = protocol::decode<TickBatch>(message.body))
                        takeTicks(symbol, *batch);
                    else
                        logWarning("ticks could not be read: " + batch.error().message);
                },
            .onProblem =
                [this, symbol](const std::string &sentence) {
                    m_isLive.at(symbol) = true; // there will be none
                    logError("no prices of " + symbol + ": " + sentence);
                }});
}

void Router::takeTicks(const std::string &symbol, const TickBatch &batch)
{
    auto last = m_streams.lastTick(symbol);
    m_fresh.symbol = symbol;
    m_fresh.ticks.clear();
    for (const auto &tick : batch.ticks) {
        if (last
            && (tick.time < last->time || (tick.time == last->time && tick.number <= last->number)))
            continue; // had it before the Feeder or we were restarted
        last = tick;
        m_fresh.ticks.push_back(tick);
    }
    if (m_fresh.ticks.empty())
        return;
    m_history.append(symbol, m_fresh.ticks);
    m_bus.inOneMoment([&] {
        // Bars that end before these ticks come first, then the price itself.
        m_streams.takeTicks(symbol, m_fresh.ticks);
        m_bus.publishIfHeard(
            protocol::topics::ticks(symbol), [this] { return protocol::encode(m_fresh); });
    });
}

void Router::offerTicks(const agency::Subscriber &who)
{
    const auto symbol = who.topic.substr(ticksPrefix.size());
    if (!m_isLive.contains(symbol)) {
        std::vector<std::string> known;
        for (const auto &[name, isLive] : m_isLive)
            known.push_back(name);
        return m_bus.refuse(
            who.id, "the venue has no instrument “" + symbol + "”" + suggestion(symbol, known));
    }
    std::vector<agency::Bytes> snapshot;
    if (const auto &last = m_streams.lastTick(symbol))
        snapshot.push_back(protocol::encode(TickBatch{symbol, {*last}}));
    m_bus.accept(who.id, snapshot);
}

} // namespace agora
