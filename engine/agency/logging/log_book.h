#pragma once

#include "engine/agency/value.h"
#include "engine/base/log.h"

#include <array>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace agora::agency {

/// Where a log book keeps what it is told.
struct LogBookOptions {
    std::size_t kept = 2000; ///< newest records of each level in memory
    std::filesystem::path file{}; ///< empty = none
    std::uintmax_t fileLimit = 20 * 1024 * 1024; ///< bytes; then the file is turned over
    int oldFiles = 5; ///< `file.1` is the newest of them
};

/// What to look for in a log book; what is not given does not restrict.
struct LogFilter {
    LogLevel minimum = LogLevel::Debug;
    std::optional<LogLevel> only{}; ///< one level alone
    std::string agent{};
    std::string text{}; ///< part of the text, upper and lower case alike (ASCII)
    std::optional<Timestamp> since{}; ///< this instant included
    std::size_t limit = 100; ///< the newest so many

    /// From {level, only, agent, text, since (ISO), limit}; the error names the member.
    [[nodiscard]] static Result<LogFilter> from(const Value &value);
    [[nodiscard]] bool matches(const LogRecord &record) const;
};

/// The records of many agents: the newest in memory, each level with room of its own so that
/// chatter cannot push out errors, and all in a file that is turned over by size. One thread.
class LogBook {
public:
    /// The error names the file and the reason.
    [[nodiscard]] static Result<LogBook> open(LogBookOptions options);

    void add(const LogRecord &record);
    /// Oldest first, in the order in which they came.
    [[nodiscard]] std::vector<LogRecord> query(const LogFilter &filter) const;
    /// So many were ever added.
    [[nodiscard]] std::uint64_t count(LogLevel level) const;
    void flush() { m_out.flush(); }
    [[nodiscard]] const std::filesystem::path &file() const { return m_options.file; }

private:
    struct Kept {
        std::uint64_t number; ///< of arrival
        LogRecord record;
    };
    explicit LogBook(LogBookOptions options) : m_options(std::move(options)) {}
    Result<void> openFile();
    void turnOver();

    LogBookOptions m_options;
    std::ofstream m_out;
    std::uintmax_t m_size = 0;
    std::array<std::deque<Kept>, 4> m_kept; ///< by level
    std::array<std::uint64_t, 4> m_counts{};
    std::uint64_t m_nextNumber = 1;
};

/// {time (ISO, nine decimals), level, agent, text}
[[nodiscard]] Value toValue(const LogRecord &record);
[[nodiscard]] Result<LogRecord> logRecordFrom(const Value &value);
/// One line as it stands in files: `2020-01-01T22:00:00.065Z warning trader: …`, line breaks
/// escaped.
[[nodiscard]] std::string toLine(const LogRecord &record);

} // namespace agora::agency
