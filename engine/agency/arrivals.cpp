#include "engine/agency/arrivals.h"

#include "engine/base/clock.h"

#include <utility>

namespace agora::agency {

std::uint64_t Arrivals::took(PeerRef from, const FrameHeader &header, bool hasSession)
{
    const auto kind = header.kind;
    const bool isAsking = kind == FrameKind::Push || kind == FrameKind::Request;
    const bool isSubscribing = kind == FrameKind::Subscribe;
    if (!isAsking && !isSubscribing && kind != FrameKind::Hello)
        return 0;
    auto &client = m_clients[from];
    client.last = steadyNow();
    client.asked += isAsking ? 1 : 0;
    client.subscribed += isSubscribing ? 1 : 0;
    client.missSubscriptions = client.missSubscriptions && !isSubscribing;
    if (kind != FrameKind::Hello)
        return 0;
    // Whose link was given up and made again counts from zero.
    client.missSubscriptions = client.missSubscriptions || header.correlation > client.subscribed;
    client.subscribed = header.correlation;
    const auto before = std::exchange(client.asked, header.sequence);
    return hasSession && header.sequence > before ? header.sequence - before : 0;
}

bool Arrivals::missSubscriptions(PeerRef from) const
{
    const auto found = m_clients.find(from);
    return found != m_clients.end() && found->second.missSubscriptions;
}

void Arrivals::dropSilent(Duration before, const std::function<bool(PeerRef)> &hasSession)
{
    std::erase_if(m_clients,
        [&](const auto &entry) { return entry.second.last < before && !hasSession(entry.first); });
}

} // namespace agora::agency
