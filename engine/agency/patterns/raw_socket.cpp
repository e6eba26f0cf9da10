#include "engine/agency/patterns/raw_socket.h"

#include "engine/agency/patterns/codec.h"
#include "engine/base/log.h"

namespace agora::agency {

namespace {

RawKind kindOf(Pattern pattern)
{
    switch (pattern) {
    case Pattern::Req:
        return RawKind::Dealer;
    case Pattern::Rep:
        return RawKind::Router;
    case Pattern::Push:
        return RawKind::Push;
    case Pattern::Pull:
        return RawKind::Pull;
    case Pattern::Pub:
        return RawKind::Pub;
    default:
        return RawKind::Sub;
    }
}

Bytes joined(std::span<const Bytes> parts)
{
    Bytes all;
    for (const auto &part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// Behind the envelope, which ends with an empty part; all of it when there is none.
std::size_t bodyBegin(const RawParts &parts)
{
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].empty())
            return i + 1;
    }
    return 0;
}

} // namespace

RawSocket::RawSocket(SocketContext &given, SocketSetup setup)
    : Socket(given, std::move(setup))
    , m_answerer(given, Serializer::Raw, [this](PeerRef to, Frame &reply) {
        auto envelope = m_envelopes.extract(to.id);
        if (envelope.empty())
            return;
        auto &parts = envelope.mapped();
        if (reply.header.has(FlagError))
            reply.body = toBytes("error: " + toText(reply.body));
        parts.push_back(std::move(reply.body));
        if (const auto sent = context().transport().sendRaw(m_socket, parts, Duration::zero());
            !sent)
            logWarning(title() + ": an answer was not sent: " + sent.error().message);
        else
            ++m_sent;
    })
{}

Result<void> RawSocket::open()
{
    if (const auto opened = openAgain(); !opened)
        return opened;
    const auto endpoint = context().transport().endpointOf(m_socket);
    if (address().role == SocketRole::Server)
        setup().address.endpoint = endpoint.substr(endpoint.find("://") + 3);
    if (address().pattern != Pattern::Sub)
        return {};
    for (const auto &handler : setup().handlers.all()) {
        if (const auto done = subscribe({{"", handler}}); !done)
            return done;
    }
    return subscribe(setup().handlers.byTopic());
}

Result<void> RawSocket::openAgain()
{
    const auto pattern = address().pattern;
    const auto limit = static_cast<int>(setup().queue.limit);
    const auto opened = context().transport().openRaw(kindOf(pattern),
        address().role == SocketRole::Server ? RawRole::Bind : RawRole::Connect, address().url(),
        {.linger = setup().linger,
            .security = setup().security,
            .advertise = setup().advertise,
            .sendLimit = limit,
            .receiveLimit = limit});
    if (!opened)
        return opened.failure();
    m_socket = *opened;
    if (pattern != Pattern::Push && pattern != Pattern::Pub)
        context().transport().onRaw(
            m_socket, [this](RawRef, RawParts &parts) { takeMessage(parts); });
    return {};
}

Result<void> RawSocket::connectAlso(const Address &)
{
    return fail(title() + ": a raw socket has one connection; connect under another alias");
}

void RawSocket::close(Duration linger)
{
    endLife();
    context().transport().closeRaw(std::exchange(m_socket, {}), linger);
}

// ---- sending

Result<void> RawSocket::send(const Value &value, const SendOptions &options)
{
    auto body = encodeValue(Serializer::Raw, value);
    if (!body)
        return body.failure();
    const auto limit = context().limitOr(options.limit);
    const auto pattern = address().pattern;
    if (pattern == Pattern::Req)
        return ask(*body, limit);
    if (pattern != Pattern::Push && pattern != Pattern::Pub)
        return Socket::send(value, options);
    auto whole = toBytes(options.topic);
    whole.insert(whole.end(), body->begin(), body->end());
    const std::array<Bytes, 1> parts{std::move(whole)};
    const auto sent = context().transport().sendRaw(m_socket, parts, limit);
    if (!sent)
        return fail(title() + ": " + sent.error().message);
    ++m_sent;
    return {};
}

Result<void> RawSocket::ask(const Bytes &body, Duration limit)
{
    if (m_hasAsked)
        return fail(title() + ": the last request has no answer yet; receive it first");
    const std::array<Bytes, 2> parts{Bytes{}, body};
    const auto sent = context().transport().sendRaw(m_socket, parts, limit);
    if (!sent)
        return fail(title() + ": " + sent.error().message);
    ++m_sent;
    m_hasAsked = true;
    m_answer.reset();
    return {};
}

