#include "engine/agency/agent.h"

// What an agent has of its own process.
namespace agora::agency {

namespace {

SocketsSetup setupFrom(AgentLife &life)
{
    const auto &setup = life.setup();
    SocketsSetup sockets{.ipcFolder = setup.runtimeFolder.string()};
    // What the starter left as it is by default, the system's defaults may change.
    const AgentSetup unsaid;
    if (const auto transport = parseTransport(setup.transport);
        transport && setup.transport != unsaid.transport)
        sockets.defaults.transport = *transport;
    if (setup.host != unsaid.host)
        sockets.defaults.host = setup.host;
    return sockets;
}

} // namespace

Agent::Agent(AgentLife &life) : Agent(life.bus(), setupFrom(life), &life)
{
    m_log.takeProcessLog();
}

Result<SpawnedAgent> Agent::spawn(const SpawnOptions &options)
{
    return life().spawner().spawn(options);
}

} // namespace agora::agency
