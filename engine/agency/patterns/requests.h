#pragma once

#include "engine/agency/patterns/context.h"
#include "engine/agency/patterns/peer.h"

#include <unordered_map>

namespace agora::agency {

/// The asking half of a socket: its requests under way. An answer comes once: a later one, or one
/// to a question that was never asked, is dropped, logged and counted.
class Asker {
public:
    using OnAnswer = std::function<void(Result<Delivery>)>;

    Asker(SocketContext &context, Serializer serializer, std::string alias)
        : m_context(context), m_serializer(serializer), m_alias(std::move(alias))
    {}
    ~Asker();
    Asker(const Asker &) = delete;
    Asker &operator=(const Asker &) = delete;

    /// `wait` zero or less: the answer is taken whenever it comes. `onAnswer` is never called from
    /// inside.
    Result<std::uint64_t> ask(Peer &to, Bytes body, Duration wait, OnAnswer onAnswer);
    void forget(std::uint64_t id);
    void answered(const Peer &from, const Frame &frame);
    /// Fails what was asked of it.
    void lost(const Peer &peer);
    [[nodiscard]] std::size_t underWay() const { return m_questions.size(); }
    void describe(Value &row) const;

private:
    struct Question {
        PeerRef to;
        OnAnswer onAnswer;
        TimerId timer = 0; ///< 0 = none
    };
    void expired(std::uint64_t id, Duration wait);
    std::optional<Question> take(std::uint64_t id);

    SocketContext &m_context;
    Serializer m_serializer;
    std::string m_alias;
    std::unordered_map<std::uint64_t, Question> m_questions;
    std::uint64_t m_next = 1;
    std::uint64_t m_asked = 0;
    std::uint64_t m_late = 0;
    std::uint64_t m_unknown = 0;
    std::uint64_t m_expired = 0;
};

/// The answering half of a socket.
class Answerer {
public:
    using SendReply = std::function<void(PeerRef to, Frame &reply)>;

    /// `send` carries a reply to its peer, if that is still there.
    Answerer(SocketContext &context, Serializer serializer, SendReply send);

    /// Runs `handler`; whatever happens in it, the peer gets an answer or an error.
    void handle(PeerRef from, const Frame &request, const Delivery &about, const Handler &handler);
    /// For a request that cannot be read.
    void refuse(PeerRef from, const Frame &request, const std::string &sentence);
    void describe(Value &row) const;

private:
    struct Counts {
        std::uint64_t requests = 0;
        std::uint64_t failed = 0;
        std::uint64_t answeredTwice = 0;
    };
    struct Shared {
        SendReply send;
        Serializer serializer;
        Counts counts;
    };
    static void deliver(Shared &shared, PeerRef to, std::uint64_t correlation,
        const std::string &alias, const Result<Value> &answer);

    SocketContext &m_context;
    std::shared_ptr<Shared> m_shared; // kept replies look whether the socket is still there
};

} // namespace agora::agency
