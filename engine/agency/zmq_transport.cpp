#include "engine/agency/zmq_transport.h"

#include "engine/agency/outbox.h"
#include "engine/agency/raw_transport.h"
#include "engine/agency/security/key_file.h"
#include "engine/base/input_wait.h"

#include <zmq.h>

#include <map>
#include <unordered_map>

namespace agora::agency {

namespace {

/// Frames that wait for a server which is not there yet; more is refused.
constexpr int unconnectedLimit = 100'000;
constexpr int reconnectMs = 20;
constexpr int longestReconnectMs = 100;
constexpr int clientPipe = 64; ///< messages on their way; then an outbox gathers
constexpr int busyTurns = 16; ///< with work at once; then all sockets are looked at

/// One received message whose memory belongs to ZeroMQ.
class Part {
public:
    Part() { zmq_msg_init(&m_message); }
    ~Part() { zmq_msg_close(&m_message); }
    Part(const Part &) = delete;
    Part &operator=(const Part &) = delete;

    bool receive(void *socket, int flags) { return zmq_msg_recv(&m_message, socket, flags) >= 0; }
    [[nodiscard]] bool hasMore() const { return zmq_msg_more(&m_message) != 0; }
    [[nodiscard]] std::span<const std::byte> bytes()
    {
        return {static_cast<const std::byte *>(zmq_msg_data(&m_message)), zmq_msg_size(&m_message)};
    }
    [[nodiscard]] std::string_view text()
    {
        return {static_cast<const char *>(zmq_msg_data(&m_message)), zmq_msg_size(&m_message)};
    }

private:
    zmq_msg_t m_message;
};

/// To look for a session by an identity that is not a std::string.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const
    {
        return std::hash<std::string_view>()(text);
    }
};

class ZmqTransport final : public RawTransport {
public:
    using RawTransport::RawTransport;
    ~ZmqTransport() override { flushWithin(defaultLinger); }

    Result<PortRef> bind(const std::string &endpoint, const PortOptions &options) override
    {
        auto socket = ZmqSocket::open(ZMQ_ROUTER);
        if (!socket)
            return socket.failure();
        socket->setLinger(options.linger);
        socket->set(ZMQ_ROUTER_MANDATORY, 1);
        socket->set(ZMQ_ROUTER_HANDOVER, 1);
        socket->set(ZMQ_SNDHWM, clientPipe); // what is more waits in outboxes
        socket->set(ZMQ_RCVHWM, 0);
        auto watch = socket->watchRefusals();
        if (!watch)
            return watch.failure();
        const auto &security = options.security ? options.security : m_security;
        if (const auto bound = socket->bind(endpoint, security); !bound)
            return bound.failure();
        auto told = socket->advertised(options.advertise, security);
        const PortRef ref{m_nextId++};
        m_ports.emplace(ref,
            Port{.link = {.socket = std::move(*socket), .linger = options.linger},
                .watch = std::move(*watch),
                .endpoint = std::move(told)});
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
        const auto patience = linger.value_or(found->second.link.linger);
        flushWithin(patience);
        for (const auto &[identity, session] : found->second.sessions)
            m_sessions.erase(session);
        found->second.link.socket.close(patience);
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
        m_connections.emplace(ref.id, Link{.socket = std::move(*socket), .linger = options.linger});
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
            (void)flushed(found->second); // last words, as far as they go
            m_ports.at(found->second.port).sessions.erase(found->second.identity);
            m_sessions.erase(found);
        }
    }

    using RawTransport::endpointOf;
    using Transport::send;
    bool send(PeerRef to, const FrameHeader &header, std::string_view topic,
        std::span<const std::byte> body) override
    {
        const bool sent = topic.size() <= longestTopic && body.size() <= longestBody
            && (to.role == PeerRef::Role::Connection ? sendToServer(to.id, header, topic, body)
                                                     : sendToClient(to.id, header, topic, body));
        ++(sent ? m_counters.framesOut : m_counters.refused);
        return sent;
    }

