#pragma once

#include "engine/agency/value.h"
#include "engine/base/time.h"

#include <cstdint>
#include <string>
#include <vector>

namespace agora::agency {

/// Where in its life an agent is.
enum class LifePhase {
    Starting, ///< being built; what others ask for waits
    Running,
    Stopped, ///< left its loop: process, name and sockets stay; safe calls are refused
    Ending
};
[[nodiscard]] std::string_view toString(LifePhase phase);

/// What is known of a registered agent.
struct Registration {
    std::string name;
    std::string kind;
    std::string endpoint; ///< of the agent itself
    std::string control; ///< of its control thread, reached as `<name>#control`
    std::uint64_t epoch = 0;
    int pid = 0;
    std::string host; ///< of the process: pids mean something only there
    LifePhase phase = LifePhase::Starting;
    Duration turnAge{}; ///< since the main loop's last turn: large = busy or blocked, not dead
    Duration lastBeat{}; ///< monotonic, the name server's
    std::vector<std::string> files; ///< sockets that are removed after its death
    /// Read from the persistence file: it has yet to prove that it lives.
    bool isRemembered = false;

    [[nodiscard]] bool isReady() const { return phase == LifePhase::Running; }
};

/// One registration as the control plane carries it.
[[nodiscard]] Value toValue(const Registration &registration);
[[nodiscard]] Registration registrationFrom(const Value &value);

/// Name of an agent's control thread on the bus.
[[nodiscard]] std::string controlOf(const std::string &agent);
/// The agent itself, of its name or its control thread's.
[[nodiscard]] std::string agentOf(const std::string &nameOrControl);

/// The file of an `ipc://` endpoint, or the path as it stands; empty for other transports.
[[nodiscard]] std::string socketFileOf(const std::string &endpointOrFile);
/// Removes the files of a life that is over; of links only those that still lead to one of them (a
/// successor may have put its own in their place).
void removeSockets(const std::vector<std::string> &files);

} // namespace agora::agency
