#include "engine/agency/patterns/linked_socket.h"

#include "engine/base/log.h"

namespace agora::agency {

namespace {
constexpr int eagerHellos = 8; ///< then slower, so that nothing piles up for a server that is away
constexpr int slowest = 4; ///< doublings

std::uint64_t windowIn(const Frame &greeting)
{
    const auto who = Value::fromMessagePack(greeting.body);
    return who ? static_cast<std::uint64_t>((*who)["window"].asInteger()) : 0;
}
} // namespace

// ---- listening and connecting

Result<void> LinkedSocket::open()
{
    m_nextGeneration = static_cast<std::uint64_t>(steadyNow().count()); // no other socket's numbers
    if (address().role == SocketRole::Client)
        return connectTo(address().url());
    auto &transport = context().transport();
    const auto port = transport.bind(address().url(),
        {.linger = setup().linger, .security = setup().security, .advertise = setup().advertise});
    if (!port)
        return port.failure();
    m_port = *port;
    const auto endpoint = transport.endpointOf(m_port);
    setup().address.endpoint = endpoint.substr(endpoint.find("://") + 3);
    return {};
}

Result<void> LinkedSocket::connectAlso(const Address &server)
{
    if (address().role == SocketRole::Server)
        return fail(title() + ": it listens, and does not connect as well");
    if (server.twin().pattern != address().pattern || server.serializer != address().serializer)
        return fail(title() + ": cannot also connect to “" + server.toText() + "”");
    return connectTo(server.url());
}

Result<PeerRef> LinkedSocket::openConnection(const std::string &url)
{
    const auto &bus = context().bus();
    const auto connection = context().transport().connect(url,
        bus.name() + "#" + std::to_string(bus.epoch()) + "." + alias(),
        {.linger = setup().linger, .security = setup().security});
    if (connection)
        context().bus().onConnectionFrame(
            *connection, [this](PeerRef from, Frame &frame) { take(from, frame); });
    return connection;
}

Result<void> LinkedSocket::connectTo(const std::string &url)
{
    const auto connection = openConnection(url);
    if (!connection)
        return connection.failure();
    auto &peer = addPeer(*connection);
    peer.endpoint = url;
    hello(peer, steadyNow());
    return {};
}

void LinkedSocket::sayGoodbye(PeerRef to)
{
    Frame goodbye{
        .header = {.kind = FrameKind::Goodbye}, .topic = context().bus().name(), .body = {}};
    context().send(to, goodbye);
}

/// ZeroMQ connects again by itself after a cut, but not within a process.
void LinkedSocket::connectAnew(PeerRef former)
{
    auto peer = m_peers.extract(former);
    if (peer.empty())
        return; // a handler has closed us meanwhile
    sayGoodbye(former);
    context().bus().onConnectionFrame(former, {});
    context().transport().disconnect(former, Duration::zero());
    if (const auto connection = openConnection(peer.mapped().endpoint)) {
        peer.mapped().ref = *connection;
        peer.key() = *connection;
        hello(peer.mapped(), steadyNow());
    }
    m_peers.insert(std::move(peer));
}

void LinkedSocket::close(Duration linger)
{
    endLife();
    if (linger != Duration::zero())
        flush();
    auto &transport = context().transport();
    for (auto &[ref, peer] : m_peers) {
        sayGoodbye(ref);
        if (ref.role == PeerRef::Role::Connection) {
            context().bus().onConnectionFrame(ref, {});
            transport.disconnect(ref, linger);
        }
    }
    m_peers.clear();
    if (m_port != PortRef{})
        transport.unbind(std::exchange(m_port, {}), linger);
}

void LinkedSocket::take(PeerRef from, Frame &frame)
{
    if (!isForHandler(frame) || !context().mustKeep())
        return onFrame(from, frame);
    context().keep([this, life = life(), from, frame = std::move(frame)]() mutable {
        if (!life.expired())
            onFrame(from, frame);
    });
}

// ---- greetings

Peer &LinkedSocket::addPeer(PeerRef ref)
{
    return m_peers.try_emplace(ref, ref, setup().queue, usualPolicy()).first->second;
}

Bytes LinkedSocket::selfDescription()
{
    const OutStream stream(setup().queue, usualPolicy());
    Value who;
    who.set("pattern", toString(address().pattern));
    who.set("serializer", toString(address().serializer));
    who.set("window", stream.window());
    return who.toMessagePack();
}

void LinkedSocket::hello(Peer &peer, Duration now)
{
    Frame frame{.header = {.kind = FrameKind::Hello},
        .topic = context().bus().name(),
        .body = selfDescription()};
    context().send(peer.ref, frame);
    peer.lastHello = now;
    ++peer.unanswered;
}

void LinkedSocket::beat(Duration now)
{
    std::vector<PeerRef> silent;
    std::vector<PeerRef> cut;
    for (auto &[ref, peer] : m_peers) {
        if (ref.role == PeerRef::Role::Session) {
            if (now - peer.lastHeard > silence)
                silent.push_back(ref);
            continue;
        }
        const int doublings = std::clamp(peer.unanswered / eagerHellos, 0, slowest);
        if (now - peer.lastHello >= beatEvery * (1 << doublings) - beatEvery / 4)
            hello(peer, now);
        if (peer.isUp && now - peer.lastHeard > lostAfter)
            peer.isUp = false;
        if (address().transport == TransportKind::Inproc && peer.hasLeft)
            cut.push_back(ref);
    }
    for (const auto ref : silent)
        drop(ref);
    for (const auto ref : cut)
        connectAnew(ref);
}

std::string LinkedSocket::mismatch(const Frame &frame) const
{
    const auto who = Value::fromMessagePack(frame.body);
    if (!who || !(*who)["pattern"].isText())
        return title() + " was greeted by something that is no socket of an agent";
    const auto pattern = (*who)["pattern"].asText();
    if (pattern != toString(twinOf(address().pattern)))
        return title() + " talks to " + std::string(toString(twinOf(address().pattern)))
            + ", not to " + pattern;
    if ((*who)["serializer"].asText() != toString(address().serializer))
        return title() + " speaks " + std::string(toString(address().serializer)) + ", not "
            + (*who)["serializer"].asText();
    return {};
}

bool LinkedSocket::isOutdated(const std::string &agent, std::uint64_t epoch) const
{
    const auto found = m_epochs.find(agent);
    return found != m_epochs.end() && epoch < found->second;
}

void LinkedSocket::refuse(PeerRef to, const std::string &sentence)
{
    ++m_refused;
    Frame frame{.header = {.kind = FrameKind::Refused},
        .topic = context().bus().name(),
        .body = toBytes(sentence)};
    context().send(to, frame);
}

void LinkedSocket::greeted(PeerRef from, const Frame &frame)
{
    if (const auto problem = mismatch(frame); !problem.empty())
        return refuse(from, problem);
    if (isOutdated(frame.topic, frame.header.epoch))
        return refuse(from, "a newer life of “" + frame.topic + "” is known to " + title());
    m_epochs[frame.topic] = frame.header.epoch;
    std::vector<PeerRef> outdated;
    for (const auto &[ref, peer] : m_peers) {
        if (peer.agent == frame.topic && peer.epoch < frame.header.epoch && ref != from)
            outdated.push_back(ref);
    }
    for (const auto ref : outdated)
        drop(ref);
    auto &peer = addPeer(from);
    const bool isNew = peer.generation == 0;
    peer.agent = frame.topic;
    peer.epoch = frame.header.epoch;
    peer.lastHeard = steadyNow();
    peer.window = windowIn(frame);
    peer.isUp = true;
    if (isNew)
        peer.generation = ++m_nextGeneration;
    Frame welcome{.header = {.kind = FrameKind::Welcome, .correlation = peer.generation},
        .topic = context().bus().name(),
        .body = selfDescription()};
    context().send(from, welcome);
    if (isNew)
        onPeerUp(peer);
}

void LinkedSocket::welcomed(Peer &peer, const Frame &frame)
{
    const bool isNews = peer.generation != frame.header.correlation;
    const auto alive = life();
    if (isNews && peer.generation != 0)
        onPeerGone(peer);
    if (alive.expired())
        return; // a handler has closed us
    m_epochs[frame.topic] = frame.header.epoch;
    peer.agent = frame.topic;
    peer.epoch = frame.header.epoch;
    peer.generation = frame.header.correlation;
    peer.window = windowIn(frame);
    peer.unanswered = 0;
    peer.isUp = true;
    peer.hasLeft = false;
    peer.refusal.clear();
    if (isNews)
        onPeerUp(peer);
}

void LinkedSocket::wasRefused(Peer &peer, const std::string &sentence)
{
    peer.isUp = false;
    peer.unanswered = 0;
    if (peer.refusal == sentence)
        return; // it is said at every hello
    peer.refusal = sentence;
    logWarning(title() + " was refused: " + sentence);
    onPeerGone(peer);
}

void LinkedSocket::onFrame(PeerRef from, Frame &frame)
{
    if (frame.header.kind == FrameKind::Hello)
        return greeted(from, frame);
    auto *peer = peerOf(from);
    if (peer == nullptr) {
        if (from.role == PeerRef::Role::Connection || frame.header.kind == FrameKind::Goodbye)
            return;
        // Sent before we were restarted: its greeting comes later, or never if it has left.
        peer = &addPeer(from);
        peer->agent = frame.topic;
        peer->epoch = frame.header.epoch;
    }
    const auto &speaker = frame.header.kind == FrameKind::Welcome ? frame.topic : peer->agent;
    if (isOutdated(speaker, frame.header.epoch)) {
        ++m_outdated;
        return;
    }
    peer->lastHeard = steadyNow();
    switch (frame.header.kind) {
    case FrameKind::Welcome:
        return welcomed(*peer, frame);
    case FrameKind::Refused:
        return wasRefused(*peer, toText(frame.body));
    case FrameKind::Goodbye:
        if (from.role == PeerRef::Role::Session)
            return drop(from);
        peer->isUp = false;
        if (!std::exchange(peer->hasLeft, true))
            onPeerGone(*peer);
        return;
    default:
        return onData(*peer, frame);
    }
}

bool LinkedSocket::isForHandler(const Frame &frame) const
{
    const auto kind = frame.header.kind;
    return kind == FrameKind::Push || kind == FrameKind::Publish || kind == FrameKind::Request
        || (kind == FrameKind::Reply && address().pattern != Pattern::Req);
}

// ---- peers

Peer *LinkedSocket::peerOf(PeerRef ref)
{
    const auto found = m_peers.find(ref);
    return found == m_peers.end() ? nullptr : &found->second;
}

void LinkedSocket::drop(PeerRef ref)
{
    const auto found = m_peers.find(ref);
    if (found == m_peers.end())
        return;
    auto peer = m_peers.extract(found);
    onPeerGone(peer.mapped());
    context().transport().disconnect(ref);
}

Peer *LinkedSocket::nextPeer(const std::function<bool(const Peer &)> &fits)
{
    auto at = m_peers.upper_bound(m_lastUsed);
    for (std::size_t i = 0; i < m_peers.size(); ++i, ++at) {
        if (at == m_peers.end())
            at = m_peers.begin();
        if (fits(at->second)) {
            m_lastUsed = at->first;
            return &at->second;
        }
    }
    return nullptr;
}

std::size_t LinkedSocket::peersUp() const
{
    return static_cast<std::size_t>(std::count_if(
        m_peers.begin(), m_peers.end(), [](const auto &each) { return each.second.isUp; }));
}

bool LinkedSocket::isHopeless() const
{
    return !m_peers.empty() && std::all_of(m_peers.begin(), m_peers.end(), [](const auto &each) {
        return !each.second.refusal.empty();
    });
}

std::string LinkedSocket::whyNobody() const
{
    if (m_peers.empty())
        return title() + ": nobody is connected";
    for (const auto &[ref, peer] : m_peers) {
        if (!peer.refusal.empty())
            return title() + " was refused: " + peer.refusal;
    }
    return title() + ": nobody answers";
}

OutStream::Send LinkedSocket::sender(Peer &to)
{
    return [this, ref = to.ref](Frame &frame) { return context().send(ref, frame); };
}

bool LinkedSocket::noteArrival(Peer &from, const Frame &frame)
{
    const bool isNotice = frame.header.has(FlagResync);
    const auto missed = isNotice ? from.in.skipped(frame.header.sequence)
                                 : from.in.arrived(frame.header.sequence);
    const auto alive = life();
    if (missed > 0)
        tellGap(from, missed);
    return !isNotice && !alive.expired();
}

void LinkedSocket::tellGap(const Peer &from, std::uint64_t missed)
{
    const Gap gap{.alias = alias(), .from = from.agent, .missed = missed};
    if (!setup().onGap)
        return logWarning(title() + ": " + (missed == 0 ? "some" : std::to_string(missed))
            + " messages of “" + gap.from + "” were lost");
    const auto tell = [&context = context(), gap, onGap = setup().onGap] {
        context.run("gap handler of “" + gap.alias + "”", [&] { onGap(gap); });
    };
    if (context().isBusy())
        context().keep(tell); // somebody waits: one handler at a time
    else
        tell();
}

void LinkedSocket::confirm(PeerRef to, std::uint64_t sequence)
{
    auto *peer = peerOf(to);
    if (peer == nullptr)
        return;
    const auto upTo = peer->in.handled(sequence, peer->window);
    if (!upTo)
        return;
    Frame credit{.header = {.kind = FrameKind::Credit, .sequence = *upTo}, .topic = {}, .body = {}};
    context().send(to, credit);
}

Delivery LinkedSocket::deliveryOf(const Peer &from, const Frame &frame, Value value) const
{
    return {.value = std::move(value),
        .from = from.agent,
        .alias = alias(),
        .sequence = frame.header.sequence,
        .isSnapshot = frame.header.has(FlagSnapshotBegin)};
}

Value LinkedSocket::describe() const
{
    auto row = Socket::describe();
    row.set("outdated", m_outdated);
    row.set("refused", m_refused);
    Value links = Value::Array{};
    for (const auto &[ref, peer] : m_peers)
        links.append(peer.describe());
    row.set("links", std::move(links));
    return row;
}

} // namespace agora::agency
