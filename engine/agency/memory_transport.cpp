#include "engine/agency/memory_transport.h"

#include <deque>
#include <map>
#include <set>

namespace agora::agency {

/// Every transport is an end with a queue; links join two ends.
struct MemoryNetwork::State {
    struct Link {
        std::uint64_t client = 0; ///< end that connected
        std::uint64_t server = 0; ///< end that is bound; 0 = nobody yet
        PortRef port{}; ///< of the server
        std::string endpoint;
        std::deque<std::unique_ptr<Frame>> waiting; ///< sent before somebody bound

        void leave()
        {
            server = 0;
            port = {};
        }
    };
    struct Bound {
        std::uint64_t end = 0;
        PortRef port{};
    };
    struct Arrived {
        PeerRef from;
        std::unique_ptr<Frame> frame;
        PortRef port{}; ///< of a session
    };
    static constexpr std::size_t mostSpare = 64;

    std::unique_ptr<Frame> make(
        const FrameHeader &header, std::string_view topic, std::span<const std::byte> body)
    {
        auto frame = spare.empty() ? std::make_unique<Frame>() : std::move(spare.back());
        if (!spare.empty())
            spare.pop_back();
        frame->header = header;
        frame->topic.assign(topic);
        frame->body.assign(body.begin(), body.end());
        return frame;
    }
    void takeBack(std::unique_ptr<Frame> frame)
    {
        constexpr std::size_t large = 4096; // is not hoarded
        if (spare.size() < mostSpare && frame->body.capacity() <= large)
            spare.push_back(std::move(frame));
    }

    std::vector<std::unique_ptr<Frame>> spare; ///< their memory is used again
    std::map<std::string, Bound> bound;
    std::map<std::uint64_t, Link> links;
    std::map<std::uint64_t, std::deque<Arrived>> queues;
    std::uint64_t nextEnd = 1;
    std::uint64_t nextLink = 1;
    std::uint64_t nextPort = 1;
};

class MemoryNetwork::End final : public Transport {
public:
    explicit End(std::shared_ptr<State> state) : m_state(std::move(state)), m_id(m_state->nextEnd++)
    {
        m_state->queues[m_id];
    }
    ~End() override
    {
        std::erase_if(
            m_state->bound, [this](const auto &entry) { return entry.second.end == m_id; });
        std::erase_if(
            m_state->links, [this](const auto &entry) { return entry.second.client == m_id; });
        for (auto &[id, link] : m_state->links) {
            if (link.server == m_id)
                link.leave();
        }
        m_state->queues.erase(m_id);
    }

    Result<PortRef> bind(const std::string &endpoint, const PortOptions &) override
    {
        const PortRef port{m_state->nextPort++};
        if (!m_state->bound.try_emplace(endpoint, State::Bound{m_id, port}).second)
            return fail("cannot listen at " + endpoint + ": Address already in use");
        for (auto &[id, link] : m_state->links) {
            if (link.endpoint != endpoint || link.server != 0)
                continue;
            link.server = m_id;
            link.port = port;
            for (auto &frame : link.waiting)
                m_state->queues[m_id].push_back(
                    {{PeerRef::Role::Session, id}, std::move(frame), port});
            link.waiting.clear();
        }
        return port;
    }

    std::string endpointOf(PortRef port) const override
    {
        for (const auto &[endpoint, bound] : m_state->bound) {
            if (bound.port == port && bound.end == m_id)
                return endpoint;
        }
        return {};
    }

    PortRef portOf(PeerRef session) const override
    {
        const auto found = m_state->links.find(session.id);
        const bool isOurs = session.role == PeerRef::Role::Session && found != m_state->links.end()
            && found->second.server == m_id;
        if (isOurs)
            return found->second.port;
        const auto left = m_left.find(session);
        return left == m_left.end() ? PortRef{} : left->second;
    }

    void unbind(PortRef port, std::optional<Duration>) override
    {
        std::erase_if(
            m_state->bound, [port](const auto &entry) { return entry.second.port == port; });
        for (auto &[id, link] : m_state->links) {
            if (link.server == m_id && link.port == port)
                link.leave();
        }
    }

    Result<PeerRef> connect(
        const std::string &endpoint, const std::string &, const LinkOptions &) override
    {
        const auto id = m_state->nextLink++;
        auto &link = m_state->links[id];
        link.client = m_id;
        link.endpoint = endpoint;
        if (const auto found = m_state->bound.find(endpoint); found != m_state->bound.end()) {
            link.server = found->second.end;
            link.port = found->second.port;
        }
        return PeerRef{PeerRef::Role::Connection, id};
    }

