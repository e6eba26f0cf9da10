#pragma once

#include "engine/agency/patterns/context.h"

#include <map>
#include <string>
#include <vector>

namespace agora::agency {

/// What a socket is made from; handlers are resolved, defaults filled in.
struct SocketSetup {
    std::string alias; ///< the first one: for messages
    Address address; ///< ours; of a client: with the server's endpoint
    Handlers handlers{};
    Duration linger{};
    QueueLimits queue{};
    bool keepsLast = false;
    std::string advertise{};
    std::function<void(const Gap &)> onGap{};
    SecurityRef security{};
};

/// One socket of an agent, whatever its pattern and whoever bound it. What its pattern does not
/// have is refused with a sentence.
class Socket {
public:
    Socket(SocketContext &context, SocketSetup setup)
        : m_context(context), m_setup(std::move(setup))
    {}
    virtual ~Socket() = default;
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;

    /// Of a server: what peers connect to, known after `open`.
    [[nodiscard]] const Address &address() const { return m_setup.address; }
    [[nodiscard]] const std::string &alias() const { return m_setup.alias; }

    /// Binds or connects.
    [[nodiscard]] virtual Result<void> open() = 0;
    /// One more connection of a client.
    [[nodiscard]] virtual Result<void> connectAlso(const Address &server) = 0;
    virtual void close(Duration linger) = 0;

    [[nodiscard]] virtual Result<void> send(const Value &value, const SendOptions &options);
    [[nodiscard]] virtual Result<Value> receive(Duration limit);
    [[nodiscard]] virtual Result<void> subscribe(const std::map<std::string, Handler> &handlers);
    [[nodiscard]] virtual Result<void> unsubscribe(const std::vector<std::string> &topics);

    /// Other ends that answer now (and, for a subscriber, have heard of all its topics).
    [[nodiscard]] virtual std::size_t peersUp() const { return 0; }
    /// Peers, queues, counters.
    [[nodiscard]] virtual Value describe() const;

    /// Where our frames come in; none for a client and for plain sockets.
    [[nodiscard]] virtual PortRef port() const { return {}; }
    /// A frame of one of our peers, just arrived.
    virtual void take(PeerRef, Frame &) {}
    /// Every quarter of a second.
    virtual void beat(Duration) {}

protected:
    [[nodiscard]] Failure<Error> cannot(const std::string &what) const;
    /// `PUSH “out” at ipc:///…`
    [[nodiscard]] std::string title() const;
    [[nodiscard]] SocketContext &context() { return m_context; }
    [[nodiscard]] const SocketContext &context() const { return m_context; }
    [[nodiscard]] SocketSetup &setup() { return m_setup; }
    [[nodiscard]] const SocketSetup &setup() const { return m_setup; }

    /// Expires when the socket is closed: for what may come to be done later.
    [[nodiscard]] std::weak_ptr<void> life() const { return m_life; }
    void endLife() { m_life.reset(); }

private:
    SocketContext &m_context;
    SocketSetup m_setup;
    std::shared_ptr<void> m_life = std::make_shared<int>();
};

} // namespace agora::agency
