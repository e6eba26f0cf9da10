#include "engine/agency/patterns/request_sockets.h"

#include "engine/agency/patterns/codec.h"
#include "engine/base/log.h"

namespace agora::agency {

// ---- REQ

ReqSocket::ReqSocket(SocketContext &context, SocketSetup setup)
    : LinkedSocket(context, std::move(setup)), m_asker(context, address().serializer, alias())
{}

Result<void> ReqSocket::send(const Value &value, const SendOptions &options)
{
    if (m_asked)
        return fail(title() + ": the last request has no answer yet; receive it first");
    auto body = encodeValue(address().serializer, value);
    if (!body)
        return body.failure();
    const auto isUp = [](const Peer &peer) { return peer.isUp; };
    const auto limit = context().limitOr(options.limit);
    const auto isPossible = [this] { return peersUp() > 0 || isHopeless(); };
    if (!context().waitUntil(isPossible, limit) || peersUp() == 0)
        return fail(context().afterWaiting(whyNobody(), limit));
    const auto id = m_asker.ask(*nextPeer(isUp), *std::move(body), {}, [this](auto answer) {
        m_answer = answer ? Result<Value>(answer->value) : Result<Value>(answer.failure());
    });
    if (!id)
        return id.failure();
    m_answer.reset();
    m_asked = *id;
    return {};
}

Result<Value> ReqSocket::receive(Duration limit)
{
    if (!m_asked)
        return fail(title() + ": there is nothing to receive, send a request first");
    const bool isThere = context().waitUntil([this] { return m_answer.has_value(); }, limit);
    const auto id = *std::exchange(m_asked, std::nullopt);
    if (isThere)
        return *std::exchange(m_answer, std::nullopt);
    m_asker.forget(id);
    return fail(context().afterWaiting(title() + ": no answer", limit));
}

void ReqSocket::onData(Peer &from, Frame &frame)
{
    if (frame.header.kind == FrameKind::Reply)
        m_asker.answered(from, frame);
}

Value ReqSocket::describe() const
{
    auto row = LinkedSocket::describe();
    m_asker.describe(row);
    return row;
}

// ---- ASYNC_REQ

AsyncReqSocket::AsyncReqSocket(SocketContext &context, SocketSetup setup)
    : AskingSocket(context, std::move(setup))
{}

Result<void> AsyncReqSocket::send(const Value &value, const SendOptions &options)
{
    auto onReply = options.onReply;
    if (onReply.isEmpty() && !setup().handlers.all().empty())
        onReply = setup().handlers.all().front();
    if (onReply.isEmpty())
        return fail(title() + ": the answer has no handler");
    return ask(value, onReply, options);
}

void AsyncReqSocket::onData(Peer &from, Frame &frame)
{
    if (frame.header.kind == FrameKind::Reply)
        m_asker.answered(from, frame);
}

Value AsyncReqSocket::describe() const
{
    auto row = LinkedSocket::describe();
    m_asker.describe(row);
    return row;
}

// ---- REP, ASYNC_REP

RepSocket::RepSocket(SocketContext &context, SocketSetup setup)
    : LinkedSocket(context, std::move(setup))
    , m_answerer(context, address().serializer, [this](PeerRef to, Frame &reply) {
        if (peerOf(to) == nullptr)
            return;
        this->context().send(to, reply);
        this->context().transport().flush(); // the handler may go on working
    })
{}

void RepSocket::onData(Peer &from, Frame &frame)
{
    if (frame.header.kind != FrameKind::Request)
        return;
    auto value = decodeValue(address().serializer, frame.body);
    if (!value)
        return m_answerer.refuse(from.ref, frame, value.error().message);
    m_answerer.handle(from.ref, frame, deliveryOf(from, frame, *std::move(value)),
        setup().handlers.all().front());
}

Value RepSocket::describe() const
{
    auto row = LinkedSocket::describe();
    m_answerer.describe(row);
    return row;
}

} // namespace agora::agency
