#include "engine/agency/patterns/publish_sockets.h"

#include "engine/agency/patterns/codec.h"
#include "engine/agency/patterns/request_sockets.h"
#include "engine/base/log.h"

namespace agora::agency {

namespace {

/// Calls `body` for every prefix of `topic` in `prefixes`; true ends it.
template <typename Prefixes, typename Body>
bool forEachMatch(const Prefixes &prefixes, std::string_view topic, const Body &body)
{
    if (prefixes.size() <= topic.size()) {
        for (auto at = prefixes.begin(); at != prefixes.end(); ++at) {
            const std::string_view prefix = body.keyOf(*at);
            if (topic.starts_with(prefix) && body(*at))
                return true;
        }
        return false;
    }
    for (std::size_t length = 0; length <= topic.size(); ++length) {
        const auto found = prefixes.find(topic.substr(0, length));
        if (found != prefixes.end() && body(*found))
            return true;
    }
    return false;
}

struct AnyMatch {
    static const std::string &keyOf(const std::string &prefix) { return prefix; }
    bool operator()(const std::string &) const { return true; }
};

bool wants(const Peer &peer, std::string_view topic)
{
    return forEachMatch(peer.topics, topic, AnyMatch{});
}

} // namespace

// ---- PUB, SYNC_PUB

PubSocket::PubSocket(SocketContext &given, SocketSetup setup)
    : LinkedSocket(given, std::move(setup))
    , m_answerer(given, address().serializer, [this](PeerRef to, Frame &reply) {
        if (auto *peer = peerOf(to))
            settle(to, peer->out.offerSurely(std::move(reply), sender(*peer)));
    })
{}

Result<void> PubSocket::send(const Value &value, const SendOptions &options)
{
    auto body = encodeValue(address().serializer, value);
    if (!body)
        return body.failure();
    if (setup().keepsLast)
        m_last[options.topic] = *body;
    const Frame frame{.header = {.kind = FrameKind::Publish, .correlation = ++m_published},
        .topic = options.topic,
        .body = *std::move(body)};
    std::vector<PeerRef> wanting; // waiting for one may change who is there
    for (const auto &[ref, peer] : peers()) {
        if (peer.isKnown() && wants(peer, options.topic))
            wanting.push_back(ref);
    }
    Result<void> all;
    for (const auto ref : wanting) {
        if (auto done = publishTo(ref, frame, context().limitOr(options.limit)); !done)
            all = std::move(done);
    }
    return all;
}

Result<void> PubSocket::publishTo(PeerRef to, const Frame &frame, Duration limit)
{
    auto *peer = peerOf(to);
    if (peer == nullptr)
        return {};
    if (peer->out.policy() == QueuePolicy::Block && !peer->out.hasRoom()) {
        const auto who = peer->agent;
        const bool hasRoom = context().waitUntil(
            [&] {
                peer = peerOf(to);
                return peer == nullptr || peer->out.hasRoom();
            },
            limit);
        if (peer == nullptr)
            return {};
        if (!hasRoom)
            return fail(context().afterWaiting(
                title() + ": subscriber “" + who + "” has no room for more", limit));
    }
    settle(to, peer->out.offer(frame, sender(*peer)));
    return {};
}

void PubSocket::settle(PeerRef with, OutStream::Outcome outcome)
{
    const bool isClient = with.role == PeerRef::Role::Session;
    if (outcome == OutStream::Outcome::Unreachable && isClient)
        return drop(with);
    if (outcome != OutStream::Outcome::TooSlow)
        return;
    ++m_disconnected;
    auto *peer = peerOf(with);
    logWarning(title() + ": subscriber “" + peer->agent + "” is too slow and is sent away");
    sayGoodbye(with);
    if (isClient)
        return drop(with);
    onPeerGone(*peer);
    peer->generation = 0; // what it wants is asked again at its next greeting
}

void PubSocket::onPeerUp(Peer &peer) { peer.out.confirm(0, sender(peer)); }

void PubSocket::onPeerGone(Peer &peer)
{
    (void)peer.out.giveUpUnconfirmed(); // the subscriber knows what it missed
    (void)peer.out.takeWaiting();
    peer.topics.clear();
}

void PubSocket::onData(Peer &from, Frame &frame)
{
    switch (frame.header.kind) {
    case FrameKind::Credit:
        return settle(from.ref, from.out.confirm(frame.header.sequence, sender(from)));
    case FrameKind::Subscribe:
        return subscribed(from, frame);
    case FrameKind::Unsubscribe: {
        from.topics.erase(frame.topic);
        Frame heard{.header = {.kind = FrameKind::Credit, .correlation = frame.header.correlation},
            .topic = {}};
        context().send(from.ref, heard);
        return;
    }
    case FrameKind::Request:
        if (address().pattern == Pattern::SyncPub)
            requested(from, frame);
        return;
    default:
        return;
    }
}

void PubSocket::subscribed(Peer &from, const Frame &frame)
{
    const auto ref = from.ref;
    Frame heard{.header = {.kind = FrameKind::Credit, .correlation = frame.header.correlation},
        .topic = {}};
    context().send(ref, heard);
    auto outcome = OutStream::Outcome::Taken;
    for (const auto &[topic, body] : m_last) {
        if (!topic.starts_with(frame.topic) || wants(from, topic))
            continue;
        outcome = from.out.offerSurely({.header = {.kind = FrameKind::Publish,
                                            .flags = FlagSnapshotBegin | FlagSnapshotEnd,
                                            .correlation = m_published},
                                           .topic = topic,
                                           .body = body},
            sender(from));
    }
    from.topics.insert(frame.topic);
    settle(ref, outcome);
}

void PubSocket::requested(Peer &from, const Frame &frame)
{
    auto value = decodeValue(address().serializer, frame.body);
    if (!value)
        return m_answerer.refuse(from.ref, frame, value.error().message);
    m_answerer.handle(from.ref, frame, deliveryOf(from, frame, *std::move(value)),
        setup().handlers.all().front());
}

void PubSocket::flush()
{
    for (auto &[ref, peer] : peers())
        peer.out.flush(sender(peer));
}

Value PubSocket::describe() const
{
    auto row = LinkedSocket::describe();
    row.set("published", m_published);
    row.set("disconnected", m_disconnected);
    if (address().pattern == Pattern::SyncPub)
        m_answerer.describe(row);
    return row;
}

// ---- SUB, SYNC_SUB

SubSocket::SubSocket(SocketContext &given, SocketSetup setup)
    : AskingSocket(given, std::move(setup)), m_topics(std::make_shared<Topics>())
{}

Result<void> SubSocket::open()
{
    if (const auto &all = setup().handlers.all(); !all.empty())
        change("", all);
    for (const auto &[topic, handler] : setup().handlers.byTopic())
        change(topic, std::vector{handler});
    return LinkedSocket::open();
}

void SubSocket::change(const std::string &topic, std::optional<std::vector<Handler>> handlers)
{
    auto topics = std::make_shared<Topics>(*m_topics);
    const bool wasThere = topics->erase(topic) > 0;
    if (handlers)
        topics->emplace(topic, *handlers);
    m_topics = std::move(topics);
    if (wasThere == handlers.has_value())
        return; // the wire sees no difference
    for (auto &[ref, peer] : peers()) {
        if (peer.isKnown())
            tell(peer, handlers ? FrameKind::Subscribe : FrameKind::Unsubscribe, topic);
    }
}

void SubSocket::tell(Peer &peer, FrameKind kind, const std::string &topic)
{
    Frame frame{.header = {.kind = kind, .correlation = ++peer.topicsTold}, .topic = topic};
    context().send(peer.ref, frame);
}

Result<void> SubSocket::subscribe(const std::map<std::string, Handler> &handlers)
{
    for (const auto &[topic, handler] : handlers)
        change(topic, std::vector{handler});
    return {};
}

Result<void> SubSocket::unsubscribe(const std::vector<std::string> &topics)
{
    for (const auto &topic : topics) {
        if (!m_topics->contains(topic))
            return fail(title() + " has not subscribed “" + topic + "”");
    }
    for (const auto &topic : topics)
        change(topic, std::nullopt);
    return {};
}

Result<void> SubSocket::send(const Value &value, const SendOptions &options)
{
    if (address().pattern != Pattern::SyncSub)
        return Socket::send(value, options);
    if (options.onReply.isEmpty())
        return fail(title() + ": a request needs a handler for its answer");
    return ask(value, options.onReply, options);
}

void SubSocket::onPeerUp(Peer &peer)
{
    peer.topicsTold = 0;
    peer.topicsHeard = 0;
    peer.in.begin();
    for (const auto &[topic, handlers] : *m_topics)
        tell(peer, FrameKind::Subscribe, topic);
    if (std::exchange(peer.wasUp, true) && !m_topics->empty())
        tellGap(peer, 0);
}

void SubSocket::onPeerGone(Peer &peer) { m_asker.lost(peer); }

void SubSocket::onData(Peer &from, Frame &frame)
{
    const auto ref = from.ref;
    const auto sequence = frame.header.sequence;
    switch (frame.header.kind) {
    case FrameKind::Credit:
        from.topicsHeard = frame.header.correlation;
        return;
    case FrameKind::Publish:
        if (!noteArrival(from, frame))
            return;
        published(from, frame);
        return confirm(ref, sequence);
    case FrameKind::Reply:
        if (!noteArrival(from, frame))
            return;
        m_asker.answered(from, frame);
        return confirm(ref, sequence);
    default:
        return;
    }
}

void SubSocket::published(const Peer &from, const Frame &frame)
{
    auto value = decodeValue(address().serializer, frame.body);
    const auto what = "handler of “" + alias() + "”, topic “" + frame.topic + "”";
    if (!value)
        return context().bus().errors().report(what, value.error().message);
    auto delivery = deliveryOf(from, frame, *std::move(value));
    delivery.topic = frame.topic;
    const Reply nobody({.deliver = [](const auto &) {}, .complain = [](const auto &) {}});
    const auto topics = m_topics;
    struct Run {
        static const std::string &keyOf(const Topics::value_type &entry) { return entry.first; }
        bool operator()(const Topics::value_type &entry) const { return body(entry); }
        std::function<bool(const Topics::value_type &)> body;
    };
    forEachMatch(*topics, frame.topic, Run{[&](const Topics::value_type &entry) {
        delivery.prefix = entry.first;
        for (const auto &handler : entry.second)
            context().run(what, [&] { handler(delivery, nobody); });
        return false;
    }});
}

std::size_t SubSocket::peersUp() const
{
    return static_cast<std::size_t>(
        std::count_if(peers().begin(), peers().end(), [](const auto &each) {
            return each.second.isUp && each.second.topicsHeard == each.second.topicsTold;
        }));
}

Value SubSocket::describe() const
{
    auto row = LinkedSocket::describe();
    row.set("topics", static_cast<std::uint64_t>(m_topics->size()));
    if (address().pattern == Pattern::SyncSub)
        m_asker.describe(row);
    return row;
}

} // namespace agora::agency
