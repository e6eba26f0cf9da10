#pragma once

#include "engine/base/time.h"

#include <optional>
#include <string>

namespace agora {

/// What a process has used so far.
struct ProcessUsage {
    double residentMiB = 0;
    Duration cpuTime{}; ///< user and system, since its start
};

/// Nothing when there is no such process, or where the system does not tell.
[[nodiscard]] std::optional<ProcessUsage> usageOf(int pid);

/// Program and arguments, each ended by a NUL; empty when there is no such process.
[[nodiscard]] std::string commandLineOf(int pid);

} // namespace agora
