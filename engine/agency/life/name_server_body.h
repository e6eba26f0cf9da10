#pragma once

#include "engine/agency/life/agent_life.h"
#include "engine/agency/life/system_shutdown.h"
#include "engine/agency/name_server.h"

#include <functional>
#include <memory>

namespace agora::agency {

inline constexpr const char *nameServerKind = "nameserver";

/// A name server as a process of its own. Beside the methods of NameServer and SystemShutdown it
/// has
///   ns.shutdown  {limitMs = 10000} → the report of ns.shutdownAgents; then it ends itself,
///                unless agents are left
class NameServerBody final : public AgentBody {
public:
    [[nodiscard]] static Result<std::unique_ptr<AgentBody>> make(
        AgentLife &life, const std::function<void(Bus &, NameServer &)> &extend);
    explicit NameServerBody(AgentLife &life);

private:
    AgentLife &m_life;
    NameServer m_names;
    SystemShutdown m_shutdown;
};

} // namespace agora::agency
