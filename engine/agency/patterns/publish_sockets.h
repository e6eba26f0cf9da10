#pragma once

#include "engine/agency/patterns/asking_socket.h"
#include "engine/agency/patterns/requests.h"

#include <set>

namespace agora::agency {

/// PUB and SYNC_PUB. A subscriber tells its prefixes here, so what nobody wants is never sent. The
/// answer to a request of SYNC_PUB takes its place among the requester's publications.
class PubSocket final : public LinkedSocket {
public:
    PubSocket(SocketContext &context, SocketSetup setup);
    /// The error, by policy Block only: a subscriber had no room in time; the others got it.
    Result<void> send(const Value &value, const SendOptions &options) override;
    [[nodiscard]] Value describe() const override;

private:
    [[nodiscard]] QueuePolicy usualPolicy() const override { return QueuePolicy::DropOldest; }
    void onPeerUp(Peer &peer) override;
    void onPeerGone(Peer &peer) override;
    void onData(Peer &from, Frame &frame) override;
    void flush() override;
    Result<void> publishTo(PeerRef to, const Frame &frame, Duration limit);
    void subscribed(Peer &from, const Frame &frame);
    void requested(Peer &from, const Frame &frame);
    void settle(PeerRef with, OutStream::Outcome outcome);

    Answerer m_answerer;
    std::map<std::string, Bytes> m_last; ///< by topic, when asked to keep it
    std::uint64_t m_published = 0;
    std::uint64_t m_disconnected = 0; ///< too slow
};

/// SUB and SYNC_SUB. Each subscribed prefix has its handlers; all of those that match a message
/// run.
class SubSocket final : public AskingSocket {
public:
    SubSocket(SocketContext &context, SocketSetup setup);
    Result<void> open() override;
    /// A request, of SYNC_SUB.
    Result<void> send(const Value &value, const SendOptions &options) override;
    Result<void> subscribe(const std::map<std::string, Handler> &handlers) override;
    Result<void> unsubscribe(const std::vector<std::string> &topics) override;
    [[nodiscard]] std::size_t peersUp() const override;
    [[nodiscard]] Value describe() const override;

private:
    using Topics = std::map<std::string, std::vector<Handler>, std::less<>>;

    void onPeerUp(Peer &peer) override;
    void onPeerGone(Peer &peer) override;
    void onData(Peer &from, Frame &frame) override;
    void published(const Peer &from, const Frame &frame);
    void tell(Peer &peer, FrameKind kind, const std::string &topic);
    void change(const std::string &topic, std::optional<std::vector<Handler>> handlers);

    std::shared_ptr<const Topics> m_topics; // a delivery under way goes on with what it began with
};

} // namespace agora::agency
