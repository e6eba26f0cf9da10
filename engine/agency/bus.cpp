#include "engine/agency/bus.h"

#include "engine/agency/links.h"
#include "engine/agency/sessions.h"
#include "engine/base/log.h"
#include "engine/base/random.h"
#include "engine/base/text.h"

#include <mutex>
#include <thread>

namespace agora::agency {

namespace {
constexpr int instantsPerSettle = 256; ///< of a replay without listeners, before others get a turn
constexpr int framesPerTurn = 64; ///< then timers get their chance
constexpr Duration longestWait = std::chrono::milliseconds(100);
} // namespace

struct Bus::Parts {
    struct Method {
        std::string summary;
        OnMethod handler;
    };

    Parts(BusSetup given, std::unique_ptr<Transport> transport)
        : setup(std::move(given))
        , wire(std::move(transport), setup.name, setup.epoch, *setup.clock)
        , sessions(wire)
        , links(wire, setup.nameServer)
        , chance(setup.faults.seed)
    {}

    BusSetup setup;
    Wire wire;
    Sessions sessions;
    Links links;
    Random chance;
    std::map<std::string, OnMessage, std::less<>> pushes;
    std::map<std::string, OnRequest, std::less<>> requests;
    std::map<std::string, Method, std::less<>> methods;
    Timers<Duration> timers;
    Timers<Timestamp> marketTimers;
    std::map<std::uint64_t, std::function<void()>> wakes; ///< of a replay, by id
    std::uint64_t nextWake = 1;
    std::function<void()> onQuiet;
    std::function<void(const std::string &, Timestamp, std::uint64_t)> onWakeRequest;
    std::mutex postLock; // post() comes from any thread
    std::vector<std::function<void()>> posted;
    std::atomic<bool> stopped = false;
    bool isServing = true;
    std::vector<std::pair<PeerRef, Frame>> early; ///< asked for before the service began
    Duration lastSweep{};
    std::uint64_t handled = 0;
    std::shared_ptr<int> alive
        = std::make_shared<int>(); ///< answers that are kept elsewhere look at it
};

Bus::Bus(BusSetup setup, std::unique_ptr<Transport> transport)
{
    AGORA_ENSURE(setup.clock != nullptr);
    m_parts = std::make_unique<Parts>(std::move(setup), std::move(transport));
    addStandardMethods();
}

Bus::~Bus() = default;

Result<void> Bus::open()
{
    for (const auto &endpoint : m_parts->setup.endpoints) {
        if (const auto bound = m_parts->wire.transport().bind(endpoint); !bound)
            return bound.failure();
    }
    return {};
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

void Bus::delayService() { m_parts->isServing = false; }

void Bus::beginService()
{
    m_parts->isServing = true;
    auto early = std::exchange(m_parts->early, {});
    for (auto &[from, frame] : early)
        dispatch(from, frame);
}

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

void Bus::post(std::function<void()> body)
{
    {
        const std::scoped_lock lock(m_parts->postLock);
        m_parts->posted.push_back(std::move(body));
    }
    m_parts->wire.transport().wake();
}

Duration Bus::untilNextTimer() const
{
    const auto now = steadyNow();
    auto wait = m_parts->links.nextTurn() - now;
    if (const auto next = m_parts->timers.next())
        wait = std::min(wait, *next - now);
    if (const auto next = m_parts->marketTimers.next(); next && !isReplay())
        wait = std::min(wait, *next - this->now());
    return std::max(wait, Duration::zero());
}

void Bus::turn(Duration limit)
{
    m_parts->wire.transport().receive(std::min(limit, untilNextTimer()), framesPerTurn,
        [this](PeerRef from, Frame &frame) { dispatch(from, frame); });
    std::vector<std::function<void()>> posted;
    {
        const std::scoped_lock lock(m_parts->postLock);
        posted.swap(m_parts->posted);
    }
    for (const auto &body : posted)
        body();
    m_parts->timers.run(steadyNow());
    if (!isReplay())
        m_parts->marketTimers.run(now());
    const auto steady = steadyNow();
    m_parts->links.turn(steady);
    if (steady - m_parts->lastSweep > Links::beat) {
        m_parts->lastSweep = steady;
        m_parts->sessions.dropSilent(steady);
    }
    settle();
}

void Bus::goodbye() { m_parts->links.goodbye(); }

void Bus::dispatch(PeerRef from, Frame &frame)
{
    auto &parts = *m_parts;
    const auto kind = frame.header.kind;
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
    const bool isHousekeeping = kind == FrameKind::Hello || kind == FrameKind::Welcome
        || kind == FrameKind::Credit || kind == FrameKind::Refused || kind == FrameKind::Goodbye;
    if (!isHousekeeping && parts.setup.faults.maxDelay > Duration::zero())
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
    frame.header.hops.stamp(steadyNow());
    parts.wire.beginHandling(frame.header.hops);
    handle(from, frame);
    parts.wire.endHandling();
    if (acknowledgeNow) {
        Frame ack{.header = {.kind = FrameKind::CausalAck}, .topic = {}, .body = {}};
        parts.wire.sendQuietly(from, ack);
    }
    settle();
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
    default:
        return parts.sessions.handle(from, frame);
    }
}

void Bus::answerRequest(PeerRef from, const Frame &frame, const Message &message)
{
    auto &parts = *m_parts;
    Answer answer(
        [this, alive = std::weak_ptr<int>(parts.alive), from,
            correlation = frame.header.correlation, topic = frame.topic](Result<Bytes> result) {
            if (alive.expired())
                return; // whoever kept the answer outlived the bus
            Frame reply{.header = {.kind = FrameKind::Reply,
                            .flags = static_cast<std::uint16_t>(result ? 0 : FlagError),
                            .correlation = correlation},
                .topic = topic,
                .body = result ? *result : toBytes(result.error().message)};
            m_parts->wire.send(from, reply);
        });
    if (!frame.header.has(FlagJson)) {
        if (const auto found = parts.requests.find(frame.topic); found != parts.requests.end())
            return found->second(message, answer);
        return answer(fail("“" + name() + "” takes no request “" + frame.topic + "”"));
    }
    const auto found = parts.methods.find(frame.topic);
    if (found == parts.methods.end()) {
        std::vector<std::string> known;
        for (const auto &[method, entry] : parts.methods)
            known.push_back(method);
        return answer(fail("“" + name() + "” has no method “" + frame.topic + "”"
            + suggestion(frame.topic, known)));
    }
    const auto arguments = Value::fromMessagePack(frame.body);
    if (!arguments)
        return answer(arguments.failure());
    found->second.handler(*arguments, answer);
}

// ---- publish–subscribe

void Bus::offer(std::string prefix, OnSubscribe onSubscribe, std::size_t keep)
{
    m_parts->sessions.offer(std::move(prefix), std::move(onSubscribe), keep);
}
void Bus::onSubscriberGone(std::function<void(const Subscriber &)> hook)
{
    m_parts->sessions.onGone(std::move(hook));
}
void Bus::accept(std::uint64_t subscriber, const std::vector<Bytes> &snapshot)
{
    m_parts->sessions.accept(subscriber, snapshot);
}
void Bus::resume(std::uint64_t subscriber) { m_parts->sessions.resume(subscriber); }
void Bus::refuse(std::uint64_t subscriber, const std::string &sentence)
{
    m_parts->sessions.refuse(subscriber, sentence);
}
void Bus::publish(const std::string &topic, const Bytes &body)
{
    m_parts->sessions.publish(topic, body);
}
std::size_t Bus::subscribers(std::string_view topic) const
{
    return m_parts->sessions.subscribers(topic);
}
SubscriptionId Bus::subscribe(
    const std::string &agent, const std::string &topic, SubscribeOptions how)
{
    return m_parts->links.subscribe(agent, topic, std::move(how));
}
void Bus::unsubscribe(SubscriptionId id) { m_parts->links.unsubscribe(id); }

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

// ---- request–reply

void Bus::onRequest(std::string name, OnRequest handler)
{
    m_parts->requests[std::move(name)] = std::move(handler);
}
void Bus::request(
    const std::string &agent, const std::string &name, Bytes body, Duration limit, OnBytes onReply)
{
    m_parts->links.request(agent, name, std::move(body), 0, limit, std::move(onReply));
}
void Bus::method(std::string name, std::string summary, OnMethod handler)
{
    m_parts->methods[std::move(name)] = {std::move(summary), std::move(handler)};
}
void Bus::call(const std::string &agent, const std::string &method, Value arguments, Duration limit,
    OnValue onReply)
{
    m_parts->links.request(agent, method, arguments.toMessagePack(), FlagJson, limit,
        [onReply = std::move(onReply)](Result<Bytes> reply) {
            if (!reply)
                return onReply(reply.failure());
            onReply(Value::fromMessagePack(*reply));
        });
}

// ---- time

TimerId Bus::every(Duration period, std::function<void()> body)
{
    return m_parts->timers.every(steadyNow(), period, std::move(body));
}
TimerId Bus::after(Duration delay, std::function<void()> body)
{
    return m_parts->timers.once(steadyNow() + delay, std::move(body));
}
void Bus::stopTimer(TimerId id) { m_parts->timers.stop(id); }

TimerId Bus::at(Timestamp due, std::function<void()> body)
{
    if (!isReplay())
        return m_parts->marketTimers.once(due, std::move(body));
    const auto id = m_parts->nextWake++;
    m_parts->wakes[id] = std::move(body);
    if (m_parts->setup.clockMaster == name()) {
        if (m_parts->onWakeRequest)
            m_parts->onWakeRequest(name(), due, id);
    } else {
        m_parts->links.askToWake(m_parts->setup.clockMaster, due, id);
    }
    return id;
}

void Bus::stopMarketTimer(TimerId id)
{
    if (isReplay())
        m_parts->wakes.erase(id);
    else
        m_parts->marketTimers.stop(id);
}

void Bus::wokenAt(const Frame &frame)
{
    if (m_parts->onWakeRequest)
        return m_parts->onWakeRequest(frame.topic, frame.header.marketTime, frame.header.sequence);
    const auto found = m_parts->wakes.find(frame.header.sequence);
    if (found == m_parts->wakes.end())
        return;
    const auto body = std::move(found->second);
    m_parts->wakes.erase(found);
    body();
}

void Bus::wake(const std::string &agent, Timestamp at, std::uint64_t id)
{
    Frame frame{.header = {.kind = FrameKind::Wake, .sequence = id, .marketTime = at},
        .topic = name(),
        .body = {}};
    if (agent != name()) {
        m_parts->sessions.sendTo(agent, frame);
        return;
    }
    const auto found = m_parts->wakes.find(id);
    if (found != m_parts->wakes.end()) {
        const auto body = std::move(found->second);
        m_parts->wakes.erase(found);
        body();
    }
}

// ---- peers

void Bus::onPeer(std::function<void(const std::string &, PeerState)> hook)
{
    m_parts->links.onPeer(std::move(hook));
}
bool Bus::isUp(const std::string &agent) const { return m_parts->links.isUp(agent); }
bool Bus::isOutdated() const { return m_parts->links.wasRefused(); }

Value Bus::describe() const
{
    Value all;
    all.set("name", name());
    all.set("epoch", epoch());
    all.set("links", m_parts->links.describe());
    all.set("subscribers", m_parts->sessions.describe());
    all.set("messages", m_parts->handled);
    all.set("gaps", m_parts->links.gapCount());
    all.set("lagged", m_parts->sessions.laggedCount());
    all.set("timers", static_cast<std::uint64_t>(m_parts->timers.count()));
    all.set("unacknowledged", m_parts->wire.causality().outstanding());
    return all;
}

// ---- for the clock's master

void Bus::beginInstant(Timestamp at)
{
    AGORA_ENSURE(isReplay());
    m_parts->setup.replayClock->advanceTo(at);
    m_parts->wire.causality().beginAsRoot();
}

void Bus::onQuiet(std::function<void()> hook) { m_parts->onQuiet = std::move(hook); }
void Bus::onWakeRequest(std::function<void(const std::string &, Timestamp, std::uint64_t)> hook)
{
    m_parts->onWakeRequest = std::move(hook);
}
std::shared_ptr<void> Bus::holdInstant()
{
    m_parts->wire.causality().hold();
    return {this, [](Bus *bus) { bus->m_parts->wire.causality().release(); }};
}

void Bus::addStandardMethods()
{
    method("agent.ping", "Answers with the agent's name and epoch.",
        [this](const Value &, Answer answer) {
            Value reply;
            reply.set("name", name());
            reply.set("epoch", epoch());
            answer.value(std::move(reply));
        });
    method("agent.describe", "Links, subscribers and counters.",
        [this](const Value &, Answer answer) { answer.value(describe()); });
    method("agent.methods", "Every method with a sentence about it.",
        [this](const Value &, Answer answer) {
            Value methods;
            for (const auto &[name, method] : m_parts->methods)
                methods.set(name, method.summary);
            answer.value(std::move(methods));
        });
}

} // namespace agora::agency
