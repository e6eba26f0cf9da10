#pragma once

#include "engine/agency/life/spawn.h"
#include "engine/agency/name_server.h"
#include "engine/base/process.h"

#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace agora {

enum class AgentPhase { Starting, Running, Restarting, Stopping, Stopped, Parked };
[[nodiscard]] std::string_view toString(AgentPhase phase);

/// One agent under supervision.
struct SupervisedAgent {
    std::string name;
    std::string kind;
    std::filesystem::path program;
    AgentPhase phase = AgentPhase::Stopped;
    std::uint64_t epoch = 0;
    int pid = 0;
    int restarts = 0;
    std::string note; ///< why it ended or is parked
    Duration lastBeat{}; ///< monotonic; zero before the first
    Duration lastTurn{}; ///< monotonic: of its main loop, as the beats tell
    double memoryMiB = 0;
    double cpuPercent = 0;
};

/// Starts agents as processes, watches them, starts them again with back-off, parks those that die
/// too often, ends them. A predecessor is dead (waited for) before its successor starts.
class Supervisor {
public:
    struct Setup {
        agency::AgentSetup
            common; ///< what every agent is told; name, kind, epoch and log file are filled in
        std::filesystem::path logFolder;
        int parkAfterDeaths = 5; ///< within a minute
        Duration hangLimit
            = std::chrono::seconds(15); ///< without a turn of its loop: killed and started again
    };
    Supervisor(agency::Bus &bus, agency::NameServer &names, Setup setup);

    void onChange(std::function<void()> hook) { m_onChange = std::move(hook); }
    /// Starts `name`; `done` hears when it is ready, or why it never will be.
    using Started = std::function<void(Result<void>)>;
    void start(const std::string &name, const std::string &kind,
        const std::filesystem::path &program, Started done = {});
    /// Takes over one that runs already (left by a predecessor of ours).
    Result<void> adopt(const std::string &name, const std::string &kind,
        const std::filesystem::path &program, int pid, std::uint64_t epoch);
    /// Asks it to end, kills it after a second; then `done`. The agent stays known as stopped.
    void stop(const std::string &name, std::function<void()> done);
    void forget(const std::string &name); ///< must be stopped

    /// Asks all but `last` to end, kills who is left at `limit`, then ends `last` likewise. Returns
    /// the names of the killed.
    std::vector<std::string> stopAll(Duration limit, const std::string &last);

    [[nodiscard]] const std::map<std::string, SupervisedAgent> &agents() const { return m_view; }
    [[nodiscard]] bool isReady(const std::string &name) const;

private:
    struct Child {
        std::optional<agency::ChildAgent> born; ///< started by us …
        std::optional<Process> adopted; ///< … or by a predecessor of ours
        std::deque<Duration> deaths;
        Duration startedAt{};
        Duration nextStart{};
        Duration killAt{}; ///< while it is being stopped
        Duration cpuTime{};
        Started done;
        std::vector<std::function<void()>> stopped;
        bool isDoomed = false; ///< being stopped: not started again

        [[nodiscard]] Process *process();
        void forgetProcess();
    };
    void watch();
    void measure();
    void spawn(const std::string &name);
    [[nodiscard]] agency::AgentSetup setupFor(const SupervisedAgent &agent);
    void endPredecessor(const std::string &name);
    void ended(const std::string &name, const ProcessEnd &end);
    void beat(const agency::Registration &registration);
    void askToEnd(const std::string &name, Duration patience);
    bool waitForEnd(const std::vector<std::string> &names, Duration deadline);
    void changed();

    agency::Bus &m_bus;
    agency::NameServer &m_names;
    Setup m_setup;
    std::map<std::string, SupervisedAgent> m_view;
    std::map<std::string, Child> m_children;
    std::function<void()> m_onChange;
    std::uint64_t m_lastEpoch = 0;
};

} // namespace agora
