#include "engine/agents/router/router.h"

#include "engine/agency/links.h"
#include "engine/base/log.h"
#include "engine/base/text.h"
#include "engine/protocol/codec.h"

namespace agora {

namespace {
constexpr Duration keepEvery = std::chrono::seconds(1);
const std::string ticksPrefix = "ticks/";
const std::string feeder = "feeder";
/// Ticks since then are asked for one by one; after a longer absence the gap is left to the venue's
/// bars.
constexpr Duration longestAbsence = std::chrono::hours(6);
/// Kept for each instrument while the disk takes nothing; then they are given up, and it is said.
constexpr std::size_t mostUnstored = 500'000;

/// What a Router with an empty store wants to see first.
constexpr Duration firstLook = std::chrono::minutes(1);

/// False also for what a shifted market time has left in the store's future.
bool isRecent(const Tick &tick, const agency::Bus &bus)
{
    return bus.isReplay() || (tick.time <= bus.now() && bus.now() - tick.time < longestAbsence);
}
} // namespace

Router::Router(agency::Bus &bus, MarketStore store, std::vector<std::string> symbols)
    : m_bus(bus)
    , m_store(std::move(store))
    , m_loader(bus, m_store)
    , m_import(bus, m_store, [](const std::string &) {})
    , m_streams(bus, *this)
{
    bus.offer(ticksPrefix, [this](const agency::Subscriber &who) { offerTicks(who); });
    for (const auto &symbol : symbols) {
        m_symbols[symbol];
        m_streams.addSymbol(symbol);
    }
    for (const auto &symbol : symbols)
        follow(symbol);
    bus.every(keepEvery, [this] { keepTicks(); });
}

Result<std::unique_ptr<RunningAgent>> Router::make(
    agency::AgentLife &runtime, const agency::Value &settings)
{
    const auto file = std::filesystem::path(settings["dataFolder"].asText()) / "market.db";
    auto store = MarketStore::open(file, MarketStore::Mode::ReadWrite);
    if (!store)
        return store.failure();
    std::vector<std::string> symbols;
    for (const auto &symbol : settings["symbols"].asArray())
        symbols.push_back(symbol.asText());
    return std::unique_ptr<RunningAgent>(
        std::make_unique<Router>(runtime.bus(), std::move(*store), std::move(symbols)));
}

bool Router::isReady() const
{
    return std::all_of(
        m_symbols.begin(), m_symbols.end(), [](const auto &entry) { return entry.second.isLive; });
}

void Router::stop() { keepTicks(); }

// ---- ticks

void Router::follow(const std::string &symbol)
{
    const auto stored = m_store.lastTick(symbol);
    if (stored && *stored && isRecent(**stored, m_bus))
        m_streams.setLastTick(symbol, **stored);
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
                    m_symbols.at(symbol).isLive = true;
                    if (message.body.empty())
                        return;
                    if (const auto batch = protocol::decode<TickBatch>(message.body))
                        takeTicks(symbol, *batch);
                    else
                        logWarning("ticks could not be read: " + batch.error().message);
                },
            .onProblem =
                [this, symbol](const std::string &sentence) {
                    m_symbols.at(symbol).isLive = true; // there will be none
                    logError("no prices of " + symbol + ": " + sentence);
                }});
}

void Router::takeTicks(const std::string &symbol, const TickBatch &batch)
{
    auto last = m_streams.lastTick(symbol);
    TickBatch fresh{symbol, {}};
    fresh.ticks.reserve(batch.ticks.size());
    for (const auto &tick : batch.ticks) {
        if (last
            && (tick.time < last->time || (tick.time == last->time && tick.number <= last->number)))
            continue; // had it before the Feeder or we were restarted
        last = tick;
        fresh.ticks.push_back(tick);
    }
    if (fresh.ticks.empty())
        return;
    auto &unstored = m_symbols.at(symbol).unstored;
    unstored.insert(unstored.end(), fresh.ticks.begin(), fresh.ticks.end());
    // Bars that end before these ticks come first, then the price itself.
    m_streams.takeTicks(symbol, fresh.ticks);
    m_bus.publish(protocol::topics::ticks(symbol), protocol::encode(fresh));
}

void Router::offerTicks(const agency::Subscriber &who)
{
    const auto symbol = who.topic.substr(ticksPrefix.size());
    const auto found = m_symbols.find(symbol);
    if (found == m_symbols.end()) {
        std::vector<std::string> known;
        for (const auto &[name, state] : m_symbols)
            known.push_back(name);
        return m_bus.refuse(
            who.id, "the venue has no instrument “" + symbol + "”" + suggestion(symbol, known));
    }
    std::vector<agency::Bytes> snapshot;
    if (const auto &last = m_streams.lastTick(symbol))
        snapshot.push_back(protocol::encode(TickBatch{symbol, {*last}}));
    m_bus.accept(who.id, snapshot);
}

// ---- what the streams need of history

void Router::load(const HistoryWish &wish, Loaded done) { m_loader.load(wish, std::move(done)); }

void Router::read(const std::string &symbol, Period period, TimeRange range, Read done)
{
    done(m_store.bars(symbol, period, range));
}

void Router::reach(
    const std::string &symbol, Period period, std::size_t count, Timestamp before, Reached done)
{
    done(m_store.reach(symbol, period, count, before));
}

void Router::keep(const std::string &symbol, Period period, const std::vector<QuoteBar> &bars)
{
    if (const auto stored = m_store.putBars(symbol, period, bars); !stored)
        m_storeProblem = stored.error().message;
}

// ---- keeping

void Router::keepTicks()
{
    for (auto &[symbol, state] : m_symbols) {
        if (state.unstored.empty())
            continue;
        const auto stored = m_store.appendTicks(symbol, state.unstored);
        if (stored)
            state.unstored.clear();
        else
            m_storeProblem = stored.error().message;
        if (state.unstored.size() > mostUnstored) {
            logError(
                "gave up storing " + std::to_string(state.unstored.size()) + " ticks of " + symbol);
            state.unstored.clear();
        }
    }
    if (const auto flushed = m_store.flush(); !flushed)
        m_storeProblem = flushed.error().message;
    if (!m_storeProblem.empty())
        logError("history is not stored: " + std::exchange(m_storeProblem, {}));
}

} // namespace agora