    void disconnect(PeerRef peer, std::optional<Duration>) override
    {
        if (peer.role == PeerRef::Role::Connection)
            m_state->links.erase(peer.id);
        m_left.erase(peer);
    }

    using Transport::send;
    bool send(PeerRef to, const FrameHeader &header, std::string_view topic,
        std::span<const std::byte> body) override
    {
        const auto found = m_state->links.find(to.id);
        if (found == m_state->links.end() || topic.size() > longestTopic
            || body.size() > longestBody) {
            ++m_counters.refused;
            return false;
        }
        ++m_counters.framesOut;
        auto &link = found->second;
        auto frame = m_state->make(header, topic, body);
        if (to.role == PeerRef::Role::Session)
            m_state->queues[link.client].push_back(
                {{PeerRef::Role::Connection, to.id}, std::move(frame)});
        else if (link.server == 0)
            link.waiting.push_back(std::move(frame));
        else
            m_state->queues[link.server].push_back(
                {{PeerRef::Role::Session, to.id}, std::move(frame), link.port});
        return true;
    }
    void flush() override {}

    void receive(Duration, int most, const OnFrame &onFrame) override
    {
        for (int i = 0; i < most; ++i) {
            auto &queue = m_state->queues[m_id];
            if (queue.empty())
                return;
            auto arrived = std::move(queue.front());
            queue.pop_front();
            ++m_counters.framesIn;
            if (arrived.port != PortRef{} && !m_state->links.contains(arrived.from.id))
                m_left[arrived.from] = arrived.port;
            onFrame(arrived.from, *arrived.frame);
            m_state->takeBack(std::move(arrived.frame));
        }
    }

    Result<RawRef> openRaw(
        RawKind, RawRole, const std::string &endpoint, const RawOptions &) override
    {
        return fail("cannot open " + endpoint + ": plain ZeroMQ sockets do not go over memory");
    }
    std::string endpointOf(RawRef) const override { return {}; }
    Result<void> sendRaw(RawRef, std::span<const Bytes>, Duration) override { return notRaw(); }
    Result<RawParts> receiveRaw(RawRef, Duration) override { return notRaw(); }
    void onRaw(RawRef, OnRaw) override {}
    Result<void> subscribeRaw(RawRef, std::span<const std::byte>) override { return notRaw(); }
    Result<void> unsubscribeRaw(RawRef, std::span<const std::byte>) override { return notRaw(); }
    void closeRaw(RawRef, std::optional<Duration>) override {}

    void wake() override {}
    void interrupt() override { m_isInterrupted = true; }
    bool isInterrupted() const override { return m_isInterrupted; }
    TransportCounters counters() const override
    {
        auto counters = m_counters;
        for (const auto &[id, link] : m_state->links)
            counters.queued += link.client == m_id ? link.waiting.size() : 0;
        return counters;
    }

private:
    static Failure<Error> notRaw() { return fail("this plain socket is closed"); }

    std::shared_ptr<State> m_state; // shared with the network and the other ends
    std::uint64_t m_id;
    std::map<PeerRef, PortRef> m_left; ///< sessions whose client left before we read all of it
    TransportCounters m_counters;
    bool m_isInterrupted = false;
};

MemoryNetwork::MemoryNetwork() : m_state(std::make_shared<State>()) {}
MemoryNetwork::~MemoryNetwork() = default;

std::unique_ptr<Transport> MemoryNetwork::makeTransport() { return std::make_unique<End>(m_state); }

std::size_t MemoryNetwork::pending() const
{
    std::size_t count = 0;
    for (const auto &[id, queue] : m_state->queues)
        count += queue.size();
    return count;
}

void MemoryNetwork::killOwnerOf(const std::string &endpoint)
{
    const auto found = m_state->bound.find(endpoint);
    if (found == m_state->bound.end())
        return;
    const auto owner = found->second.end;
    m_state->bound.erase(found);
    m_state->queues[owner].clear();
    std::erase_if(
        m_state->links, [owner](const auto &entry) { return entry.second.client == owner; });
    for (auto &[id, link] : m_state->links) {
        if (link.server == owner)
            link.leave();
    }
}

} // namespace agora::agency
