#include "engine/agency/patterns/push_sockets.h"

#include "engine/agency/patterns/codec.h"
#include "engine/base/log.h"

namespace agora::agency {

// ---- PUSH

Result<void> PushSocket::send(const Value &value, const SendOptions &options)
{
    auto body = encodeValue(address().serializer, value);
    if (!body)
        return body.failure();
    return offer({.header = {.kind = FrameKind::Push},
                     .topic = context().bus().name(),
                     .body = *std::move(body)},
        context().limitOr(options.limit));
}

Peer *PushSocket::nextWithRoom()
{
    auto *peer = nextPeer([](const Peer &each) { return each.isUp && each.out.hasRoom(); });
    if (peer != nullptr)
        return peer;
    return nextPeer([](const Peer &each) { return each.isKnown() && each.out.hasRoom(); });
}

Result<void> PushSocket::offer(Frame frame, Duration limit)
{
    housePending();
    Peer *peer = nullptr;
    const auto isKnown = [](const Peer &each) { return each.isKnown(); };
    const bool mayDrop = OutStream(setup().queue, usualPolicy()).policy() != QueuePolicy::Block;
    const auto isPossible = [&] {
        peer = m_pending.empty() ? nextWithRoom() : nullptr;
        if (peer == nullptr && mayDrop)
            peer = nextPeer(isKnown);
        return peer != nullptr || isHopeless();
    };
    if (!context().waitUntil(isPossible, limit) || peer == nullptr) {
        const bool isFull = std::any_of(
            peers().begin(), peers().end(), [](const auto &each) { return each.second.isKnown(); });
        return fail(context().afterWaiting(isFull ? title() + ": all pullers are busy, each has "
                    + std::to_string(setup().queue.limit) + " messages to handle"
                                                  : whyNobody(),
            limit));
    }
    const auto ref = peer->ref;
    const auto outcome = peer->out.offer(std::move(frame), sender(*peer));
    const bool isClient = ref.role == PeerRef::Role::Session;
    if (outcome == OutStream::Outcome::TooSlow
        || (outcome == OutStream::Outcome::Unreachable && isClient)) {
        drop(ref); // what it was not given goes to the others
        housePending();
    }
    return {};
}

void PushSocket::housePending()
{
    while (!m_pending.empty()) {
        auto *peer = nextWithRoom();
        if (peer == nullptr)
            return;
        auto frame = std::move(m_pending.front());
        m_pending.pop_front();
        if (peer->out.offer(std::move(frame), sender(*peer)) == OutStream::Outcome::Unreachable
            && peer->ref.role == PeerRef::Role::Session)
            drop(peer->ref);
    }
}

void PushSocket::onPeerUp(Peer &peer)
{
    peer.out.confirm(0, sender(peer)); // what waited while it was away
    housePending();
}

void PushSocket::onPeerGone(Peer &peer)
{
    if (const auto lost = peer.out.giveUpUnconfirmed(); lost > 0) {
        m_lost += lost;
        logWarning(title() + ": “" + peer.agent + "” is gone with up to " + std::to_string(lost)
            + " messages that it had not handled");
    }
    if (peer.ref.role == PeerRef::Role::Connection)
        return; // it was restarted, and gets the rest
    auto waiting = peer.out.takeWaiting();
    m_pending.insert(m_pending.end(), std::make_move_iterator(waiting.begin()),
        std::make_move_iterator(waiting.end()));
}

void PushSocket::onData(Peer &from, Frame &frame)
{
    if (frame.header.kind != FrameKind::Credit)
        return;
    from.out.confirm(frame.header.sequence, sender(from));
    housePending();
}

void PushSocket::flush()
{
    for (auto &[ref, peer] : peers())
        peer.out.flush(sender(peer));
}

Value PushSocket::describe() const
{
    auto row = LinkedSocket::describe();
    row.set("lost", m_lost);
    row.set("pending", static_cast<std::uint64_t>(m_pending.size()));
    return row;
}

// ---- PULL

void PullSocket::onData(Peer &from, Frame &frame)
{
    const auto ref = from.ref;
    if (frame.header.kind != FrameKind::Push && frame.header.kind != FrameKind::Publish)
        return;
    if (!noteArrival(from, frame))
        return;
    const auto what = "handler of “" + alias() + "”";
    auto value = decodeValue(address().serializer, frame.body);
    if (value) {
        const auto delivery = deliveryOf(from, frame, *std::move(value));
        const Reply nobody({.deliver = [](const auto &) {}, .complain = [](const auto &) {}});
        for (const auto &handler : setup().handlers.all()) // closing only marks the socket
            context().run(what, [&] { handler(delivery, nobody); });
    } else {
        context().bus().errors().report(what, value.error().message);
    }
    confirm(ref, frame.header.sequence);
}

} // namespace agora::agency
