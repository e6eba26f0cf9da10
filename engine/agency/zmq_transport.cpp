#include "engine/agency/zmq_transport.h"

#include "engine/agency/raw_sockets.h"

#include <zmq.h>

#include <map>
#include <unordered_map>

namespace agora::agency {

namespace {

/// Frames that wait for a server which is not there (yet); more is refused and the caller told.
constexpr int unconnectedLimit = 100'000;
constexpr int reconnectMs = 20;
constexpr int longestReconnectMs = 100;

/// One received message, part by part, its memory used again.
class Parts {
public:
    explicit Parts(std::size_t most) : m_messages(most)
    {
        for (auto &message : m_messages)
            zmq_msg_init(&message);
    }
    ~Parts()
    {
        for (auto &message : m_messages)
            zmq_msg_close(&message);
    }
    Parts(const Parts &) = delete;
    Parts &operator=(const Parts &) = delete;

    /// False when there is no message. Parts beyond what we hold are counted only.
    bool receive(void *socket)
    {
        m_count = 0;
        int more = 1;
        for (int flags = ZMQ_DONTWAIT; more != 0; flags = 0) { // a message arrives whole
            auto &into = m_messages[std::min(m_count, m_messages.size() - 1)];
            if (zmq_msg_recv(&into, socket, flags) < 0)
                return false;
            more = zmq_msg_more(&into);
            ++m_count;
        }
        return true;
    }
    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] std::span<const std::byte> operator[](std::size_t at)
    {
        return {static_cast<const std::byte *>(zmq_msg_data(&m_messages[at])),
            zmq_msg_size(&m_messages[at])};
    }

private:
    std::vector<zmq_msg_t> m_messages;
    std::size_t m_count = 0;
};

class ZmqTransport final : public Transport {
public:
    explicit ZmqTransport(SecurityRef security) : m_security(std::move(security)) {}

    Result<PortRef> bind(const std::string &endpoint, const PortOptions &options) override
    {
        auto socket = ZmqSocket::open(ZMQ_ROUTER);
        if (!socket)
            return socket.failure();
        socket->setLinger(options.linger);
        socket->set(ZMQ_ROUTER_MANDATORY, 1);
        socket->set(ZMQ_ROUTER_HANDOVER, 1);
        socket->set(ZMQ_SNDHWM, 0); // bounded above, by credit per subscription
        socket->set(ZMQ_RCVHWM, 0);
        const auto &security = options.security ? options.security : m_security;
        if (const auto bound = socket->bind(endpoint, security); !bound)
            return bound.failure();
        auto told = socket->advertised(options.advertise, security);
        const PortRef ref{m_nextId++};
        m_ports.emplace(ref,
            Port{.socket = std::move(*socket),
                .endpoint = std::move(told),
                .linger = options.linger});
        m_pollStale = true;
        return ref;
    }

    std::string endpointOf(PortRef port) const override
    {
        const auto found = m_ports.find(port);
        return found == m_ports.end() ? std::string() : found->second.endpoint;
    }

    PortRef portOf(PeerRef session) const override
    {
        const auto found = m_sessions.find(session.id);
        return session.role == PeerRef::Role::Session && found != m_sessions.end()
            ? found->second.port
            : PortRef{};
    }

    void unbind(PortRef port, std::optional<Duration> linger) override
    {
        const auto found = m_ports.find(port);
        if (found == m_ports.end())
            return;
        for (const auto &[identity, session] : found->second.sessions)
            m_sessions.erase(session);
        found->second.socket.close(linger.value_or(found->second.linger));
        m_ports.erase(found);
        m_pollStale = true;
    }

    Result<PeerRef> connect(const std::string &endpoint, const std::string &identity,
        const LinkOptions &options) override
    {
        auto socket = ZmqSocket::open(ZMQ_DEALER);
        if (!socket)
            return socket.failure();
        const PeerRef ref{PeerRef::Role::Connection, m_nextId++};
        const auto unique = identity + "/" + std::to_string(ref.id);
        constexpr std::size_t longestIdentity = 255; // ZeroMQ's
        socket->set(ZMQ_ROUTING_ID,
            unique.substr(unique.size() - std::min(unique.size(), longestIdentity)));
        socket->setLinger(options.linger);
        socket->set(ZMQ_SNDHWM, unconnectedLimit);
        socket->set(ZMQ_RCVHWM, 0);
        socket->set(ZMQ_RECONNECT_IVL, reconnectMs);
        socket->set(ZMQ_RECONNECT_IVL_MAX, longestReconnectMs);
        const auto &security = options.security ? options.security : m_security;
        if (const auto connected = socket->connect(endpoint, security); !connected)
            return connected.failure();
        m_connections.emplace(
            ref.id, Connection{.socket = std::move(*socket), .linger = options.linger});
        m_pollStale = true;
        return ref;
    }

