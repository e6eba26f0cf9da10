#pragma once

#include "engine/base/time.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace agora {

enum class LogLevel { Debug, Info, Warning, Error };

[[nodiscard]] std::string_view toString(LogLevel level);
[[nodiscard]] std::optional<LogLevel> parseLogLevel(std::string_view text);

/// One line that an agent had to say.
struct LogRecord {
    Timestamp time;
    LogLevel level = LogLevel::Info;
    std::string agent;
    std::string text;
    bool operator==(const LogRecord &) const = default;
};

/// The process's log: a rotating file (10 MiB × 5), stderr on request, and one sink that carries
/// records to the Logger.
struct LogSetup {
    std::string agent;
    std::filesystem::path file; ///< empty = none
    bool alsoStderr = false;
    LogLevel minimum = LogLevel::Info;
    std::function<Timestamp()> now; ///< the system's clock when empty
    std::function<void(const LogRecord &)> sink; ///< called in the logging thread; may be empty
};

void setUpLog(LogSetup setup);
void setLogSink(std::function<void(const LogRecord &)> sink);
/// From now on only this level and above; all else of the set-up stays.
void setLogLevel(LogLevel minimum);
void writeLog(LogLevel level, std::string_view text);
void logDebug(std::string_view text);
void logInfo(std::string_view text);
void logWarning(std::string_view text);
void logError(std::string_view text);

} // namespace agora
