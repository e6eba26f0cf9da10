#include "engine/store/market_schema.h"

#include <array>

namespace agora {

namespace {

constexpr const char *seriesTables = R"sql(
CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    symbol TEXT NOT NULL,
    period TEXT NOT NULL,
    UNIQUE (symbol, period));
CREATE TABLE coverage (
    series INTEGER NOT NULL REFERENCES series (id),
    from_time INTEGER NOT NULL,
    to_time INTEGER NOT NULL,
    PRIMARY KEY (series, from_time)) WITHOUT ROWID;
)sql";

constexpr const char *rowTables = R"sql(
CREATE TABLE open_bars (
    series INTEGER NOT NULL REFERENCES series (id),
    open_time INTEGER NOT NULL,
    bid_open REAL NOT NULL, bid_high REAL NOT NULL, bid_low REAL NOT NULL, bid_close REAL NOT NULL,
    ask_open REAL NOT NULL, ask_high REAL NOT NULL, ask_low REAL NOT NULL, ask_close REAL NOT NULL,
    mid_open REAL NOT NULL, mid_high REAL NOT NULL, mid_low REAL NOT NULL, mid_close REAL NOT NULL,
    volume REAL NOT NULL,
    ticks INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    PRIMARY KEY (series, open_time)) WITHOUT ROWID;
CREATE TABLE open_ticks (
    series INTEGER NOT NULL REFERENCES series (id),
    time INTEGER NOT NULL,
    number INTEGER NOT NULL,
    bid REAL NOT NULL,
    ask REAL NOT NULL,
    volume REAL NOT NULL,
    flags INTEGER NOT NULL,
    PRIMARY KEY (series, time, number)) WITHOUT ROWID;
)sql";

// What is asked for most often stands first: the far end of a row lies on pages of its own.
constexpr const char *blockTables = R"sql(
CREATE TABLE bar_blocks (
    id INTEGER PRIMARY KEY,
    series INTEGER NOT NULL REFERENCES series (id),
    first_time INTEGER NOT NULL, last_time INTEGER NOT NULL, rows INTEGER NOT NULL,
    unit INTEGER NOT NULL, digits INTEGER NOT NULL, volume_digits INTEGER NOT NULL,
    base INTEGER NOT NULL, spread INTEGER NOT NULL, flags_base INTEGER NOT NULL,
    ticks_are_volume INTEGER NOT NULL, is_wide INTEGER NOT NULL,
    head_check INTEGER NOT NULL, bid_check INTEGER NOT NULL, ask_check INTEGER NOT NULL,
    mid_check INTEGER NOT NULL,
    time TEXT NOT NULL, volume TEXT NOT NULL, volume_millions TEXT NOT NULL, ticks TEXT NOT NULL,
    revision TEXT NOT NULL, flags TEXT NOT NULL,
    bid_open TEXT NOT NULL, bid_high TEXT NOT NULL, bid_low TEXT NOT NULL, bid_close TEXT NOT NULL,
    ask_open TEXT NOT NULL, ask_high TEXT NOT NULL, ask_low TEXT NOT NULL, ask_close TEXT NOT NULL,
    mid_open TEXT NOT NULL, mid_high TEXT NOT NULL, mid_low TEXT NOT NULL, mid_close TEXT NOT NULL,
    mid_fix TEXT NOT NULL);
CREATE UNIQUE INDEX bar_blocks_in_order ON bar_blocks (series, first_time, last_time);
CREATE TABLE tick_blocks (
    id INTEGER PRIMARY KEY,
    series INTEGER NOT NULL REFERENCES series (id),
    first_time INTEGER NOT NULL, last_time INTEGER NOT NULL, rows INTEGER NOT NULL,
    data_check INTEGER NOT NULL,
    data BLOB NOT NULL);
CREATE UNIQUE INDEX tick_blocks_in_order ON tick_blocks (series, first_time, last_time);
CREATE TABLE row_numbers (n INTEGER PRIMARY KEY);
WITH RECURSIVE numbers (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM numbers WHERE n < 1023)
    INSERT INTO row_numbers SELECT n FROM numbers;
)sql";

constexpr const char *ticksView = R"sql(
CREATE VIEW newest_ticks AS
    SELECT symbol,
        strftime('%Y-%m-%dT%H:%M:%S', time / 1000000000, 'unixepoch')
            || printf('.%06dZ', time % 1000000000 / 1000) AS time,
        number, bid, ask, volume, flags
    FROM open_ticks JOIN series ON series.id = open_ticks.series;
)sql";