    void disconnect(PeerRef peer, std::optional<Duration> linger) override
    {
        if (peer.role == PeerRef::Role::Connection) {
            const auto found = m_connections.find(peer.id);
            if (found == m_connections.end())
                return;
            found->second.socket.close(linger.value_or(found->second.linger));
            m_connections.erase(found);
            m_pollStale = true;
        } else if (const auto found = m_sessions.find(peer.id); found != m_sessions.end()) {
            m_ports.at(found->second.port).sessions.erase(found->second.identity);
            m_sessions.erase(found);
        }
    }

    bool send(PeerRef to, const Frame &frame) override
    {
        const bool sent = to.role == PeerRef::Role::Connection ? sendToServer(to.id, frame)
                                                               : sendToClient(to.id, frame);
        ++(sent ? m_counters.framesOut : m_counters.refused);
        return sent;
    }

    void receive(Duration limit, int most, const OnFrame &onFrame) override
    {
        if (m_pollStale)
            rebuildPoll();
        const auto wait = isInterrupted() || m_waker.drain() ? Duration::zero() : limit;
        if (zmq_poll(m_items.data(), static_cast<int>(m_items.size()), toZmqMs(wait)) < 0)
            return; // a signal
        m_waker.drain();
        const auto items = m_items; // a handler may connect or disconnect
        const auto sources = m_sources;
        for (std::size_t i = 1; i < items.size(); ++i) {
            if ((items[i].revents & ZMQ_POLLIN) != 0)
                drain(sources[i], most, onFrame);
        }
    }

    Result<RawRef> openRaw(
        RawKind kind, RawRole role, const std::string &endpoint, const RawOptions &options) override
    {
        return m_raw.open(
            kind, role, endpoint, options, options.security ? options.security : m_security);
    }
    std::string endpointOf(RawRef socket) const override { return m_raw.endpointOf(socket); }
    Result<void> sendRaw(RawRef socket, std::span<const Bytes> parts, Duration limit) override
    {
        return m_raw.send(socket, parts, limit);
    }
    Result<RawParts> receiveRaw(RawRef socket, Duration limit) override
    {
        return m_raw.receive(socket, limit);
    }
    void onRaw(RawRef socket, OnRaw handler) override
    {
        m_raw.handleWith(socket, std::move(handler));
        m_pollStale = true;
    }
    Result<void> subscribeRaw(RawRef socket, std::span<const std::byte> prefix) override
    {
        return m_raw.filter(socket, ZMQ_SUBSCRIBE, prefix);
    }
    Result<void> unsubscribeRaw(RawRef socket, std::span<const std::byte> prefix) override
    {
        return m_raw.filter(socket, ZMQ_UNSUBSCRIBE, prefix);
    }
    void closeRaw(RawRef socket, std::optional<Duration> linger) override
    {
        m_raw.close(socket, linger);
        m_pollStale = true;
    }

    void wake() override { m_waker.wake(); }
    void interrupt() override { m_waker.interrupt(); }
    bool isInterrupted() const override { return m_waker.isInterrupted(); }

    TransportCounters counters() const override
    {
        auto counters = m_counters;
        counters.rawIn = m_raw.received();
        counters.rawOut = m_raw.sent();
        return counters;
    }

private:
    struct Port {
        ZmqSocket socket;
        std::string endpoint;
        Duration linger{};
        std::unordered_map<std::string, std::uint64_t> sessions{}; ///< by the client's identity
    };
    struct Session {
        PortRef port;
        std::string identity;
    };
    struct Connection {
        ZmqSocket socket;
        Duration linger{};
    };
    /// What one item of the poll stands for.
    struct Source {
        enum class Kind { Waker, Port, Connection, Raw } kind = Kind::Waker;
        std::uint64_t id = 0;
    };

    static bool sendPart(void *socket, std::span<const std::byte> part, int flags)
    {
        return zmq_send(socket, part.data(), part.size(), flags | ZMQ_DONTWAIT) >= 0;
    }
    static bool sendParts(void *socket, const Frame &frame)
    {
        return sendPart(socket, encodeHeader(frame.header), ZMQ_SNDMORE)
            && sendPart(socket, std::as_bytes(std::span(frame.topic)), ZMQ_SNDMORE)
            && sendPart(socket, frame.body, 0);
    }

