#include "engine/agency/patterns/streams.h"

#include <array>

namespace agora::agency {

namespace {
constexpr std::array<std::string_view, 4> policyNames{
    "block", "drop-oldest", "drop-newest", "disconnect-slow"};
} // namespace

std::string_view toString(QueuePolicy policy)
{
    return policyNames[static_cast<std::size_t>(policy)];
}

Result<QueuePolicy> parseQueuePolicy(std::string_view text)
{
    for (std::size_t i = 0; i < policyNames.size(); ++i) {
        if (policyNames[i] == text)
            return static_cast<QueuePolicy>(i);
    }
    return fail("“" + std::string(text)
        + "” is no queue policy (there are block, drop-oldest, drop-newest, disconnect-slow)");
}

// ---- OutStream

OutStream::OutStream(QueueLimits limits, QueuePolicy otherwise)
    : m_limit(std::max<std::size_t>(limits.limit, 1))
    , m_window((m_limit + 1) / 2)
    , m_policy(limits.policy.value_or(otherwise))
{}

OutStream::Outcome OutStream::offer(Frame frame, const Send &send)
{
    bool hasDropped = false;
    if (!hasRoom()) {
        switch (m_policy) {
        case QueuePolicy::Block:
            return Outcome::Full;
        case QueuePolicy::DisconnectSlow:
            return Outcome::TooSlow;
        case QueuePolicy::DropOldest:
            ++m_dropped;
            hasDropped = true;
            if (dropOldest())
                break;
            [[fallthrough]]; // all that waits are answers
        case QueuePolicy::DropNewest:
            m_dropped += hasDropped ? 0 : 1;
            ++m_sequence;
            return Outcome::Dropped;
        }
    }
    const auto outcome = enqueue(std::move(frame), send);
    return outcome == Outcome::Taken && hasDropped ? Outcome::Dropped : outcome;
}

OutStream::Outcome OutStream::offerSurely(Frame frame, const Send &send)
{
    if (m_waiting.size() >= 2 * m_limit)
        return Outcome::TooSlow; // asks without end and never confirms
    return enqueue(std::move(frame), send);
}

bool OutStream::dropOldest()
{
    const auto oldest = std::find_if(m_waiting.begin(), m_waiting.end(),
        [](const Frame &frame) { return frame.header.kind != FrameKind::Reply; });
    if (oldest == m_waiting.end())
        return false;
    m_waiting.erase(oldest);
    return true;
}

OutStream::Outcome OutStream::enqueue(Frame frame, const Send &send)
{
    frame.header.sequence = ++m_sequence;
    m_waiting.push_back(std::move(frame));
    return pump(send);
}

OutStream::Outcome OutStream::pump(const Send &send)
{
    while (!m_waiting.empty() && unconfirmed() < m_window) {
        auto &frame = m_waiting.front();
        if (!send(frame))
            return Outcome::Unreachable;
        m_lastSent = frame.header.sequence;
        m_underWay.push_back(m_lastSent);
        ++m_handedOver;
        m_waiting.pop_front();
    }
    if (m_waiting.empty() && m_lastSent < m_sequence && unconfirmed() < m_window) {
        Frame notice{
            .header = {.kind = FrameKind::Publish, .flags = FlagResync, .sequence = m_sequence},
            .topic = {},
            .body = {}};
        if (!send(notice))
            return Outcome::Unreachable;
        m_lastSent = m_sequence;
    }
    return Outcome::Taken;
}

OutStream::Outcome OutStream::confirm(std::uint64_t sequence, const Send &send)
{
    while (!m_underWay.empty() && m_underWay.front() <= sequence) {
        m_underWay.pop_front();
        ++m_confirmed;
    }
    return pump(send);
}

void OutStream::flush(const Send &send)
{
    for (auto &frame : m_waiting) {
        if (!send(frame))
            return;
    }
    m_waiting.clear();
}

std::uint64_t OutStream::giveUpUnconfirmed()
{
    const auto lost = unconfirmed();
    m_confirmed = m_handedOver;
    m_underWay.clear();
    return lost;
}

std::deque<Frame> OutStream::takeWaiting() { return std::exchange(m_waiting, {}); }

Value OutStream::describe() const
{
    Value row;
    row.set("sent", m_handedOver);
    row.set("unconfirmed", unconfirmed());
    row.set("waiting", static_cast<std::uint64_t>(m_waiting.size()));
    row.set("dropped", m_dropped);
    row.set("limit", static_cast<std::uint64_t>(m_limit));
    row.set("policy", toString(m_policy));
    return row;
}

// ---- InStream

std::uint64_t InStream::arrived(std::uint64_t sequence)
{
    const auto missing = m_last != 0 && sequence > m_last ? sequence - m_last - 1 : 0;
    m_last = sequence;
    m_missed += missing;
    return missing;
}

std::uint64_t InStream::skipped(std::uint64_t sequence)
{
    const auto missing = m_last != 0 && sequence > m_last ? sequence - m_last : 0;
    m_last = sequence;
    m_missed += missing;
    return missing;
}

std::optional<std::uint64_t> InStream::handled(std::uint64_t sequence, std::uint64_t window)
{
    ++m_count;
    if (++m_unconfirmed < std::max<std::uint64_t>(window / 4, 1))
        return std::nullopt;
    m_unconfirmed = 0;
    return sequence;
}

} // namespace agora::agency
