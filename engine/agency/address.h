#pragma once

#include "engine/agency/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace agora::agency {

/// How bytes get from one end to the other. Inproc: within one process; Ipc: within one machine.
enum class TransportKind : std::uint8_t { Inproc, Ipc, Tcp };

/// What the two ends of a socket say to each other. Each has one twin, and either of the two may
/// be the one that binds.
enum class Pattern : std::uint8_t {
    Req, ///< asks, waits for the answer, asks again
    Rep,
    Push, ///< to one of the connected pullers, in turn
    Pull,
    Pub, ///< to every subscriber of the topic
    Sub,
    AsyncReq, ///< asks and goes on; answers come to a handler
    AsyncRep,
    SyncPub, ///< publishes, and answers requests within the stream of publications
    SyncSub
};

/// Who binds is the server.
enum class SocketRole : std::uint8_t { Server, Client };

/// How a message's value becomes bytes. Raw is a true ZeroMQ socket of that pattern, for peers that
/// are no agents: the value must be a text (any bytes), a topic stands in front of it.
enum class Serializer : std::uint8_t { Raw, Json, MessagePack };

[[nodiscard]] std::string_view toString(TransportKind transport); ///< inproc, ipc, tcp
[[nodiscard]] std::string_view toString(Pattern pattern); ///< REQ, PUSH, ASYNC_REQ, SYNC_PUB …
[[nodiscard]] std::string_view toString(SocketRole role); ///< server, client
[[nodiscard]] std::string_view toString(Serializer serializer); ///< raw, json, messagepack
/// Each error names the text and what is allowed.
[[nodiscard]] Result<TransportKind> parseTransport(std::string_view text);
[[nodiscard]] Result<Pattern> parsePattern(std::string_view text);
[[nodiscard]] Result<SocketRole> parseRole(std::string_view text);
[[nodiscard]] Result<Serializer> parseSerializer(std::string_view text);

[[nodiscard]] Pattern twinOf(Pattern pattern);
[[nodiscard]] SocketRole twinOf(SocketRole role);
/// REP, PULL, SUB, ASYNC_REP and SYNC_PUB have nothing to do without one.
[[nodiscard]] bool requiresHandler(Pattern pattern);

/// The part of a tcp address that names an interface; both may be left out.
struct HostPort {
    std::string host; ///< IP literal, IPv6 without brackets; empty = not given
    std::optional<std::uint16_t> port; ///< empty = not given; 0 = any free one

    /// `""`, `1.2.3.4`, `1.2.3.4:56`, `[::1]:56`. Names of hosts are refused: they would mean
    /// another machine on another machine.
    [[nodiscard]] static Result<HostPort> parse(std::string_view text);
    /// The same as text, nothing (null), an object {host, port}, or the value of a tcp Address.
    [[nodiscard]] static Result<HostPort> from(const Value &value);
    [[nodiscard]] std::string toText() const;
    bool operator==(const HostPort &) const = default;
};

/// One socket as others need to know it: everything that a peer must be told to connect. A value:
/// it can be sent, stored, compared.
struct Address {
    TransportKind transport = TransportKind::Ipc;
    /// inproc: a name; ipc: a file's absolute path; tcp: host:port, then |key of the server.
    std::string endpoint;
    Pattern pattern = Pattern::Rep;
    SocketRole role = SocketRole::Server;
    Serializer serializer = Serializer::MessagePack;

    /// The error says which part does not fit: no endpoint, a relative ipc path, a tcp endpoint
    /// without host and port, Raw with a pattern that ZeroMQ does not have.
    [[nodiscard]] Result<void> validate() const;
    /// The other end: pattern and role flipped, the rest kept.
    [[nodiscard]] Address twin() const;
    [[nodiscard]] std::string url() const; ///< `tcp://127.0.0.1:5555`

    /// `REP server messagepack tcp://127.0.0.1:5555`
    [[nodiscard]] std::string toText() const;
    [[nodiscard]] static Result<Address> parse(std::string_view text);
    /// {transport, endpoint, pattern, role, serializer}
    [[nodiscard]] Value toValue() const;
    /// Takes the object or the text form; the result is valid.
    [[nodiscard]] static Result<Address> from(const Value &value);

    auto operator<=>(const Address &) const = default;
};

} // namespace agora::agency