    void flush() override
    {
        std::erase_if(m_waiting, [this](std::uint64_t id) {
            const auto found = m_sessions.find(id);
            return found == m_sessions.end() || flushed(found->second);
        });
    }

    void receive(Duration limit, int most, const OnFrame &onFrame) override
    {
        if (m_pollStale)
            rebuildPoll();
        flush();
        const bool hasWork
            = (m_batch != nullptr && deliver(*m_batch, onFrame) > 0) || drainTouched(most, onFrame);
        if (hasWork && ++m_busy < busyTurns)
            return;
        m_busy = 0;
        const bool mayWait = !hasWork && !isInterrupted() && !m_waker.wasWoken();
        if (!m_wait.wait(mayWait ? limit : Duration::zero()))
            return;
        if (m_wait.isReady(0))
            m_waker.drain();
        flush();
        for (std::size_t i = 1; i < m_polled.size(); ++i) {
            if (m_wait.isReady(i))
                touch(m_polled[i]);
        }
        drainTouched(most, onFrame);
    }

    TransportCounters counters() const override
    {
        auto counters = m_counters;
        for (const auto id : m_waiting) {
            const auto found = m_sessions.find(id);
            counters.queued += found == m_sessions.end() ? 0 : found->second.outbox.frames();
        }
        counters.rawIn = m_raw.received();
        counters.rawOut = m_raw.sent();
        return counters;
    }

private:
    /// A socket of frames. `isTouched`: it may have input that its descriptor does not show,
    /// because any use of a ZeroMQ socket can take the descriptor's signal.
    struct Link {
        ZmqSocket socket;
        Duration linger{};
        bool isTouched = true;
    };
    struct Port {
        Link link;
        ZmqSocket watch; ///< tells of refused handshakes
        std::string endpoint;
        std::unordered_map<std::string, std::uint64_t, TextHash, std::equal_to<>>
            sessions{}; ///< by the client's identity
    };
    struct Session {
        PortRef port;
        std::string identity;
        Outbox outbox{};
    };
    /// What one descriptor of the wait stands for.
    struct Source {
        enum class Kind { Waker, Port, Watch, Connection, Raw } kind = Kind::Waker;
        std::uint64_t id = 0;
    };
    /// A message while its frames are delivered, one by one.
    struct Batch {
        PeerRef from;
        std::span<const std::byte> rest;
        Batch *outer = nullptr; ///< when a handler receives
    };
    enum class Sent { Yes, Full, Unreachable };

    bool sendToServer(std::uint64_t id, const FrameHeader &header, std::string_view topic,
        std::span<const std::byte> body)
    {
        const auto found = m_connections.find(id);
        if (found == m_connections.end())
            return false;
        found->second.isTouched = true;
        return sendFrame(found->second.socket.handle(), header, topic, body);
    }

    bool sendToClient(std::uint64_t id, const FrameHeader &header, std::string_view topic,
        std::span<const std::byte> body)
    {
        const auto found = m_sessions.find(id);
        if (found == m_sessions.end())
            return false;
        auto &session = found->second;
        const auto now = steadyNow();
        const bool isInBurst = session.outbox.isInBurst(now);
        if (session.outbox.isEmpty() && !isInBurst) {
            auto &link = m_ports.at(session.port).link;
            link.isTouched = true;
            const auto sent = announce(link, session);
            if (sent == Sent::Yes)
                return sendFrame(link.socket.handle(), header, topic, body);
            if (sent == Sent::Unreachable)
                return false;
        }
        if (session.outbox.isEmpty())
            m_waiting.push_back(id);
        session.outbox.append(header, topic, body, now);
        if (session.outbox.isDue(now))
            (void)flushed(session); // what could not leave stays in m_waiting
        return true;
    }

