#pragma once

#include "engine/agency/flow.h"
#include "engine/agency/frame.h"

#include <algorithm>
#include <deque>

namespace agora::agency {

/// The publications that wait for one subscriber, bounded, with the credit that it gave. Holds no
/// more than half of the limit; the other half may be on its way. Policy Resync has no queue.
class SendQueue {
public:
    struct Message {
        std::uint64_t sequence = 0;
        Bytes body;
    };
    enum class Outcome : std::uint8_t {
        SendNow, ///< nothing waits and there is credit: send it, it was not copied
        Queued,
        Dropped, ///< this one or the oldest
        TooSlow ///< by policy Block or DisconnectSlow there is no room
    };

    explicit SendQueue(Flow flow)
        : m_policy(flow.policy)
        , m_window(std::max<std::uint64_t>(flow.limit / 2, 1))
        , m_room(std::max<std::uint64_t>(flow.limit - m_window, 1))
    {}

    /// The next `offer` of a message will find room.
    [[nodiscard]] bool hasRoom(std::uint64_t unconfirmed) const
    {
        return m_waiting.size() < m_room || (m_waiting.empty() && unconfirmed < m_window);
    }
    Outcome offer(std::uint64_t sequence, const Bytes &body, std::uint64_t unconfirmed)
    {
        if (m_waiting.empty() && unconfirmed < m_window)
            return Outcome::SendNow;
        if (m_waiting.size() < m_room) {
            m_waiting.push_back({sequence, body});
            return Outcome::Queued;
        }
        if (m_policy == FlowPolicy::Block || m_policy == FlowPolicy::DisconnectSlow)
            return Outcome::TooSlow;
        ++m_dropped;
        if (m_policy == FlowPolicy::DropNewest)
            return Outcome::Dropped;
        auto oldest = std::move(m_waiting.front()); // its memory serves the new one
        m_waiting.pop_front();
        oldest.sequence = sequence;
        oldest.body = body;
        m_waiting.push_back(std::move(oldest));
        return Outcome::Dropped;
    }
    /// The next to send, if there is credit; `pop` it then.
    [[nodiscard]] const Message *next(std::uint64_t unconfirmed) const
    {
        return m_waiting.empty() || unconfirmed >= m_window ? nullptr : &m_waiting.front();
    }
    void pop() { m_waiting.pop_front(); }

    [[nodiscard]] FlowPolicy policy() const { return m_policy; }
    [[nodiscard]] std::uint64_t window() const { return m_window; }
    [[nodiscard]] std::size_t size() const { return m_waiting.size(); }
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped; }

private:
    FlowPolicy m_policy;
    std::uint64_t m_window; ///< messages on their way at most
    std::uint64_t m_room; ///< messages that wait at most
    std::deque<Message> m_waiting;
    std::uint64_t m_dropped = 0;
};

} // namespace agora::agency
