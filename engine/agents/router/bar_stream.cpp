#include "engine/agents/router/bar_stream.h"

#include <algorithm>

namespace agora {

BarStream::BarStream(
    agency::Bus &bus, BarHistory &history, const std::string &symbol, Period period)
    : m_bus(bus)
    , m_history(history)
    , m_memory(std::make_shared<BarMemory>(symbol, period))
    , m_writer(symbol, period)
{}

agency::Value BarStream::describe() const
{
    agency::Value row;
    row.set("symbol", series().symbol());
    row.set("period", series().period().toString());
    row.set("bars", static_cast<std::uint64_t>(series().size()));
    row.set("ready", series().isReady());
    std::uint64_t subscribers = 0;
    agency::Value topics = agency::Value::Array{};
    for (const auto &channel : m_channels) {
        subscribers += m_bus.subscribers(channel.topic);
        topics.append(agency::Value(channel.topic));
    }
    row.set("subscribers", subscribers);
    row.set("topics", std::move(topics));
    row.set("encodedUpdates", m_encoded);
    row.set("encodedBlocks", m_memory->blocks.encoded());
    return row;
}

// ---- history

void BarStream::loading(std::size_t depth)
{
    m_isLoading = true;
    m_loadedDepth = depth;
    m_memory->series.keepFor(depth);
}

void BarStream::loaded(LoadedHistory history)
{
    m_isLoading = false;
    auto &series = m_memory->series;
    m_memory->blocks.clear();
    const auto begin = [&](LiveSeries &which, std::vector<QuoteBar> &bars) {
        which.begin(std::move(history.bars), history.barsEnd, history.tail, history.asOf,
            history.asOfNumber, [&](const QuoteBar &bar) { bars.push_back(bar); });
    };
    std::vector<QuoteBar> built;
    if (!series.isReady()) {
        begin(series, built);
        return changed(built); // nobody is subscribed yet but those who get the snapshot
    }
    LiveSeries older(series.symbol(), series.period());
    begin(older, built);
    series.prepend(older);
}

void BarStream::notLoaded(const std::string &sentence)
{
    m_isLoading = false;
    m_loadedDepth = 0; // asked for again by the next who wants it
    for (const auto &waiting : std::exchange(m_waiting, {}))
        m_bus.refuse(waiting.who.id, sentence);
}

std::size_t BarStream::wantedDepth(Timestamp now) const
{
    std::size_t deepest = 0;
    for (const auto &waiting : m_waiting) {
        std::size_t depth = waiting.request.depth;
        if (const auto since = waiting.request.since; since < now) {
            const auto bars = (now - since) / series().period().nominal() + 1;
            depth = std::max(depth,
                static_cast<std::size_t>(
                    std::min<std::int64_t>(bars, protocol::BarRequest::mostDepth)));
        }
        deepest = std::max(deepest, depth);
    }
    return deepest;
}

// ---- subscribers

BarStream::Channel &BarStream::channelFor(const protocol::BarRequest &request)
{
    const auto topic = protocol::topics::of(request);
    const auto known = std::find_if(m_channels.begin(), m_channels.end(),
        [&](const Channel &channel) { return channel.topic == topic; });
    if (known != m_channels.end())
        return *known;
    return m_channels.emplace_back(Channel{.topic = topic,
        .stream = m_bus.streamOf(topic),
        .updates = request.updates,
        .paceMs = request.paceMs});
}

void BarStream::subscribe(const agency::Subscriber &who, const protocol::BarRequest &request)
{
    m_waiting.push_back({who, request});
}

void BarStream::serve()
{
    for (const auto &waiting : std::exchange(m_waiting, {}))
        accept(waiting);
}

void BarStream::accept(const Waiting &waiting)
{
    const auto &[who, request] = waiting;
    const auto isOpen = std::any_of(m_channels.begin(), m_channels.end(),
        [&](const Channel &channel) { return channel.topic == who.topic; });
    channelFor(request).wasIdle = false;
    if (who.canResume && isOpen)
        return m_bus.resume(who.id);
    const auto snapshot = std::make_shared<BarSnapshot>(m_history, m_memory, request);
    if (snapshot->isShort())
        return m_bus.accept(who.id, snapshot->parts());
    m_bus.acceptInParts(
        who.id, [snapshot](agency::GivePart give) { snapshot->next(std::move(give)); });
}

bool BarStream::sweep()
{
    std::erase_if(m_channels, [this](Channel &channel) {
        const bool isIdle = m_bus.subscribers(channel.topic) == 0;
        if (isIdle && channel.wasIdle)
            m_bus.breakStream(channel.topic);
        return std::exchange(channel.wasIdle, isIdle) && isIdle;
    });
    return m_isLoading || !m_waiting.empty() || !m_channels.empty();
}

// ---- updates

void BarStream::take(std::span<const Tick> ticks)
{
    m_changed.clear();
    if (ticks.empty() || !m_memory->series.takeAll(ticks, m_changed))
        return;
    const auto &forming = series().forming();
    if (m_changed.empty())
        return changed(forming ? std::span(&*forming, 1) : std::span<const QuoteBar>());
    if (forming)
        m_changed.push_back(*forming);
    changed(m_changed);
}

void BarStream::completeUntil(Timestamp now)
{
    if (const auto close = series().closeTime(); !close || *close > now)
        return;
    std::vector<QuoteBar> closed;
    m_memory->series.completeUntil(now, [&](const QuoteBar &bar) { closed.push_back(bar); });
    changed(closed);
}

void BarStream::correct(std::span<const QuoteBar> bars)
{
    constexpr std::size_t barsAMessage = 1000;
    std::vector<QuoteBar> accepted;
    for (const auto &bar : bars) {
        if (bar.isComplete() && series().isReady() && m_memory->series.correct(bar))
            accepted.push_back(bar);
    }
    if (!accepted.empty()) {
        m_memory->blocks.clear();
        m_history.keep(series().symbol(), series().period(), accepted); // a gap's were not stored
    }
    const std::span<const QuoteBar> all(accepted);
    for (std::size_t at = 0; at < all.size(); at += barsAMessage) {
        const auto some = all.subspan(at, std::min(barsAMessage, all.size() - at));
        for (auto &channel : m_channels)
            publish(channel, some);
    }
}

/// Completed bars and the newest state of the forming one, as they came to be.
void BarStream::changed(std::span<const QuoteBar> bars)
{
    if (bars.empty())
        return;
    const auto isComplete = [](const QuoteBar &bar) { return bar.isComplete(); };
    // Complete ones come first: of the forming bar there is one state, the last.
    const auto middle = std::find_if_not(bars.begin(), bars.end(), isComplete);
    const auto closed = bars.first(static_cast<std::size_t>(middle - bars.begin()));
    if (!closed.empty()) {
        m_memory->blocks.clear();
        m_history.keep(series().symbol(), series().period(), {closed.begin(), closed.end()});
    }
    for (auto &channel : m_channels) {
        switch (channel.updates) {
        case protocol::BarUpdates::EveryTick:
            publish(channel, bars);
            break;
        case protocol::BarUpdates::Paced:
            publishPaced(channel, bars);
            break;
        case protocol::BarUpdates::Completed:
            publish(channel, closed);
            break;
        }
    }
}

void BarStream::publish(Channel &channel, std::span<const QuoteBar> bars)
{
    if (bars.empty())
        return;
    ++m_encoded;
    m_bus.publish(channel.stream, m_writer.write(bars));
}

void BarStream::publishPaced(Channel &channel, std::span<const QuoteBar> bars)
{
    const auto now = m_bus.now();
    const bool hasForming = !bars.back().isComplete();
    const bool isDue = now - channel.paced >= std::chrono::milliseconds(channel.paceMs);
    channel.isPending = hasForming && !isDue;
    if (hasForming && isDue)
        channel.paced = now;
    publish(channel, hasForming && !isDue ? bars.first(bars.size() - 1) : bars);
    if (channel.isPending)
        plan(channel);
}

void BarStream::plan(Channel &channel)
{
    if (std::exchange(channel.isPlanned, true))
        return;
    m_bus.at(channel.paced + std::chrono::milliseconds(channel.paceMs),
        [this, alive = std::weak_ptr<int>(m_alive), topic = channel.topic] {
            if (!alive.expired())
                paceIsOver(topic);
        });
}

void BarStream::paceIsOver(const std::string &topic)
{
    for (auto &channel : m_channels) {
        if (channel.topic != topic || !std::exchange(channel.isPlanned, false)
            || !std::exchange(channel.isPending, false))
            continue;
        channel.paced = m_bus.now();
        if (const auto &forming = series().forming())
            publish(channel, std::span(&*forming, 1));
    }
}

} // namespace agora
