#pragma once

#include "engine/agency/patterns/peer.h"
#include "engine/agency/patterns/socket.h"

#include <map>
#include <set>

namespace agora::agency {

/// A socket that speaks our frames. This part knows its peers: it listens or connects, says hello
/// every quarter of a second, learns who comes, goes, was restarted; whoever bound, the pattern
/// above sees only peers.
///
/// Hello (client → server, topic = agent, body {pattern, serializer}) is answered by Welcome
/// (correlation = generation of the server's memory of this client: another one tells that it
/// forgot us) or Refused (body = sentence). A life of an agent older than one that was seen is
/// refused, and what it sends is dropped and counted.
class LinkedSocket : public Socket {
public:
    static constexpr Duration beatEvery = std::chrono::milliseconds(250);
    static constexpr Duration lostAfter = std::chrono::milliseconds(1500);
    static constexpr Duration silence = std::chrono::seconds(10); ///< a client is gone then

    using Socket::Socket;

    Result<void> open() override;
    Result<void> connectAlso(const Address &server) override;
    void close(Duration linger) override;
    [[nodiscard]] std::size_t peersUp() const override;
    [[nodiscard]] Value describe() const override;
    [[nodiscard]] PortRef port() const override { return m_port; }
    void take(PeerRef from, Frame &frame) override;
    void beat(Duration now) override;

protected:
    /// New, or the other end has forgotten what we told it.
    virtual void onPeerUp(Peer &) {}
    /// It will not come back under this reference (a client left), or it was restarted: what was
    /// under way is lost.
    virtual void onPeerGone(Peer &) {}
    /// What happens to messages for a slow peer when nothing was said.
    [[nodiscard]] virtual QueuePolicy usualPolicy() const { return QueuePolicy::Block; }
    /// All but the greetings.
    virtual void onData(Peer &from, Frame &frame) = 0;
    /// About to be closed with something to wait for: hand everything to the transport.
    virtual void flush() {}

    [[nodiscard]] std::map<PeerRef, Peer> &peers() { return m_peers; }
    [[nodiscard]] const std::map<PeerRef, Peer> &peers() const { return m_peers; }
    [[nodiscard]] Peer *peerOf(PeerRef ref);
    /// The peers take turns: the next one that fits.
    [[nodiscard]] Peer *nextPeer(const std::function<bool(const Peer &)> &fits);
    /// A client whose queue cannot take more, or that is gone: never heard of again.
    void drop(PeerRef ref);
    /// Nobody will ever answer: every server has refused us.
    [[nodiscard]] bool isHopeless() const;
    /// Why there is nobody to send to.
    [[nodiscard]] std::string whyNobody() const;
    /// Frames of an OutStream to this peer.
    void sayGoodbye(PeerRef to);
    [[nodiscard]] OutStream::Send sender(Peer &to);
    /// Missing messages before this one are told to the gap handler. Gives false when there is
    /// nothing more to do: a frame without content, or the gap handler has closed us.
    bool noteArrival(Peer &from, const Frame &frame);
    void tellGap(const Peer &from, std::uint64_t missed);
    /// The handlers have done with it (and may have closed the socket).
    void confirm(PeerRef to, std::uint64_t sequence);
    [[nodiscard]] Delivery deliveryOf(const Peer &from, const Frame &frame, Value value) const;

private:
    [[nodiscard]] bool isForHandler(const Frame &frame) const;
    void onFrame(PeerRef from, Frame &frame);
    Result<void> connectTo(const std::string &url);
    Result<PeerRef> openConnection(const std::string &url);
    void connectAnew(PeerRef former);
    Peer &addPeer(PeerRef ref);
    [[nodiscard]] Bytes selfDescription();
    void hello(Peer &peer, Duration now);
    void greeted(PeerRef from, const Frame &frame);
    void wasRefused(Peer &peer, const std::string &sentence);
    void welcomed(Peer &peer, const Frame &frame);
    [[nodiscard]] std::string mismatch(const Frame &frame) const;
    [[nodiscard]] bool isOutdated(const std::string &agent, std::uint64_t epoch) const;
    void refuse(PeerRef to, const std::string &sentence);

    std::map<PeerRef, Peer> m_peers;
    std::map<std::string, std::uint64_t> m_epochs; ///< newest life seen, by agent
    PortRef m_port;
    PeerRef m_lastUsed;
    std::uint64_t m_nextGeneration = 0;
    std::uint64_t m_outdated = 0; ///< frames of older lives
    std::uint64_t m_refused = 0; ///< clients
};

} // namespace agora::agency
