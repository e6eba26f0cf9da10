#pragma once

#include "engine/agency/bus.h"
#include "engine/base/process.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace agora::agency {

/// What the one who starts an agent tells it, as command line arguments.
struct AgentSetup {
    std::string name;
    std::string kind;
    std::uint64_t epoch = 0;
    std::filesystem::path runtimeFolder; ///< sockets, and `<name>.failed` when it cannot start
    std::string nameServer; ///< endpoint
    std::string supervisor; ///< agent that gives the settings; empty = none
    std::filesystem::path logFile;
    Duration clockOffset{};
    std::string clockMaster; ///< not empty = a replay
    Faults faults;

    [[nodiscard]] std::vector<std::string> toArguments() const;
    /// The error names the argument.
    [[nodiscard]] static Result<AgentSetup> fromArguments(
        const std::vector<std::string> &arguments);
};

/// The part of a process that makes it an agent: bus, registration, beats, settings, orderly end.
class AgentRuntime {
public:
    explicit AgentRuntime(AgentSetup setup);
    ~AgentRuntime();

    [[nodiscard]] Bus &bus() { return *m_bus; }
    [[nodiscard]] const Clock &clock() const;
    [[nodiscard]] const AgentSetup &setup() const { return m_setup; }

    /// Listens, registers, fetches the settings from the supervisor. Waits at most 5 s. What others
    /// ask for waits until the agent is built and calls `bus().beginService()`.
    [[nodiscard]] Result<Value> start();
    /// From now on the beats say that this agent does its work.
    void ready();
    /// Until SIGTERM, `agent.shutdown` or a newer life of the same name; then `onStop` runs. Gives
    /// the exit code; 4 after an exception left a handler: the supervisor starts the next life.
    int run(const StopSignals &stopSignals);
    void onStop(std::function<void()> body) { m_onStop = std::move(body); }
    /// Leaves the sentence where the supervisor finds it, prints it and gives exit code 1.
    int failed(const std::string &sentence) const;

private:
    void beat();
    SystemClock m_systemClock;
    ManualClock m_replayClock;
    AgentSetup m_setup;
    std::unique_ptr<Bus> m_bus;
    std::function<void()> m_onStop;
    std::string m_endpoint;
    bool m_isReady = false;
};

/// Where an agent that could not start left its reason.
[[nodiscard]] std::filesystem::path failureFile(
    const std::filesystem::path &runtimeFolder, const std::string &agent);

} // namespace agora::agency
