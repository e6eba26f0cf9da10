#pragma once

#include "engine/agency/bus.h"

#include <any>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace agora::agency {

/// What a worker thread and its agent say to each other. A value: nothing in it is shared.
struct Note {
    std::string topic;
    Value value{};
    Bytes bytes{};
    std::any item{}; ///< any other value; it is moved across, as it need not become bytes
};

struct WorkerThreadShared;

/// A worker thread's inproc port to its agent: all that it has of it. For that thread alone.
class AgentPort {
public:
    /// Waits while the agent is `limit notes` behind; false when the limit passed or the end was
    /// asked for, and the note is then not sent.
    bool send(Note note, Duration limit = std::chrono::seconds(10));
    /// Waits at most `limit` for a note of the agent; at once empty when the end is asked for.
    [[nodiscard]] std::optional<Note> receive(Duration limit);
    /// Never waits: what the agent sent before it asked for the end, for a thread that leaves
    /// nothing undone; empty when that was all.
    [[nodiscard]] std::optional<Note> receiveLeft();
    /// The thread should end: look at it in every loop that takes long.
    [[nodiscard]] bool stopRequested() const;
    /// Waits at most `limit`, but not beyond the wish to end; true when the end is asked for.
    bool pause(Duration limit);

private:
    friend class WorkerThread;
    explicit AgentPort(std::shared_ptr<WorkerThreadShared> shared) : m_shared(std::move(shared)) {}
    std::shared_ptr<WorkerThreadShared> m_shared; // with the agent's end, whichever goes last
};

/// How a worker thread is connected.
struct WorkerThreadOptions {
    std::string name; ///< in reports and `describe`
    std::size_t mostNotes = 1000; ///< that may wait in either direction
    std::function<void(Note &note)> onNote{}; ///< in the agent's thread
    /// In the agent's thread, once, after its last note; `error` is what it threw, if it did (that
    /// is then also a handler error of the agent).
    std::function<void(const std::optional<std::string> &error)> onEnd{};
};

/// A thread beside the agent's own, for work that blocks or takes long (a venue's network, disk).
/// The agent never waits for it: `send` says false when the thread is too far behind.
/// Used in the agent's thread.
class WorkerThread {
public:
    using Body = std::function<void(AgentPort &port)>;
    static constexpr Duration endLimit = std::chrono::seconds(2);

    WorkerThread(Bus &bus, WorkerThreadOptions options, Body body);
    /// Asks it to end and waits at most `endLimit`; a thread that blocks for longer is left to
    /// itself (logged): it can reach nothing of the agent any more.
    ~WorkerThread();
    WorkerThread(const WorkerThread &) = delete;
    WorkerThread &operator=(const WorkerThread &) = delete;

    [[nodiscard]] const std::string &name() const;
    /// Never waits; false when the thread is `mostNotes` behind or over.
    [[nodiscard]] bool send(Note note);
    void requestStop();
    /// False as soon as its body returned or threw; its last notes may still be on their way.
    [[nodiscard]] bool isRunning() const;
    /// Asks it to end and waits at most `limit`; false when it still runs then.
    bool stop(Duration limit = endLimit);
    /// {name, running, to_thread, to_agent, sent, received}; also in the bus's `describe`, as
    /// `thread NAME`
    [[nodiscard]] Value describe() const;

private:
    std::shared_ptr<WorkerThreadShared> m_shared; // with the thread, which may outlive us
};

} // namespace agora::agency
