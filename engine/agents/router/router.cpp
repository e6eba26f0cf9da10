#include "engine/agents/router/router.h"

#include "engine/agency/links.h"
#include "engine/base/log.h"
#include "engine/base/text.h"
#include "engine/protocol/codec.h"

namespace agora {

namespace {
constexpr Duration keepEvery = std::chrono::seconds(1);
constexpr Duration sweepEvery = std::chrono::seconds(30);
/// A tick of the old bar may still be under way when its time is over by the clock; in a replay
/// nothing is.
constexpr Duration grace = std::chrono::milliseconds(500);
constexpr std::size_t barsAFrame = 2000;
const std::string ticksPrefix = "ticks/";
const std::string barsPrefix = "bars/";
const std::string closedPrefix = "closed/";
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
{
    bus.offer(ticksPrefix, [this](const agency::Subscriber &who) { offerTicks(who); });
    bus.offer(barsPrefix, [this](const agency::Subscriber &who) { offerBars(who, false); });
    bus.offer(closedPrefix, [this](const agency::Subscriber &who) { offerBars(who, true); });
    for (const auto &symbol : symbols)
        m_symbols[symbol];
    for (const auto &symbol : symbols)
        follow(symbol);
    bus.every(keepEvery, [this] { keep(); });
    bus.every(sweepEvery, [this] { forgetUnused(); });
    bus.method("router.series", "Every series that is kept, with its number of completed bars.",
        [this](const agency::Value &, agency::Answer answer) {
            agency::Value rows = agency::Value::Array{};
            for (const auto &[key, entry] : m_series) {
                agency::Value row;
                row.set("symbol", key.first);
                row.set("period", key.second.toString());
                row.set("bars", static_cast<std::uint64_t>(entry.series.size()));
                row.set("ready", entry.series.isReady());
                rows.append(std::move(row));
            }
            answer.value(std::move(rows));
        });
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

void Router::stop() { keep(); }

// ---- ticks

void Router::follow(const std::string &symbol)
{
    auto &state = m_symbols.at(symbol);
    const auto stored = m_store.lastTick(symbol);
    if (stored && *stored && isRecent(**stored, m_bus))
        state.last = **stored;
    m_bus.subscribe(feeder, protocol::topics::ticks(symbol),
        {.arguments =
                [this, symbol] {
                    const auto &last = m_symbols.at(symbol).last;
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
    auto &state = m_symbols.at(symbol);
    TickBatch fresh{symbol, {}};
    for (const auto &tick : batch.ticks) {
        if (state.last
            && (tick.time < state.last->time
                || (tick.time == state.last->time && tick.number <= state.last->number)))
            continue; // had it before the Feeder or we were restarted
        state.last = tick;
        fresh.ticks.push_back(tick);
    }
    if (fresh.ticks.empty())
        return;
    state.unstored.insert(state.unstored.end(), fresh.ticks.begin(), fresh.ticks.end());
    // Bars that end before these ticks come first, then the price itself, then what it does to the
    // bars.
    for (auto &[key, entry] : m_series) {
        if (key.first != symbol)
            continue;
        std::vector<QuoteBar> changed;
        for (const auto &tick : fresh.ticks) {
            entry.series.take(tick, [&](const QuoteBar &bar) {
                if (!changed.empty() && !changed.back().isComplete()
                    && changed.back().openTime == bar.openTime)
                    changed.back() = bar; // of several updates of one forming bar the last counts
                else
                    changed.push_back(bar);
            });
        }
        publish(symbol, key.second, changed);
        planCompletion(entry.series);
    }
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
    if (found->second.last)
        snapshot.push_back(protocol::encode(TickBatch{symbol, {*found->second.last}}));
    m_bus.accept(who.id, snapshot);
}

// ---- bars

void Router::offerBars(const agency::Subscriber &who, bool closedOnly)
{
    const auto request = protocol::decode<protocol::BarRequest>(who.arguments);
    if (!request)
        return m_bus.refuse(who.id, request.error().message);
    if (!m_symbols.contains(request->symbol)) {
        std::vector<std::string> known;
        for (const auto &[name, state] : m_symbols)
            known.push_back(name);
        return m_bus.refuse(who.id,
            "the venue has no instrument “" + request->symbol + "”"
                + suggestion(request->symbol, known));
    }
    const Key key{request->symbol, request->period};
    auto [at, isNew] = m_series.try_emplace(key, Entry(key.first, key.second));
    auto &entry = at->second;
    entry.idleSweeps = 0;
    entry.waiting.push_back({who.id, request->depth, closedOnly});
    if (!entry.isLoading && entry.series.isReady() && entry.loadedDepth >= request->depth)
        return serve(entry);
    if (!entry.isLoading)
        load(key, request->depth);
}

void Router::load(const Key &key, std::size_t depth)
{
    auto &entry = m_series.at(key);
    entry.isLoading = true;
    entry.loadedDepth = depth;
    if (entry.series.isReady()) { // deeper history: begin anew, ticks wait meanwhile
        entry.series = LiveSeries(key.first, key.second);
    }
    const auto &last = m_symbols.at(key.first).last;
    const auto asOf = last ? last->time : m_bus.now();
    m_loader.load(key.first, key.second, depth, asOf, last ? last->number : 0,
        [this, key](Result<LoadedHistory> history) { loaded(key, std::move(history)); });
}

void Router::loaded(const Key &key, Result<LoadedHistory> history)
{
    const auto found = m_series.find(key);
    if (found == m_series.end())
        return;
    auto &entry = found->second;
    entry.isLoading = false;
    if (!history) {
        logWarning("no history of " + key.first + " " + key.second.toString() + ": "
            + history.error().message);
        for (const auto &waiting : entry.waiting)
            m_bus.refuse(waiting.subscriber, history.error().message);
        m_series.erase(found);
        return;
    }
    std::vector<QuoteBar> changed; // nobody is subscribed yet but those who get the snapshot
    entry.series.begin(std::move(history->bars), history->barsEnd, history->tail, history->asOf,
        history->asOfNumber, [&](const QuoteBar &bar) { changed.push_back(bar); });
    publish(key.first, key.second, changed);
    std::size_t deepest = 0;
    for (const auto &waiting : entry.waiting)
        deepest = std::max(deepest, waiting.depth);
    if (deepest > entry.loadedDepth)
        return load(key, deepest);
    serve(entry);
    planCompletion(entry.series);
}

void Router::serve(Entry &entry)
{
    for (const auto &waiting : std::exchange(entry.waiting, {})) {
        const auto bars = entry.series.last(waiting.depth, !waiting.closedOnly);
        std::vector<agency::Bytes> parts;
        for (std::size_t at = 0; at < bars.size(); at += barsAFrame) {
            const auto end = std::min(at + barsAFrame, bars.size());
            parts.push_back(protocol::encode(BarBatch{entry.series.symbol(), entry.series.period(),
                {bars.begin() + static_cast<std::ptrdiff_t>(at),
                    bars.begin() + static_cast<std::ptrdiff_t>(end)}}));
        }
        if (parts.empty())
            parts.push_back(
                protocol::encode(BarBatch{entry.series.symbol(), entry.series.period(), {}}));
        m_bus.accept(waiting.subscriber, parts);
    }
}

void Router::publish(const std::string &symbol, Period period, const std::vector<QuoteBar> &bars)
{
    if (bars.empty())
        return;
    std::vector<QuoteBar> closed;
    for (const auto &bar : bars) {
        if (bar.isComplete())
            closed.push_back(bar);
    }
    if (!closed.empty()) {
        if (const auto stored = m_store.putBars(symbol, period, closed); !stored)
            m_storeProblem = stored.error().message;
        m_bus.publish(protocol::topics::closedBars(symbol, period),
            protocol::encode(BarBatch{symbol, period, closed}));
    }
    m_bus.publish(
        protocol::topics::bars(symbol, period), protocol::encode(BarBatch{symbol, period, bars}));
}

void Router::planCompletion(const LiveSeries &series)
{
    const auto close = series.closeTime();
    if (!close)
        return;
    const auto due = m_bus.isReplay() ? *close : *close + grace;
    if (!m_completions.insert(due).second)
        return;
    m_bus.at(due, [this, due] {
        m_completions.erase(due);
        completeDue();
    });
}

void Router::completeDue()
{
    const auto now = m_bus.isReplay() ? m_bus.now() : m_bus.now() - grace;
    for (auto &[key, entry] : m_series) {
        std::vector<QuoteBar> closed;
        entry.series.completeUntil(now, [&](const QuoteBar &bar) { closed.push_back(bar); });
        publish(key.first, key.second, closed);
    }
}

// ---- keeping and forgetting

void Router::keep()
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

void Router::forgetUnused()
{
    for (auto at = m_series.begin(); at != m_series.end();) {
        auto &[key, entry] = *at;
        const bool isUsed = entry.isLoading || !entry.waiting.empty()
            || m_bus.subscribers(protocol::topics::bars(key.first, key.second)) > 0
            || m_bus.subscribers(protocol::topics::closedBars(key.first, key.second)) > 0;
        entry.idleSweeps = isUsed ? 0 : entry.idleSweeps + 1;
        at = entry.idleSweeps > 2 ? m_series.erase(at) : std::next(at);
    }
}

} // namespace agora
