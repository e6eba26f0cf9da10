#include "engine/agency/zmq_transport.h"

#include <zmq.hpp>

#include <map>
#include <mutex>
#include <unordered_map>

namespace agora::agency {

namespace {

/// Long enough for last words, short enough for a shutdown within its 3 s.
constexpr int lingerMs = 300;
/// Frames that wait for a server which is not there (yet); more is refused and the caller told.
constexpr int unconnectedLimit = 100'000;

/// One per process, so that inproc endpoints meet. Every transport holds it: exit() must not take
/// it from a thread that still talks.
std::shared_ptr<zmq::context_t> sharedContext()
{
    static const auto context = std::make_shared<zmq::context_t>(1);
    return context;
}

class ZmqTransport final : public Transport {
public:
    ZmqTransport()
    {
        const auto endpoint
            = "inproc://wake-" + std::to_string(reinterpret_cast<std::uintptr_t>(this));
        m_wakeIn.bind(endpoint);
        m_wakeOut.connect(endpoint);
        m_server.set(zmq::sockopt::router_mandatory, true);
        m_server.set(zmq::sockopt::router_handover, true);
        m_server.set(zmq::sockopt::sndhwm, 0); // bounded above, by credit per subscription
        m_server.set(zmq::sockopt::rcvhwm, 0);
        m_server.set(zmq::sockopt::linger, lingerMs);
    }

    Result<void> bind(const std::string &endpoint) override
    {
        try {
            m_server.bind(endpoint);
            return {};
        } catch (const zmq::error_t &error) {
            return fail("cannot listen at " + endpoint + ": " + error.what());
        }
    }

    Result<PeerRef> connect(const std::string &endpoint, const std::string &identity) override
    {
        try {
            zmq::socket_t socket(*m_context, zmq::socket_type::dealer);
            socket.set(zmq::sockopt::routing_id, identity);
            socket.set(zmq::sockopt::linger, lingerMs);
            socket.set(zmq::sockopt::sndhwm, unconnectedLimit);
            socket.set(zmq::sockopt::rcvhwm, 0);
            socket.set(zmq::sockopt::reconnect_ivl, 20);
            socket.set(zmq::sockopt::reconnect_ivl_max, 100);
            socket.connect(endpoint);
            const PeerRef ref{PeerRef::Role::Connection, m_nextId++};
            m_connections.emplace(ref.id, std::move(socket));
            m_pollStale = true;
            return ref;
        } catch (const zmq::error_t &error) {
            return fail("cannot connect to " + endpoint + ": " + error.what());
        }
    }

    void disconnect(PeerRef peer) override
    {
        if (peer.role == PeerRef::Role::Connection) {
            m_connections.erase(peer.id);
            m_pollStale = true;
        } else if (const auto found = m_identities.find(peer.id); found != m_identities.end()) {
            m_sessions.erase(found->second);
            m_identities.erase(found);
        }
    }

    bool send(PeerRef to, const Frame &frame) override
    {
        try {
            if (to.role == PeerRef::Role::Connection) {
                const auto found = m_connections.find(to.id);
                return found != m_connections.end() && sendParts(found->second, frame, {});
            }
            const auto found = m_identities.find(to.id);
            return found != m_identities.end() && sendParts(m_server, frame, found->second);
        } catch (const zmq::error_t &) {
            return false; // EHOSTUNREACH: that client is gone
        }
    }

    void receive(Duration limit, int most, const OnFrame &onFrame) override
    {
        if (m_pollStale)
            rebuildPoll();
        const auto limitMs = std::chrono::ceil<std::chrono::milliseconds>(limit);
        try {
            zmq::poll(m_items, std::max(limitMs, std::chrono::milliseconds(0)));
        } catch (const zmq::error_t &error) {
            if (error.num() != EINTR)
                throw;
            return;
        }
        if ((m_items[0].revents & ZMQ_POLLIN) != 0)
            drainWake();
        const auto items = m_items; // a handler may connect or disconnect
        const auto ids = m_itemIds;
        for (std::size_t i = 1; i < items.size(); ++i) {
            if ((items[i].revents & ZMQ_POLLIN) == 0)
                continue;
            if (ids[i] == 0)
                drain(m_server, most, PeerRef::Role::Session, 0, onFrame);
            else if (const auto found = m_connections.find(ids[i]); found != m_connections.end())
                drain(found->second, most, PeerRef::Role::Connection, ids[i], onFrame);
        }
    }

