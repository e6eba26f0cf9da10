// The part of MarketStore that knows which history was asked for: ranges of a series that never
// overlap or touch.
#include "engine/store/market_store.h"

#include <algorithm>

namespace agora {

Result<std::vector<TimeRange>> MarketStore::coverage(std::int64_t series, TimeRange range)
{
    auto select = m_database.prepare("SELECT from_time, to_time FROM coverage "
                                     "WHERE series = ?1 AND from_time <= ?3 AND to_time >= ?2 "
                                     "ORDER BY from_time");
    if (!select)
        return select.failure();
    select->bind(1, series);
    select->bind(2, toNanos(range.from));
    select->bind(3, toNanos(range.to));
    std::vector<TimeRange> ranges;
    while (true) {
        const auto isRow = select->step();
        if (!isRow)
            return isRow.failure();
        if (!*isRow)
            return ranges;
        ranges.push_back({fromNanos(select->integer(0)), fromNanos(select->integer(1))});
    }
}

Result<void> MarketStore::forgetCoverage(std::int64_t series, TimeRange range)
{
    const auto forget
        = m_bars.statement(m_database, "DELETE FROM coverage WHERE series = ?1 AND from_time = ?2");
    if (!forget)
        return forget.failure();
    (*forget)->bind(1, series);
    (*forget)->bind(2, toNanos(range.from));
    return (*forget)->run();
}

Result<void> MarketStore::insertCoverage(std::int64_t series, TimeRange range)
{
    const auto insert = m_bars.statement(
        m_database, "INSERT INTO coverage (series, from_time, to_time) VALUES (?1, ?2, ?3)");
    if (!insert)
        return insert.failure();
    (*insert)->bind(1, series);
    (*insert)->bind(2, toNanos(range.from));
    (*insert)->bind(3, toNanos(range.to));
    return (*insert)->run();
}

Result<void> MarketStore::mergeCoverage(std::int64_t series, TimeRange range)
{
    const auto touching = coverage(series, range);
    if (!touching)
        return touching.failure();
    if (touching->size() == 1 && touching->front().from <= range.from
        && touching->front().to >= range.to)
        return {};
    for (const auto &known : *touching) {
        range = {std::min(range.from, known.from), std::max(range.to, known.to)};
        if (const auto forgotten = forgetCoverage(series, known); !forgotten)
            return forgotten;
    }
    return insertCoverage(series, range);
}

Result<void> MarketStore::removeCoverage(std::int64_t series, TimeRange range)
{
    const auto touching = coverage(series, range);
    if (!touching)
        return touching.failure();
    for (const auto &known : *touching) {
        auto done = forgetCoverage(series, known);
        if (done && known.from < range.from)
            done = insertCoverage(series, {known.from, std::min(known.to, range.from)});
        if (done && known.to > range.to)
            done = insertCoverage(series, {std::max(known.from, range.to), known.to});
        if (!done)
            return done;
    }
    return {};
}

Result<void> MarketStore::addCoverage(const std::string &symbol, Period period, TimeRange range)
{
    if (range.from >= range.to)
        return {};
    if (const auto begun = beginBatch(); !begun)
        return begun.failure();
    const auto series = seriesFor(symbol, period.toString());
    if (!series)
        return abandonBatch(series.error());
    if (const auto merged = mergeCoverage(*series, range); !merged)
        return abandonBatch(merged.error());
    return {};
}

Result<std::optional<TimeRange>> MarketStore::extent(
    const std::string &symbol, std::optional<Period> period)
{
    const auto series = findSeries(symbol, period ? period->toString() : "tick");
    if (!series)
        return series.failure();
    const std::string blocks = period ? "bar_blocks" : "tick_blocks";
    const std::string open = period ? "open_bars" : "open_ticks";
    const std::string time = period ? "open_time" : "time";
    auto select = m_database.prepare( // of one column each, so that each is one step in an index
        "SELECT min(first), max(last) FROM ("
        "SELECT (SELECT min(first_time) FROM "
        + blocks
        + " WHERE series = ?1) AS first, (SELECT max(last_time) FROM (SELECT last_time FROM "
        + blocks
        + " WHERE series = ?1 ORDER BY first_time DESC LIMIT 1)) + 1 AS last UNION ALL "
          "SELECT (SELECT min("
        + time + ") FROM " + open + " WHERE series = ?1), (SELECT max(" + time + ") FROM " + open
        + " WHERE series = ?1) + 1 UNION ALL "
          "SELECT (SELECT min(from_time) FROM coverage WHERE series = ?1), (SELECT to_time FROM "
          "coverage WHERE series = ?1 ORDER BY from_time DESC LIMIT 1)) WHERE first IS NOT NULL");
    if (!select)
        return select.failure();
    select->bind(1, *series);
    const auto isRow = select->step();
    if (!isRow)
        return isRow.failure();
    if (!*isRow || select->isNull(0))
        return std::optional<TimeRange>();
    return std::optional(TimeRange{fromNanos(select->integer(0)), fromNanos(select->integer(1))});
}

Result<std::vector<Period>> MarketStore::periods(const std::string &symbol)
{
    auto select = m_database.prepare(
        "SELECT period FROM series WHERE symbol = ?1 AND period <> 'tick' ORDER BY id");
    if (!select)
        return select.failure();
    select->bind(1, std::string_view(symbol));
    std::vector<Period> all;
    while (true) {
        const auto isRow = select->step();
        if (!isRow)
            return isRow.failure();
        if (!*isRow)
            return all;
        const auto period = Period::parse(select->text(0));
        if (!period)
            return m_database.complain(period.error().message);
        all.push_back(*period);
    }
}

Result<std::vector<TimeRange>> MarketStore::missing(
    const std::string &symbol, Period period, TimeRange range)
{
    const auto series = findSeries(symbol, period.toString());
    if (!series)
        return series.failure();
    const auto known = coverage(*series, range);
    if (!known)
        return known.failure();
    std::vector<TimeRange> gaps;
    auto from = range.from;
    for (const auto &covered : *known) {
        if (covered.from > from)
            gaps.push_back({from, std::min(covered.from, range.to)});
        from = std::max(from, covered.to);
    }
    if (from < range.to)
        gaps.push_back({from, range.to});
    return gaps;
}

} // namespace agora
