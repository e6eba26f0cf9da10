#pragma once

#include "engine/agency/frame.h"

#include <functional>
#include <optional>
#include <string>

namespace agora::agency {

/// One end of a link, as the transport knows it. A connection is ours to a server; a session is a
/// client's to us.
struct PeerRef {
    enum class Role : std::uint8_t { Connection, Session };
    Role role = Role::Connection;
    std::uint64_t id = 0;
    auto operator<=>(const PeerRef &) const = default;
};

/// Moves frames between agents; knows nothing of what they mean. One thread uses it, but for
/// `wake`. Order is kept between two ends; a frame may be lost only when an end dies.
class Transport {
public:
    virtual ~Transport() = default;

    /// May be called more than once. The error names the endpoint and the system's reason.
    virtual Result<void> bind(const std::string &endpoint) = 0;
    /// Succeeds though nobody listens yet; `identity` tells the server who we are (name and epoch,
    /// unique).
    virtual Result<PeerRef> connect(const std::string &endpoint, const std::string &identity) = 0;
    /// Closes a connection, or forgets a session (should its client speak again it gets a new one).
    virtual void disconnect(PeerRef peer) = 0;
    /// False when the other end is known to be gone or its queue is full; the frame is then not
    /// sent.
    virtual bool send(PeerRef to, const Frame &frame) = 0;

    using OnFrame = std::function<void(PeerRef from, Frame &frame)>;
    /// Waits at most `limit` for a frame or a `wake`, then hands over what is there (at most `most`
    /// frames).
    virtual void receive(Duration limit, int most, const OnFrame &onFrame) = 0;
    /// From any thread: ends a waiting `receive`.
    virtual void wake() = 0;
};

} // namespace agora::agency
