#include "engine/agency/bus.h"

#include "engine/agency/bus_parts.h"
#include "engine/base/log.h"

#include <thread>

namespace agora::agency {

namespace {
constexpr int instantsPerSettle = 256; ///< of a replay without listeners, before others get a turn
constexpr int framesPerTurn = 64; ///< then timers get their chance
constexpr Duration longestWait = std::chrono::milliseconds(100);
thread_local Bus *busInTurn = nullptr;

/// Marks the thread as being inside a bus's handlers.
class InTurn {
public:
    explicit InTurn(Bus *bus) : m_before(std::exchange(busInTurn, bus)) {}
    ~InTurn() { busInTurn = m_before; }
    InTurn(const InTurn &) = delete;
    InTurn &operator=(const InTurn &) = delete;

private:
    Bus *m_before;
};
} // namespace

namespace {
/// What an exception's report says was being done.
bool isHousekeeping(FrameKind kind)
{
    return kind == FrameKind::Hello || kind == FrameKind::Welcome || kind == FrameKind::Credit
        || kind == FrameKind::Refused || kind == FrameKind::Goodbye;
}

std::string contextOf(const Frame &frame, std::string_view from)
{
    const auto what = frame.header.kind == FrameKind::Push ? "push"
        : frame.header.kind == FrameKind::Publish          ? "publication"
        : frame.header.kind == FrameKind::Subscribe        ? "subscription of"
        : frame.header.kind == FrameKind::Wake             ? "waking"
                                                           : "message";
    std::string context = std::string(what) + " “" + frame.topic + "”";
    return from.empty() ? context : context + " from “" + std::string(from) + "”";
}
} // namespace

Bus::Bus(BusSetup setup, std::unique_ptr<Transport> transport)
{
    AGORA_ENSURE(setup.clock != nullptr);
    m_parts = std::make_unique<Parts>(std::move(setup), std::move(transport));
    m_parts->errors.onLeave([this] { stop(); });
    addStandardMethods();
}

Bus::~Bus() = default;

Result<void> Bus::open()
{
    for (const auto &endpoint : m_parts->setup.endpoints) {
        const auto bound = m_parts->wire.transport().bind(endpoint);
        if (!bound)
            return bound.failure();
        if (m_parts->mainPort == PortRef{})
            m_parts->mainPort = *bound;
    }
    return {};
}

std::string Bus::endpoint() const
{
    return m_parts->mainPort == PortRef{} ? std::string()
                                          : m_parts->wire.transport().endpointOf(m_parts->mainPort);
}

const std::string &Bus::name() const { return m_parts->setup.name; }
std::uint64_t Bus::epoch() const { return m_parts->setup.epoch; }
Timestamp Bus::now() const { return m_parts->setup.clock->now(); }
bool Bus::isReplay() const { return m_parts->setup.replayClock != nullptr; }
bool Bus::isInInstant() const { return m_parts->wire.causality().isActive(); }
void Bus::know(const std::string &agent, const std::string &endpoint)
{
    m_parts->links.know(agent, endpoint);
}

void Bus::forget(const std::string &agent) { m_parts->links.forget(agent); }
const std::string &Bus::nameServer() const { return m_parts->setup.nameServer; }

void Bus::delayService() { m_parts->isServing = false; }

void Bus::beginService()
{
    m_parts->isServing = true;
    auto early = std::exchange(m_parts->early, {});
    for (auto &[from, frame] : early)
        dispatch(from, frame);
}

void Bus::pause() { m_parts->isPaused = true; }

void Bus::resume()
{
    m_parts->isPaused = false;
    auto waiting = std::exchange(m_parts->waiting, {});
    for (auto &[from, frame] : waiting)
        dispatch(from, frame);
}

bool Bus::waitsForResume(PeerRef from, Frame &frame)
{
    auto &parts = *m_parts;
    if (!parts.isPaused || isHousekeeping(frame.header.kind))
        return false;
    if (frame.header.kind == FrameKind::Request && frame.header.has(FlagJson))
        refuseCall(from, frame,
            {CallError::Kind::NotRunning, name(), frame.topic,
                "“" + name()
                    + "” is not running (it was stopped): only its control thread answers"});
    else
        parts.waiting.emplace_back(from, std::move(frame));
    return true;
}

void Bus::onTurn(std::function<void()> hook) { m_parts->onTurn = std::move(hook); }

// ---- the loop

void Bus::run()
{
    while (!m_parts->stopped)
        turn(longestWait);
}

void Bus::stop()
{
    m_parts->stopped = true;
    m_parts->wire.transport().wake();
}

bool Bus::isStopped() const { return m_parts->stopped; }

void Bus::interrupt()
{
    m_parts->wire.transport().interrupt();
    const std::scoped_lock lock(m_parts->innerLock);
    if (m_parts->inner != nullptr)
        m_parts->inner->interrupt();
}

void Bus::waitIn(Bus *inner)
{
    const std::scoped_lock lock(m_parts->innerLock);
    m_parts->inner = inner;
}

bool Bus::isInterrupted() const { return m_parts->wire.transport().isInterrupted(); }

void Bus::post(std::function<void()> body)
{
    {
        const std::scoped_lock lock(m_parts->postLock);
        m_parts->posted.push_back(std::move(body));
        m_parts->hasPosted = true;
    }
    m_parts->wire.transport().wake();
}

Duration Bus::untilNextTimer() const
{
    const auto now = steadyNow();
    auto wait = m_parts->links.nextTurn() - now;
    if (m_parts->isPaused)
        return std::max(wait, Duration::zero());
    if (m_parts->sessions.hasPartsToAsk())
        return Duration::zero();
    if (const auto next = m_parts->timers.next())
        wait = std::min(wait, *next - now);
    if (const auto next = m_parts->marketTimers.next(); next && !isReplay())
        wait = std::min(wait, *next - this->now());
    return std::max(wait, Duration::zero());
}

Bus *Bus::current() { return busInTurn; }

int Bus::runPosted()
{
    if (!m_parts->hasPosted.exchange(false))
        return 0;
    std::vector<std::function<void()>> posted;
    {
        const std::scoped_lock lock(m_parts->postLock);
        posted.swap(m_parts->posted);
    }
    for (const auto &body : posted)
        contain("posted work", body);
    return static_cast<int>(posted.size());
}

int Bus::turn(Duration limit)
{
    const InTurn inTurn(this);
    bool isAwake = !m_parts->onTurn;
    const auto awake = [&] {
        if (!std::exchange(isAwake, true))
            m_parts->onTurn();
    };
    int done = static_cast<int>(m_parts->deferred.size());
    if (done > 0) {
        awake();
        dispatchDeferred();
        limit = Duration::zero();
    }
    const auto wait
        = limit > Duration::zero() ? std::min(limit, untilNextTimer()) : Duration::zero();
    m_parts->wire.transport().receive(wait, framesPerTurn, [&](PeerRef from, Frame &frame) {
        awake();
        ++done;
        arrived(from, frame);
        dispatch(from, frame);
    });
    awake();
    done += runPosted();
    const auto steady = steadyNow();
    if (!m_parts->isPaused)
        done += m_parts->timers.run(steady);
    if (!m_parts->isPaused && !isReplay())
        done += m_parts->marketTimers.run(now());
    if (!m_parts->isPaused && m_parts->sessions.hasPartsToAsk())
        contain("a snapshot", [&] { done += m_parts->sessions.askParts(); });
    m_parts->links.turn(steady);
    if (steady - m_parts->lastSweep > Links::beat) {
        m_parts->lastSweep = steady;
        m_parts->sessions.dropSilent(steady);
        tellMalformed(steady);
    }
    settle();
    return done;
}

/// At most once in ten seconds: who sends rubbish must not fill the log as well.
void Bus::tellMalformed(Duration now)
{
    constexpr Duration pause = std::chrono::seconds(10);
    const auto count = m_parts->wire.transport().counters().malformed;
    if (count == m_parts->malformedTold
        || (m_parts->malformedTold > 0 && now - m_parts->lastMalformedTold < pause))
        return;
    logWarning("dropped " + std::to_string(count - m_parts->malformedTold)
        + " messages that are no frames of ours");
    m_parts->malformedTold = count;
    m_parts->lastMalformedTold = now;
}

void Bus::dispatchDeferred()
{
    auto &deferred = m_parts->deferred; // grows at its end when a handler waits for room again
    for (auto count = deferred.size(); count > 0; --count) {
        auto [from, frame] = std::move(deferred.front());
        deferred.pop_front();
        dispatchNow(from, frame);
    }
}

void Bus::attend(Duration limit)
{
    m_parts->wire.transport().receive(limit, framesPerTurn, [this](PeerRef from, Frame &frame) {
        arrived(from, frame);
        if (!isTakenByOthers(from, frame))
            m_parts->deferred.emplace_back(from, std::move(frame));
    });
}

void Bus::goodbye() { m_parts->links.goodbye(); }

void Bus::arrived(PeerRef from, const Frame &frame)
{
    if (from.role == PeerRef::Role::Session)
        m_parts->sessions.heard(from, frame.header);
}

void Bus::dispatch(PeerRef from, Frame &frame)
{
    if (m_parts->deferred.empty())
        return dispatchNow(from, frame);
    m_parts->deferred.emplace_back(from, std::move(frame)); // stays behind what came before it
}

void Bus::dispatchNow(PeerRef from, Frame &frame)
{
    auto &parts = *m_parts;
    if (waitsForResume(from, frame) || isTakenByOthers(from, frame))
        return;
    const auto kind = frame.header.kind;
    const bool needsHello = from.role == PeerRef::Role::Session && kind != FrameKind::Hello
        && kind != FrameKind::Goodbye && kind != FrameKind::CausalAck;
    if (needsHello && !parts.sessions.isKnown(from, frame))
        return;
    const bool isAsking = kind == FrameKind::Subscribe || kind == FrameKind::Request
        || kind == FrameKind::Push || kind == FrameKind::Wake;
    if (isAsking && !parts.isServing) {
        parts.early.emplace_back(from, std::move(frame));
        return;
    }
    if (kind == FrameKind::CausalAck) {
        parts.wire.causality().acknowledged(from);
        return settle();
    }
    if (!isHousekeeping(kind) && parts.setup.faults.maxDelay > Duration::zero())
        std::this_thread::sleep_for(Duration(static_cast<std::int64_t>(
            parts.chance.below(static_cast<std::uint64_t>(parts.setup.faults.maxDelay.count())))));
    bool acknowledgeNow = false;
    if (frame.header.has(FlagCausal)) {
        acknowledgeNow = parts.wire.causality().received(from);
        // A request to be woken carries the future instant, not the present one.
        const bool isWakeRequest = kind == FrameKind::Wake && parts.onWakeRequest;
        if (parts.setup.replayClock != nullptr && !isWakeRequest)
            parts.setup.replayClock->advanceTo(frame.header.marketTime);
    }
    ++parts.handled;
    parts.lastFrame = steadyNow();
    frame.header.hops.stamp(parts.lastFrame);
    parts.wire.beginHandling(frame.header.hops);
    try {
        handle(from, frame);
    } catch (const std::exception &error) {
        parts.errors.report(contextOf(frame, parts.sessions.nameOf(from)), error.what());
    }
    parts.wire.endHandling();
    if (kind == FrameKind::Hello) {
        for (auto &early : parts.sessions.takeEarly(from))
            dispatch(from, early);
    }
    if (acknowledgeNow) {
        Frame ack{.header = {.kind = FrameKind::CausalAck}, .topic = {}, .body = {}};
        parts.wire.sendQuietly(from, ack);
    }
    settle();
}

bool Bus::isTakenByOthers(PeerRef from, Frame &frame)
{
    auto &parts = *m_parts;
    if (from.role == PeerRef::Role::Connection) {
        const auto found = parts.connectionFrames.find(from);
        if (found == parts.connectionFrames.end())
            return false;
        ++parts.handled;
        parts.lastFrame = steadyNow();
        const auto handler = found->second; // it may close its own connection
        contain("a frame of a socket", [&] { handler(from, frame); });
        return true;
    }
    bool isTaken = false;
    if (parts.onForeignFrame)
        contain("a frame of a socket", [&] {
            isTaken = true; // also when its handler throws
            isTaken = parts.onForeignFrame(from, frame);
        });
    if (!isTaken)
        return false;
    ++parts.handled;
    parts.lastFrame = steadyNow();
    return true;
}

void Bus::settle()
{
    for (int instants = 0; instants < instantsPerSettle; ++instants) {
        const auto rest = m_parts->wire.causality().settle();
        if (rest.acknowledge) {
            Frame ack{.header = {.kind = FrameKind::CausalAck}, .topic = {}, .body = {}};
            m_parts->wire.sendQuietly(*rest.acknowledge, ack);
        }
        if (!rest.rootIsQuiet || !m_parts->onQuiet)
            return;
        m_parts
            ->onQuiet(); // releases the next instant, which may reach nobody and be quiet at once
    }
    after(Duration::zero(), [] {}); // go on in the next turn
}

void Bus::handle(PeerRef from, Frame &frame)
{
    auto &parts = *m_parts;
    Message message{.topic = frame.topic,
        .body = frame.body,
        .from = {},
        .epoch = frame.header.epoch,
        .sequence = frame.header.sequence,
        .flags = frame.header.flags,
        .marketTime = frame.header.marketTime,
        .hops = frame.header.hops};
    switch (frame.header.kind) {
    case FrameKind::Push:
        message.from = parts.sessions.nameOf(from);
        if (const auto found = parts.pushes.find(frame.topic); found != parts.pushes.end())
            found->second(message);
        return;
    case FrameKind::Request:
        message.from = parts.sessions.nameOf(from);
        return answerRequest(from, frame, message);
    case FrameKind::Wake:
        return wokenAt(frame);
    case FrameKind::Welcome:
    case FrameKind::Refused:
    case FrameKind::Publish:
    case FrameKind::SubscriptionProblem:
    case FrameKind::Reply:
        return parts.links.handle(from, frame);
    case FrameKind::Credit:
        if (from.role == PeerRef::Role::Connection)
            return parts.links.handle(from, frame);
        return parts.sessions.handle(from, frame);
    default:
        return parts.sessions.handle(from, frame);
    }
}

// ---- push–pull

void Bus::onPush(std::string topic, OnMessage handler)
{
    m_parts->pushes[std::move(topic)] = std::move(handler);
}
void Bus::push(const std::string &agent, const std::string &topic, Bytes body)
{
    m_parts->links.push(agent, topic, std::move(body), false);
}
void Bus::pushQuietly(const std::string &agent, const std::string &topic, Bytes body)
{
    m_parts->links.push(agent, topic, std::move(body), true);
}

// ---- peers

void Bus::onPeer(std::function<void(const std::string &, PeerState)> hook)
{
    m_parts->links.onPeer(
        [this, hook = std::move(hook)](const std::string &agent, PeerState state) {
            contain("news of “" + agent + "”", [&] { hook(agent, state); });
        });
}
bool Bus::isUp(const std::string &agent) const { return m_parts->links.isUp(agent); }
void Bus::refuseOlder(const std::string &agent, std::uint64_t epoch)
{
    m_parts->sessions.refuseOlder(agent, epoch);
}
bool Bus::isOutdated() const { return m_parts->links.wasRefused(); }

// ---- for what else lives on the poll loop

Transport &Bus::transport() { return m_parts->wire.transport(); }

void Bus::onConnectionFrame(PeerRef connection, OnFrame handler)
{
    if (handler)
        m_parts->connectionFrames[connection] = std::move(handler);
    else
        m_parts->connectionFrames.erase(connection);
}

void Bus::onForeignFrame(std::function<bool(PeerRef, Frame &)> hook)
{
    m_parts->onForeignFrame = std::move(hook);
}

void Bus::describeWith(const std::string &section, std::function<Value()> describe)
{
    if (describe)
        m_parts->descriptions[section] = std::move(describe);
    else
        m_parts->descriptions.erase(section);
}

} // namespace agora::agency
