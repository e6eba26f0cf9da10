#pragma once

#include "engine/agency/patterns/linked_socket.h"

namespace agora::agency {

/// PUSH: each message to one of the connected pullers, which take turns; one that has no room is
/// passed over. A puller that is gone leaves what it was never given to the others.
class PushSocket final : public LinkedSocket {
public:
    using LinkedSocket::LinkedSocket;
    Result<void> send(const Value &value, const SendOptions &options) override;
    [[nodiscard]] Value describe() const override;

private:
    void onPeerUp(Peer &peer) override;
    void onPeerGone(Peer &peer) override;
    void onData(Peer &from, Frame &frame) override;
    void flush() override;
    [[nodiscard]] Peer *nextWithRoom();
    Result<void> offer(Frame frame, Duration limit);
    void housePending();

    std::deque<Frame> m_pending; ///< of a puller that is gone, until somebody takes them
    std::uint64_t m_lost = 0; ///< under way to a puller that died
};

/// PULL: every message to every handler, in their order.
class PullSocket final : public LinkedSocket {
public:
    using LinkedSocket::LinkedSocket;

private:
    void onPeerGone(Peer &peer) override { peer.in.begin(); }
    void onData(Peer &from, Frame &frame) override;
};

} // namespace agora::agency
