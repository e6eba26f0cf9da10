#pragma once

#include "engine/agency/patterns/asking_socket.h"

namespace agora::agency {

/// REQ: asks one peer (several take turns), waits for its answer, asks again.
class ReqSocket final : public LinkedSocket {
public:
    ReqSocket(SocketContext &context, SocketSetup setup);
    Result<void> send(const Value &value, const SendOptions &options) override;
    /// The error is the peer's own, or that none came. A request that was given up stays so: what
    /// comes later is ignored.
    Result<Value> receive(Duration limit) override;
    [[nodiscard]] Value describe() const override;

private:
    void onPeerGone(Peer &peer) override { m_asker.lost(peer); }
    void onData(Peer &from, Frame &frame) override;

    Asker m_asker;
    std::optional<std::uint64_t> m_asked;
    std::optional<Result<Value>> m_answer;
};

/// ASYNC_REQ: asks and goes on.
class AsyncReqSocket final : public AskingSocket {
public:
    AsyncReqSocket(SocketContext &context, SocketSetup setup);
    Result<void> send(const Value &value, const SendOptions &options) override;
    [[nodiscard]] Value describe() const override;

private:
    void onPeerGone(Peer &peer) override { m_asker.lost(peer); }
    void onData(Peer &from, Frame &frame) override;
};

/// REP and ASYNC_REP: answers.
class RepSocket final : public LinkedSocket {
public:
    RepSocket(SocketContext &context, SocketSetup setup);
    [[nodiscard]] Value describe() const override;

private:
    void onData(Peer &from, Frame &frame) override;

    Answerer m_answerer;
};

} // namespace agora::agency
