#pragma once

#include "engine/agency/life/kinds.h"
#include "engine/agency/life/system.h"

#include <functional>

namespace agora::agency {

/// The whole `main` of a program that is a system of agents. Started as one of its agents, it lives
/// that life. Started by the user, it starts a name server, runs `program` (whose agents are this
/// very program, re-executed) and shuts everything down. Gives the exit code; what goes wrong is a
/// sentence on stderr and 1.
[[nodiscard]] int runSystem(
    int argc, char *argv[], const Kinds &kinds, const std::function<void(System &)> &program);

} // namespace agora::agency
