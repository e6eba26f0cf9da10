#pragma once

#include "engine/base/time.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace agora::agency {

using Bytes = std::vector<std::byte>;

enum class FrameKind : std::uint8_t {
    Hello = 1, ///< client → server, every beat: name in `topic`, epoch; sequence = pushes and
               ///< requests sent so far
    Welcome, ///< server's answer: its name and epoch; correlation = generation of the session,
             ///< sequence = publications sent so far
    Refused, ///< server's answer to an outdated epoch
    Subscribe, ///< topic, arguments in `body`, correlation = subscription; sequence = flow: limit,
               ///< policy in the upper 32 bits
    Unsubscribe, ///< correlation
    SubscriptionProblem, ///< sentence in `body`
    Publish, ///< topic, body, sequence of the stream; correlation = subscription
    Credit, ///< client → server: messages of a subscription handled so far, in `sequence`; server →
            ///< client: how many it may be behind
    Push, ///< topic, body
    Request, ///< topic = method, body; correlation
    Reply, ///< body or, with the flag, an error sentence; correlation
    CausalAck, ///< all that one causal frame set going has come to rest
    Wake, ///< client → clock's master: wake me at marketTime (id in `sequence`); master → client:
          ///< it is that time
    Goodbye ///< client → server: forget me
};

enum FrameFlag : std::uint16_t {
    FlagCausal = 1, ///< the receiver owes a CausalAck (replay's virtual time)
    FlagError = 2, ///< the body of a Reply is an error sentence
    FlagSnapshotBegin = 4, ///< first part of a snapshot: forget what you had
    FlagSnapshotEnd = 8, ///< last part; the stream goes on with sequence + 1
    FlagResumed = 16, ///< not a snapshot: the messages missed since the resume point follow
    FlagObserver = 32, ///< Subscribe: never hold up a replay for this subscriber
    FlagResync
    = 64, ///< this snapshot replaces messages that were dropped because the subscriber lagged
    FlagGap = 256, ///< Publish without a message: those up to `sequence` were dropped
    FlagMissed = 512, ///< Welcome: subscriptions that the hello counts never came
    FlagJson = 128 ///< Request/Reply: body is a MessagePack value of the control plane
};

/// When a message passed each process, nanoseconds of the machine's monotonic clock; the first is
/// its birth.
struct HopStamps {
    static constexpr std::size_t capacity = 6;
    std::array<std::int64_t, capacity> at{};
    std::uint8_t count = 0;

    void stamp(Duration steady);
    bool operator==(const HopStamps &) const = default;
};

/// Head of every frame; on the wire 48 bytes and 8 for each stamp, little endian.
struct FrameHeader {
    FrameKind kind = FrameKind::Push;
    std::uint16_t flags = 0;
    std::uint64_t epoch = 0; ///< of the sending agent's life
    std::uint64_t sequence = 0; ///< per stream, from 1
    std::uint64_t correlation = 0;
    Timestamp marketTime{}; ///< the sender's
    HopStamps hops{};

    [[nodiscard]] bool has(FrameFlag flag) const { return (flags & flag) != 0; }
    bool operator==(const FrameHeader &) const = default;
};

/// What travels between two agents.
struct Frame {
    FrameHeader header;
    std::string topic;
    Bytes body{};
    bool operator==(const Frame &) const = default;
};

// On the wire a message is one frame or several, one behind the other; each is
//    0 "AGR2" · 4 version · 5 kind · 6 flags (16 bits) · 8 length of the topic (16) · 10 stamps (8)
//   11 zero · 12 length of the body (32) · 16 epoch · 24 sequence · 32 correlation · 40 market time
//   48 stamps, topic, body.
inline constexpr std::size_t frameHeaderSize = 48; ///< bytes without stamps
inline constexpr std::size_t longestTopic = 65'535; ///< bytes
inline constexpr std::size_t longestBody = 1U << 30; ///< bytes

[[nodiscard]] inline std::size_t encodedSize(
    const FrameHeader &header, std::string_view topic, std::span<const std::byte> body)
{
    return frameHeaderSize + sizeof(std::int64_t) * header.hops.count + topic.size() + body.size();
}
/// Writes `encodedSize` bytes; topic and body must not be longer than the longest.
void encodeFrame(const FrameHeader &header, std::string_view topic, std::span<const std::byte> body,
    std::byte *out);
[[nodiscard]] Bytes encodeFrame(const Frame &frame);
/// Reads the first frame of `message` into `frame` (whose memory is used again) and gives its size;
/// 0 when it is not one of ours, of another version, damaged or cut off.
[[nodiscard]] std::size_t decodeFrame(std::span<const std::byte> message, Frame &frame);

[[nodiscard]] Bytes toBytes(std::string_view text);
[[nodiscard]] std::string toText(std::span<const std::byte> bytes);

} // namespace agora::agency
