#pragma once

#include "engine/agency/bus.h"
#include "engine/base/log.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>

namespace agora::agency {

/// The level in AGORA_LOG_LEVEL (debug, info, warning, error); `fallback` when it is not set or is
/// no level.
[[nodiscard]] LogLevel logLevelOfEnvironment(LogLevel fallback = LogLevel::Info);

/// What one agent has to say: to the process's own log (file, stderr) and, when there is one, to
/// the logging agent. Below its level nothing goes anywhere. Any thread may log; all else is for
/// the agent's thread. On the bus, as a method:
///   log.level  {level?} → the level, after it was set to the given one
class LogLink {
public:
    LogLink(Bus &bus, LogLevel level = logLevelOfEnvironment());
    ~LogLink();
    LogLink(const LogLink &) = delete;
    LogLink &operator=(const LogLink &) = delete;

    /// From now on records also go to the logging agent of that name; empty = to none. `onChecked`
    /// (may be empty) is told whether it is one: “ “trader” is no logger ”.
    void setLogger(const std::string &agent, std::function<void(Result<void>)> onChecked = {});
    [[nodiscard]] const std::string &logger() const;
    void setLevel(LogLevel level);
    [[nodiscard]] LogLevel level() const;
    /// Everything that this process logs, the library itself included, goes through this link. For
    /// a process with one agent. Ends with the link.
    void takeProcessLog();

    // ---- any thread
    void log(LogLevel level, const std::string &text);
    void debug(const std::string &text) { log(LogLevel::Debug, text); }
    void info(const std::string &text) { log(LogLevel::Info, text); }
    void warning(const std::string &text) { log(LogLevel::Warning, text); }
    void error(const std::string &text) { log(LogLevel::Error, text); }

private:
    struct Shared;
    static void carry(const std::shared_ptr<Shared> &shared, const LogRecord &record);
    std::shared_ptr<Shared> m_shared; // with records on their way from other threads
};

} // namespace agora::agency
