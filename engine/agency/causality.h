#pragma once

#include "engine/agency/transport.h"

#include <functional>
#include <map>
#include <optional>

namespace agora::agency {

/// Knows when everything that one instant of a replay set going has come to rest, across all
/// processes. Dijkstra and Scholten, "Termination detection for diffusing computations" (1980): a
/// node acknowledges the frame that engaged it only when all frames it sent since are acknowledged;
/// every other frame at once. The clock's master is the root.
class Causality {
public:
    /// Frames sent now belong to the instant and must be marked and counted.
    [[nodiscard]] bool isActive() const { return m_isRoot || m_parent.has_value(); }
    void beginAsRoot() { m_isRoot = true; }

    void sent(PeerRef to)
    {
        ++m_owed[to];
        ++m_total;
    }
    /// True when the frame must be acknowledged right after it was handled.
    [[nodiscard]] bool received(PeerRef from)
    {
        if (isActive())
            return true;
        m_parent = from;
        return false;
    }
    void acknowledged(PeerRef by)
    {
        const auto found = m_owed.find(by);
        if (found == m_owed.end())
            return; // of a life that was written off
        --m_total;
        if (--found->second == 0)
            m_owed.erase(found);
    }
    /// That peer died: what it owes will never come.
    void writeOff(PeerRef peer)
    {
        if (const auto found = m_owed.find(peer); found != m_owed.end()) {
            m_total -= found->second;
            m_owed.erase(found);
        }
    }
    /// Work that goes on outside of frames (a reply still to be given) keeps the instant open.
    void hold() { ++m_holds; }
    void release() { --m_holds; }

    struct Rest {
        bool rootIsQuiet = false;
        std::optional<PeerRef>
            acknowledge; ///< the frame that engaged us can be acknowledged to this peer
    };
    /// Call after every handled frame: says what became due, once.
    [[nodiscard]] Rest settle()
    {
        Rest rest;
        if (m_total != 0 || m_holds != 0)
            return rest;
        rest.rootIsQuiet = std::exchange(m_isRoot, false);
        rest.acknowledge = std::exchange(m_parent, std::nullopt);
        return rest;
    }
    [[nodiscard]] std::uint64_t outstanding() const { return m_total; }

private:
    bool m_isRoot = false;
    std::optional<PeerRef> m_parent;
    std::map<PeerRef, std::uint64_t> m_owed;
    std::uint64_t m_total = 0;
    std::uint64_t m_holds = 0;
};

} // namespace agora::agency
