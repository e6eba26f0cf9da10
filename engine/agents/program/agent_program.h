#pragma once

#include "engine/agency/life/agent_life.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace agora {

/// An agent at work inside its process. Its constructor has registered all its handlers.
class RunningAgent {
public:
    virtual ~RunningAgent() = default;
    /// The process ends in good order: write what must be kept.
    virtual void stop() {}
    /// What the process ends with when the agent stopped its own bus.
    [[nodiscard]] virtual int exitCode() const { return 0; }
    /// False while it still waits for something without which it is of no use (history,
    /// reconciliation).
    [[nodiscard]] virtual bool isReady() const { return true; }
};

/// Builds an agent from its settings; an error ends the process with that sentence.
using MakeAgent
    = Result<std::unique_ptr<RunningAgent>> (*)(agency::AgentLife &, const agency::Value &settings);

struct AgentKind {
    std::string_view name;
    MakeAgent make;
};

/// The whole of an agent program's main: arguments, log, registration, settings, agent, loop, end.
/// Its agents outlive the one who started them (the Overmind, which takes them over again).
[[nodiscard]] int runAgentProgram(
    const std::vector<std::string> &arguments, std::span<const AgentKind> kinds);

} // namespace agora
