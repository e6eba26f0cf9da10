#pragma once

#include "engine/client/engine_client.h"

#include <utility>
#include <vector>

namespace agora::console {

/// The typed form of `KEY=VALUE` texts, as the module declares its parameters. Errors name the key
/// and suggest. Limits are the engine's to check.
[[nodiscard]] Result<agency::Value> typedParameters(const client::BrainModuleInfo &module,
    const std::vector<std::pair<std::string, std::string>> &texts);

} // namespace agora::console
