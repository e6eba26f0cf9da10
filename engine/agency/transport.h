#pragma once

#include "engine/agency/frame.h"
#include "engine/agency/security/security.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace agora::agency {

/// One end of a link, as the transport knows it. A connection is ours to a server; a session is a
/// client's to one of our ports.
struct PeerRef {
    enum class Role : std::uint8_t { Connection, Session };
    Role role = Role::Connection;
    std::uint64_t id = 0;
    auto operator<=>(const PeerRef &) const = default;
};

/// A place where we listen. 0 = none.
struct PortRef {
    std::uint64_t id = 0;
    auto operator<=>(const PortRef &) const = default;
};

/// A plain ZeroMQ socket, for peers that do not speak our frames. 0 = none.
struct RawRef {
    std::uint64_t id = 0;
    auto operator<=>(const RawRef &) const = default;
};

/// How long what was not yet sent may keep a closed socket alive (in the background); negative =
/// until it is delivered, zero = it is thrown away.
inline constexpr Duration defaultLinger = std::chrono::milliseconds(300);
/// For `limit`: wait until it works (or `interrupt`).
inline constexpr Duration forEver{-1};

struct PortOptions {
    Duration linger = defaultLinger;
    SecurityRef security{}; ///< instead of the transport's own
    /// What others are told to connect to, when it is not what we bind: `host`, `host:port` or a
    /// whole endpoint (bound to `tcp://0.0.0.0:0`, advertised as `192.168.7.4`).
    std::string advertise{};
};

struct LinkOptions {
    Duration linger = defaultLinger;
    SecurityRef security{}; ///< instead of the transport's own
};

enum class RawKind { Req, Rep, Push, Pull, Pub, Sub, Dealer, Router };
enum class RawRole { Bind, Connect };
using RawParts = std::vector<Bytes>;

struct RawOptions {
    Duration linger = defaultLinger;
    SecurityRef security{}; ///< instead of the transport's own
    std::string advertise{}; ///< as in PortOptions
    int sendLimit = 1000; ///< messages that wait for a peer; 0 = no bound
    int receiveLimit = 1000; ///< messages that wait for us; 0 = no bound
};

struct TransportCounters {
    std::uint64_t framesIn = 0;
    std::uint64_t framesOut = 0;
    std::uint64_t refused = 0; ///< `send` said false: peer gone, or its queue full
    std::uint64_t malformed = 0; ///< received and dropped: not our frames
    std::uint64_t unauthenticated = 0; ///< handshakes refused
    std::uint64_t queued = 0; ///< frames that wait for peers now
    std::uint64_t rawIn = 0; ///< messages of plain sockets
    std::uint64_t rawOut = 0;
};

/// Moves frames between agents, and plain messages to foreign ZeroMQ peers; knows nothing of what
/// they mean. One thread uses it, but for `wake`, `interrupt` and `isInterrupted`. Order is kept
/// between two ends; a frame may be lost only when an end dies or a link is cut.
/// Endpoints: `inproc://name` (this process), `ipc:///folder/name` (the folder must be ours alone,
/// see checkIpcEndpoint), `tcp://host:port` (port 0 or `*` = any; only with keys, see Security).
class Transport {
public:
    virtual ~Transport() = default;

    // ---- listening
    /// Any number of times, each a port of its own with its own clients. The error names the
    /// endpoint and the reason.
    virtual Result<PortRef> bind(const std::string &endpoint, const PortOptions &options = {}) = 0;
    /// What others connect to: the real port number, the advertised host, the key. Empty for a
    /// port that is not there.
    [[nodiscard]] virtual std::string endpointOf(PortRef port) const = 0;
    /// The port of a session; none for a connection or a session that is gone.
    [[nodiscard]] virtual PortRef portOf(PeerRef session) const = 0;
    /// Stops listening and forgets the port's sessions; the file of an ipc socket is removed.
    virtual void unbind(PortRef port, std::optional<Duration> linger = {}) = 0;

    // ---- connecting
    /// Succeeds though nobody listens yet, and connects again by itself after a cut. `identity` is
    /// a name for the server's eyes (made unique by the transport).
    virtual Result<PeerRef> connect(
        const std::string &endpoint, const std::string &identity, const LinkOptions &options = {})
        = 0;
    /// Closes a connection, or forgets a session (should its client speak again it gets a new one).
    virtual void disconnect(PeerRef peer, std::optional<Duration> linger = {}) = 0;

    // ---- frames
    /// False when the other end is known to be gone or its queue is full, or topic or body are too
    /// long; the frame is then not sent. A lone frame leaves at once; of a burst to one session
    /// (eight and more, less than 20 µs apart) several travel together and may wait for `flush` or
    /// the next `receive`, which is when a handler has returned.
    virtual bool send(PeerRef to, const FrameHeader &header, std::string_view topic,
        std::span<const std::byte> body)
        = 0;
    bool send(PeerRef to, const Frame &frame)
    {
        return send(to, frame.header, frame.topic, frame.body);
    }
    /// Sends what waits: before a handler goes on working for long.
    virtual void flush() = 0;

    using OnFrame = std::function<void(PeerRef from, Frame &frame)>;
    /// Waits at most `limit` for a frame, a message of a plain socket that has a handler, or a
    /// `wake`; then hands over what is there (about `most` from each peer).
    virtual void receive(Duration limit, int most, const OnFrame &onFrame) = 0;

    // ---- plain ZeroMQ sockets
    virtual Result<RawRef> openRaw(
        RawKind kind, RawRole role, const std::string &endpoint, const RawOptions &options = {})
        = 0;
    [[nodiscard]] virtual std::string endpointOf(RawRef socket) const = 0;
    /// Waits at most `limit` for room (a PUB too: it never drops without a word).
    virtual Result<void> sendRaw(RawRef socket, std::span<const Bytes> parts, Duration limit) = 0;
    /// For a socket without handler (the reply to a REQ): waits at most `limit` for one message.
    virtual Result<RawParts> receiveRaw(RawRef socket, Duration limit) = 0;
    using OnRaw = std::function<void(RawRef socket, RawParts &parts)>;
    /// From now on `receive` hands this socket's messages to `handler`; an empty one ends that.
    virtual void onRaw(RawRef socket, OnRaw handler) = 0;
    virtual Result<void> subscribeRaw(RawRef socket, std::span<const std::byte> prefix) = 0;
    virtual Result<void> unsubscribeRaw(RawRef socket, std::span<const std::byte> prefix) = 0;
    virtual void closeRaw(RawRef socket, std::optional<Duration> linger = {}) = 0;

    // ---- from any thread
    /// Ends a waiting `receive`.
    virtual void wake() = 0;
    /// For good: whatever waits (receive, sendRaw, receiveRaw) and whatever would wait later ends
    /// at once, with an error where there is one to give.
    virtual void interrupt() = 0;
    [[nodiscard]] virtual bool isInterrupted() const = 0;

    [[nodiscard]] virtual TransportCounters counters() const = 0;
};

} // namespace agora::agency