    static bool sendFrame(void *socket, const FrameHeader &header, std::string_view topic,
        std::span<const std::byte> body)
    {
        zmq_msg_t message;
        if (zmq_msg_init_size(&message, encodedSize(header, topic, body)) != 0)
            return false;
        encodeFrame(header, topic, body, static_cast<std::byte *>(zmq_msg_data(&message)));
        if (zmq_msg_send(&message, socket, ZMQ_DONTWAIT) >= 0)
            return true;
        zmq_msg_close(&message);
        return false;
    }

    /// A client that is gone is not reachable any more: EHOSTUNREACH.
    static Sent announce(Link &link, const Session &session)
    {
        if (zmq_send(link.socket.handle(), session.identity.data(), session.identity.size(),
                ZMQ_SNDMORE | ZMQ_DONTWAIT)
            >= 0)
            return Sent::Yes;
        return zmq_errno() == EAGAIN ? Sent::Full : Sent::Unreachable;
    }

    /// True when nothing waits any more: it is under way, or the client is gone.
    bool flushed(Session &session)
    {
        auto &link = m_ports.at(session.port).link;
        link.isTouched = true;
        while (!session.outbox.isEmpty()) {
            const auto sent = announce(link, session);
            if (sent == Sent::Full)
                return false;
            if (sent == Sent::Yes) {
                const auto &message = session.outbox.first();
                zmq_send(link.socket.handle(), message.data(), message.size(), ZMQ_DONTWAIT);
            }
            session.outbox.removeFirst();
        }
        return true;
    }

    void flushWithin(Duration patience)
    {
        const auto deadline = steadyNow() + patience;
        for (flush(); !m_waiting.empty(); flush()) {
            if (isInterrupted() || (patience >= Duration::zero() && steadyNow() >= deadline))
                return;
            m_wait.wait(std::chrono::milliseconds(1));
        }
    }

    void rebuildPoll()
    {
        m_polled.clear();
        m_wait.clear();
        const auto add = [this](void *socket, Source source) {
            m_polled.push_back(source);
            m_wait.add(descriptorOf(socket));
        };
        add(m_waker.handle(), Source{});
        for (auto &[ref, port] : m_ports) {
            add(port.link.socket.handle(), {Source::Kind::Port, ref.id});
            add(port.watch.handle(), {Source::Kind::Watch, ref.id});
            countRefusals(ref); // arms its descriptor, too
        }
        for (auto &[id, connection] : m_connections)
            add(connection.socket.handle(), {Source::Kind::Connection, id});
        for (const auto &[ref, socket] : m_raw.handled())
            add(socket, {Source::Kind::Raw, ref.id});
        m_rawTouched = true;
        m_pollStale = false;
    }

    Link *linkOf(Source source)
    {
        if (source.kind == Source::Kind::Port) {
            const auto found = m_ports.find({source.id});
            return found == m_ports.end() ? nullptr : &found->second.link;
        }
        const auto found = m_connections.find(source.id);
        return found == m_connections.end() ? nullptr : &found->second;
    }

    void touch(Source source)
    {
        if (source.kind == Source::Kind::Watch)
            return countRefusals({source.id});
        m_rawTouched = m_rawTouched || source.kind == Source::Kind::Raw;
        if (auto *link = linkOf(source))
            link->isTouched = true;
    }

    void countRefusals(PortRef port)
    {
        if (const auto found = m_ports.find(port); found != m_ports.end())
            m_counters.unauthenticated += takeMessages(found->second.watch.handle());
    }

    /// True when there was something.
    bool drainTouched(int most, const OnFrame &onFrame)
    {
        bool hasWork = false;
        const bool isRawTouched = std::exchange(m_rawTouched, false);
        for (std::size_t i = 1; i < m_polled.size(); ++i) { // a handler may connect or disconnect
            const auto source = m_polled[i];
            if (source.kind == Source::Kind::Watch)
                continue;
            if (source.kind != Source::Kind::Raw) {
                const auto *link = linkOf(source);
                if (link != nullptr && link->isTouched)
                    hasWork = drain(source, most, onFrame) || hasWork;
            } else if (isRawTouched && m_raw.drain({source.id}, most) > 0) {
                hasWork = true;
                m_rawTouched = true;
            }
        }
        return hasWork;
    }

