#include "engine/agency/sessions.h"

namespace agora::agency {

namespace {
constexpr std::uint64_t partsOnTheirWay = 8;
constexpr Duration timeForParts = std::chrono::milliseconds(1); ///< of a turn
} // namespace

void Sessions::acceptInParts(std::uint64_t subscriber, NextPart next)
{
    const auto found = m_subscriptions.find(subscriber);
    if (found == m_subscriptions.end())
        return; // gone meanwhile
    auto &subscription = found->second;
    auto &stream = streamOf(subscription.who.topic);
    dropSnapshot(subscription);
    goLive(subscription, stream);
    subscription.phase = Phase::Snapshot;
    auto &snapshot = subscription.snapshot.emplace(LongSnapshot{}); // Clang sees no default here
    snapshot.next = std::make_shared<NextPart>(std::move(next));
    snapshot.number = m_nextSnapshot++;
    snapshot.sequence = stream.sequence;
    snapshot.sentBefore = subscription.sent;
    if (auto &causality = m_wire.causality();
        causality.isActive() && !subscription.who.isObserver) {
        causality.hold();
        snapshot.instant = std::shared_ptr<void>(
            &causality, [](void *held) { static_cast<Causality *>(held)->release(); });
    }
    ++stream.inSnapshot;
    askPart(subscriber);
}

void Sessions::hold(Stream &stream, const Bytes &body)
{
    stream.held.emplace_back(stream.sequence, body);
    if (stream.held.size() > stream.mostHeld)
        stream.held.pop_front(); // who needs it will be told to begin anew
}

int Sessions::askParts()
{
    const auto end = steadyNow() + timeForParts;
    int asked = 0;
    while (!m_readyForPart.empty() && (asked == 0 || steadyNow() < end)) {
        const auto id = m_readyForPart.front();
        m_readyForPart.pop_front();
        const auto found = m_subscriptions.find(id);
        if (found == m_subscriptions.end() || !found->second.snapshot
            || !std::exchange(found->second.snapshot->isReady, false))
            continue;
        askPart(id);
        ++asked;
    }
    return asked;
}

void Sessions::askPart(std::uint64_t id)
{
    auto &snapshot = *m_subscriptions.at(id).snapshot;
    snapshot.isWaiting = true;
    const auto next = snapshot.next;
    (*next)([this, alive = std::weak_ptr<int>(m_alive), id, number = snapshot.number](
                Result<SnapshotPart> part) {
        if (!alive.expired())
            takePart(id, number, std::move(part));
    });
}

void Sessions::takePart(std::uint64_t id, std::uint64_t number, Result<SnapshotPart> part)
{
    const auto found = m_subscriptions.find(id);
    if (found == m_subscriptions.end())
        return;
    auto &subscription = found->second;
    auto &snapshot = subscription.snapshot;
    if (!snapshot || snapshot->number != number || !std::exchange(snapshot->isWaiting, false))
        return;
    if (!part)
        return refuse(id, part.error().message);
    std::uint16_t flags = 0;
    if (!std::exchange(snapshot->hasBegun, true))
        flags = static_cast<std::uint16_t>(
            FlagSnapshotBegin | (std::exchange(subscription.isResync, false) ? FlagResync : 0));
    if (part->isLast)
        flags |= FlagSnapshotEnd;
    auto frame = frameFor(subscription, snapshot->sequence, flags);
    frame.body = std::move(part->body);
    sendPublish(subscription, frame);
    if (part->isLast)
        return endSnapshot(id);
    readyForPart(subscription);
}

void Sessions::readyForPart(Subscription &subscription)
{
    auto &snapshot = *subscription.snapshot;
    const auto confirmed = std::max(subscription.confirmed, snapshot.sentBefore);
    if (snapshot.isWaiting || snapshot.isReady || subscription.sent - confirmed >= partsOnTheirWay)
        return;
    snapshot.isReady = true;
    m_readyForPart.push_back(subscription.who.id);
}

/// What was published meanwhile follows.
void Sessions::endSnapshot(std::uint64_t id)
{
    auto &subscription = m_subscriptions.at(id);
    auto &stream = streamOf(subscription.who.topic);
    const auto sequence = subscription.snapshot->sequence;
    const auto instant = std::move(subscription.snapshot->instant);
    subscription.phase = Phase::Live;
    subscription.lastSequence = sequence;
    bool isWhole = stream.held.empty() || stream.held.front().first <= sequence + 1;
    for (const auto &[number, body] : stream.held) {
        if (!isWhole)
            break;
        isWhole = number <= sequence || publishTo(subscription, number, body);
    }
    dropSnapshot(subscription);
    if (!isWhole)
        lag(subscription, stream);
}

void Sessions::dropSnapshot(Subscription &subscription)
{
    if (!subscription.snapshot)
        return;
    auto &stream = streamOf(subscription.who.topic);
    if (--stream.inSnapshot == 0)
        stream.held = {};
    subscription.snapshot.reset();
}

void Sessions::breakStream(const std::string &topic)
{
    const auto found = m_streams.find(topic);
    if (found == m_streams.end())
        return;
    found->second.kept.clear();
    if (found->second.live.empty())
        ++found->second.sequence; // or who has the last message would miss nothing
}

} // namespace agora::agency
