#pragma once

#include "engine/agency/worker_thread.h"
#include "engine/market/market_feed.h"

#include <deque>

namespace agora {

/// The notes between the Feeder and its venue threads.
namespace feednote {
inline constexpr const char *symbols = "symbols"; ///< to the stream: {symbols}
inline constexpr const char *request = "request"; ///< {id, name, deadline}, bytes
inline constexpr const char *reply = "reply"; ///< {id, error, dropped}, bytes
inline constexpr const char *state = "state"; ///< {state, reason}
inline constexpr const char *ticks = "ticks"; ///< {symbol, catchUp}, packed ticks
inline const std::string message = "message/"; ///< + topic: FeedMessage, both ways
} // namespace feednote

/// A worker thread's port with what the agent sends sorted. Of that thread alone. What FeedPort
/// asks for, without its base: a sink and a plain port are both made of it.
class ThreadPort {
public:
    explicit ThreadPort(agency::AgentPort &port) : m_port(port) {}

    [[nodiscard]] bool isOver();
    bool pause(Duration limit);
    [[nodiscard]] std::optional<FeedMessage> receive(Duration limit);
    bool send(FeedMessage message);

    /// Takes in what came, waiting at most `limit` for the first note.
    void listen(Duration limit);
    [[nodiscard]] bool isStopping() const { return m_port.stopRequested(); }
    bool sendNote(agency::Note note);

    std::deque<agency::Note> requests; ///< not begun
    std::optional<std::vector<std::string>> newSymbols; ///< until somebody takes them

private:
    agency::AgentPort &m_port;
    std::deque<FeedMessage> m_messages;
};

/// `Base` (FeedPort or FeedSink) over a ThreadPort.
template <typename Base>
class PortOver : public Base {
public:
    explicit PortOver(ThreadPort &port) : m_thread(port) {}
    [[nodiscard]] bool isOver() override { return m_thread.isOver(); }
    bool pause(Duration limit) override { return m_thread.pause(limit); }
    [[nodiscard]] std::optional<FeedMessage> receive(Duration limit) override
    {
        return m_thread.receive(limit);
    }
    bool send(FeedMessage message) override { return m_thread.send(std::move(message)); }

protected:
    ThreadPort &m_thread;
};

/// Ticks as they lie in memory: both ends are one process.
[[nodiscard]] agency::Bytes packTicks(std::span<const Tick> ticks);
[[nodiscard]] std::vector<Tick> unpackTicks(std::span<const std::byte> bytes);

} // namespace agora
