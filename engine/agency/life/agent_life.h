#pragma once

#include "engine/agency/life/agent_setup.h"
#include "engine/agency/life/control_thread.h"
#include "engine/agency/life/spawn.h"

#include <memory>
#include <string>

namespace agora::agency {

class AgentLife;

/// What an agent program makes of an agent process: called by AgentLife, always in the main thread.
class AgentBody {
public:
    virtual ~AgentBody() = default;
    /// The name is ours, but what others ask for waits; may listen and connect. An error (or an
    /// exception) ends the process and is what the starter gets.
    [[nodiscard]] virtual Result<void> onInit() { return {}; }
    /// The loop is about to start. Errors as above.
    [[nodiscard]] virtual Result<void> beforeLoop() { return {}; }
    /// False while it still waits for something without which it is of no use; the starter is told
    /// that it runs, and it counts as running, as soon as this is true.
    [[nodiscard]] virtual bool isReady() const { return true; }
    /// What the process ends with when the body stopped its bus.
    [[nodiscard]] virtual int exitCode() const { return exitcode::Ended; }
    /// A turn (100 ms) in which nothing happened.
    virtual void onIdle() {}
    /// The process ends in good order (not when it is killed by force): write what must be kept.
    virtual void onStop() {}
};

/// Builds a body; registers its handlers. An error or exception is what the starter gets.
using MakeBody = std::function<Result<std::unique_ptr<AgentBody>>(AgentLife &)>;

/// The part of a process that makes it an agent: bus, control thread, registration, loop, orderly
/// end.
class AgentLife {
public:
    explicit AgentLife(AgentSetup setup);
    ~AgentLife();
    AgentLife(const AgentLife &) = delete;
    AgentLife &operator=(const AgentLife &) = delete;

    [[nodiscard]] Bus &bus();
    [[nodiscard]] ControlThread &control(); ///< listens before the body is built
    [[nodiscard]] const Clock &clock() const;
    [[nodiscard]] const AgentSetup &setup() const { return m_setup; }
    /// Agents may start agents: those live as long as this one unless they are to go on.
    [[nodiscard]] Spawner &spawner() { return *m_spawner; }

    // ---- from any thread
    /// Leave the loop; process, name and sockets stay. Messages wait; safe calls are refused.
    void stop();
    /// Enter the loop again after `stop`.
    void run();
    /// End in good order; `exitCode` as in namespace exitcode.
    void shutdown(int exitCode = exitcode::Ended);
    /// End and begin a new life (attributes as at first).
    void restart();
    [[nodiscard]] LifePhase phase() const;

    /// The whole life: listens, registers, builds the body, tells the starter, runs the loop until
    /// SIGTERM, `shutdown`, kill, the parent's death or a newer life of the same name. Gives the
    /// exit code. A failure is told to the starter and printed.
    [[nodiscard]] int live(const MakeBody &make);

private:
    struct Wishes; ///< of other threads
    [[nodiscard]] std::string mainEndpoint() const;
    [[nodiscard]] ControlHooks hooks();
    Result<void> open();
    [[nodiscard]] std::string publicEndpoint() const;
    Result<void> beBorn(const MakeBody &make);
    Result<void> takeName();
    void turn();
    void pauseOrResume();
    void welcomeReadiness();
    int failed(const std::string &sentence);
    int end();
    void close();
    int beginAnew();

    SystemClock m_systemClock;
    ManualClock m_replayClock;
    AgentSetup m_setup;
    Lifeline m_parent;
    std::unique_ptr<Wishes> m_wishes;
    std::unique_ptr<Spawner> m_spawner;
    std::unique_ptr<Bus> m_bus;
    std::unique_ptr<ControlThread> m_control;
    std::unique_ptr<AgentBody> m_body;
};

} // namespace agora::agency
