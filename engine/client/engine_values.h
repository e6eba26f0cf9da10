#pragma once

#include "engine/client/engine_client.h"

namespace agora::client {

/// The Overmind's control values as the types of the client's listener.
[[nodiscard]] EngineInfo engineFrom(const agency::Value &value);
[[nodiscard]] std::vector<AgentInfo> agentsFrom(const agency::Value &value);
[[nodiscard]] std::vector<BrainInfo> brainsFrom(const agency::Value &value);
[[nodiscard]] std::vector<BrainModuleInfo> modulesFrom(const agency::Value &value);

} // namespace agora::client
