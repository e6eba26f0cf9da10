#include "engine/agency/sessions.h"

#include <algorithm>

namespace agora::agency {

std::string_view toString(FlowPolicy policy)
{
    switch (policy) {
    case FlowPolicy::Resync:
        return "resync";
    case FlowPolicy::Block:
        return "block";
    case FlowPolicy::DropOldest:
        return "drop-oldest";
    case FlowPolicy::DropNewest:
        return "drop-newest";
    case FlowPolicy::DisconnectSlow:
        return "disconnect-slow";
    }
    return "?";
}

void Sessions::limitFlow(Subscription &subscription, std::uint64_t wish)
{
    const auto *offer = offerFor(subscription.who.topic);
    const auto most = offer == nullptr ? OfferLimits().mostBehind : offer->limits.mostBehind;
    const auto asked = static_cast<std::uint32_t>(wish);
    const auto policy = wish >> 32U;
    const auto limit = asked == 0 ? most : std::min(asked, most);
    subscription.window = limit;
    if (policy > 0 && policy <= static_cast<std::uint64_t>(FlowPolicy::DisconnectSlow))
        subscription.queue.emplace(Flow{.policy = static_cast<FlowPolicy>(policy), .limit = limit});
    Frame granted{.header
        = {.kind = FrameKind::Credit, .sequence = limit, .correlation = subscription.correlation},
        .topic = {},
        .body = {}};
    m_wire.sendQuietly(subscription.session, granted);
}

bool Sessions::publishTo(Subscription &to, std::uint64_t sequence, const Bytes &body)
{
    if (to.phase == Phase::Snapshot)
        return true; // held back for it
    if (!to.queue) {
        if (to.unconfirmed() >= to.window)
            return false;
        sendMessage(to, sequence, body);
        return true;
    }
    switch (to.queue->offer(sequence, body, to.unconfirmed())) {
    case SendQueue::Outcome::SendNow:
        sendMessage(to, sequence, body);
        return true;
    case SendQueue::Outcome::Queued:
        return true;
    case SendQueue::Outcome::Dropped:
        ++m_dropped;
        return true;
    case SendQueue::Outcome::TooSlow:
        return false;
    }
    return false;
}

/// The way of every publication: nothing is copied or allocated here.
void Sessions::sendMessage(Subscription &to, std::uint64_t sequence, const Bytes &body)
{
    FrameHeader header{
        .kind = FrameKind::Publish, .sequence = sequence, .correlation = to.correlation};
    ++to.sent;
    to.lastSequence = sequence;
    ++to.owner->published;
    if (to.who.isObserver)
        m_wire.sendQuietly(to.session, header, to.who.topic, body);
    else
        m_wire.send(to.session, header, to.who.topic, body);
}

/// Sends what waits as far as the credit goes, and tells of what was dropped behind it.
void Sessions::pump(Subscription &to, const Stream &stream)
{
    while (const auto *message = to.queue->next(to.unconfirmed())) {
        sendMessage(to, message->sequence, message->body);
        to.queue->pop();
    }
    if (to.queue->size() == 0 && to.lastSequence < stream.sequence) {
        auto notice = frameFor(to, stream.sequence, FlagGap);
        sendPublish(to, notice);
        to.lastSequence = stream.sequence;
    }
}

bool Sessions::hasRoom(std::string_view topic) const
{
    const auto found = m_streams.find(topic);
    return found == m_streams.end() || hasRoom(found->second);
}

bool Sessions::hasRoom(const Stream &stream)
{
    return stream.blocking == 0 || std::ranges::all_of(stream.live, [](const Subscription *each) {
        return each->phase == Phase::Snapshot || !each->queue
            || each->queue->policy() != FlowPolicy::Block
            || each->queue->hasRoom(each->unconfirmed());
    });
}

Duration Sessions::blockAtMost(std::string_view topic) const
{
    const auto *offer = offerFor(topic);
    return offer == nullptr ? Duration::zero() : offer->limits.blockAtMost;
}

void Sessions::credit(PeerRef from, const Frame &frame)
{
    const auto session = m_sessions.find(from);
    if (session == m_sessions.end())
        return;
    const auto found = session->second.subscriptions.find(frame.header.correlation);
    if (found == session->second.subscriptions.end())
        return;
    auto &subscription = m_subscriptions.at(found->second);
    subscription.confirmed
        = std::min(std::max(subscription.confirmed, frame.header.sequence), subscription.sent);
    if (subscription.phase == Phase::Snapshot)
        readyForPart(subscription);
    if (subscription.queue && subscription.phase == Phase::Live)
        pump(subscription, streamOf(subscription.who.topic));
    if (subscription.phase == Phase::Lagging
        && subscription.unconfirmed() < subscription.window / 2) {
        subscription.isResync = true;
        subscription.who.canResume = false;
        ask(subscription);
    }
}

} // namespace agora::agency
