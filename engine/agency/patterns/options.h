#pragma once

#include "engine/agency/address.h"
#include "engine/agency/patterns/delivery.h"
#include "engine/agency/patterns/streams.h"
#include "engine/agency/transport.h"

#include <optional>

namespace agora::agency {

/// What a socket takes when nothing else is said. Three levels: socket > agent > system; each says
/// only what it cares about. A client takes transport and serializer from the server's address.
struct SocketDefaults {
    std::optional<TransportKind> transport{};
    std::optional<Serializer> serializer{};
    std::optional<Duration> linger{}; ///< negative = until delivered, zero = not at all
    std::optional<Duration> limit{}; ///< of everything that waits; negative = for ever
    std::string host{}; ///< where tcp sockets listen; empty = not said

    /// This where it says something, else `system`.
    [[nodiscard]] SocketDefaults over(const SocketDefaults &system) const;

    /// ipc, messagepack, 1 s, 10 s, 127.0.0.1; the environment may say otherwise by
    /// AGORA_TRANSPORT, AGORA_SERIALIZER, AGORA_LINGER (`500ms`, `2s`, `forever`), AGORA_HOST. The
    /// error names the variable.
    [[nodiscard]] static Result<SocketDefaults> system();
};

/// A receiver's view of lost messages: between two that came, `missed` did not.
struct Gap {
    std::string alias; ///< our socket's
    std::string from; ///< agent that sent
    std::uint64_t missed = 0;
};

struct BindOptions {
    Handlers handlers{};
    /// tcp: `host`, `host:port` or nothing (the agent's host, any port). ipc: a name (its file is
    /// in the system's runtime folder, so that peers with another working folder meet), an absolute
    /// path, or nothing. inproc: a name or nothing.
    std::string at{};
    std::optional<TransportKind> transport{};
    std::optional<Serializer> serializer{};
    /// What peers are told when it is not what we bind (`0.0.0.0`): `host` or `host:port`.
    std::string advertise{};
    std::optional<Duration> linger{};
    QueueLimits queue{}; ///< of PUSH, PUB, SYNC_PUB: for each peer
    bool keepsLast = false; ///< PUB, SYNC_PUB: who subscribes gets the last value of each topic
    std::function<void(const Gap &)> onGap{}; ///< of PULL, SUB, SYNC_SUB
    SecurityRef security{}; ///< instead of the agent's own
};

struct ConnectOptions {
    Handlers handlers{};
    std::optional<Duration> linger{};
    QueueLimits queue{};
    std::function<void(const Gap &)> onGap{};
    SecurityRef security{};
};

/// What becomes of an asynchronous request.
using OnRequestError = std::function<void(const std::string &sentence)>;

struct SendOptions {
    std::string topic{}; ///< PUB, SYNC_PUB: any bytes
    /// How long the call may wait for a peer or for room; else the socket's own limit.
    std::optional<Duration> limit{};
    Handler onReply{}; ///< ASYNC_REQ, SYNC_SUB: of this one request; else the connection's
    /// ASYNC_REQ, SYNC_SUB: an answer that comes later is ignored (and counted); zero or less =
    /// take it whenever it comes.
    Duration wait{};
    OnRequestError onError{}; ///< the peer's own error, no answer in time, peer lost; else logged
};

} // namespace agora::agency
