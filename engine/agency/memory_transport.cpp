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
        std::string endpoint;
        std::deque<Frame> waiting; ///< sent before somebody bound
    };
    struct Arrived {
        PeerRef from;
        Frame frame;
    };
    std::map<std::string, std::uint64_t> bound;
    std::map<std::uint64_t, Link> links;
    std::map<std::uint64_t, std::deque<Arrived>> queues;
    std::uint64_t nextEnd = 1;
    std::uint64_t nextLink = 1;
};

class MemoryNetwork::End final : public Transport {
public:
    explicit End(std::shared_ptr<State> state) : m_state(std::move(state)), m_id(m_state->nextEnd++)
    {
        m_state->queues[m_id];
    }
    ~End() override
    {
        std::erase_if(m_state->bound, [this](const auto &entry) { return entry.second == m_id; });
        std::erase_if(
            m_state->links, [this](const auto &entry) { return entry.second.client == m_id; });
        for (auto &[id, link] : m_state->links) {
            if (link.server == m_id)
                link.server = 0;
        }
        m_state->queues.erase(m_id);
    }

    Result<void> bind(const std::string &endpoint) override
    {
        if (!m_state->bound.try_emplace(endpoint, m_id).second)
            return fail("cannot listen at " + endpoint + ": Address already in use");
        for (auto &[id, link] : m_state->links) {
            if (link.endpoint != endpoint || link.server != 0)
                continue;
            link.server = m_id;
            for (auto &frame : link.waiting)
                m_state->queues[m_id].push_back({{PeerRef::Role::Session, id}, std::move(frame)});
            link.waiting.clear();
        }
        return {};
    }

    Result<PeerRef> connect(const std::string &endpoint, const std::string &) override
    {
        const auto id = m_state->nextLink++;
        const auto server = m_state->bound.find(endpoint);
        m_state->links[id] = {.client = m_id,
            .server = server == m_state->bound.end() ? 0 : server->second,
            .endpoint = endpoint,
            .waiting = {}};
        return PeerRef{PeerRef::Role::Connection, id};
    }

    void disconnect(PeerRef peer) override
    {
        if (peer.role == PeerRef::Role::Connection)
            m_state->links.erase(peer.id);
    }

    bool send(PeerRef to, const Frame &frame) override
    {
        const auto found = m_state->links.find(to.id);
        if (found == m_state->links.end())
            return false;
        auto &link = found->second;
        if (to.role == PeerRef::Role::Session) {
            m_state->queues[link.client].push_back({{PeerRef::Role::Connection, to.id}, frame});
            return true;
        }
        if (link.server == 0)
            link.waiting.push_back(frame);
        else
            m_state->queues[link.server].push_back({{PeerRef::Role::Session, to.id}, frame});
        return true;
    }

    void receive(Duration, int most, const OnFrame &onFrame) override
    {
        for (int i = 0; i < most; ++i) {
            auto &queue = m_state->queues[m_id];
            if (queue.empty())
                return;
            auto arrived = std::move(queue.front());
            queue.pop_front();
            onFrame(arrived.from, arrived.frame);
        }
    }

    void wake() override {}

private:
    std::shared_ptr<State> m_state; // shared with the network and the other ends
    std::uint64_t m_id;
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
    const auto owner = found->second;
    m_state->bound.erase(found);
    m_state->queues[owner].clear();
    std::erase_if(
        m_state->links, [owner](const auto &entry) { return entry.second.client == owner; });
    for (auto &[id, link] : m_state->links) {
        if (link.server == owner)
            link.server = 0;
    }
}

} // namespace agora::agency
