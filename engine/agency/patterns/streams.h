#pragma once

#include "engine/agency/frame.h"
#include "engine/agency/value.h"

#include <deque>
#include <functional>
#include <optional>

namespace agora::agency {

/// What happens to a message for a peer that has not confirmed enough of the earlier ones.
enum class QueuePolicy : std::uint8_t {
    Block, ///< the sender waits, at most its limit
    DropOldest, ///< of those that wait here
    DropNewest, ///< this one
    DisconnectSlow ///< the peer is sent away; it may come back, and knows then that it missed some
};
[[nodiscard]] std::string_view toString(QueuePolicy policy); ///< block, drop-oldest, …
[[nodiscard]] Result<QueuePolicy> parseQueuePolicy(std::string_view text);

/// For each peer of a PUSH, PUB or SYNC_PUB.
struct QueueLimits {
    std::size_t limit = 10'000; ///< messages that it has not yet handled, at least 1
    std::optional<QueuePolicy> policy{}; ///< else Block for PUSH, DropOldest for PUB and SYNC_PUB
};

/// The messages to one peer: numbered from 1, in a bounded queue. Half of the limit may be under
/// way without being confirmed (the receiver confirms what its handlers have done), the rest waits
/// here; so memory is bounded at both ends, and a drop is ours to count. A dropped message leaves a
/// hole in the numbers, by which the receiver knows; a drop at the end of all is told by a frame
/// without content (FlagResync).
class OutStream {
public:
    using Send = std::function<bool(Frame &)>;
    enum class Outcome : std::uint8_t { Taken, Dropped, Full, TooSlow, Unreachable };

    OutStream(QueueLimits limits, QueuePolicy otherwise);

    [[nodiscard]] bool hasRoom() const { return m_waiting.size() + unconfirmed() < m_limit; }
    [[nodiscard]] QueuePolicy policy() const { return m_policy; }
    [[nodiscard]] std::uint64_t window() const { return m_window; }
    /// Full: nothing was done, by policy Block. TooSlow: by policy DisconnectSlow. Dropped: this
    /// one or an older one.
    Outcome offer(Frame frame, const Send &send);
    /// An answer: it keeps its place among the messages and is never dropped.
    Outcome offerSurely(Frame frame, const Send &send);
    /// The receiver has done with everything up to this number.
    Outcome confirm(std::uint64_t sequence, const Send &send);
    /// Everything is handed over at once: the end is near.
    void flush(const Send &send);
    /// The peer was restarted or is gone; gives the number of messages under way, which it may not
    /// have got.
    std::uint64_t giveUpUnconfirmed();
    /// What it was never given, in order.
    [[nodiscard]] std::deque<Frame> takeWaiting();

    [[nodiscard]] std::uint64_t unconfirmed() const { return m_handedOver - m_confirmed; }
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped; }
    [[nodiscard]] Value describe() const;

private:
    Outcome enqueue(Frame frame, const Send &send);
    Outcome pump(const Send &send);
    bool dropOldest();

    std::size_t m_limit;
    std::uint64_t m_window;
    QueuePolicy m_policy;
    std::deque<Frame> m_waiting;
    std::uint64_t m_sequence = 0; ///< last number given
    std::uint64_t m_lastSent = 0; ///< last number handed over
    std::uint64_t m_handedOver = 0; ///< counts messages, not numbers
    std::uint64_t m_confirmed = 0; ///< of those
    std::deque<std::uint64_t> m_underWay; ///< their numbers
    std::uint64_t m_dropped = 0;
};

/// The messages from one peer: finds the holes, and says when to confirm.
class InStream {
public:
    /// Gives how many messages are missing before this one.
    std::uint64_t arrived(std::uint64_t sequence);
    /// The sender dropped everything after the last one, up to this number. Gives how many.
    std::uint64_t skipped(std::uint64_t sequence);
    /// The handler is done with it. Gives the number to confirm, when it is time to (a quarter of
    /// the sender's window).
    std::optional<std::uint64_t> handled(std::uint64_t sequence, std::uint64_t window);
    void begin() { m_last = 0; } ///< the numbers start anew
    [[nodiscard]] std::uint64_t missed() const { return m_missed; }
    [[nodiscard]] std::uint64_t count() const { return m_count; }

private:
    std::uint64_t m_last = 0; ///< 0 = none yet
    std::uint64_t m_unconfirmed = 0;
    std::uint64_t m_missed = 0;
    std::uint64_t m_count = 0;
};

} // namespace agora::agency
