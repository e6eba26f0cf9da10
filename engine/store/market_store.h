#pragma once

#include "engine/base/process.h"
#include "engine/model/bar_series.h"
#include "engine/store/bar_rows.h"
#include "engine/store/database.h"
#include "engine/store/tick_rows.h"

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

/// Everything there is.
inline constexpr TimeRange allTime{Timestamp::min(), Timestamp::max()};

/// One series as `series()` lists it.
struct StoredSeries {
    std::string symbol;
    std::optional<Period> period; ///< empty = ticks
    std::uint64_t rows = 0;
    Timestamp first; ///< open time, or the tick's time
    Timestamp last;
    std::uint64_t bytes = 0; ///< on disk, about
};

/// A part of a series that cannot be read, and why.
struct StoreDamage {
    std::string symbol;
    std::optional<Period> period; ///< empty = ticks
    TimeRange range;
    std::string what;
};

/// The history of all instruments in one file: ticks, completed bars, and which history the venue
/// was asked for already. How it lies on disk: market_schema.h.
///
/// One writer at a time (a second is refused with the first one's pid), any number of readers in
/// other processes. An object has no thread of its own and no lock: any thread may use it, one at a
/// time, so a worker thread may own it altogether; who also wants to read elsewhere opens a second
/// one for reading. What was written is seen by the writer at once, by others and after a crash
/// from the next `flush` on. A write that fails (full disk, a database that others hold locked for
/// more than two seconds) takes back everything since the last `flush` and says so; nothing is kept
/// in memory, and the next write tries anew. Every error names the file.
class MarketStore {
public:
    enum class Mode { ReadWrite, ReadOnly };

    /// `file` may be a symbolic link to it. ReadWrite makes the file when it is missing, and brings
    /// one of an older version up to date, wholly or not at all. Refused: a file that is no market
    /// store, one of a newer version, and in ReadOnly one of an older version.
    [[nodiscard]] static Result<MarketStore> open(const std::filesystem::path &file, Mode mode);
    /// What can be read of a file that cannot be written because of `why`, which every write is
    /// answered with: nothing at all where it is missing, damaged or locked. It stays as it is.
    [[nodiscard]] static MarketStore openForReading(
        const std::filesystem::path &file, const Error &why);
    MarketStore(MarketStore &&) = default;
    MarketStore &operator=(MarketStore &&) = delete;
    ~MarketStore(); ///< flushes; who must know whether that went well calls flush() before

    /// Completed bars of finite prices, in any order. One with the same symbol, period and open
    /// time is replaced, unless its revision is higher; see BarRows for flags.
    [[nodiscard]] Result<void> putBars(
        const std::string &symbol, Period period, std::span<const QuoteBar> bars);
    /// The same, and tells what changed.
    [[nodiscard]] Result<PutCounts> mergeBars(
        const std::string &symbol, Period period, std::span<const QuoteBar> bars);
    /// Numbered ticks only; one with the same symbol, time and number is there once.
    [[nodiscard]] Result<void> appendTicks(const std::string &symbol, std::span<const Tick> ticks);
    /// Ticks with or without number, in any order; see TickRows for which are the same. All
    /// unnumbered ticks of an instant belong into one call.
    [[nodiscard]] Result<PutCounts> mergeTicks(
        const std::string &symbol, std::span<const Tick> ticks);
    /// The venue's history of this range is stored, or known not to exist.
    [[nodiscard]] Result<void> addCoverage(
        const std::string &symbol, Period period, TimeRange range);
    /// Forgets bars that open in the range, or with no period ticks of the range, and that the
    /// range was covered. Tells how many rows went.
    [[nodiscard]] Result<std::uint64_t> remove(
        const std::string &symbol, std::optional<Period> period, TimeRange range);
    /// Commits. Cheap when nothing was written; meant to be called about once a second.
    [[nodiscard]] Result<void> flush();