std::string isoTime(const std::string &nanos)
{
    return "strftime('%Y-%m-%dT%H:%M:%SZ', (" + nanos + ") / 1000000000, 'unixepoch')";
}

/// Number n of a column of number_text.
std::string number(const std::string &column)
{
    const auto code = "unicode(substr(b." + column + ", n + 1, 1))";
    return "coalesce(" + code + " - 1 - CASE WHEN b.is_wide THEN (" + code
        + " > 65535) * 10240 ELSE 0 END, 0)";
}

std::string unfolded(const std::string &column)
{
    const auto value = number(column);
    return "(" + value + " + 1) / 2 * (1 - " + value + " % 2 * 2)";
}

std::string powerOfTen(const std::string &exponent)
{
    return "CAST('1e' || " + exponent + " AS REAL)";
}

constexpr std::array<const char *, 4> fields{"open", "high", "low", "close"};

std::string bidPoints(const std::string &field)
{
    const auto close = "(b.base + " + unfolded("bid_close") + ")";
    if (field == "close")
        return close;
    if (field == "open")
        return "(" + close + " + " + unfolded("bid_open") + ")";
    return "(" + close + (field == "high" ? " + " : " - ") + number("bid_" + field) + ")";
}

std::string askPoints(const std::string &field)
{
    return "(" + bidPoints(field) + " + b.spread + " + unfolded("ask_" + field) + ")";
}

std::string codedBars()
{
    const auto scale = powerOfTen("b.digits");
    std::string sql = "SELECT symbol, period, "
        + isoTime("b.first_time + (n + " + number("time") + ") * b.unit") + " AS open_time";
    for (const auto *field : fields)
        sql += ", " + bidPoints(field) + " / " + scale + " AS bid_" + field;
    for (const auto *field : fields)
        sql += ", " + askPoints(field) + " / " + scale + " AS ask_" + field;
    for (const auto *field : fields)
        // Bid and ask in points, added up: written so that the bid is worked out once.
        sql += ", (2 * " + bidPoints(field) + " + b.spread + "
            + unfolded(std::string("ask_") + field) + " + " + unfolded(std::string("mid_") + field)
            + ") / (2 * " + scale + ") AS mid_" + field;
    const auto volume = "(" + number("volume") + " + 1000000 * " + number("volume_millions")
        + ") / " + powerOfTen("b.volume_digits");
    return sql + ", " + volume + " AS volume, CASE WHEN b.ticks_are_volume THEN CAST(" + volume
        + " AS INTEGER) ELSE " + number("ticks") + " END AS ticks, " + number("revision")
        + " AS revision, CASE " + number("flags") + " WHEN 0 THEN b.flags_base ELSE "
        + number("flags") + " - 1 END AS flags";
}

std::string plainBars()
{
    const auto value = [](const std::string &column) {
        return "json_extract(b." + column + ", '$[' || n || ']')";
    };
    std::string sql = "SELECT symbol, period, " + isoTime(value("time"));
    for (const auto *side : {"bid_", "ask_", "mid_"}) {
        for (const auto *field : fields)
            sql += ", " + value(std::string(side) + field);
    }
    for (const auto *column : {"volume", "ticks", "revision", "flags"})
        sql += ", " + value(column);
    return sql;
}

std::string barsView()
{
    // With the plus the columns have no affinity, like the expressions above: only then SQLite
    // works out no more columns of the three parts than are asked for.
    std::string openColumns;
    for (const auto *side : {"bid_", "ask_", "mid_"}) {
        for (const auto *field : fields)
            openColumns += std::string(", +") + side + field;
    }
    openColumns += ", +volume, +ticks, +revision, +flags";
    // CROSS: block by block and row by row, never the other way round.
    const std::string fromBlocks = " FROM series CROSS JOIN bar_blocks b ON b.series = series.id"
                                   " CROSS JOIN row_numbers ON n < b.rows WHERE b.digits ";
    return "CREATE VIEW bars_view AS " + codedBars() + fromBlocks + ">= 0 UNION ALL " + plainBars()
        + fromBlocks + "< 0 UNION ALL SELECT symbol, period, " + isoTime("open_time") + openColumns
        + " FROM series JOIN open_bars ON open_bars.series = series.id;";
}

} // namespace

std::string marketSchema()
{
    return std::string(seriesTables) + rowTables + blockTables + barsView() + ticksView;
}

std::string marketSchemaFrom1()
{
    return std::string(
               "DROP VIEW bars_view; DROP VIEW ticks_view;"
               "ALTER TABLE bars RENAME TO open_bars; ALTER TABLE ticks RENAME TO open_ticks;")
        + blockTables + barsView() + ticksView;
}

} // namespace agora
