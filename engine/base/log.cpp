#include "engine/base/log.h"

#include "engine/base/clock.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>

#include <array>
#include <cstdio>
#include <memory>
#include <mutex>

namespace agora {

namespace {

constexpr std::size_t fileSize = 10 * 1024 * 1024;
constexpr std::size_t fileCount = 5;
constexpr std::array<std::string_view, 4> levelNames{"debug", "info", "warning", "error"};

/// What one set-up made. Never changed afterwards, so threads use it without a lock.
struct Target {
    std::string agent;
    LogLevel minimum = LogLevel::Warning;
    std::function<Timestamp()> now;
    std::shared_ptr<spdlog::logger> writer; // spdlog's own form; null without a file: an agent that
                                            // needs none does not pay for it
    bool isOnStderr = false;
};

/// A line goes out in one piece, so that processes which share the output do not mix theirs.
void writeToStderr(std::string line)
{
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
}

std::shared_ptr<spdlog::logger> makeWriter(const std::filesystem::path &file)
{
    auto writer = std::make_shared<spdlog::logger>("agora",
        std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file.string(), fileSize, fileCount));
    writer->set_pattern("%v");
    writer->set_level(spdlog::level::trace);
    writer->flush_on(spdlog::level::trace); // a process that crashes next has told why
    return writer;
}

std::shared_ptr<const Target> makeTarget(LogSetup setup)
{
    auto target = std::make_shared<Target>();
    target->isOnStderr = setup.alsoStderr;
    if (!setup.file.empty()) {
        try {
            target->writer = makeWriter(setup.file);
        } catch (const spdlog::spdlog_ex &error) {
            target->isOnStderr = true; // better there than nowhere
            writeToStderr(std::string("cannot open the log file: ") + error.what());
        }
    }
    target->agent = std::move(setup.agent);
    target->minimum = setup.minimum;
    target->now = setup.now ? std::move(setup.now) : [] { return SystemClock().now(); };
    return target;
}

/// The process's one log. A target is shared by every thread that writes just then, so it outlives
/// its replacement. The log itself is never destroyed: a thread that was left to itself may write
/// while the process ends.
struct Log {
    std::mutex targetMutex;
    std::shared_ptr<const Target> target;
    std::mutex sinkMutex;
    std::function<void(const LogRecord &)> sink;
};

Log &processLog()
{
    static Log &log = *new Log{.targetMutex = {},
        .target = makeTarget({.agent = {},
            .file = {},
            .alsoStderr = true,
            .minimum = LogLevel::Warning,
            .now = {},
            .sink = {}}),
        .sinkMutex = {},
        .sink = {}};
    return log;
}

std::shared_ptr<const Target> currentTarget()
{
    auto &log = processLog();
    const std::lock_guard guard(log.targetMutex);
    return log.target;
}

/// One record stays one line, whatever an agent says.
std::string onOneLine(std::string_view text)
{
    std::string line;
    for (const char c : text)
        line += c == '\n' ? std::string_view("\\n") : c == '\r' ? "\\r" : std::string_view(&c, 1);
    return line;
}

void passToSink(const LogRecord &record)
{
    thread_local bool isInside = false; // a sink that logs must not call itself
    if (isInside)
        return;
    isInside = true;
    auto &log = processLog();
    {
        const std::lock_guard guard(log.sinkMutex);
        if (log.sink)
            log.sink(record);
    }
    isInside = false;
}

} // namespace

void writeLog(LogLevel level, std::string_view text)
{
    const auto target = currentTarget();
    if (level < target->minimum)
        return;
    const LogRecord record{target->now(), level, target->agent, std::string(text)};
    const auto line = formatIso(record.time) + ' ' + std::string(toString(level)) + ' '
        + (record.agent.empty() ? "-" : record.agent) + ' ' + onOneLine(text);
    if (target->writer)
        target->writer->log(spdlog::level::info, line);
    if (target->isOnStderr)
        writeToStderr(line);
    passToSink(record);
}

std::string_view toString(LogLevel level) { return levelNames[static_cast<std::size_t>(level)]; }

std::optional<LogLevel> parseLogLevel(std::string_view text)
{
    for (std::size_t i = 0; i < levelNames.size(); ++i) {
        if (levelNames[i] == text)
            return static_cast<LogLevel>(i);
    }
    return std::nullopt;
}

void setUpLog(LogSetup setup)
{
    setLogSink(std::move(setup.sink));
    auto target = makeTarget(std::move(setup));
    auto &log = processLog();
    const std::lock_guard guard(log.targetMutex);
    log.target = std::move(target);
}

void setLogSink(std::function<void(const LogRecord &)> sink)
{
    auto &log = processLog();
    const std::lock_guard guard(log.sinkMutex); // waits for a call that is under way
    log.sink = std::move(sink);
}

void setLogLevel(LogLevel minimum)
{
    auto &log = processLog();
    const std::lock_guard guard(log.targetMutex);
    auto target = std::make_shared<Target>(*log.target);
    target->minimum = minimum;
    log.target = std::move(target);
}

void logDebug(std::string_view text) { writeLog(LogLevel::Debug, text); }
void logInfo(std::string_view text) { writeLog(LogLevel::Info, text); }
void logWarning(std::string_view text) { writeLog(LogLevel::Warning, text); }
void logError(std::string_view text) { writeLog(LogLevel::Error, text); }

} // namespace agora
