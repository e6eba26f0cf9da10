#include "engine/agents/feeder/feed_threads.h"

#include "engine/agents/feeder/feed_port.h"
#include "engine/agents/feeder/venue_threads.h"
#include "engine/base/log.h"

namespace agora {

namespace {
constexpr std::size_t mostNotes = 10'000;

const char *nameOf(VenueThread which)
{
    return which == VenueThread::Stream ? "venue stream" : "venue requests";
}

agency::Note symbolsNote(const std::vector<std::string> &symbols)
{
    agency::Note note{.topic = feednote::symbols};
    note.value.set("symbols", agency::Value(agency::Value::Array(symbols.begin(), symbols.end())));
    return note;
}
} // namespace

FeedThreads::FeedThreads(
    agency::Bus &bus, std::shared_ptr<MarketFeed> feed, Events events, FeedThreadsOptions options)
    : m_bus(bus), m_feed(std::move(feed)), m_events(std::move(events)), m_options(options)
{
    start(VenueThread::Stream);
    start(VenueThread::Requests);
}

FeedThreads::~FeedThreads()
{
    m_alive.reset();
    m_stream->requestStop(); // both at once: the waits for them overlap
    m_requests->requestStop();
}

void FeedThreads::start(VenueThread which)
{
    const agency::WorkerThreadOptions options{.name = nameOf(which),
        .mostNotes = mostNotes,
        .onNote = [this, which](agency::Note &note) { onNote(which, note); },
        .onEnd = [this, which](const std::optional<std::string> &error) { ended(which, error); }};
    const auto seed = m_options.seed + m_crashes;
    const auto body = [feed = m_feed, waits = m_options, which, seed](agency::AgentPort &port) {
        BackOff backOff(waits.firstRetry, waits.longestRetry, seed);
        if (which == VenueThread::Stream)
            runStream(*feed, port, backOff);
        else
            runRequests(*feed, port, backOff);
    };
    auto &place = thread(which);
    place.reset(); // its section in `describe` goes before the new one's comes
    place = std::make_unique<agency::WorkerThread>(m_bus, options, body);
    if (which == VenueThread::Stream && !m_symbols.empty())
        (void)place->send(symbolsNote(m_symbols)); // the first note of an empty queue
}

void FeedThreads::ended(VenueThread which, const std::optional<std::string> &error)
{
    if (!error)
        return; // it was asked to
    ++m_crashes;
    logError(
        std::string("the thread “") + nameOf(which) + "” failed and is started again: " + *error);
    if (which == VenueThread::Stream) {
        m_events.onState(FeedState::Disconnected, *error);
    } else {
        while (!m_pending.empty())
            give(m_pending.begin()->first, fail("the venue's thread failed: " + *error));
    }
    m_events.onThreadEnd(which);
    const auto wait = m_options.firstRetry;
    m_bus.after(wait, [this, which, alive = std::weak_ptr(m_alive)] {
        if (!alive.expired())
            start(which);
    });
}

void FeedThreads::subscribe(const std::vector<std::string> &symbols)
{
    m_symbols = symbols;
    if (!m_stream->isRunning())
        return; // the next one begins with the list
    if (m_stream->send(symbolsNote(symbols)))
        return;
    m_bus.after(m_options.firstRetry, [this, alive = std::weak_ptr(m_alive)] {
        if (!alive.expired())
            subscribe(std::vector(m_symbols)); // it was too far behind
    });
}

bool FeedThreads::tell(VenueThread which, FeedMessage message)
{
    return thread(which)->send({.topic = feednote::message + message.topic,
        .value = {},
        .bytes = std::move(message.bytes)});
}

void FeedThreads::request(const std::string &name, agency::Bytes body, Duration limit,
    std::function<void(Result<agency::Bytes>)> onReply)
{
    const auto id = m_nextId++;
    agency::Note note{.topic = feednote::request, .value = {}, .bytes = std::move(body)};
    note.value.set("id", id);
    note.value.set("name", name);
    note.value.set("deadline", (steadyNow() + limit).count());
    if (!m_requests->send(std::move(note)))
        return onReply(fail("the venue's thread is busy or starts again; ask a little later"));
    auto &pending = m_pending[id];
    pending.onReply = std::move(onReply);
    if (m_bus.isReplay())
        pending.instant = m_bus.holdInstant();
    pending.timer = m_bus.after(limit, [this, id, limit, alive = std::weak_ptr(m_alive)] {
        if (alive.expired())
            return;
        ++m_late;
        give(id,
            fail("the venue gave no answer in "
                + std::to_string(std::chrono::duration_cast<std::chrono::seconds>(limit).count())
                + " s"));
    });
}

void FeedThreads::give(std::uint64_t id, Result<agency::Bytes> result)
{
    auto found = m_pending.extract(id);
    if (found.empty())
        return; // too late
    m_bus.stopTimer(found.mapped().timer);
    found.mapped().onReply(std::move(result)); // before the instant may close
}

void FeedThreads::onNote(VenueThread which, agency::Note &note)
{
    if (note.topic == feednote::ticks) {
        m_events.onTicks({note.value["symbol"].asText(), unpackTicks(note.bytes)},
            note.value["catchUp"].asBool());
    } else if (note.topic == feednote::reply) {
        answered(note);
    } else if (note.topic == feednote::state) {
        m_events.onState(
            static_cast<FeedState>(note.value["state"].asInteger()), note.value["reason"].asText());
    } else if (note.topic.starts_with(feednote::message)) {
        m_events.onMessage(
            which, {note.topic.substr(feednote::message.size()), std::move(note.bytes)});
    }
}

void FeedThreads::answered(const agency::Note &note)
{
    ++m_answers;
    const auto dropped = static_cast<std::uint64_t>(note.value["dropped"].asInteger());
    if (dropped > 0) {
        m_droppedBars += dropped;
        logWarning("dropped " + std::to_string(dropped)
            + " bars of the venue's history: prices that "
              "cannot be, or out of order");
    }
    const auto id = static_cast<std::uint64_t>(note.value["id"].asInteger());
    if (note.value["error"].isText())
        give(id, fail(note.value["error"].asText()));
    else
        give(id, note.bytes);
}

agency::Value FeedThreads::describe() const
{
    agency::Value value;
    value.set("requests_under_way", static_cast<std::uint64_t>(m_pending.size()));
    value.set("requests_answered", m_answers);
    value.set("requests_late", m_late);
    value.set("history_bars_dropped", m_droppedBars);
    value.set("thread_failures", m_crashes);
    return value;
}

} // namespace agora