    bool drain(Source source, int most, const OnFrame &onFrame)
    {
        const bool isPort = source.kind == Source::Kind::Port;
        Part head;
        Part body;
        for (int count = 0; count < most;) {
            auto *link = linkOf(source);
            if (link == nullptr)
                return true; // the handler closed it
            void *socket = link->socket.handle();
            if (!head.receive(socket, ZMQ_DONTWAIT)) {
                link->isTouched = false;
                return count > 0;
            }
            const bool isWhole = isPort == head.hasMore();
            if (isPort && head.hasMore())
                body.receive(socket, 0); // a message arrives whole
            auto &payload = isPort ? body : head;
            if (!isWhole || payload.hasMore() || payload.bytes().empty()) {
                skipRest(socket, payload);
                ++count;
                continue;
            }
            Batch batch{.from = isPort
                    ? PeerRef{PeerRef::Role::Session, sessionId({source.id}, head.text())}
                    : PeerRef{PeerRef::Role::Connection, source.id},
                .rest = payload.bytes(),
                .outer = m_batch};
            m_batch = &batch;
            count += std::max(deliver(batch, onFrame), 1);
            m_batch = batch.outer;
        }
        return true;
    }

    void skipRest(void *socket, Part &last)
    {
        Part rest;
        for (bool more = last.hasMore(); more; more = rest.hasMore())
            rest.receive(socket, 0);
        ++m_counters.malformed;
    }

    /// Foreign or damaged messages are dropped: nothing in them can be trusted, not even whom to
    /// tell.
    int deliver(Batch &batch, const OnFrame &onFrame)
    {
        int count = 0;
        for (; !batch.rest.empty() && isThere(batch.from); ++count) {
            auto frame = std::exchange(m_frame, {}); // a handler may receive, too
            const auto used = decodeFrame(batch.rest, frame);
            batch.rest = used == 0 ? std::span<const std::byte>() : batch.rest.subspan(used);
            ++(used == 0 ? m_counters.malformed : m_counters.framesIn);
            if (used > 0)
                onFrame(batch.from, frame);
            m_frame = std::move(frame);
        }
        return count;
    }

    [[nodiscard]] bool isThere(PeerRef peer) const
    {
        return peer.role == PeerRef::Role::Connection ? m_connections.contains(peer.id)
                                                      : m_sessions.contains(peer.id);
    }

    std::uint64_t sessionId(PortRef port, std::string_view identity)
    {
        auto &sessions = m_ports.at(port).sessions;
        if (const auto found = sessions.find(identity); found != sessions.end())
            return found->second;
        const auto id = m_nextId++;
        sessions.emplace(identity, id);
        m_sessions.emplace(id, Session{.port = port, .identity = std::string(identity)});
        return id;
    }

    std::map<PortRef, Port> m_ports;
    std::map<std::uint64_t, Link> m_connections;
    std::unordered_map<std::uint64_t, Session> m_sessions;
    std::vector<std::uint64_t> m_waiting; ///< sessions with something in the outbox
    std::uint64_t m_nextId = 1;
    InputWait m_wait;
    std::vector<Source> m_polled; ///< in the order of m_wait
    Batch *m_batch = nullptr; ///< being delivered
    Frame m_frame; ///< its memory is used again
    TransportCounters m_counters;
    int m_busy = 0;
};

} // namespace

std::unique_ptr<Transport> makeZmqTransport(SecurityRef security)
{
    return std::make_unique<ZmqTransport>(security ? std::move(security) : keysOfEnvironment());
}

std::string ipcEndpoint(const std::string &folder, const std::string &name)
{
    return "ipc://" + folder + "/" + name + ".sock";
}

} // namespace agora::agency