    bool sendToServer(std::uint64_t id, const Frame &frame)
    {
        const auto found = m_connections.find(id);
        return found != m_connections.end() && sendParts(found->second.socket.handle(), frame);
    }

    /// A client that is gone is not reachable any more: EHOSTUNREACH.
    bool sendToClient(std::uint64_t id, const Frame &frame)
    {
        const auto found = m_sessions.find(id);
        if (found == m_sessions.end())
            return false;
        void *socket = m_ports.at(found->second.port).socket.handle();
        return sendPart(socket, std::as_bytes(std::span(found->second.identity)), ZMQ_SNDMORE)
            && sendParts(socket, frame);
    }

    void rebuildPoll()
    {
        m_items.clear();
        m_sources.clear();
        const auto add = [this](void *socket, Source source) {
            m_items.push_back({socket, 0, ZMQ_POLLIN, 0});
            m_sources.push_back(source);
        };
        add(m_waker.handle(), {});
        for (auto &[ref, port] : m_ports)
            add(port.socket.handle(), {Source::Kind::Port, ref.id});
        for (auto &[id, connection] : m_connections)
            add(connection.socket.handle(), {Source::Kind::Connection, id});
        for (const auto &[ref, socket] : m_raw.handled())
            add(socket, {Source::Kind::Raw, ref.id});
        m_pollStale = false;
    }

    void drain(Source source, int most, const OnFrame &onFrame)
    {
        if (source.kind == Source::Kind::Raw) {
            m_raw.drain({source.id}, most);
            return;
        }
        for (int i = 0; i < most; ++i) {
            void *socket = handleOf(source);
            if (socket == nullptr || !m_parts.receive(socket))
                return; // no more, or the handler closed it
            const bool isPort = source.kind == Source::Kind::Port;
            Frame frame;
            if (!decode(isPort ? 1 : 0, frame)) {
                ++m_counters.malformed;
                continue;
            }
            ++m_counters.framesIn;
            const auto from = isPort
                ? PeerRef{PeerRef::Role::Session, sessionId({source.id}, toText(m_parts[0]))}
                : PeerRef{PeerRef::Role::Connection, source.id};
            onFrame(from, frame);
        }
    }

    void *handleOf(Source source)
    {
        if (source.kind == Source::Kind::Port) {
            const auto found = m_ports.find({source.id});
            return found == m_ports.end() ? nullptr : found->second.socket.handle();
        }
        const auto found = m_connections.find(source.id);
        return found == m_connections.end() ? nullptr : found->second.socket.handle();
    }

    /// Foreign or damaged messages are dropped: nothing in them can be trusted, not even whom to
    /// tell.
    bool decode(std::size_t first, Frame &frame)
    {
        if (m_parts.count() != first + 3)
            return false;
        const auto header = decodeHeader(m_parts[first]);
        if (!header)
            return false;
        frame.header = *header;
        frame.topic = toText(m_parts[first + 1]);
        const auto body = m_parts[first + 2];
        frame.body.assign(body.begin(), body.end());
        return true;
    }

    std::uint64_t sessionId(PortRef port, std::string identity)
    {
        auto &sessions = m_ports.at(port).sessions;
        const auto [at, isNew] = sessions.try_emplace(identity, m_nextId);
        if (isNew)
            m_sessions.emplace(m_nextId++, Session{port, std::move(identity)});
        return at->second;
    }

    SecurityRef m_security;
    Waker m_waker;
    RawSockets m_raw{m_waker};
    std::map<PortRef, Port> m_ports;
    std::map<std::uint64_t, Connection> m_connections;
    std::unordered_map<std::uint64_t, Session> m_sessions;
    std::uint64_t m_nextId = 1;
    std::vector<zmq_pollitem_t> m_items;
    std::vector<Source> m_sources;
    Parts m_parts{4}; ///< identity, header, topic, body
    TransportCounters m_counters;
    bool m_pollStale = true;
};

} // namespace

std::unique_ptr<Transport> makeZmqTransport(SecurityRef security)
{
    return std::make_unique<ZmqTransport>(std::move(security));
}

std::string ipcEndpoint(const std::string &folder, const std::string &name)
{
    return "ipc://" + folder + "/" + name + ".sock";
}

} // namespace agora::agency
