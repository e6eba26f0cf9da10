#include "engine/agency/links.h"

#include <algorithm>
#include <cstring>

namespace agora::agency {

namespace {
constexpr std::size_t waitingLimit = 10'000;
constexpr std::uint64_t creditEvery = 256; ///< messages; more often for a short queue
constexpr Duration searchEvery = std::chrono::milliseconds(100);
constexpr Duration searchLimit = std::chrono::seconds(3);
constexpr Duration missedAgainAfter = std::chrono::seconds(1);
const std::string nameServerName = "nameserver";
} // namespace

Links::Links(Wire &wire, std::string nameServer) : m_wire(wire), m_nameServer(std::move(nameServer))
{}

void Links::know(const std::string &agent, const std::string &endpoint)
{
    auto &link = m_links[agent];
    link.agent = agent;
    link.isFixed = true;
    connect(link, endpoint);
}

void Links::forget(const std::string &agent)
{
    const auto found = m_links.find(agent);
    if (found == m_links.end() || !found->second.connection)
        return;
    m_wire.causality().writeOff(*found->second.connection);
    m_wire.transport().disconnect(*found->second.connection);
    found->second.connection.reset();
    found->second.endpoint.clear();
    found->second.epoch = 0;
    found->second.generation = 0;
}

Links::Link &Links::linkTo(const std::string &agent)
{
    auto &link = m_links[agent];
    if (link.agent.empty()) {
        link.agent = agent;
        search(link, steadyNow());
    }
    return link;
}

Links::Link *Links::linkOf(PeerRef connection)
{
    for (auto &[agent, link] : m_links) {
        if (link.connection == connection)
            return &link;
    }
    return nullptr;
}

std::string_view Links::nameOf(PeerRef connection) const
{
    for (const auto &[agent, link] : m_links) {
        if (link.connection == connection)
            return agent;
    }
    return {};
}

void Links::search(Link &link, Duration now)
{
    link.lastSearch = now;
    if (link.agent == nameServerName && !m_nameServer.empty())
        return connect(link, m_nameServer); // with the first need: most agents' control threads do
    if (link.searching || m_nameServer.empty() || link.agent == nameServerName)
        return;
    link.searching = true;
    Value arguments;
    arguments.set("name", link.agent);
    request(nameServerName, "ns.lookup", arguments.toMessagePack(), FlagJson, searchLimit,
        [this, agent = link.agent](const CallResult<Bytes> &reply) {
            auto &found = m_links.at(agent);
            found.searching = false;
            if (!reply)
                return;
            const auto answer = Value::fromMessagePack(*reply);
            if (answer && (*answer)["endpoint"].isText())
                connect(found, (*answer)["endpoint"].asText());
        });
}

void Links::connect(Link &link, const std::string &endpoint)
{
    if (link.endpoint == endpoint && link.connection)
        return;
    if (link.connection) {
        m_wire.causality().writeOff(*link.connection);
        m_wire.transport().disconnect(*link.connection);
    }
    const auto identity = m_wire.name() + "#" + std::to_string(m_wire.epoch());
    const auto connection = m_wire.transport().connect(endpoint, identity);
    if (!connection)
        return; // searched for again at the next turn
    link.endpoint = endpoint;
    link.connection = *connection;
    link.lastWelcome = steadyNow();
    link.subscribed = 0;
    hello(link);
    auto waiting = std::move(link.waiting);
    link.waiting.clear();
    for (auto &frame : waiting)
        sendOn(link, std::move(frame), true);
    subscribeAnew(link.agent);
}

void Links::subscribeAnew(const std::string &agent)
{
    for (auto &[id, subscription] : m_subscriptions) {
        if (subscription.agent == agent)
            sendSubscribe(subscription);
    }
}

void Links::hello(Link &link)
{
    Frame frame{.header
        = {.kind = FrameKind::Hello, .sequence = link.asked, .correlation = link.subscribed},
        .topic = m_wire.name(),
        .body = {}};
    if (link.connection)
        m_wire.sendQuietly(*link.connection, frame);
}

bool Links::sendOn(Link &link, Frame frame, bool quietly)
{
    if (!link.connection) {
        if (link.waiting.size() >= waitingLimit)
            return false;
        link.waiting.push_back(std::move(frame));
        return true;
    }
    link.asked += frame.header.kind == FrameKind::Push || frame.header.kind == FrameKind::Request;
    link.subscribed += frame.header.kind == FrameKind::Subscribe;
    return quietly ? m_wire.sendQuietly(*link.connection, frame)
                   : m_wire.send(*link.connection, frame);
}

SubscriptionId Links::subscribe(
    const std::string &agent, const std::string &topic, SubscribeOptions how)
{
    const auto id = m_nextSubscription++;
    auto &subscription = m_subscriptions[id];
    subscription.agent = agent;
    subscription.topic = topic;
    subscription.how = std::make_shared<const SubscribeOptions>(std::move(how));
    if (linkTo(agent).connection)
        sendSubscribe(subscription);
    return id;
}

void Links::sendSubscribe(Subscription &subscription)
{
    auto &link = linkTo(subscription.agent);
    if (subscription.correlation != 0) {
        Frame former{
            .header = {.kind = FrameKind::Unsubscribe, .correlation = subscription.correlation},
            .topic = subscription.topic,
            .body = {}};
        sendOn(link, std::move(former), true);
    }
    m_byCorrelation.erase(subscription.correlation);
    subscription.correlation = m_nextCorrelation++;
    subscription.isLive = false;
    subscription.inSnapshot = false;
    subscription.handled = 0;
    subscription.credited = 0;
    for (const auto &[id, known] : m_subscriptions) {
        if (&known == &subscription)
            m_byCorrelation[subscription.correlation] = id;
    }
    Bytes body(16);
    std::memcpy(body.data(), &subscription.publisherEpoch, 8);
    std::memcpy(body.data() + 8, &subscription.lastSequence, 8);
    if (subscription.how->arguments) {
        const auto arguments = subscription.how->arguments();
        body.insert(body.end(), arguments.begin(), arguments.end());
    }
    Frame frame{
        .header = {.kind = FrameKind::Subscribe,
            .flags = static_cast<std::uint16_t>(subscription.how->isObserver ? FlagObserver : 0),
            .sequence = subscription.how->flow.limit
                | static_cast<std::uint64_t>(subscription.how->flow.policy) << 32U,
            .correlation = subscription.correlation},
        .topic = subscription.topic,
        .body = std::move(body)};
    sendOn(link, std::move(frame), subscription.how->isObserver);
}

void Links::unsubscribe(SubscriptionId id)
{
    const auto found = m_subscriptions.find(id);
    if (found == m_subscriptions.end())
        return;
    Frame frame{
        .header = {.kind = FrameKind::Unsubscribe, .correlation = found->second.correlation},
        .topic = found->second.topic,
        .body = {}};
    if (auto &link = linkTo(found->second.agent); link.connection)
        sendOn(link, std::move(frame), true);
    m_byCorrelation.erase(found->second.correlation);
    m_subscriptions.erase(found);
}

/// What we have is forgotten, so the publisher cannot but send a snapshot.
void Links::askSnapshot(SubscriptionId id)
{
    const auto found = m_subscriptions.find(id);
    if (found == m_subscriptions.end())
        return;
    found->second.publisherEpoch = 0;
    if (linkTo(found->second.agent).connection)
        sendSubscribe(found->second);
}

void Links::push(const std::string &agent, const std::string &topic, Bytes body, bool quietly)
{
    sendOn(linkTo(agent),
        {.header = {.kind = FrameKind::Push}, .topic = topic, .body = std::move(body)}, quietly);
}

void Links::askToWake(const std::string &master, Timestamp at, std::uint64_t id)
{
    sendOn(linkTo(master),
        {.header = {.kind = FrameKind::Wake, .sequence = id, .marketTime = at},
            .topic = m_wire.name(),
            .body = {}},
        false);
}

void Links::handle(PeerRef from, const Frame &frame)
{
    auto *link = linkOf(from);
    if (link == nullptr)
        return;
    if (m_wire.lives().isOld(link->agent, frame.header.epoch)
        && frame.header.kind != FrameKind::Refused)
        return search(*link, steadyNow()); // an old life that woke up; its successor is elsewhere
    switch (frame.header.kind) {
    case FrameKind::Welcome:
        return welcome(*link, frame);
    case FrameKind::Refused:
        m_refused = true; // a newer life of ours runs: this one must not act any more
        return;
    case FrameKind::Publish:
        ++link->published;
        return published(frame);
    case FrameKind::Credit: // what the publisher grants
        if (const auto found = m_byCorrelation.find(frame.header.correlation);
            found != m_byCorrelation.end())
            m_subscriptions.at(found->second).granted = frame.header.sequence;
        return;
    case FrameKind::Reply:
        return replied(frame);
    case FrameKind::SubscriptionProblem:
        if (const auto found = m_byCorrelation.find(frame.header.correlation);
            found != m_byCorrelation.end()) {
            const auto onProblem = m_subscriptions.at(found->second).how->onProblem;
            if (onProblem)
                onProblem(toText(frame.body));
        }
        return;
    default:
        return;
    }
}

void Links::welcome(Link &link, const Frame &frame)
{
    link.lastWelcome = steadyNow();
    const bool isOtherLife = link.epoch != 0 && link.epoch != frame.header.epoch;
    const bool forgotUs = link.generation != 0 && link.generation != frame.header.correlation;
    const bool wasKnown = link.generation != 0;
    if (isOtherLife)
        m_wire.lives().learn(link.agent, frame.header.epoch);
    link.epoch = frame.header.epoch;
    link.generation = frame.header.correlation;
    if (isOtherLife)
        restarted(link);
    const bool isNew = isOtherLife || forgotUs || !wasKnown;
    // Publications that the link's order should have brought before this: a cut link lost them.
    const bool isShort = !isNew && link.published != frame.header.sequence;
    link.published = frame.header.sequence;
    m_gaps += isShort ? 1 : 0;
    // It says so until one comes: what we sent meanwhile is given its time.
    const bool isMissing
        = frame.header.has(FlagMissed) && link.lastWelcome - link.lastAnew >= missedAgainAfter;
    if (isOtherLife || forgotUs || isShort || isMissing) {
        link.lastAnew = link.lastWelcome;
        subscribeAnew(link.agent);
    }
    if (link.state != PeerState::Up) {
        link.state = PeerState::Up;
        if (m_onPeer)
            m_onPeer(link.agent, PeerState::Up);
    }
}

bool Links::isInOrder(Subscription &subscription, const Frame &frame)
{
    const auto &header = frame.header;
    if (header.has(FlagSnapshotBegin)) {
        subscription.inSnapshot = true;
        subscription.isLive = false;
    }
    if (header.has(FlagResumed)) {
        subscription.isLive = true;
        return false; // an opening without content
    }
    if (subscription.inSnapshot)
        return true;
    if (!subscription.isLive || header.sequence <= subscription.lastSequence)
        return false;
    const auto before = subscription.lastSequence;
    const auto missing = header.sequence - before - (header.has(FlagGap) ? 0 : 1);
    if (missing == 0)
        return true;
    ++m_gaps;
    const auto policy = subscription.how->flow.policy;
    const bool wasDropped = policy == FlowPolicy::DropOldest || policy == FlowPolicy::DropNewest;
    if (!wasDropped)
        sendSubscribe(subscription); // lost on the way: from the last one that we have
    if (header.has(FlagGap))
        subscription.lastSequence = header.sequence;
    if (const auto how = subscription.how; how->onGap)
        how->onGap({.topic = frame.topic,
            .after = before,
            .missing = missing,
            .isBeingMended = !wasDropped});
    return wasDropped && !header.has(FlagGap);
}

void Links::confirm(Subscription &subscription)
{
    ++subscription.handled;
    // Parts of a snapshot are large, and few are on their way.
    const auto every = subscription.inSnapshot
        ? 1
        : std::clamp<std::uint64_t>(subscription.granted / 8, 1, creditEvery);
    if (subscription.handled - subscription.credited < every)
        return;
    subscription.credited = subscription.handled;
    Frame credit{.header = {.kind = FrameKind::Credit,
                     .sequence = subscription.handled,
                     .correlation = subscription.correlation},
        .topic = {},
        .body = {}};
    if (auto &link = linkTo(subscription.agent); link.connection)
        m_wire.sendQuietly(*link.connection, credit);
}

void Links::published(const Frame &frame)
{
    const auto found = m_byCorrelation.find(frame.header.correlation);
    if (found == m_byCorrelation.end())
        return;
    const auto id = found->second;
    auto &subscription = m_subscriptions.at(id);
    confirm(subscription);
    if (!isInOrder(subscription, frame) || !m_subscriptions.contains(id))
        return;
    Message message{.topic = frame.topic,
        .body = frame.body,
        .from = subscription.agent,
        .epoch = frame.header.epoch,
        .sequence = frame.header.sequence,
        .flags = frame.header.flags,
        .marketTime = frame.header.marketTime,
        .hops = frame.header.hops};
    message.inSnapshot = subscription.inSnapshot;
    if (frame.header.has(FlagSnapshotEnd)) {
        subscription.inSnapshot = false;
        subscription.isLive = true;
    }
    if (!subscription.inSnapshot) {
        subscription.lastSequence = frame.header.sequence;
        subscription.publisherEpoch = frame.header.epoch;
    }
    const auto how = subscription.how; // it may unsubscribe itself
    if (how->onMessage)
        how->onMessage(message);
}

void Links::turn(Duration now)
{
    if (now < m_nextTurn)
        return;
    m_nextTurn = now + beat;
    dropUnneeded(now);
    for (auto &[agent, link] : m_links)
        keepUp(link, now);
    expireRequests(now);
}

void Links::keepUp(Link &link, Duration now)
{
    if (!link.connection) {
        if (now - link.lastSearch >= searchEvery)
            search(link, now);
        m_nextTurn = std::min(m_nextTurn, now + searchEvery);
        return;
    }
    hello(link);
    if (now - link.lastWelcome < lostAfter)
        return;
    if (link.state != PeerState::Lost) {
        link.state = PeerState::Lost;
        if (m_onPeer)
            m_onPeer(link.agent, PeerState::Lost);
    }
    if (now - link.lastSearch >= searchLimit)
        search(link, now); // it may live elsewhere now
}

bool Links::isNeeded(const Link &link) const
{
    const auto isOf = [&](const auto &entry) { return entry.second.agent == link.agent; };
    return link.isFixed || link.searching || !link.waiting.empty()
        || std::any_of(m_subscriptions.begin(), m_subscriptions.end(), isOf)
        || std::any_of(m_requests.begin(), m_requests.end(), isOf);
}

void Links::dropUnneeded(Duration now)
{
    std::vector<std::string> unneeded;
    for (const auto &[agent, link] : m_links) {
        const bool isLost = link.state == PeerState::Lost && now - link.lastWelcome > keptLost;
        if ((!link.connection || isLost) && !isNeeded(link))
            unneeded.push_back(agent);
    }
    for (const auto &agent : unneeded) {
        forget(agent);
        m_links.erase(agent);
    }
}

void Links::goodbye()
{
    for (auto &[agent, link] : m_links) {
        Frame frame{.header = {.kind = FrameKind::Goodbye}, .topic = m_wire.name(), .body = {}};
        if (link.connection)
            m_wire.sendQuietly(*link.connection, frame);
    }
}

bool Links::isUp(const std::string &agent) const
{
    const auto found = m_links.find(agent);
    return found != m_links.end() && found->second.state == PeerState::Up;
}

Value Links::describe() const
{
    Value links;
    for (const auto &[agent, link] : m_links) {
        Value row;
        row.set("endpoint", link.endpoint);
        row.set("state",
            link.state == PeerState::Up         ? "up"
                : link.state == PeerState::Lost ? "lost"
                                                : "searching");
        links.set(agent, std::move(row));
    }
    return links;
}

} // namespace agora::agency
