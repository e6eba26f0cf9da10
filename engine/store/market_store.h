#pragma once

#include "engine/base/process.h"
#include "engine/model/market_data.h"
#include "engine/store/database.h"

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace agora {

/// The half-open time [from, to).
struct TimeRange {
    Timestamp from;
    Timestamp to;
    bool operator==(const TimeRange &) const = default;
};

/// The history of all instruments in one file: ticks, completed bars, and which history the venue
/// was asked for already.
///
/// One writer at a time (a second is refused with the first one's pid), any number of readers in
/// other processes; one object belongs to one thread at a time. What was written is seen by the
/// writer at once, by others and after a crash from the next `flush` on. A write that fails takes
/// back everything since the last `flush` and says so. Every error names the file. The views
/// `bars_view` and `ticks_view` show all of it to the sqlite3 tool.
class MarketStore {
public:
    enum class Mode { ReadWrite, ReadOnly };

    /// ReadWrite makes the file when it is missing. Refused: a file that is no market store, one of
    /// a newer version.
    [[nodiscard]] static Result<MarketStore> open(const std::filesystem::path &file, Mode mode);
    MarketStore(MarketStore &&) = default;
    MarketStore &operator=(MarketStore &&) = delete;
    ~MarketStore(); ///< flushes; who must know whether that went well calls flush() before

    /// Completed bars only. One with the same symbol, period and open time is replaced, unless its
    /// revision is higher.
    [[nodiscard]] Result<void> putBars(
        const std::string &symbol, Period period, std::span<const QuoteBar> bars);
    /// Numbered ticks only; one with the same symbol, time and number is there once.
    [[nodiscard]] Result<void> appendTicks(const std::string &symbol, std::span<const Tick> ticks);
    /// The venue's history of this range is stored, or known not to exist.
    [[nodiscard]] Result<void> addCoverage(
        const std::string &symbol, Period period, TimeRange range);
    /// Commits. Cheap when nothing was written; meant to be called about once a second.
    [[nodiscard]] Result<void> flush();

    /// Open times in [from, to), ascending.
    [[nodiscard]] Result<std::vector<QuoteBar>> bars(
        const std::string &symbol, Period period, TimeRange range);
    /// The newest `count` with open times before `before`, ascending.
    [[nodiscard]] Result<std::vector<QuoteBar>> lastBars(const std::string &symbol, Period period,
        std::size_t count, Timestamp before = Timestamp::max());
    [[nodiscard]] Result<std::vector<Tick>> ticks(const std::string &symbol, TimeRange range);
    [[nodiscard]] Result<std::optional<Tick>> lastTick(const std::string &symbol);
    /// The parts of the range that addCoverage has not covered, ascending.
    [[nodiscard]] Result<std::vector<TimeRange>> missing(
        const std::string &symbol, Period period, TimeRange range);
    /// Every symbol and period with bars.
    [[nodiscard]] Result<std::vector<std::pair<std::string, Period>>> barSeries();

    /// Reads the whole file; the error says what is wrong with it.
    [[nodiscard]] Result<void> checkIntegrity();

private:
    MarketStore(Database database, Mode mode, std::optional<FileLock> lock);
    [[nodiscard]] Result<void> prepareSchema();
    [[nodiscard]] Result<void> prepareWriting();
    [[nodiscard]] Result<void> beginBatch();
    [[nodiscard]] Failure<Error> abandonBatch(const Error &error);
    [[nodiscard]] Result<std::int64_t> seriesFor(
        const std::string &symbol, std::string_view period);
    [[nodiscard]] Result<std::int64_t> findSeries(
        const std::string &symbol, std::string_view period);
    [[nodiscard]] Result<std::vector<TimeRange>> coverage(std::int64_t series, TimeRange range);
    [[nodiscard]] Result<void> mergeCoverage(std::int64_t series, TimeRange range);

    std::optional<FileLock> m_lock; // released last
    Database m_database;
    Mode m_mode;
    std::optional<Statement> m_putBar;
    std::optional<Statement> m_putTick;
    std::map<std::pair<std::string, std::string>, std::int64_t> m_series;
};

} // namespace agora
