#include "engine/agents/router/router_streams.h"

#include "engine/base/log.h"
#include "engine/base/text.h"
#include "engine/protocol/codec.h"

#include <algorithm>

namespace agora {

namespace {
/// A tick of the old bar may still be under way when its time is over by the clock; in a replay
/// nothing is.
constexpr Duration grace = std::chrono::milliseconds(500);
/// For who was cut off for a moment; a longer absence costs a snapshot.
constexpr std::size_t messagesKept = 256;
} // namespace

RouterStreams::RouterStreams(agency::Bus &bus, BarHistory &history, Duration unused)
    : m_bus(bus), m_history(history)
{
    for (const auto *prefix : {"bars/", "paced/", "closed/"})
        bus.offer(
            prefix, [this](const agency::Subscriber &who) { offer(who); }, messagesKept);
    bus.every(unused, [this] { forgetUnused(); });
    bus.method("router.series",
        "Every series that is made: its completed bars in memory, its topics and subscribers.",
        [this](const agency::Value &, const agency::Answer &answer) {
            agency::Value rows = agency::Value::Array{};
            for (const auto &[name, symbol] : m_symbols) {
                for (const auto &stream : symbol.streams)
                    rows.append(stream->describe());
            }
            answer.value(std::move(rows));
        });
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
    for (const auto &stream : state.streams) {
        stream->take(ticks);
        planCompletion(*stream);
    }
}

void RouterStreams::publishCorrections(
    const std::string &symbol, Period period, const std::vector<QuoteBar> &bars)
{
    if (auto *stream = find(symbol, period))
        stream->correct(bars);
}

void RouterStreams::forEachSeries(
    const std::string &symbol, const std::function<void(const LiveSeries &)> &visit) const
{
    if (const auto found = m_symbols.find(symbol); found != m_symbols.end()) {
        for (const auto &stream : found->second.streams)
            visit(stream->series());
    }
}

// ---- subscribers

void RouterStreams::offer(const agency::Subscriber &who)
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
    if (const auto problem = protocol::problemWith(*request))
        return m_bus.refuse(who.id, *problem);
    if (const auto topic = protocol::topics::of(*request); topic != who.topic)
        return m_bus.refuse(who.id,
            "what was asked for is the topic “" + topic + "”, but “" + who.topic
                + "” was subscribed");
    auto &stream = streamFor(found->second, request->symbol, request->period);
    stream.subscribe(who, *request);
    if (!stream.isLoading())
        serve(stream);
}

BarStream &RouterStreams::streamFor(Symbol &symbol, const std::string &name, Period period)
{
    if (auto *known = find(name, period))
        return *known;
    const auto isShorter = [](const std::unique_ptr<BarStream> &stream, Period than) {
        const auto own = stream->series().period();
        return std::pair(own.nominal(), own.toString())
            < std::pair(than.nominal(), than.toString());
    };
    auto &all = symbol.streams;
    const auto at = std::lower_bound(all.begin(), all.end(), period, isShorter);
    return **all.insert(at, std::make_unique<BarStream>(m_bus, m_history, name, period));
}

BarStream *RouterStreams::find(const std::string &symbol, Period period)
{
    const auto found = m_symbols.find(symbol);
    if (found == m_symbols.end())
        return nullptr;
    for (const auto &stream : found->second.streams) {
        if (stream->series().period() == period)
            return stream.get();
    }
    return nullptr;
}

/// Those who wait, now or when what they want is there.
void RouterStreams::serve(BarStream &stream)
{
    const auto wanted = stream.wantedDepth(m_bus.now());
    if (!stream.series().isReady() || wanted > stream.loadedDepth())
        return load(stream, wanted);
    stream.serve();
    planCompletion(stream);
}

void RouterStreams::load(BarStream &stream, std::size_t depth)
{
    stream.loading(depth);
    const auto symbol = stream.series().symbol();
    const auto period = stream.series().period();
    const auto &last = m_symbols.at(symbol).last;
    m_history.load({.symbol = symbol,
                       .period = period,
                       .depth = depth,
                       .inHand = LiveSeries::most,
                       .asOf = last ? last->time : m_bus.now(),
                       .asOfNumber = last ? last->number : 0},
        [this, alive = std::weak_ptr<int>(m_alive), symbol, period](Result<LoadedHistory> history) {
            if (!alive.expired())
                loaded(symbol, period, std::move(history));
        });
}

void RouterStreams::loaded(const std::string &symbol, Period period, Result<LoadedHistory> history)
{
    auto *stream = find(symbol, period);
    if (stream == nullptr)
        return;
    if (history) {
        stream->loaded(std::move(*history));
        return serve(*stream);
    }
    logWarning(
        "no history of " + symbol + " " + period.toString() + ": " + history.error().message);
    stream->notLoaded(history.error().message);
    if (!stream->series().isReady())
        std::erase_if(m_symbols.at(symbol).streams,
            [stream](const auto &each) { return each.get() == stream; });
}

// ---- time

void RouterStreams::planCompletion(BarStream &stream)
{
    if (!stream.hasNewBar())
        return;
    const auto close = stream.series().closeTime();
    if (!close)
        return;
    const auto due = m_bus.isReplay() ? *close : *close + grace;
    if (!m_completions.insert(due).second)
        return;
    m_bus.at(due, [this, alive = std::weak_ptr<int>(m_alive), due] {
        if (alive.expired())
            return;
        m_completions.erase(due);
        completeDue();
    });
}

void RouterStreams::completeDue()
{
    const auto now = m_bus.isReplay() ? m_bus.now() : m_bus.now() - grace;
    for (auto &[name, symbol] : m_symbols) {
        for (const auto &stream : symbol.streams)
            stream->completeUntil(now);
    }
}

void RouterStreams::forgetUnused()
{
    for (auto &[name, symbol] : m_symbols) {
        std::erase_if(symbol.streams,
            [](const std::unique_ptr<BarStream> &stream) { return !stream->sweep(); });
    }
}

} // namespace agora
