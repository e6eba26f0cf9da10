#pragma once

#include "engine/agency/frame.h"
#include "engine/agency/transport.h"

#include <functional>
#include <map>

namespace agora::agency {

/// Compares what clients say in each hello that they sent with what came. Between the two stand
/// links that were cut and the death of whoever was listening here before us.
class Arrivals {
public:
    /// Every frame of a client at the moment it comes, before it waits for anything. Gives how many
    /// pushes and requests this hello tells of that never came: 0 for all other frames, and for a
    /// client that has no session yet, because its former ones were not for us.
    [[nodiscard]] std::uint64_t took(PeerRef from, const FrameHeader &header, bool hasSession);
    /// It sent subscriptions that never came, and none came since we know of it.
    [[nodiscard]] bool missSubscriptions(PeerRef from) const;
    void forget(PeerRef from) { m_clients.erase(from); }
    /// Those from whom nothing came since `before`, as long as they have no session.
    void dropSilent(Duration before, const std::function<bool(PeerRef)> &hasSession);

private:
    struct Client {
        std::uint64_t asked = 0; ///< pushes and requests
        std::uint64_t subscribed = 0;
        bool missSubscriptions = false;
        Duration last{};
    };
    std::map<PeerRef, Client> m_clients;
};

} // namespace agora::agency
