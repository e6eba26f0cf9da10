#include "engine/agency/patterns/asking_socket.h"

#include "engine/agency/patterns/codec.h"
#include "engine/base/log.h"

namespace agora::agency {

namespace {
/// What an asynchronous answer leads to: its handler, or `onError`, or a warning.
Asker::OnAnswer toHandler(
    SocketContext &context, std::string alias, Handler onReply, OnRequestError onError)
{
    auto handle = [&context, alias = std::move(alias), onReply = std::move(onReply),
                      onError = std::move(onError)](const Result<Delivery> &answer) {
        const auto what = "reply handler of “" + alias + "”";
        if (!answer && onError)
            return (void)context.run(what, [&] { onError(answer.error().message); });
        if (!answer)
            return logWarning(answer.error().message);
        const Reply nobody({.deliver = [](const Result<Value> &) {}, .complain = [](auto &) {}});
        context.run(what, [&] { onReply(*answer, nobody); });
    };
    return [&context, handle = std::move(handle)](const Result<Delivery> &answer) {
        if (context.isBusy())
            context.keep([handle, answer] { handle(answer); }); // one handler at a time
        else
            handle(answer);
    };
}
} // namespace

AskingSocket::AskingSocket(SocketContext &context, SocketSetup setup)
    : LinkedSocket(context, std::move(setup)), m_asker(context, address().serializer, alias())
{}

Result<void> AskingSocket::ask(
    const Value &value, const Handler &onReply, const SendOptions &options)
{
    auto resolved = context().resolved(onReply);
    if (!resolved)
        return resolved.failure();
    auto body = encodeValue(address().serializer, value);
    if (!body)
        return body.failure();
    const auto limit = context().limitOr(options.limit);
    // A connection takes requests before its server is there; a server needs a client.
    if (!context().waitUntil([this] { return !peers().empty(); }, limit))
        return fail(context().afterWaiting(whyNobody(), limit));
    auto *peer = nextPeer([](const Peer &each) { return each.isUp; });
    if (peer == nullptr)
        peer = nextPeer([](const Peer &) { return true; });
    const auto id = m_asker.ask(*peer, *std::move(body), options.wait,
        toHandler(context(), alias(), *std::move(resolved), options.onError));
    return id ? Result<void>() : id.failure();
}

} // namespace agora::agency
