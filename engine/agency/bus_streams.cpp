#include "engine/agency/bus_parts.h"

namespace agora::agency {

namespace {
constexpr int framesAtOnce = 64;
constexpr Duration longestWait = std::chrono::milliseconds(100);
} // namespace

// ---- publish–subscribe

void Bus::offer(std::string prefix, OnSubscribe onSubscribe, std::size_t keep)
{
    offer(std::move(prefix), std::move(onSubscribe), OfferLimits{.keep = keep});
}
void Bus::offer(std::string prefix, OnSubscribe onSubscribe, OfferLimits limits)
{
    auto told = [this, onSubscribe = std::move(onSubscribe)](const Subscriber &subscriber) {
        try {
            onSubscribe(subscriber);
        } catch (const std::exception &error) {
            refuse(subscriber.id, error.what());
            throw; // the agent's error too
        }
    };
    m_parts->sessions.offer(std::move(prefix), std::move(told), limits);
}
void Bus::onSubscriberGone(std::function<void(const Subscriber &)> hook)
{
    m_parts->sessions.onGone(std::move(hook));
}
void Bus::accept(std::uint64_t subscriber, const std::vector<Bytes> &snapshot)
{
    m_parts->sessions.accept(subscriber, snapshot);
}
void Bus::acceptInParts(std::uint64_t subscriber, NextPart next)
{
    m_parts->sessions.acceptInParts(subscriber, std::move(next));
}
void Bus::breakStream(const std::string &topic) { m_parts->sessions.breakStream(topic); }
void Bus::resume(std::uint64_t subscriber) { m_parts->sessions.resume(subscriber); }
void Bus::refuse(std::uint64_t subscriber, const std::string &sentence)
{
    m_parts->sessions.refuse(subscriber, sentence);
}
void Bus::publish(const std::string &topic, const Bytes &body)
{
    const OneMoment moment(*this);
    if (m_parts->sessions.tryPublish(topic, body))
        return;
    awaitRoom(topic);
    m_parts->wire.renewMoment();
    m_parts->sessions.publish(topic, body);
}
StreamId Bus::streamOf(const std::string &topic) { return m_parts->sessions.streamId(topic); }
void Bus::publish(StreamId stream, const Bytes &body)
{
    const OneMoment moment(*this);
    if (!m_parts->sessions.tryPublish(stream, body))
        publish(m_parts->sessions.topicOf(stream), body);
}
void Bus::publishIfHeard(const std::string &topic, const std::function<Bytes()> &body)
{
    if (m_parts->sessions.isHeard(topic))
        publish(topic, body());
    else
        m_parts->sessions.publish(topic, {});
}
void Bus::beginMoment() { m_parts->wire.beginMoment(); }
void Bus::endMoment() { m_parts->wire.endMoment(); }
bool Bus::tryPublish(const std::string &topic, const Bytes &body)
{
    const OneMoment moment(*this);
    return m_parts->sessions.tryPublish(topic, body);
}
std::size_t Bus::subscribers(std::string_view topic) const
{
    return m_parts->sessions.subscribers(topic);
}
SubscriptionId Bus::subscribe(
    const std::string &agent, const std::string &topic, SubscribeOptions how)
{
    return m_parts->links.subscribe(agent, topic, std::move(how));
}
void Bus::unsubscribe(SubscriptionId id) { m_parts->links.unsubscribe(id); }
void Bus::askSnapshot(SubscriptionId id) { m_parts->links.askSnapshot(id); }

void Bus::awaitRoom(const std::string &topic)
{
    if (std::exchange(m_parts->isAwaitingRoom, true))
        return; // a handler of what we still handle meanwhile publishes, too
    const auto deadline = steadyNow() + m_parts->sessions.blockAtMost(topic);
    while (!m_parts->sessions.hasRoom(topic) && !isInterrupted()) {
        const auto left = deadline - steadyNow();
        if (left <= Duration::zero())
            break;
        m_parts->wire.transport().receive(
            std::min(left, longestWait), framesAtOnce, [this](PeerRef from, Frame &frame) {
                arrived(from, frame);
                const auto kind = frame.header.kind;
                const bool isUpkeep = kind == FrameKind::Credit || kind == FrameKind::Hello
                    || kind == FrameKind::Goodbye || kind == FrameKind::Unsubscribe;
                const bool isHandled = isUpkeep && !m_parts->sessions.nameOf(from).empty();
                if (isHandled)
                    m_parts->sessions.handle(from, frame);
                // What it ends may itself still wait here.
                if (!isHandled || kind == FrameKind::Unsubscribe)
                    m_parts->deferred.emplace_back(from, std::move(frame));
            });
    }
    m_parts->isAwaitingRoom = false;
}

} // namespace agora::agency