    /// Open times in [from, to), ascending.
    [[nodiscard]] Result<std::vector<QuoteBar>> bars(
        const std::string &symbol, Period period, TimeRange range);
    /// The newest `count` with open times before `before`, ascending.
    [[nodiscard]] Result<std::vector<QuoteBar>> lastBars(const std::string &symbol, Period period,
        std::size_t count, Timestamp before = Timestamp::max());
    /// An open time from which on at least `count` bars, and not many more, open before `before`;
    /// nothing when it may take all there are. SIZE_MAX: the oldest bar's. Costs the blocks' heads
    /// only.
    [[nodiscard]] Result<std::optional<Timestamp>> reach(const std::string &symbol, Period period,
        std::size_t count, Timestamp before = Timestamp::max());
    /// One side of the bars, straight into columns; several times as fast as `bars`.
    [[nodiscard]] Result<BarSeries> readSeries(
        const std::string &symbol, Period period, PriceSide side, TimeRange range);
    [[nodiscard]] Result<std::vector<Tick>> ticks(const std::string &symbol, TimeRange range);
    [[nodiscard]] Result<std::optional<Tick>> lastTick(const std::string &symbol);
    /// The parts of the range that addCoverage has not covered, ascending.
    [[nodiscard]] Result<std::vector<TimeRange>> missing(
        const std::string &symbol, Period period, TimeRange range);
    /// From the first bar, tick (no period) or covered instant to behind the last one; nothing when
    /// there is none. Costs a few look-ups, not a scan.
    [[nodiscard]] Result<std::optional<TimeRange>> extent(
        const std::string &symbol, std::optional<Period> period);
    /// Those of which the symbol has bars, or once had.
    [[nodiscard]] Result<std::vector<Period>> periods(const std::string &symbol);
    /// Every symbol and period with bars.
    [[nodiscard]] Result<std::vector<std::pair<std::string, Period>>> barSeries();
    /// Every series with rows, of ticks too.
    [[nodiscard]] Result<std::vector<StoredSeries>> series();

    /// Reads the whole file; the error says what is wrong with it.
    [[nodiscard]] Result<void> checkIntegrity();
    /// Reads every block; an error only where the file itself cannot be read.
    [[nodiscard]] Result<std::vector<StoreDamage>> damages();
    /// Drops the blocks that `damages` finds and forgets that their time was covered.
    [[nodiscard]] Result<std::vector<StoreDamage>> dropDamaged();

private:
    struct SeriesKey {
        std::int64_t id = 0;
        std::string symbol;
        std::optional<Period> period;
    };

    MarketStore(Database database, Mode mode, std::optional<FileLock> lock);
    [[nodiscard]] Result<void> prepareSchema();
    [[nodiscard]] Result<void> migrateFrom1();
    [[nodiscard]] Result<void> sealAll();
    [[nodiscard]] Result<void> beginBatch();
    [[nodiscard]] Failure<Error> abandonBatch(const Error &error);
    [[nodiscard]] Result<std::int64_t> seriesFor(
        const std::string &symbol, std::string_view period);
    [[nodiscard]] Result<std::int64_t> findSeries(
        const std::string &symbol, std::string_view period);
    [[nodiscard]] Result<std::vector<SeriesKey>> seriesKeys();
    [[nodiscard]] Result<StoredSeries> describe(const SeriesKey &key);
    [[nodiscard]] Result<void> readBlocks(std::int64_t series, TimeRange range, BarSeries &to);
    [[nodiscard]] Result<std::vector<StoreDamage>> findDamages(bool isDropping);
    [[nodiscard]] Result<std::vector<TimeRange>> coverage(std::int64_t series, TimeRange range);
    [[nodiscard]] Result<void> mergeCoverage(std::int64_t series, TimeRange range);
    [[nodiscard]] Result<void> removeCoverage(std::int64_t series, TimeRange range);
    [[nodiscard]] Result<void> forgetCoverage(std::int64_t series, TimeRange range);
    [[nodiscard]] Result<void> insertCoverage(std::int64_t series, TimeRange range);

    std::optional<FileLock> m_lock; // released last
    Database m_database;
    Mode m_mode;
    std::string m_whyReadOnly; ///< empty: it was asked for
    BlockedTable<BarRows> m_bars;
    BlockedTable<TickRows> m_ticks;
    std::map<std::pair<std::string, std::string>, std::int64_t> m_series;
};

} // namespace agora