    void wake() override
    {
        const std::scoped_lock lock(m_wakeLock);
        m_wakeOut.send(zmq::message_t(), zmq::send_flags::dontwait);
    }

private:
    static bool sendParts(zmq::socket_t &socket, const Frame &frame, const std::string &identity)
    {
        using zmq::send_flags;
        if (!identity.empty()
            && !socket.send(zmq::buffer(identity), send_flags::sndmore | send_flags::dontwait))
            return false;
        const auto header = encodeHeader(frame.header);
        if (!socket.send(zmq::buffer(header), send_flags::sndmore | send_flags::dontwait))
            return false;
        return socket.send(zmq::buffer(frame.topic), send_flags::sndmore | send_flags::dontwait)
            && socket.send(zmq::buffer(frame.body), send_flags::dontwait);
    }

    void rebuildPoll()
    {
        m_items.assign(1, zmq::pollitem_t{m_wakeIn.handle(), 0, ZMQ_POLLIN, 0});
        m_itemIds.assign(1, 0);
        m_items.push_back({m_server.handle(), 0, ZMQ_POLLIN, 0});
        m_itemIds.push_back(0);
        for (auto &[id, socket] : m_connections) {
            m_items.push_back({socket.handle(), 0, ZMQ_POLLIN, 0});
            m_itemIds.push_back(id);
        }
        m_pollStale = false;
    }

    void drainWake()
    {
        zmq::message_t message;
        while (m_wakeIn.recv(message, zmq::recv_flags::dontwait)) {}
    }

    /// Foreign or damaged messages are dropped: nothing in them can be trusted, not even whom to
    /// tell.
    void drain(zmq::socket_t &socket, int most, PeerRef::Role role, std::uint64_t id,
        const OnFrame &onFrame)
    {
        for (int i = 0; i < most; ++i) {
            m_parts.clear();
            zmq::message_t part;
            if (!socket.recv(part, zmq::recv_flags::dontwait))
                return;
            bool more = part.more();
            m_parts.push_back(std::move(part));
            while (more) {
                zmq::message_t next;
                if (!socket.recv(next))
                    return;
                more = next.more();
                m_parts.push_back(std::move(next));
            }
            const std::size_t first = role == PeerRef::Role::Session ? 1 : 0;
            if (m_parts.size() != first + 3)
                continue;
            const auto &head = m_parts[first];
            const auto header
                = decodeHeader({static_cast<const std::byte *>(head.data()), head.size()});
            if (!header)
                continue;
            Frame frame{.header = *header, .topic = m_parts[first + 1].to_string(), .body = {}};
            const auto *body = static_cast<const std::byte *>(m_parts[first + 2].data());
            frame.body.assign(body, body + m_parts[first + 2].size());
            const auto from = role == PeerRef::Role::Session
                ? PeerRef{role, sessionId(m_parts[0].to_string())}
                : PeerRef{role, id};
            onFrame(from, frame);
            if (role == PeerRef::Role::Connection && !m_connections.contains(id))
                return; // the handler closed this very connection
        }
    }

    std::uint64_t sessionId(const std::string &identity)
    {
        const auto [at, isNew] = m_sessions.try_emplace(identity, m_nextId);
        if (isNew)
            m_identities.emplace(m_nextId++, identity);
        return at->second;
    }

    std::shared_ptr<zmq::context_t> m_context
        = sharedContext(); // with all transports of the process
    zmq::socket_t m_wakeIn{*m_context, zmq::socket_type::pull};
    zmq::socket_t m_wakeOut{*m_context, zmq::socket_type::push};
    std::mutex m_wakeLock; // wake() comes from any thread
    zmq::socket_t m_server{*m_context, zmq::socket_type::router};
    std::map<std::uint64_t, zmq::socket_t> m_connections;
    std::unordered_map<std::string, std::uint64_t> m_sessions;
    std::unordered_map<std::uint64_t, std::string> m_identities;
    std::uint64_t m_nextId = 1;
    std::vector<zmq::pollitem_t> m_items;
    std::vector<std::uint64_t> m_itemIds;
    std::vector<zmq::message_t> m_parts;
    bool m_pollStale = true;
};

} // namespace

std::unique_ptr<Transport> makeZmqTransport() { return std::make_unique<ZmqTransport>(); }

std::string ipcEndpoint(const std::string &folder, const std::string &name)
{
    return "ipc://" + folder + "/" + name + ".sock";
}

} // namespace agora::agency
