#include "engine/agents/program/agent_program.h"

#include "engine/base/log.h"
#include "engine/protocol/codec.h"

#include <algorithm>
#include <cstdio>

namespace agora {

namespace {
constexpr Duration readyLook = std::chrono::milliseconds(5);

void connectLog(agency::AgentRuntime &runtime)
{
    const auto &setup = runtime.setup();
    LogSetup log{.agent = setup.name,
        .file = setup.logFile,
        .alsoStderr = false,
        .now = {}, // the machine's time: a log is read beside other logs, also in a replay
        .sink = {}};
    if (setup.kind != "logger")
        log.sink = [&runtime](const LogRecord &record) {
            runtime.bus().pushQuietly(
                "logger", protocol::topics::log, protocol::encode(protocol::LogBatch{{record}}));
        };
    setUpLog(std::move(log));
}

/// Says that the agent is ready as soon as it says so itself.
void watchReadiness(agency::AgentRuntime &runtime, RunningAgent &agent)
{
    if (agent.isReady())
        return runtime.ready();
    runtime.bus().after(readyLook, [&runtime, &agent] { watchReadiness(runtime, agent); });
}
} // namespace

int runAgentProgram(const std::vector<std::string> &arguments, std::span<const AgentKind> kinds)
{
    const StopSignals signals;
    const auto setup = agency::AgentSetup::fromArguments(arguments);
    if (!setup) {
        std::fprintf(stderr, "%s\n", setup.error().message.c_str());
        return 2;
    }
    agency::AgentRuntime runtime(*setup);
    connectLog(runtime);
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
        [&](const AgentKind &each) { return each.name == setup->kind; });
    if (kind == kinds.end())
        return runtime.failed("this program has no agents of the kind “" + setup->kind + "”");
    const auto settings = runtime.start();
    if (!settings)
        return runtime.failed(settings.error().message);
    const auto agent = kind->make(runtime, *settings);
    if (!agent)
        return runtime.failed(agent.error().message);
    runtime.bus().beginService();
    runtime.onStop([&] { (*agent)->stop(); });
    watchReadiness(runtime, **agent);
    const auto code = runtime.run(signals);
    setLogSink({}); // what is logged from here on goes to the file alone
    return code != 0 ? code : (*agent)->exitCode();
}

} // namespace agora
