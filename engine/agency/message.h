#pragma once

#include "engine/agency/frame.h"
#include "engine/agency/value.h"

#include <functional>
#include <memory>

namespace agora::agency {

/// A message as its handler sees it; valid during the call only.
struct Message {
    std::string_view topic;
    std::span<const std::byte> body;
    std::string_view from; ///< agent
    std::uint64_t epoch = 0; ///< of the publisher's life
    std::uint64_t sequence = 0;
    std::uint16_t flags = 0; ///< FrameFlag: SnapshotBegin, SnapshotEnd, Resync …
    Timestamp marketTime{}; ///< the sender's
    HopStamps hops{};

    [[nodiscard]] bool has(FrameFlag flag) const { return (flags & flag) != 0; }
    /// Part of a snapshot; the first and last part are marked.
    [[nodiscard]] bool isSnapshot() const { return inSnapshot; }
    bool inSnapshot = false;
};

using OnMessage = std::function<void(const Message &)>;

/// Somebody who wants a topic; `accept`, `resume` or `refuse` it, now or later.
struct Subscriber {
    std::uint64_t id = 0;
    std::string agent;
    std::string topic;
    Bytes arguments;
    bool isObserver = false;
    bool canResume = false; ///< the messages it missed are still kept
};
using OnSubscribe = std::function<void(const Subscriber &)>;

/// A stream of ours, for who publishes often and does not want its topic looked up each time.
struct StreamId {
    std::size_t number = 0; ///< 0 = none
    bool operator==(const StreamId &) const = default;
};

/// One part of a snapshot that is given part by part.
struct SnapshotPart {
    Bytes body;
    bool isLast = false;
};
/// Hands over one part, once, now or later, in the agent's thread. An error ends the subscription
/// with its sentence.
using GivePart = std::function<void(Result<SnapshotPart>)>;
/// Asked for the next part when there is time and room for it; never while one is still to be
/// given. Destroyed with the last part, and when the subscriber is gone (what is given then is
/// ignored).
using NextPart = std::function<void(GivePart)>;

/// The answer to a request: give it once, now or later. When it goes unanswered the caller is told
/// so.
class Answer {
public:
    using Deliver = std::function<void(Result<Bytes>)>;
    /// `isOptional`: nobody waits (a one-way call), so that no answer is no error.
    explicit Answer(Deliver deliver, bool isOptional = false);
    void operator()(Result<Bytes> result) const;
    void value(Result<Value> result) const; ///< of the control plane

private:
    struct Pending;
    std::shared_ptr<Pending>
        m_pending; // copies of one answer (std::function demands it) share one delivery
};

using OnRequest = std::function<void(const Message &, Answer)>;
using OnMethod = std::function<void(const Value &arguments, Answer)>;
using OnBytes = std::function<void(Result<Bytes>)>;
using OnValue = std::function<void(Result<Value>)>;

enum class PeerState { Searching, Up, Lost, Restarted };

} // namespace agora::agency
