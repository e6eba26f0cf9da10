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