Result<Value> RawSocket::receive(Duration limit)
{
    if (address().pattern != Pattern::Req)
        return Socket::receive(limit);
    if (!m_hasAsked)
        return fail(title() + ": there is nothing to receive, send a request first");
    const bool isThere = context().waitUntil([this] { return m_answer.has_value(); }, limit);
    m_hasAsked = false;
    if (isThere)
        return *std::exchange(m_answer, std::nullopt);
    const auto problem = context().afterWaiting(title() + ": no answer", limit);
    // A late answer carries no mark of its question: only a new socket cannot take it for
    // another's.
    context().transport().closeRaw(m_socket, Duration::zero());
    if (const auto opened = openAgain(); !opened)
        return fail(problem + "; " + opened.error().message);
    return fail(problem);
}

// ---- receiving

void RawSocket::takeMessage(RawParts &parts)
{
    ++m_received;
    if (address().pattern == Pattern::Req) {
        m_answer = toText(joined(std::span(parts).subspan(bodyBegin(parts))));
        return;
    }
    if (!context().mustKeep())
        return arrived(parts);
    context().keep([this, life = life(), parts = std::move(parts)] {
        if (!life.expired())
            arrived(parts);
    });
}

void RawSocket::arrived(const RawParts &parts)
{
    if (address().pattern == Pattern::Rep)
        return requested(parts);
    if (address().pattern == Pattern::Sub)
        return published(parts);
    const Delivery delivery{.value = toText(joined(parts)), .alias = alias()};
    const Reply nobody({.deliver = [](const auto &) {}, .complain = [](const auto &) {}});
    const auto handlers = setup().handlers.all(); // one of them may close the socket
    const auto what = "handler of “" + alias() + "”";
    for (const auto &handler : handlers)
        context().run(what, [&] { handler(delivery, nobody); });
}

void RawSocket::published(const RawParts &parts)
{
    const auto first = toText(parts.front());
    const auto rest = std::span(parts).subspan(parts.size() > 1 ? 1 : 0);
    const Reply nobody({.deliver = [](const auto &) {}, .complain = [](const auto &) {}});
    const auto byTopic = m_byTopic; // a handler may change it
    for (const auto &[prefix, handler] : byTopic) {
        if (!first.starts_with(prefix))
            continue;
        const Delivery delivery{.value = toText(joined(rest)),
            .topic = parts.size() > 1 ? first : prefix,
            .prefix = prefix,
            .alias = alias()};
        context().run(
            "handler of “" + alias() + "”", [&, &run = handler] { run(delivery, nobody); });
    }
}

void RawSocket::requested(const RawParts &parts)
{
    const auto begin = bodyBegin(parts);
    if (begin == 0)
        return logWarning(title() + ": a message that is no request was dropped");
    const auto id = m_nextRequest++;
    m_envelopes[id] = RawParts(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(begin));
    const Frame request{.header = {.kind = FrameKind::Request, .correlation = id}, .topic = {}};
    const Delivery delivery{
        .value = toText(joined(std::span(parts).subspan(begin))), .alias = alias()};
    const auto handler = setup().handlers.all().front();
    m_answerer.handle({PeerRef::Role::Session, id}, request, delivery, handler);
}

// ---- topics

Result<void> RawSocket::subscribe(const std::map<std::string, Handler> &handlers)
{
    if (address().pattern != Pattern::Sub)
        return Socket::subscribe(handlers);
    for (const auto &[topic, handler] : handlers) {
        if (!m_byTopic.contains(topic)) { // ZeroMQ counts: one subscription for one topic
            const auto done = context().transport().subscribeRaw(m_socket, toBytes(topic));
            if (!done)
                return done;
        }
        m_byTopic[topic] = handler;
    }
    return {};
}

Result<void> RawSocket::unsubscribe(const std::vector<std::string> &topics)
{
    if (address().pattern != Pattern::Sub)
        return Socket::unsubscribe(topics);
    for (const auto &topic : topics) {
        if (m_byTopic.erase(topic) == 0)
            return fail(title() + " has not subscribed “" + topic + "”");
        const auto done = context().transport().unsubscribeRaw(m_socket, toBytes(topic));
        if (!done)
            return done;
    }
    return {};
}

Value RawSocket::describe() const
{
    auto row = Socket::describe();
    row.set("sent", m_sent);
    row.set("received", m_received);
    if (address().pattern == Pattern::Rep)
        m_answerer.describe(row);
    return row;
}

} // namespace agora::agency
