#pragma once

#include "engine/overmind/system_description.h"

#include <optional>
#include <string>
#include <vector>

namespace agora {

/// What `agorad` was asked to do.
struct EngineArguments {
    std::string profile = "default";
    std::optional<std::filesystem::path> config; ///< instead of the profile's agora.toml
    std::optional<ReplaySpec> replay;
    bool isHelp = false;
    bool isVersion = false;
};

/// The error names the argument.
[[nodiscard]] Result<EngineArguments> parseEngineArguments(
    const std::vector<std::string> &arguments);
[[nodiscard]] const char *engineUsage();

} // namespace agora
