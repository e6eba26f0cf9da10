#include "engine/store/market_store.h"

#include "engine/store/market_schema.h"

#include <algorithm>
#include <array>

namespace agora {

namespace {

constexpr std::string_view tickSeries = "tick";
constexpr const char *barColumns
    = "open_time, bid_open, bid_high, bid_low, bid_close, ask_open, ask_high, ask_low, ask_close, "
      "mid_open, mid_high, mid_low, mid_close, volume, ticks, revision, flags";
constexpr const char *tickColumns = "time, number, bid, ask, volume, flags";

void bindBar(Statement &statement, std::int64_t series, const QuoteBar &bar)
{
    statement.bind(1, series);
    statement.bind(2, toNanos(bar.openTime));
    int index = 3;
    for (const auto *side : {&bar.bid, &bar.ask, &bar.mid}) {
        for (const double price : {side->open, side->high, side->low, side->close})
            statement.bind(index++, price);
    }
    statement.bind(15, bar.volume);
    statement.bind(16, std::int64_t{bar.ticks});
    statement.bind(17, std::int64_t{bar.revision});
    statement.bind(18, std::int64_t{bar.flags});
}

QuoteBar readBar(const Statement &row)
{
    const auto side = [&](int first) {
        return Ohlc{row.real(first), row.real(first + 1), row.real(first + 2), row.real(first + 3)};
    };
    return {.openTime = fromNanos(row.integer(0)),
        .bid = side(1),
        .ask = side(5),
        .mid = side(9),
        .volume = row.real(13),
        .ticks = static_cast<std::uint32_t>(row.integer(14)),
        .revision = static_cast<std::uint16_t>(row.integer(15)),
        .flags = static_cast<std::uint8_t>(row.integer(16))};
}

Tick readTick(const Statement &row)
{
    return {.time = fromNanos(row.integer(0)),
        .bid = row.real(2),
        .ask = row.real(3),
        .volume = row.real(4),
        .number = static_cast<std::uint64_t>(row.integer(1)),
        .flags = static_cast<std::uint8_t>(row.integer(5))};
}

template <typename Row>
Result<std::vector<Row>> readAll(Statement &statement, Row (*read)(const Statement &))
{
    std::vector<Row> rows;
    while (true) {
        const auto isRow = statement.step();
        if (!isRow)
            return isRow.failure();
        if (!*isRow)
            return rows;
        rows.push_back(read(statement));
    }
}

} // namespace

MarketStore::MarketStore(Database database, Mode mode, std::optional<FileLock> lock)
    : m_lock(std::move(lock)), m_database(std::move(database)), m_mode(mode)
{}

MarketStore::~MarketStore() { static_cast<void>(flush()); }

Result<MarketStore> MarketStore::open(const std::filesystem::path &file, Mode mode)
{
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
    if (mode == Mode::ReadWrite) {
        if (const auto ready = store.prepareWriting(); !ready)
            return ready.failure();
    }
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
    const bool isNew = *tables == 0 && *version == 0 && *application == 0;
    if (isNew && m_mode == Mode::ReadWrite)
        return m_database.run("PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; PRAGMA application_id = "
            + std::to_string(marketApplicationId) + "; PRAGMA user_version = "
            + std::to_string(marketSchemaVersion) + "; " + marketSchema + "COMMIT;");
    if (*application != marketApplicationId)
        return m_database.complain("this database is not a market store");
    if (*version > marketSchemaVersion)
        return m_database.complain("a newer Agora wrote this market store (version "
            + std::to_string(*version) + ", this program knows "
            + std::to_string(marketSchemaVersion) + ")");
    return {};
}

Result<void> MarketStore::prepareWriting()
{
    if (const auto set = m_database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
        !set)
        return set.failure();
    auto putBar = m_database.prepare(std::string("INSERT INTO bars (series, ") + barColumns
        + ") VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18) "
          "ON CONFLICT (series, open_time) DO UPDATE SET bid_open = excluded.bid_open, "
          "bid_high = excluded.bid_high, bid_low = excluded.bid_low, bid_close = "
          "excluded.bid_close, "
          "ask_open = excluded.ask_open, ask_high = excluded.ask_high, ask_low = excluded.ask_low, "
          "ask_close = excluded.ask_close, mid_open = excluded.mid_open, mid_high = "
          "excluded.mid_high, "
          "mid_low = excluded.mid_low, mid_close = excluded.mid_close, volume = excluded.volume, "
          "ticks = excluded.ticks, revision = excluded.revision, flags = excluded.flags "
          "WHERE excluded.revision >= bars.revision");
    if (!putBar)
        return putBar.failure();
    auto putTick = m_database.prepare(std::string("INSERT OR IGNORE INTO ticks (series, ")
        + tickColumns + ") VALUES (?1,?2,?3,?4,?5,?6,?7)");
    if (!putTick)
        return putTick.failure();
    m_putBar = std::move(*putBar);
    m_putTick = std::move(*putTick);
    return {};
}

Result<void> MarketStore::beginBatch()
{
    if (m_mode == Mode::ReadOnly)
        return m_database.complain("was opened for reading only");
    if (m_database.isInTransaction())
        return {};
    return m_database.run("BEGIN IMMEDIATE");
}

Failure<Error> MarketStore::abandonBatch(const Error &error)
{
    if (m_database.isInTransaction())
        static_cast<void>(m_database.run("ROLLBACK"));
    m_series.clear(); // some may have been new
    return fail(error.message + "; what was written since the last flush is not stored");
}

Result<void> MarketStore::flush()
{
    if (!m_database.isInTransaction())
        return {};
    if (const auto committed = m_database.run("COMMIT"); !committed)
        return abandonBatch(committed.error());
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
    for (const auto &bar : bars) {
        if (!bar.isComplete())
            return m_database.complain("the " + period.toString() + " bar of " + symbol + " at "
                + formatIso(bar.openTime) + " is still forming: only completed bars are stored");
    }
    if (const auto begun = beginBatch(); !begun)
        return begun.failure();
    const auto series = seriesFor(symbol, period.toString());
    if (!series)
        return abandonBatch(series.error());
    for (const auto &bar : bars) {
        bindBar(*m_putBar, *series, bar);
        if (const auto put = m_putBar->run(); !put)
            return abandonBatch(put.error());
    }
    return {};
}

Result<void> MarketStore::appendTicks(const std::string &symbol, std::span<const Tick> ticks)
{
    for (const auto &tick : ticks) {
        if (tick.number == 0)
            return m_database.complain("the tick of " + symbol + " at " + formatIso(tick.time)
                + " has no number: only numbered ticks are stored");
    }
    if (const auto begun = beginBatch(); !begun)
        return begun.failure();
    const auto series = seriesFor(symbol, tickSeries);
    if (!series)
        return abandonBatch(series.error());
    for (const auto &tick : ticks) {
        m_putTick->bind(1, *series);
        m_putTick->bind(2, toNanos(tick.time));
        m_putTick->bind(3, static_cast<std::int64_t>(tick.number));
        m_putTick->bind(4, tick.bid);
        m_putTick->bind(5, tick.ask);
        m_putTick->bind(6, tick.volume);
        m_putTick->bind(7, std::int64_t{tick.flags});
        if (const auto put = m_putTick->run(); !put)
            return abandonBatch(put.error());
    }
    return {};
}

Result<std::vector<QuoteBar>> MarketStore::bars(
    const std::string &symbol, Period period, TimeRange range)
{
    const auto series = findSeries(symbol, period.toString());
    if (!series)
        return series.failure();
    auto select = m_database.prepare(std::string("SELECT ") + barColumns
        + " FROM bars WHERE series = ?1 AND open_time >= ?2 AND open_time < ?3 ORDER BY open_time");
    if (!select)
        return select.failure();
    select->bind(1, *series);
    select->bind(2, toNanos(range.from));
    select->bind(3, toNanos(range.to));
    return readAll(*select, readBar);
}

Result<std::vector<QuoteBar>> MarketStore::lastBars(
    const std::string &symbol, Period period, std::size_t count, Timestamp before)
{
    const auto series = findSeries(symbol, period.toString());
    if (!series)
        return series.failure();
    auto select = m_database.prepare(std::string("SELECT ") + barColumns
        + " FROM bars WHERE series = ?1 AND open_time < ?2 ORDER BY open_time DESC LIMIT ?3");
    if (!select)
        return select.failure();
    select->bind(1, *series);
    select->bind(2, toNanos(before));
    select->bind(3, static_cast<std::int64_t>(count));
    auto rows = readAll(*select, readBar);
    if (rows)
        std::reverse(rows->begin(), rows->end());
    return rows;
}

Result<std::vector<Tick>> MarketStore::ticks(const std::string &symbol, TimeRange range)
{
    const auto series = findSeries(symbol, tickSeries);
    if (!series)
        return series.failure();
    auto select = m_database.prepare(std::string("SELECT ") + tickColumns
        + " FROM ticks WHERE series = ?1 AND time >= ?2 AND time < ?3 ORDER BY time, number");
    if (!select)
        return select.failure();
    select->bind(1, *series);
    select->bind(2, toNanos(range.from));
    select->bind(3, toNanos(range.to));
    return readAll(*select, readTick);
}

Result<std::optional<Tick>> MarketStore::lastTick(const std::string &symbol)
{
    const auto series = findSeries(symbol, tickSeries);
    if (!series)
        return series.failure();
    auto select = m_database.prepare(std::string("SELECT ") + tickColumns
        + " FROM ticks WHERE series = ?1 ORDER BY time DESC, number DESC LIMIT 1");
    if (!select)
        return select.failure();
    select->bind(1, *series);
    const auto rows = readAll(*select, readTick);
    if (!rows)
        return rows.failure();
    return rows->empty() ? std::optional<Tick>() : rows->front();
}

Result<std::vector<std::pair<std::string, Period>>> MarketStore::barSeries()
{
    auto select = m_database.prepare(
        "SELECT symbol, period FROM series WHERE period <> ?1 AND EXISTS "
        "(SELECT 1 FROM bars WHERE bars.series = series.id) ORDER BY symbol, period");
    if (!select)
        return select.failure();
    select->bind(1, tickSeries);
    std::vector<std::pair<std::string, Period>> all;
    while (true) {
        const auto isRow = select->step();
        if (!isRow)
            return isRow.failure();
        if (!*isRow)
            return all;
        const auto period = Period::parse(select->text(1));
        if (!period)
            return m_database.complain(period.error().message);
        all.emplace_back(select->text(0), *period);
    }
}

Result<void> MarketStore::checkIntegrity()
{
    auto check = m_database.prepare("PRAGMA integrity_check(1)");
    if (!check)
        return check.failure();
    const auto isRow = check->step();
    if (!isRow)
        return isRow.failure();
    if (*isRow && check->text(0) != "ok")
        return m_database.complain("the database is damaged: " + check->text(0));
    return {};
}

} // namespace agora
