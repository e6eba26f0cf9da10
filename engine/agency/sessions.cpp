#include "engine/agency/sessions.h"

#include "engine/base/log.h"

#include <algorithm>
#include <cstring>

namespace agora::agency {

namespace {
constexpr std::size_t mostEarly = 10'000; ///< frames of one client before its hello
constexpr std::size_t resumePrefix = 16; ///< publisher's epoch, last sequence

std::uint64_t readNumber(std::span<const std::byte> bytes)
{
    std::uint64_t number = 0;
    std::memcpy(&number, bytes.data(), sizeof(number));
    return number;
}
} // namespace

void Sessions::offer(std::string prefix, OnSubscribe onSubscribe, OfferLimits limits)
{
    m_offers[std::move(prefix)] = {std::move(onSubscribe), limits};
}

const Sessions::Offer *Sessions::offerFor(std::string_view topic) const
{
    const Offer *best = nullptr;
    std::size_t length = 0;
    for (const auto &[prefix, offer] : m_offers) {
        if (topic.starts_with(prefix) && (best == nullptr || prefix.size() >= length)) {
            best = &offer;
            length = prefix.size();
        }
    }
    return best;
}

Sessions::Stream &Sessions::streamOf(const std::string &topic)
{
    const auto [at, isNew] = m_streams.try_emplace(topic);
    if (isNew) {
        if (const auto *offer = offerFor(topic)) {
            at->second.keep = offer->limits.keep;
            at->second.mostHeld = offer->limits.mostBehind;
        }
    }
    return at->second;
}

void Sessions::handle(PeerRef from, const Frame &frame)
{
    switch (frame.header.kind) {
    case FrameKind::Hello:
        return hello(from, frame);
    case FrameKind::Goodbye:
        return dropSession(from);
    case FrameKind::Subscribe:
        return subscribe(from, frame);
    case FrameKind::Credit:
        return credit(from, frame);
    case FrameKind::Unsubscribe:
        if (const auto session = m_sessions.find(from); session != m_sessions.end()) {
            if (const auto found = session->second.subscriptions.find(frame.header.correlation);
                found != session->second.subscriptions.end())
                removeSubscription(found->second);
        }
        return;
    default:
        return;
    }
}

bool Sessions::isKnown(PeerRef from, Frame &frame)
{
    if (m_sessions.contains(from))
        return true;
    auto &early = m_early[from];
    if (early.frames.empty())
        early.since = steadyNow();
    if (early.frames.size() < mostEarly)
        early.frames.push_back(std::move(frame));
    return false;
}

std::vector<Frame> Sessions::takeEarly(PeerRef from)
{
    const auto found = m_early.find(from);
    if (found == m_early.end())
        return {};
    auto frames = std::move(found->second.frames);
    m_early.erase(found);
    return frames;
}

void Sessions::refuseLife(PeerRef from)
{
    m_refused += takeEarly(from).size() + 1;
    Frame refused{.header = {.kind = FrameKind::Refused}, .topic = m_wire.name(), .body = {}};
    m_wire.sendQuietly(from, refused);
}

void Sessions::refuseOlder(const std::string &agent, std::uint64_t epoch)
{
    m_wire.lives().learn(agent, epoch);
    dropOlder(agent, epoch);
}

void Sessions::dropOlder(const std::string &agent, std::uint64_t epoch)
{
    std::vector<PeerRef> outdated;
    for (const auto &[ref, session] : m_sessions) {
        if (session.agent == agent && session.epoch < epoch)
            outdated.push_back(ref);
    }
    if (!outdated.empty())
        m_wire.lives().learn(agent, epoch);
    for (const auto ref : outdated)
        dropSession(ref); // its next frames wait for a hello, which is refused
}

void Sessions::hello(PeerRef from, const Frame &frame)
{
    const bool hasSuccessor
        = std::any_of(m_sessions.begin(), m_sessions.end(), [&](const auto &entry) {
              const auto &[ref, session] = entry;
              return ref != from && session.agent == frame.topic
                  && session.epoch > frame.header.epoch;
          });
    if (hasSuccessor || m_wire.lives().isOld(frame.topic, frame.header.epoch))
        return refuseLife(from);
    dropOlder(frame.topic, frame.header.epoch);
    auto [at, isNew] = m_sessions.try_emplace(from);
    auto &session = at->second;
    if (isNew) {
        session.agent = frame.topic;
        session.epoch = frame.header.epoch;
        session.generation = m_nextGeneration++;
    }
    session.lastHello = steadyNow();
    const bool hasMissed = m_arrivals.missSubscriptions(from);
    Frame welcome{.header = {.kind = FrameKind::Welcome,
                      .flags = static_cast<std::uint16_t>(hasMissed ? FlagMissed : 0),
                      .sequence = session.published,
                      .correlation = session.generation},
        .topic = m_wire.name(),
        .body = {}};
    m_wire.sendQuietly(from, welcome);
}

void Sessions::subscribe(PeerRef from, const Frame &frame)
{
    const auto found = m_sessions.find(from);
    if (found == m_sessions.end() || frame.body.size() < resumePrefix)
        return; // it will say hello, learn its new generation and ask again
    const std::span body(frame.body);
    const auto id = m_nextSubscriber++;
    auto &subscription = m_subscriptions[id];
    subscription.session = from;
    subscription.owner = &found->second;
    subscription.correlation = frame.header.correlation;
    subscription.resumeSequence = readNumber(body.subspan(8));
    subscription.who = {.id = id,
        .agent = found->second.agent,
        .topic = frame.topic,
        .arguments = Bytes(body.begin() + resumePrefix, body.end()),
        .isObserver = frame.header.has(FlagObserver)};
    found->second.subscriptions[frame.header.correlation] = id;
    limitFlow(subscription, frame.header.sequence);
    const auto &stream = streamOf(frame.topic);
    const auto next = subscription.resumeSequence + 1;
    subscription.who.canResume = readNumber(body) == m_wire.epoch()
        && (subscription.resumeSequence == stream.sequence
            || (!stream.kept.empty() && stream.kept.oldest() <= next && next <= stream.sequence));
    ask(subscription);
}

void Sessions::heard(PeerRef from, const FrameHeader &header)
{
    const auto missing = m_arrivals.took(from, header, m_sessions.contains(from));
    if (missing == 0)
        return;
    m_lost += missing;
    logWarning("a cut link swallowed " + std::to_string(missing) + " pushes or requests of “"
        + std::string(nameOf(from)) + "”");
}

void Sessions::ask(Subscription &subscription)
{
    subscription.phase = Phase::Asked;
    const auto who = subscription.who; // the handler may drop the subscription
    if (const auto *offer = offerFor(who.topic))
        offer->onSubscribe(who);
    else
        refuse(who.id, "“" + m_wire.name() + "” does not publish “" + who.topic + "”");
}

Frame Sessions::frameFor(const Subscription &to, std::uint64_t sequence, std::uint16_t flags) const
{
    return {.header = {.kind = FrameKind::Publish,
                .flags = flags,
                .sequence = sequence,
                .correlation = to.correlation},
        .topic = to.who.topic,
        .body = {}};
}

bool Sessions::sendPublish(Subscription &to, Frame &frame)
{
    ++to.sent;
    ++to.owner->published;
    return to.who.isObserver ? m_wire.sendQuietly(to.session, frame)
                             : m_wire.send(to.session, frame);
}

void Sessions::accept(std::uint64_t subscriber, const std::vector<Bytes> &snapshot)
{
    const auto found = m_subscriptions.find(subscriber);
    if (found == m_subscriptions.end())
        return; // gone meanwhile
    auto &subscription = found->second;
    auto &stream = streamOf(subscription.who.topic);
    const std::size_t parts = std::max<std::size_t>(snapshot.size(), 1);
    for (std::size_t i = 0; i < parts; ++i) {
        std::uint16_t flags = 0;
        if (i == 0)
            flags = static_cast<std::uint16_t>(
                FlagSnapshotBegin | (subscription.isResync ? FlagResync : 0));
        if (i + 1 == parts)
            flags |= FlagSnapshotEnd;
        auto frame = frameFor(subscription, stream.sequence, flags);
        if (!snapshot.empty())
            frame.body = snapshot[i];
        sendPublish(subscription, frame);
    }
    subscription.isResync = false;
    subscription.lastSequence = stream.sequence;
    goLive(subscription, stream);
}

void Sessions::goLive(Subscription &subscription, Stream &stream)
{
    subscription.phase = Phase::Live;
    const bool isNew = enlist(stream, subscription);
    if (isNew && subscription.queue && subscription.queue->policy() == FlowPolicy::Block)
        ++stream.blocking;
}

void Sessions::resume(std::uint64_t subscriber)
{
    const auto found = m_subscriptions.find(subscriber);
    if (found == m_subscriptions.end())
        return;
    auto &subscription = found->second;
    auto &stream = streamOf(subscription.who.topic);
    auto opening = frameFor(subscription, subscription.resumeSequence, FlagResumed);
    sendPublish(subscription, opening);
    stream.kept.forEach([&](std::uint64_t sequence, const Bytes &body) {
        if (sequence <= subscription.resumeSequence)
            return;
        auto frame = frameFor(subscription, sequence, 0);
        frame.body = body;
        sendPublish(subscription, frame);
    });
    subscription.lastSequence = stream.sequence;
    goLive(subscription, stream);
}

void Sessions::refuse(std::uint64_t subscriber, const std::string &sentence)
{
    const auto found = m_subscriptions.find(subscriber);
    if (found == m_subscriptions.end())
        return;
    Frame frame{.header
        = {.kind = FrameKind::SubscriptionProblem, .correlation = found->second.correlation},
        .topic = found->second.who.topic,
        .body = toBytes(sentence)};
    if (found->second.who.isObserver)
        m_wire.sendQuietly(found->second.session, frame);
    else
        m_wire.send(found->second.session, frame);
    removeSubscription(subscriber);
}

void Sessions::publish(const std::string &topic, const Bytes &body)
{
    publishOn(streamOf(topic), body);
}

bool Sessions::tryPublish(const std::string &topic, const Bytes &body)
{
    return tryPublishOn(streamOf(topic), body);
}

StreamId Sessions::streamId(const std::string &topic)
{
    streamOf(topic);
    const auto at = m_streams.find(topic);
    auto &id = at->second.id;
    if (id == StreamId{}) {
        m_streamsById.push_back(&*at); // neither moves nor ends
        id = StreamId{m_streamsById.size()};
    }
    return id;
}

bool Sessions::tryPublish(StreamId stream, const Bytes &body)
{
    return tryPublishOn(m_streamsById.at(stream.number - 1)->second, body);
}

const std::string &Sessions::topicOf(StreamId stream) const
{
    return m_streamsById.at(stream.number - 1)->first;
}

bool Sessions::tryPublishOn(Stream &stream, const Bytes &body)
{
    if (!hasRoom(stream))
        return false;
    publishOn(stream, body);
    return true;
}

bool Sessions::isHeard(std::string_view topic) const
{
    const auto found = m_streams.find(topic);
    if (found != m_streams.end())
        return found->second.keep > 0 || !found->second.live.empty();
    const auto *offer = offerFor(topic);
    return offer != nullptr && offer->limits.keep > 0;
}

/// By id, so that the order of who is told does not depend on who came back when.
bool Sessions::enlist(Stream &stream, Subscription &subscription)
{
    auto &live = stream.live;
    const auto at = std::ranges::lower_bound(
        live, subscription.who.id, {}, [](const auto *each) { return each->who.id; });
    if (at != live.end() && *at == &subscription)
        return false;
    live.insert(at, &subscription);
    return true;
}

bool Sessions::dismiss(Stream &stream, const Subscription &subscription)
{
    return std::erase(stream.live, &subscription) > 0;
}

void Sessions::publishOn(Stream &stream, const Bytes &body)
{
    ++stream.sequence;
    if (stream.keep > 0)
        stream.kept.push(stream.sequence, body, stream.keep);
    if (stream.inSnapshot > 0)
        hold(stream, body);
    std::vector<std::uint64_t> lagging;
    for (auto *each : stream.live) {
        if (!publishTo(*each, stream.sequence, body))
            lagging.push_back(each->who.id);
    }
    for (const auto id : lagging)
        lag(m_subscriptions.at(id), stream);
}

/// It had no room for a message.
void Sessions::lag(Subscription &subscription, Stream &stream)
{
    ++m_lagged;
    if (subscription.queue)
        return refuse(subscription.who.id,
            "“" + m_wire.name() + "” ended the subscription of “" + subscription.who.topic
                + "”: the subscriber was too slow");
    subscription.phase = Phase::Lagging;
    dismiss(stream, subscription);
}

void Sessions::removeSubscription(std::uint64_t id)
{
    const auto found = m_subscriptions.find(id);
    if (found == m_subscriptions.end())
        return;
    dropSnapshot(found->second);
    if (const auto stream = m_streams.find(found->second.who.topic); stream != m_streams.end()) {
        const auto &queue = found->second.queue;
        const bool wasLive = dismiss(stream->second, found->second);
        stream->second.blocking -= wasLive && queue && queue->policy() == FlowPolicy::Block ? 1 : 0;
    }
    const auto subscription = std::move(found->second);
    m_subscriptions.erase(found);
    if (const auto session = m_sessions.find(subscription.session); session != m_sessions.end())
        session->second.subscriptions.erase(subscription.correlation);
    if (m_onGone)
        m_onGone(subscription.who);
}

void Sessions::dropSession(PeerRef session)
{
    const auto found = m_sessions.find(session);
    if (found != m_sessions.end()) {
        const auto subscriptions = found->second.subscriptions;
        for (const auto &[correlation, id] : subscriptions)
            removeSubscription(id);
        m_sessions.erase(session);
    }
    m_arrivals.forget(session);
    m_wire.causality().writeOff(session);
    m_wire.transport().disconnect(session);
}

void Sessions::dropSilent(Duration now)
{
    std::vector<PeerRef> silent;
    for (const auto &[ref, session] : m_sessions) {
        if (now - session.lastHello > silence)
            silent.push_back(ref);
    }
    for (const auto ref : silent)
        dropSession(ref);
    std::erase_if(m_early, [&](const auto &entry) { return now - entry.second.since > silence; });
    m_arrivals.dropSilent(now - silence, [this](PeerRef ref) { return m_sessions.contains(ref); });
}

std::string_view Sessions::nameOf(PeerRef session) const
{
    const auto found = m_sessions.find(session);
    return found == m_sessions.end() ? std::string_view() : found->second.agent;
}

bool Sessions::sendTo(const std::string &agent, Frame &frame)
{
    for (const auto &[ref, session] : m_sessions) {
        if (session.agent == agent)
            return m_wire.send(ref, frame);
    }
    return false;
}

std::size_t Sessions::subscribers(std::string_view topic) const
{
    const auto found = m_streams.find(topic);
    return found == m_streams.end() ? 0 : found->second.live.size();
}

Value Sessions::describe() const
{
    Value sessions;
    for (const auto &[ref, session] : m_sessions) {
        Value topics = Value::Array{};
        for (const auto &[correlation, id] : session.subscriptions) {
            const auto &subscription = m_subscriptions.at(id);
            Value row;
            row.set("topic", subscription.who.topic);
            row.set("sent", subscription.sent);
            row.set("unconfirmed", subscription.unconfirmed());
            row.set("policy",
                toString(subscription.queue ? subscription.queue->policy() : FlowPolicy::Resync));
            if (subscription.queue) {
                row.set("waiting", static_cast<std::uint64_t>(subscription.queue->size()));
                row.set("dropped", subscription.queue->dropped());
            }
            row.set("lagging", subscription.phase == Phase::Lagging);
            row.set("inSnapshot", subscription.phase == Phase::Snapshot);
            topics.append(std::move(row));
        }
        sessions.set(session.agent, std::move(topics));
    }
    return sessions;
}

} // namespace agora::agency
