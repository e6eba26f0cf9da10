#pragma once

#include "engine/agency/life/agent_setup.h"
#include "engine/base/lifeline.h"
#include "engine/base/process.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace agora::agency {

/// What to start.
struct SpawnOptions {
    std::string name{}; ///< empty = a generated one
    std::string kind = "agent";
    std::filesystem::path program{}; ///< empty = this very program
    Value attributes{}; ///< an object; in JSON at most mostAttributeBytes
    Orphans orphans = Orphans::End;
    std::string transport{}; ///< empty = the system's default
    std::string host{}; ///< of tcp ports; empty = the system's default
    std::string nameServer{}; ///< empty = the spawner's own, or AGORA_NAMESERVER
    /// Where its stdout and stderr go; empty = where ours go.
    std::filesystem::path output{};
    Duration limit = std::chrono::seconds(10); ///< to be running; then it is killed
};

/// An agent that was started and runs.
struct SpawnedAgent {
    std::string name;
    std::string endpoint;
    std::string nameServer;
    std::uint64_t epoch = 0;
    int pid = 0;
};

/// A child process that is to become an agent, from its start to its end.
class ChildAgent {
public:
    /// Re-executes `program`; never forks without exec. The error names program and reason.
    [[nodiscard]] static Result<ChildAgent> start(AgentSetup setup,
        const std::filesystem::path &program, const std::filesystem::path &output,
        bool isOutputShared = false);

    /// Nothing while it is starting; then, for good, that it runs or why it does not: its own
    /// sentence, or how it died (“ended with signal 11 (Segmentation fault) before it ran”). Waits
    /// at most `limit`.
    [[nodiscard]] const std::optional<Result<SpawnedAgent>> &started(Duration limit);
    [[nodiscard]] Process &process() { return m_process; }
    [[nodiscard]] const AgentSetup &setup() const { return m_setup; }
    /// It may go on without us (Orphans::End ends it when we die or drop this object).
    void release() { m_lifeline.close(); }

private:
    ChildAgent(AgentSetup setup, Process process);
    void hear(const std::string &line);
    void diedUnheard(const ProcessEnd &end);
    AgentSetup m_setup;
    Process m_process;
    Lifeline m_lifeline;
    std::optional<Result<SpawnedAgent>> m_started;
};

/// Starts agents and keeps hold of them: children are reaped, and those with Orphans::End end when
/// this object (or its process) does. Any thread.
class Spawner {
public:
    /// `defaults`: runtime folder, name server, transport, host, log file and so on of every child;
    /// its name, kind, epoch and attributes are not used.
    explicit Spawner(AgentSetup defaults);
    ~Spawner();
    Spawner(const Spawner &) = delete;
    Spawner &operator=(const Spawner &) = delete;

    /// Returns when the agent runs (its beforeLoop is over, it answers calls), or with its own
    /// error: name taken, port in use, the text of its exception, how it died. Whatever went wrong,
    /// no process stays.
    [[nodiscard]] Result<SpawnedAgent> spawn(const SpawnOptions &options);
    /// Takes notice of children that ended; called by everything here and by the control thread.
    void reap();
    /// Children that live.
    [[nodiscard]] std::map<std::string, int> children(); ///< name → pid
    /// How a child ended; none while it lives, when it was none of ours or is forgotten (after a
    /// thousand others).
    [[nodiscard]] std::optional<ProcessEnd> endOf(std::uint64_t epoch);
    /// SIGKILL, then waits for the end (at most a second). False when it is no child of ours.
    bool killChild(const std::string &name);

private:
    [[nodiscard]] Result<AgentSetup> setupFor(const SpawnOptions &options) const;
    AgentSetup m_defaults;
    std::mutex m_lock;
    std::map<std::uint64_t, ChildAgent> m_children; ///< by the epoch of their first life
    std::map<std::uint64_t, ProcessEnd> m_ends;
};

} // namespace agora::agency
