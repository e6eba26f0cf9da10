#pragma once

#include "engine/base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace agora::app {

/// What was asked for on `agora`'s command line.
struct CommandLine {
    enum class Task { ShowWindow, BecomeEngine, PrintHelp, PrintVersion };
    Task task = Task::ShowWindow;
    std::string profile = "default";
    std::optional<std::string> symbol;
    std::optional<std::string> theme; ///< "dark" or "light"
    /// For `agorad`: all but `--no-gui` when it takes our place, else profile, replay, speed and
    /// config.
    std::vector<std::string> engineArguments;
    /// A replay, speed or config was asked for: it needs an engine that this window starts.
    bool wantsOwnEngine = false;
};

/// `arguments` without the program's name. An unknown option, a missing or wrong value is an error
/// that names it.
[[nodiscard]] Result<CommandLine> parseCommandLine(const std::vector<std::string> &arguments);
[[nodiscard]] std::string helpText();

/// Puts `agorad` in this process's place, so that signals and exit code are its own; returns only
/// on failure.
[[nodiscard]] Error becomeEngine(const std::vector<std::string> &arguments);

} // namespace agora::app
