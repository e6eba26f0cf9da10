#include "engine/store/market_store.h"

#include "engine/store/market_schema.h"

#include <algorithm>
#include <cmath>

namespace agora {

namespace {

constexpr std::string_view tickSeries = "tick";

/// Who comes by a symbolic link shares the lock of the file itself, also before that is made.
std::filesystem::path linked(const std::filesystem::path &file)
{
    std::error_code isNone;
    const auto target = std::filesystem::read_symlink(file, isNone);
    return isNone ? file : (file.parent_path() / target).lexically_normal();
}

/// The last instant of a half-open range that ends after it starts.
std::int64_t lastOf(TimeRange range) { return toNanos(range.to) - 1; }

/// Nobody has it open, and all that was written lies in the file itself.
bool isAtRest(const std::filesystem::path &file)
{
    std::error_code isNone;
    for (const auto *beside : {"-wal", "-journal"}) {
        if (std::filesystem::file_size(file.string() + beside, isNone) > 0 && !isNone)
            return false;
    }
    return std::filesystem::exists(file, isNone);
}

bool isFinite(const Ohlc &side)
{
    return std::isfinite(side.open) && std::isfinite(side.high) && std::isfinite(side.low)
        && std::isfinite(side.close);
}

} // namespace

MarketStore::MarketStore(Database database, Mode mode, std::optional<FileLock> lock)
    : m_lock(std::move(lock)), m_database(std::move(database)), m_mode(mode)
{}

MarketStore::~MarketStore() { static_cast<void>(flush()); }

Result<MarketStore> MarketStore::open(const std::filesystem::path &path, Mode mode)
{
    const auto file = linked(path);
    std::optional<FileLock> lock;
    if (mode == Mode::ReadWrite) {
        auto acquired = FileLock::acquire(file.string() + ".lock");
        if (!acquired)
            return fail(
                file.string() + ": cannot be opened for writing: " + acquired.error().message);
        lock.emplace(std::move(*acquired));
    }
    auto database = Database::open(
        file, mode == Mode::ReadWrite ? Database::Mode::ReadWrite : Database::Mode::ReadOnly);
    if (!database)
        return database.failure();
    MarketStore store(std::move(*database), mode, std::move(lock));
    if (const auto known = store.prepareSchema(); !known)
        return known.failure();
    return store;
}

MarketStore MarketStore::openForReading(const std::filesystem::path &path, const Error &why)
{
    const auto file = linked(path);
    std::vector ways{Database::Mode::ReadOnly};
    if (isAtRest(file))
        ways.push_back(Database::Mode::Frozen);
    for (const auto way : ways) {
        auto database = Database::open(file, way);
        if (!database)
            continue;
        MarketStore store(std::move(*database), Mode::ReadOnly, {});
        if (!store.prepareSchema())
            continue;
        store.m_whyReadOnly = why.message;
        return store;
    }
    auto nothing = Database::open(":memory:", Database::Mode::ReadWrite);
    AGORA_ENSURE(nothing.hasValue());
    MarketStore store(std::move(*nothing), Mode::ReadWrite, {});
    AGORA_ENSURE(store.prepareSchema().hasValue());
    store.m_mode = Mode::ReadOnly;
    store.m_whyReadOnly = why.message;
    return store;
}

Result<void> MarketStore::prepareSchema()
{
    const auto version = m_database.integer("PRAGMA user_version");
    if (!version)
        return version.failure();
    const auto application = m_database.integer("PRAGMA application_id");
    const auto tables = m_database.integer("SELECT count(*) FROM sqlite_master");
    if (!application || !tables)
        return application ? tables.failure() : application.failure();
    const bool isWriter = m_mode == Mode::ReadWrite;
    if (isWriter && m_database.isReadOnly())
        return m_database.complain("cannot be written: the file or its folder is read-only");
    if (isWriter) {
        if (const auto set
            = m_database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
            !set)
            return set;
    }
    if (*tables == 0 && *version == 0 && *application == 0 && isWriter)
        return m_database.run("BEGIN IMMEDIATE; PRAGMA application_id = "
            + std::to_string(marketApplicationId) + "; PRAGMA user_version = "
            + std::to_string(marketSchemaVersion) + "; " + marketSchema() + "COMMIT;");
    if (*application != marketApplicationId)
        return m_database.complain("this database is not a market store");
    if (*version > marketSchemaVersion)
        return m_database.complain("a newer Agora wrote this market store (version "
            + std::to_string(*version) + ", this program knows "
            + std::to_string(marketSchemaVersion) + ")");
    if (*version == marketSchemaVersion)
        return {};
    return isWriter ? migrateFrom1()
                    : m_database.complain("an older Agora wrote this market store (version "
                        + std::to_string(*version)
                        + "); it is brought up to date when it is next opened for writing");
}

Result<void> MarketStore::migrateFrom1()
{
    auto done = m_database.run("BEGIN IMMEDIATE; " + marketSchemaFrom1());
    if (done)
        done = sealAll();
    if (done)
        done = m_database.run("PRAGMA user_version = " + std::to_string(marketSchemaVersion));
    if (done)
        done = m_database.run("COMMIT");
    if (!done) {
        auto abandoned = abandonBatch(done.error());
        return fail(
            "a market store of version 1 could not be brought up to date: " + done.error().message);
    }
    static_cast<void>(m_database.run("VACUUM")); // gives space back; when it fails nothing is lost
    return {};
}

Result<void> MarketStore::sealAll()
{
    const auto keys = seriesKeys();
    if (!keys)
        return keys.failure();
    for (const auto &key : *keys) {
        const auto sealed
            = key.period ? m_bars.seal(m_database, key.id) : m_ticks.seal(m_database, key.id);
        if (!sealed)
            return sealed;
    }
    return {};
}

Result<void> MarketStore::beginBatch()
{
    if (m_mode == Mode::ReadOnly)
        return m_whyReadOnly.empty() ? m_database.complain("was opened for reading only")
                                     : Result<void>(fail(m_whyReadOnly));
    if (m_database.isInTransaction())
        return {};
    failPoint("begin");
    return m_database.run("BEGIN IMMEDIATE");
}

Failure<Error> MarketStore::abandonBatch(const Error &error)
{
    if (m_database.isInTransaction())
        static_cast<void>(m_database.run("ROLLBACK"));
    m_series.clear(); // some may have been new
    m_bars.forget();
    m_ticks.forget();
    return fail(error.message + "; what was written since the last flush is not stored");
}

Result<void> MarketStore::flush()
{
    if (!m_database.isInTransaction())
        return {};
    failPoint("commit");
    if (const auto committed = m_database.run("COMMIT"); !committed)
        return abandonBatch(committed.error());
    failPoint("committed");
    return {};
}

Result<std::int64_t> MarketStore::findSeries(const std::string &symbol, std::string_view period)
{
    const std::pair key{symbol, std::string(period)};
    if (const auto known = m_series.find(key); known != m_series.end())
        return known->second;
    auto find = m_database.prepare("SELECT id FROM series WHERE symbol = ?1 AND period = ?2");
    if (!find)
        return find.failure();
    find->bind(1, std::string_view(symbol));
    find->bind(2, period);
    const auto isRow = find->step();
    if (!isRow)
        return isRow.failure();
    if (!*isRow)
        return 0;
    return m_series[key] = find->integer(0);
}

Result<std::int64_t> MarketStore::seriesFor(const std::string &symbol, std::string_view period)
{
    const auto known = findSeries(symbol, period);
    if (!known || *known != 0)
        return known;
    auto insert = m_database.prepare("INSERT INTO series (symbol, period) VALUES (?1, ?2)");
    if (!insert)
        return insert.failure();
    insert->bind(1, std::string_view(symbol));
    insert->bind(2, period);
    if (const auto inserted = insert->run(); !inserted)
        return inserted.failure();
    return findSeries(symbol, period);
}

Result<void> MarketStore::putBars(
    const std::string &symbol, Period period, std::span<const QuoteBar> bars)
{
    const auto merged = mergeBars(symbol, period, bars);
    return merged ? Result<void>() : Result<void>(merged.failure());
}

Result<PutCounts> MarketStore::mergeBars(
    const std::string &symbol, Period period, std::span<const QuoteBar> bars)
{
    for (const auto &bar : bars) {
        const auto name = [&] {
            return "the " + period.toString() + " bar of " + symbol + " at "
                + formatIso(bar.openTime);
        };
        if (!bar.isComplete())
            return m_database.complain(
                name() + " is still forming: only completed bars are stored");
        if (!isFinite(bar.bid) || !isFinite(bar.ask) || !isFinite(bar.mid)
            || !std::isfinite(bar.volume))
            return m_database.complain(name() + " holds a number that is not finite");
    }
    if (const auto begun = beginBatch(); !begun)
        return begun.failure();
    const auto series = seriesFor(symbol, period.toString());
    if (!series)
        return abandonBatch(series.error());
    const auto put = m_bars.put(m_database, *series, bars);
    if (!put)
        return abandonBatch(put.error());
    return *put;
}

Result<void> MarketStore::appendTicks(const std::string &symbol, std::span<const Tick> ticks)
{
    for (const auto &tick : ticks) {
        if (tick.number == 0)
            return m_database.complain("the tick of " + symbol + " at " + formatIso(tick.time)
                + " has no number: only numbered ticks are stored");
    }
    const auto merged = mergeTicks(symbol, ticks);
    return merged ? Result<void>() : Result<void>(merged.failure());
}

Result<PutCounts> MarketStore::mergeTicks(const std::string &symbol, std::span<const Tick> ticks)
{
    for (const auto &tick : ticks) {
        if (!std::isfinite(tick.bid) || !std::isfinite(tick.ask) || !std::isfinite(tick.volume))
            return m_database.complain("the tick of " + symbol + " at " + formatIso(tick.time)
                + " holds a number that is not finite");
    }
    if (const auto begun = beginBatch(); !begun)
        return begun.failure();
    const auto series = seriesFor(symbol, tickSeries);
    if (!series)
        return abandonBatch(series.error());
    const auto put = m_ticks.put(m_database, *series, ticks);
    if (!put)
        return abandonBatch(put.error());
    return *put;
}

Result<std::uint64_t> MarketStore::remove(
    const std::string &symbol, std::optional<Period> period, TimeRange range)
{
    if (range.from >= range.to)
        return std::uint64_t{0};
    if (const auto begun = beginBatch(); !begun)
        return begun.failure();
    const auto series = findSeries(symbol, period ? period->toString() : std::string(tickSeries));
    if (!series)
        return abandonBatch(series.error());
    const auto from = toNanos(range.from);
    const auto removed = period ? m_bars.remove(m_database, *series, from, lastOf(range))
                                : m_ticks.remove(m_database, *series, from, lastOf(range));
    if (!removed)
        return abandonBatch(removed.error());
    if (const auto done = removeCoverage(*series, range); !done)
        return abandonBatch(done.error());
    return *removed;
}

Result<std::vector<QuoteBar>> MarketStore::bars(
    const std::string &symbol, Period period, TimeRange range)
{
    const ReadMoment moment(m_database);
    const auto series = findSeries(symbol, period.toString());
    if (!series)
        return series.failure();
    if (range.from >= range.to)
        return std::vector<QuoteBar>();
    return m_bars.read(m_database, *series, toNanos(range.from), lastOf(range));
}

Result<std::vector<QuoteBar>> MarketStore::lastBars(
    const std::string &symbol, Period period, std::size_t count, Timestamp before)
{
    const ReadMoment moment(m_database);
    const auto series = findSeries(symbol, period.toString());
    if (!series)
        return series.failure();
    return m_bars.last(m_database, *series, count, toNanos(before));
}

Result<std::optional<Timestamp>> MarketStore::reach(
    const std::string &symbol, Period period, std::size_t count, Timestamp before)
{
    const ReadMoment moment(m_database);
    const auto series = findSeries(symbol, period.toString());
    if (!series)
        return series.failure();
    const auto from = m_bars.reach(m_database, *series, count, toNanos(before));
    if (!from)
        return from.failure();
    return *from ? std::optional(fromNanos(**from)) : std::nullopt;
}

Result<std::vector<Tick>> MarketStore::ticks(const std::string &symbol, TimeRange range)
{
    const ReadMoment moment(m_database);
    const auto series = findSeries(symbol, tickSeries);
    if (!series)
        return series.failure();
    if (range.from >= range.to)
        return std::vector<Tick>();
    return m_ticks.read(m_database, *series, toNanos(range.from), lastOf(range));
}

Result<std::optional<Tick>> MarketStore::lastTick(const std::string &symbol)
{
    const ReadMoment moment(m_database);
    const auto series = findSeries(symbol, tickSeries);
    if (!series)
        return series.failure();
    const auto rows = m_ticks.last(m_database, *series, 1, INT64_MAX);
    if (!rows)
        return rows.failure();
    return rows->empty() ? std::optional<Tick>() : rows->front();
}

} // namespace agora
