#pragma once

#include "engine/agency/bus.h"
#include "engine/agency/registration.h"
#include "engine/base/lifeline.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>

namespace agora::agency {

/// Runs in the control thread at once, also while the agent is busy or blocked: it must be
/// thread-safe and short (the lease is not renewed meanwhile; what takes long belongs elsewhere).
/// What it throws goes to the caller as an error.
using ThreadSafeMethod = std::function<Result<Value>(const Value &arguments)>;

/// What a control thread is told.
struct ControlSetup {
    Registration registration; ///< name, kind, endpoint, epoch, files
    std::string endpoint; ///< where the control thread itself listens
    std::string nameServer; ///< endpoint; empty = nobody to register with
    bool endsWithParent = true; ///< when the lifeline is cut
};

/// What the control thread does to the agent; called in the control thread.
struct ControlHooks {
    std::function<void()> stop; ///< leave the loop, keep everything
    std::function<void()> run; ///< enter it again
    std::function<void(int exitCode)> end; ///< in good order, as soon as it can
    std::function<void()> free; ///< a blocked send or receive ends with an error, for good
    /// From now on lives of this agent that are older than `epoch` are refused.
    std::function<void(const std::string &agent, std::uint64_t epoch)> refuseOlder;
    std::function<void()> tick; ///< every tickEvery; may be empty
};

/// The second thread of every agent process: it renews the agent's lease at the name server, with
/// the age of the main loop's last turn, so that busy is not dead; answers while the agent is busy;
/// frees and ends an agent that is blocked; notices that the parent died or that a newer life of
/// the same name runs, and ends this one.
///
/// On the bus it is the agent `<name>#control` with methods
///   agency.ping      {} → {name, epoch, pid}
///   agency.status    {} → {name, kind, epoch, pid, phase, turnAgeMs, endpoint, control}
///   agency.stop      {} → true: leave the loop, keep process, name and sockets
///   agency.run       {} → true: enter the loop again
///   agency.shutdown  {} → true: end in good order
///   agency.kill      {graceMs = 500} → true: blocked calls end with an error, then as shutdown;
///                    a main thread that did not come free after the grace is ended by force (exit
///                    code 137), name and socket files removed
///   and those of `method`.
/// Public functions are for the main thread, but for those marked.
class ControlThread {
public:
    static constexpr Duration beatEvery = std::chrono::milliseconds(500);
    static constexpr Duration tickEvery = std::chrono::milliseconds(200);

    ControlThread(ControlSetup setup, ControlHooks hooks);
    ~ControlThread(); ///< ends and waits for the thread
    ControlThread(const ControlThread &) = delete;
    ControlThread &operator=(const ControlThread &) = delete;

    /// Methods of this table that are declared thread-safe are answered too, as those of the agent.
    /// Before `start`.
    void serve(const MethodTable &methods);
    /// Forgets that table and what `method` added: their objects may go. Waits for one that runs.
    void serveNoMore();
    /// Adds an unsafe method. At any time, from any thread.
    void method(std::string name, std::string summary, ThreadSafeMethod body);

    /// Listens and starts the thread; the parent's death is noticed from now on (`parent` is this
    /// thread's from now on; may be null).
    [[nodiscard]] Result<void> start(Lifeline *parent);
    /// Waits at most `limit` for the name server's yes (at once when there is none). The error is
    /// its own: taken, a newer life runs, not reached. From now on the lease is renewed.
    [[nodiscard]] Result<void> enter(Duration limit);
    /// A line on the lifeline.
    void tellParent(const std::string &line);
    /// LifePhase::Running; `line` goes to the parent as soon as the name server knows it.
    void setRunning(const std::string &line);
    /// Frees the name at once; waits at most `limit` for the name server's yes.
    void leave(Duration limit);

    /// Any thread. Told to the name server at once.
    void setPhase(LifePhase phase);
    [[nodiscard]] LifePhase phase() const; ///< any thread
    /// The main loop begins a turn. Costs nanoseconds; but after the process was halted for longer
    /// than a lease (SIGSTOP, a sleeping machine) it waits, at most a second, until the name server
    /// said whether this life still counts, so that nobody acts twice.
    void turned();
    [[nodiscard]] bool isOutdated() const; ///< any thread: a newer life of our name runs
    [[nodiscard]] bool isKilled() const; ///< any thread
    [[nodiscard]] const std::string &endpoint() const;

    /// A file of this life, to be removed if the process cannot do it (its sockets' are known
    /// anyway). Any thread.
    void ownFile(const std::string &file);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace agora::agency
