#pragma once

namespace agora::test {

/// The store's first layout, one row a bar and a tick, as programs of that time made it.
constexpr const char *schema1 = R"sql(
PRAGMA application_id = 1095191883; PRAGMA user_version = 1;
CREATE TABLE series (id INTEGER PRIMARY KEY, symbol TEXT NOT NULL, period TEXT NOT NULL, UNIQUE (symbol, period));
CREATE TABLE bars (
    series INTEGER NOT NULL REFERENCES series (id),
    open_time INTEGER NOT NULL,
    bid_open REAL NOT NULL, bid_high REAL NOT NULL, bid_low REAL NOT NULL, bid_close REAL NOT NULL,
    ask_open REAL NOT NULL, ask_high REAL NOT NULL, ask_low REAL NOT NULL, ask_close REAL NOT NULL,
    mid_open REAL NOT NULL, mid_high REAL NOT NULL, mid_low REAL NOT NULL, mid_close REAL NOT NULL,
    volume REAL NOT NULL, ticks INTEGER NOT NULL, revision INTEGER NOT NULL, flags INTEGER NOT NULL,
    PRIMARY KEY (series, open_time)) WITHOUT ROWID;
CREATE TABLE ticks (
    series INTEGER NOT NULL REFERENCES series (id),
    time INTEGER NOT NULL, number INTEGER NOT NULL, bid REAL NOT NULL, ask REAL NOT NULL,
    volume REAL NOT NULL, flags INTEGER NOT NULL,
    PRIMARY KEY (series, time, number)) WITHOUT ROWID;
CREATE TABLE coverage (
    series INTEGER NOT NULL REFERENCES series (id), from_time INTEGER NOT NULL, to_time INTEGER NOT NULL,
    PRIMARY KEY (series, from_time)) WITHOUT ROWID;
CREATE VIEW bars_view AS SELECT symbol, period, open_time FROM bars JOIN series ON series.id = bars.series;
CREATE VIEW ticks_view AS SELECT symbol, time FROM ticks JOIN series ON series.id = ticks.series;
INSERT INTO series VALUES (1, 'EUR_USD', 'M1'), (2, 'EUR_USD', 'tick'), (3, 'GBP_USD', 'H1');
INSERT INTO coverage VALUES (1, 0, 60000000000);
WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 4999)
    INSERT INTO bars SELECT 1, 1704067200000000000 + i * 60000000000,
        1.1, 1.2, 1.0, 1.15, 1.11, 1.21, 1.01, 1.16, 1.105, 1.205, 1.005, 1.155, i, i, 0, 18 FROM n;
INSERT INTO bars VALUES (3, 1704067200000000000,
    1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 0.333, 1, 2, 20);
WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
    INSERT INTO ticks SELECT 2, 1704067200000000000 + i / 3 * 1000000, i, 1.1, 1.2, 0, 2 FROM n;
)sql";

} // namespace agora::test
