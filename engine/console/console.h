#pragma once

#include "engine/console/engine_link.h"

#include <atomic>
#include <iosfwd>
#include <span>

namespace agora::console {

/// What the console works with.
struct ConsolePorts {
    OpenLink open;
    std::ostream &out; ///< what was asked for
    std::ostream &err; ///< why it failed, one sentence
    const std::atomic<bool> &interrupted; ///< set by Ctrl-C
    std::istream *in = nullptr; ///< a person who can be asked; null = nobody
    bool showsProgress = false; ///< err is a terminal
    Duration connectLimit = std::chrono::seconds(1); ///< then no engine runs
    /// How long an import waits for the next Router when the one that it wrote to is gone.
    Duration patience = std::chrono::seconds(30);
};

/// Carries out one command line and gives the exit code: 0 done, 1 refused or failed, 2 wrong
/// usage, 3 no engine. `arguments` without the program's name.
[[nodiscard]] int runConsole(const ConsolePorts &ports, std::span<const std::string> arguments);

} // namespace agora::console
