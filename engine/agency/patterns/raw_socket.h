#pragma once

#include "engine/agency/patterns/requests.h"
#include "engine/agency/patterns/socket.h"

#include <map>

namespace agora::agency {

/// A plain ZeroMQ socket for peers that are no agents: REQ, REP, PUSH, PULL, PUB or SUB. On the
/// wire it is what libzmq makes of that pattern (REQ and REP by their unrestricted kin, DEALER and
/// ROUTER, so that a lost answer blocks nobody). A topic stands in front of the value, and the
/// subscriber gets both as one; a message of several frames is taken as topic and value.
/// An error of a REP's handler reaches the peer as the text `error: …`.
class RawSocket final : public Socket {
public:
    RawSocket(SocketContext &context, SocketSetup setup);

    Result<void> open() override;
    Result<void> connectAlso(const Address &server) override;
    void close(Duration linger) override;
    Result<void> send(const Value &value, const SendOptions &options) override;
    Result<Value> receive(Duration limit) override;
    Result<void> subscribe(const std::map<std::string, Handler> &handlers) override;
    Result<void> unsubscribe(const std::vector<std::string> &topics) override;
    [[nodiscard]] Value describe() const override;

private:
    Result<void> openAgain();
    Result<void> ask(const Bytes &body, Duration limit);
    void takeMessage(RawParts &parts);
    void arrived(const RawParts &parts);
    void published(const RawParts &parts);
    void requested(const RawParts &parts);

    RawRef m_socket;
    Answerer m_answerer;
    std::map<std::uint64_t, RawParts> m_envelopes; ///< of requests under way: way back to the peer
    std::uint64_t m_nextRequest = 1;
    std::map<std::string, Handler> m_byTopic;
    bool m_hasAsked = false;
    std::optional<Value> m_answer;
    std::uint64_t m_sent = 0;
    std::uint64_t m_received = 0;
};

} // namespace agora::agency
