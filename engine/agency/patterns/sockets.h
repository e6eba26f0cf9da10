#pragma once

#include "engine/agency/patterns/socket.h"

#include <memory>

namespace agora::agency {

/// A socket by one of its aliases, or by the address that it is bound or connected to.
class SocketKey {
public:
    SocketKey(const char *alias) : m_alias(alias) {}
    SocketKey(std::string alias) : m_alias(std::move(alias)) {}
    SocketKey(Address address) : m_address(std::move(address)) {}
    [[nodiscard]] const std::optional<Address> &address() const { return m_address; }
    [[nodiscard]] const std::string &alias() const { return m_alias; }
    [[nodiscard]] std::string toText() const { return m_address ? m_address->toText() : m_alias; }

private:
    std::string m_alias;
    std::optional<Address> m_address;
};

/// What an agent's sockets are given by their agent.
struct SocketsSetup {
    SocketDefaults defaults{}; ///< the agent's own; what it does not say the system says
    std::string ipcFolder{}; ///< for sockets with a given name; 0700
    /// Path for an ipc socket without a given name; empty = made from the agent's name and epoch.
    std::function<std::string(const std::string &label)> ipcPath{};
    SocketContext::Resolve resolve{}; ///< handlers by name
    SecurityRef security{};
};

/// The pattern sockets of one agent, on the poll loop of its bus. Everything is called and calls
/// back in the agent's thread; handlers run one at a time: also while one of them waits (send,
/// receive) no other begins.
class Sockets {
public:
    /// When the environment's defaults make no sense, every `bind` and `connect` says so.
    Sockets(Bus &bus, SocketsSetup setup);
    ~Sockets(); ///< closes all
    Sockets(const Sockets &) = delete;
    Sockets &operator=(const Sockets &) = delete;

    // ---- opening
    /// `alias` empty = a generated one. Gives the address to be told to peers. The error says:
    /// alias taken, handler missing or unknown, address in use, …
    [[nodiscard]] Result<Address> bind(
        Pattern pattern, const std::string &alias, BindOptions options = {});
    /// To a server's address; pattern, transport and serializer are its twins. Gives the alias.
    /// The same address again without handler: one more alias for the same socket; with a handler
    /// that is refused. The alias of a client of that pattern: one more connection of that socket.
    [[nodiscard]] Result<std::string> connect(
        const Address &server, const std::string &alias, ConnectOptions options = {});

    // ---- using
    /// PUSH, PUB, REQ: the value. ASYNC_REQ, SYNC_SUB: a request. Waits for a peer or room at most
    /// the limit.
    [[nodiscard]] Result<void> send(
        const SocketKey &socket, const Value &value, const SendOptions &options = {});
    /// The answer to the last `send` of a REQ.
    [[nodiscard]] Result<Value> receive(
        const SocketKey &socket, std::optional<Duration> limit = {});
    [[nodiscard]] Result<Value> sendReceive(
        const SocketKey &socket, const Value &value, std::optional<Duration> limit = {});
    /// Adds these topics or puts their handlers in place of the former; others stay.
    [[nodiscard]] Result<void> subscribe(
        const SocketKey &socket, const std::map<std::string, Handler> &handlers);
    [[nodiscard]] Result<void> unsubscribe(
        const SocketKey &socket, const std::vector<std::string> &topics);
    /// Until that many peers answer (and know all topics of a SUB); nothing is lost by joining late
    /// then.
    [[nodiscard]] Result<void> waitForPeers(
        const SocketKey &socket, std::size_t count, std::optional<Duration> limit = {});

    // ---- closing
    /// With all its aliases. `linger` else the socket's own: how long what was not yet sent may
    /// take (in the background); negative = until delivered, zero = thrown away.
    [[nodiscard]] Result<void> close(const SocketKey &socket, std::optional<Duration> linger = {});
    void closeAll(std::optional<Duration> linger = {});

    // ---- asking
    [[nodiscard]] bool has(const SocketKey &socket) const;
    [[nodiscard]] Result<Address> addressOf(const SocketKey &socket) const;
    [[nodiscard]] std::vector<std::string> aliases() const;
    /// By alias: address, peers, queues, counters.
    [[nodiscard]] Value describe() const;
    [[nodiscard]] const SocketDefaults &defaults() const { return m_context.defaults(); }
    /// For other things that run handlers of the agent between its messages.
    [[nodiscard]] SocketContext &context() { return m_context; }

private:
    [[nodiscard]] Result<Address> placeFor(
        Pattern pattern, const std::string &alias, const BindOptions &options) const;
    [[nodiscard]] Result<std::string> ipcPathFor(
        const std::string &alias, const std::string &at) const;
    [[nodiscard]] Result<void> checkAlias(const std::string &alias) const;
    [[nodiscard]] Result<Handlers> checkHandlers(Pattern pattern, const Handlers &given) const;
    [[nodiscard]] std::string aliasFor(Pattern pattern, const std::string &wanted);
    Result<Socket *> add(SocketSetup setup);
    Result<std::string> connectKnown(
        std::uint64_t id, const std::string &alias, const ConnectOptions &options);
    [[nodiscard]] Result<std::uint64_t> find(const SocketKey &key) const;
    [[nodiscard]] Result<Socket *> at(const SocketKey &key) const;
    void bury(std::uint64_t id, Duration linger);
    void beat();

    struct Entry {
        std::unique_ptr<Socket> socket;
        Duration linger{};
        std::vector<Address> addresses; ///< bound, or connected to
    };

    SocketsSetup m_setup;
    Result<SocketDefaults> m_system;
    SocketContext m_context;
    std::map<std::uint64_t, Entry> m_sockets;
    std::map<std::string, std::uint64_t> m_aliases;
    std::map<PortRef, Socket *> m_ports;
    std::vector<std::unique_ptr<Socket>> m_buried; ///< a handler of theirs may still run
    std::uint64_t m_nextId = 1;
    TimerId m_beat = 0;
    TimerId m_burial = 0;
};

} // namespace agora::agency
