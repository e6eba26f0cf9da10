#pragma once

namespace agora {

constexpr long marketSchemaVersion = 1;
constexpr long marketApplicationId = 0x41474D4B; // “AGMK”, so that `file` and we know our own

/// Times are nanoseconds since 1970 UTC. A series of ticks has the period “tick”.
constexpr const char *marketSchema = R"sql(
CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    symbol TEXT NOT NULL,
    period TEXT NOT NULL,
    UNIQUE (symbol, period));
CREATE TABLE bars (
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
CREATE TABLE ticks (
    series INTEGER NOT NULL REFERENCES series (id),
    time INTEGER NOT NULL,
    number INTEGER NOT NULL,
    bid REAL NOT NULL,
    ask REAL NOT NULL,
    volume REAL NOT NULL,
    flags INTEGER NOT NULL,
    PRIMARY KEY (series, time, number)) WITHOUT ROWID;
CREATE TABLE coverage (
    series INTEGER NOT NULL REFERENCES series (id),
    from_time INTEGER NOT NULL,
    to_time INTEGER NOT NULL,
    PRIMARY KEY (series, from_time)) WITHOUT ROWID;
CREATE VIEW bars_view AS
    SELECT symbol, period,
        strftime('%Y-%m-%dT%H:%M:%SZ', open_time / 1000000000, 'unixepoch') AS open_time,
        bid_open, bid_high, bid_low, bid_close, ask_open, ask_high, ask_low, ask_close,
        mid_open, mid_high, mid_low, mid_close, volume, ticks, revision, flags
    FROM bars JOIN series ON series.id = bars.series;
CREATE VIEW ticks_view AS
    SELECT symbol,
        strftime('%Y-%m-%dT%H:%M:%S', time / 1000000000, 'unixepoch')
            || printf('.%06dZ', time % 1000000000 / 1000) AS time,
        number, bid, ask, volume, flags
    FROM ticks JOIN series ON series.id = ticks.series;
)sql";

} // namespace agora
