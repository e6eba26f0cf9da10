#include "engine/agents/router/router_streams.h"

#include "engine/base/log.h"
#include "engine/base/text.h"
#include "engine/protocol/codec.h"

#include <algorithm>

namespace agora {

namespace {
constexpr Duration sweepEvery = std::chrono::seconds(30);
/// A tick of the old bar may still be under way when its time is over by the clock; in a replay
/// nothing is.
constexpr Duration grace = std::chrono::milliseconds(500);
constexpr std::size_t barsAFrame = 2000;
} // namespace

RouterStreams::Entry::Entry(const std::string &symbol, Period period)
    : series(symbol, period)
    , everyTickTopic(protocol::topics::bars(symbol, period))
    , completedTopic(protocol::topics::closedBars(symbol, period))
{}

RouterStreams::RouterStreams(agency::Bus &bus, BarHistory &history) : m_bus(bus), m_history(history)
{
    bus.offer("bars/", [this](const agency::Subscriber &who) { offer(who, false); });
    bus.offer("closed/", [this](const agency::Subscriber &who) { offer(who, true); });
    bus.every(sweepEvery, [this] { forgetUnused(); });
    bus.method("router.series", "Every series that is kept, with its number of completed bars.",
        [this](const agency::Value &, const agency::Answer &answer) { answer.value(describe()); });
}

agency::Value RouterStreams::describe() const
{
    agency::Value rows = agency::Value::Array{};
    for (const auto &[name, symbol] : m_symbols) {
        for (const auto &entry : symbol.series) {
            agency::Value row;
            row.set("symbol", name);
            row.set("period", entry->series.period().toString());
            row.set("bars", static_cast<std::uint64_t>(entry->series.size()));
            row.set("ready", entry->series.isReady());
            rows.append(std::move(row));
        }
    }
    return rows;
}

void RouterStreams::addSymbol(const std::string &symbol) { m_symbols[symbol]; }

const std::optional<Tick> &RouterStreams::lastTick(const std::string &symbol) const
{
    return m_symbols.at(symbol).last;
}

void RouterStreams::setLastTick(const std::string &symbol, const Tick &tick)
{
    m_symbols.at(symbol).last = tick;
}

void RouterStreams::takeTicks(const std::string &symbol, std::span<const Tick> ticks)
{
    if (ticks.empty())
        return;
    auto &state = m_symbols.at(symbol);
    state.last = ticks.back();
    std::vector<QuoteBar> changed;
    for (const auto &entry : state.series) {
        changed.clear();
        entry->series.takeAll(ticks, changed);
        publish(*entry, changed);
        planCompletion(entry->series);
    }
}

// ---- subscribers

void RouterStreams::offer(const agency::Subscriber &who, bool closedOnly)
{
    const auto request = protocol::decode<protocol::BarRequest>(who.arguments);
    if (!request)
        return m_bus.refuse(who.id, request.error().message);
    const auto found = m_symbols.find(request->symbol);
    if (found == m_symbols.end()) {
        std::vector<std::string> known;
        for (const auto &[name, state] : m_symbols)
            known.push_back(name);
        return m_bus.refuse(who.id,
            "the venue has no instrument “" + request->symbol + "”"
                + suggestion(request->symbol, known));
    }
    auto &entry = entryFor(found->second, request->symbol, request->period);
    entry.idleSweeps = 0;
    entry.waiting.push_back({who.id, request->depth, closedOnly});
    if (entry.isLoading)
        return;
    if (entry.series.isReady() && entry.loadedDepth >= request->depth)
        return serve(entry);
    load(entry, request->depth);
}

RouterStreams::Entry &RouterStreams::entryFor(
    Symbol &symbol, const std::string &name, Period period)
{
    if (auto *known = find(name, period))
        return *known;
    const auto isShorter = [](const std::unique_ptr<Entry> &entry, Period than) {
        const auto own = entry->series.period();
        return std::pair(own.nominal(), own.toString())
            < std::pair(than.nominal(), than.toString());
    };
    const auto at = std::lower_bound(symbol.series.begin(), symbol.series.end(), period, isShorter);
    return **symbol.series.insert(at, std::make_unique<Entry>(name, period));
}

RouterStreams::Entry *RouterStreams::find(const std::string &symbol, Period period)
{
    for (const auto &entry : m_symbols.at(symbol).series) {
        if (entry->series.period() == period)
            return entry.get();
    }
    return nullptr;
}

void RouterStreams::load(Entry &entry, std::size_t depth)
{
    entry.isLoading = true;
    entry.loadedDepth = depth;
    const auto symbol = entry.series.symbol();
    const auto period = entry.series.period();
    const auto &last = m_symbols.at(symbol).last;
    m_history.load({.symbol = symbol,
                       .period = period,
                       .depth = depth,
                       .inHand = LiveSeries::most,
                       .asOf = last ? last->time : m_bus.now(),
                       .asOfNumber = last ? last->number : 0},
        [this, symbol, period](
            Result<LoadedHistory> history) { loaded(symbol, period, std::move(history)); });
}

void RouterStreams::loaded(const std::string &symbol, Period period, Result<LoadedHistory> history)
{
    auto *entry = find(symbol, period);
    if (entry == nullptr)
        return;
    entry->isLoading = false;
    if (!history) {
        logWarning(
            "no history of " + symbol + " " + period.toString() + ": " + history.error().message);
        entry->loadedDepth = 0; // asked for again by the next who wants it
        for (const auto &waiting : std::exchange(entry->waiting, {}))
            m_bus.refuse(waiting.subscriber, history.error().message);
        if (!entry->series.isReady())
            std::erase_if(m_symbols.at(symbol).series,
                [entry](const auto &each) { return each.get() == entry; });
        return;
    }
    std::vector<QuoteBar> changed;
    if (entry->series.isReady()) { // it goes on; only what is older was missing
        LiveSeries older(symbol, period);
        older.begin(std::move(history->bars), history->barsEnd, history->tail, history->asOf,
            history->asOfNumber, [](const QuoteBar &) {});
        entry->series.prepend(older);
    } else {
        entry->series.begin(std::move(history->bars), history->barsEnd, history->tail,
            history->asOf, history->asOfNumber,
            [&](const QuoteBar &bar) { changed.push_back(bar); });
    }
    publish(*entry, changed); // nobody is subscribed yet but those who get the snapshot
    std::size_t deepest = 0;
    for (const auto &waiting : entry->waiting)
        deepest = std::max(deepest, waiting.depth);
    if (deepest > entry->loadedDepth)
        return load(*entry, deepest);
    serve(*entry);
    planCompletion(entry->series);
}

void RouterStreams::serve(Entry &entry)
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

// ---- updates

void RouterStreams::publish(Entry &entry, const std::vector<QuoteBar> &bars)
{
    if (bars.empty())
        return;
    const auto &symbol = entry.series.symbol();
    const auto period = entry.series.period();
    std::vector<QuoteBar> closed;
    for (const auto &bar : bars) {
        if (bar.isComplete())
            closed.push_back(bar);
    }
    if (!closed.empty()) {
        m_history.keep(symbol, period, closed);
        m_bus.publish(entry.completedTopic, protocol::encode(BarBatch{symbol, period, closed}));
    }
    m_bus.publish(entry.everyTickTopic, protocol::encode(BarBatch{symbol, period, bars}));
}

std::vector<HeldSeries> RouterStreams::held(const std::string &symbol) const
{
    std::vector<HeldSeries> all;
    const auto found = m_symbols.find(symbol);
    if (found == m_symbols.end())
        return all;
    for (const auto &entry : found->second.series) {
        const auto &bars = entry->series.completed();
        const auto period = entry->series.period();
        if (entry->series.isReady() && period.isClock() && !bars.empty())
            all.push_back(
                {period, {bars.front().openTime, BarEdges(period).at(bars.back().openTime).close}});
    }
    return all;
}

void RouterStreams::publishCorrections(
    const std::string &symbol, Period period, const std::vector<QuoteBar> &bars)
{
    auto *entry = m_symbols.contains(symbol) ? find(symbol, period) : nullptr;
    if (entry == nullptr)
        return;
    std::vector<QuoteBar> accepted;
    for (const auto &bar : bars) {
        if (bar.isComplete() && entry->series.correct(bar))
            accepted.push_back(bar);
    }
    publish(*entry, accepted);
}

void RouterStreams::planCompletion(const LiveSeries &series)
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

void RouterStreams::completeDue()
{
    const auto now = m_bus.isReplay() ? m_bus.now() : m_bus.now() - grace;
    for (auto &[name, symbol] : m_symbols) {
        for (const auto &entry : symbol.series) {
            std::vector<QuoteBar> closed;
            entry->series.completeUntil(now, [&](const QuoteBar &bar) { closed.push_back(bar); });
            publish(*entry, closed);
        }
    }
}

void RouterStreams::forgetUnused()
{
    for (auto &[name, symbol] : m_symbols) {
        std::erase_if(symbol.series, [this](const std::unique_ptr<Entry> &entry) {
            const bool isUsed = entry->isLoading || !entry->waiting.empty()
                || m_bus.subscribers(entry->everyTickTopic) > 0
                || m_bus.subscribers(entry->completedTopic) > 0;
            entry->idleSweeps = isUsed ? 0 : entry->idleSweeps + 1;
            return entry->idleSweeps > 2;
        });
    }
}

} // namespace agora
