// The part of MarketStore that tells what there is and whether it is whole.
#include "engine/store/market_store.h"

#include <algorithm>

namespace agora {

namespace {
constexpr std::string_view tickSeries = "tick";
} // namespace

Result<std::vector<MarketStore::SeriesKey>> MarketStore::seriesKeys()
{
    auto select
        = m_database.prepare("SELECT id, symbol, period FROM series ORDER BY symbol, period");
    if (!select)
        return select.failure();
    std::vector<SeriesKey> all;
    while (true) {
        const auto isRow = select->step();
        if (!isRow)
            return isRow.failure();
        if (!*isRow)
            return all;
        SeriesKey key{select->integer(0), select->text(1), {}};
        if (const auto text = select->text(2); text != tickSeries) {
            const auto period = Period::parse(text);
            if (!period)
                return m_database.complain(period.error().message);
            key.period = *period;
        }
        all.push_back(std::move(key));
    }
}

Result<StoredSeries> MarketStore::describe(const SeriesKey &key)
{
    StoredSeries series{.symbol = key.symbol, .period = key.period, .first = {}, .last = {}};
    const auto take = [&](const std::string &sql) -> Result<void> {
        auto select = m_database.prepare(sql);
        if (!select)
            return select.failure();
        select->bind(1, key.id);
        const auto isRow = select->step();
        if (!isRow)
            return isRow.failure();
        const auto rows = static_cast<std::uint64_t>(select->integer(0));
        if (rows == 0)
            return {};
        const auto first = fromNanos(select->integer(1));
        const auto last = fromNanos(select->integer(2));
        series.first = series.rows == 0 ? first : std::min(series.first, first);
        series.last = series.rows == 0 ? last : std::max(series.last, last);
        series.rows += rows;
        series.bytes += static_cast<std::uint64_t>(select->integer(3));
        return {};
    };
    const bool isBars = key.period.has_value();
    // Of text, length() would count characters and read them all.
    const std::string blockBytes = isBars
        ? "sum(100 + length(CAST(time || volume || volume_millions || ticks || revision || flags ||"
          " bid_open || bid_high || bid_low || bid_close || ask_open || ask_high || ask_low ||"
          " ask_close || mid_open || mid_high || mid_low || mid_close || mid_fix AS BLOB)))"
        : "sum(40 + length(data))";
    const std::string time = isBars ? "open_time" : "time";
    auto taken = take("SELECT sum(rows), min(first_time), max(last_time), " + blockBytes + " FROM "
        + (isBars ? "bar_blocks" : "tick_blocks") + " WHERE series = ?1");
    if (taken)
        taken = take("SELECT count(*), min(" + time + "), max(" + time + "), count(*) * "
            + (isBars ? "130" : "45") + " FROM " + (isBars ? "open_bars" : "open_ticks")
            + " WHERE series = ?1");
    if (!taken)
        return taken.failure();
    return series;
}

Result<std::vector<StoredSeries>> MarketStore::series()
{
    const auto keys = seriesKeys();
    if (!keys)
        return keys.failure();
    std::vector<StoredSeries> all;
    for (const auto &key : *keys) {
        auto described = describe(key);
        if (!described)
            return described.failure();
        if (described->rows > 0)
            all.push_back(std::move(*described));
    }
    return all;
}

Result<std::vector<std::pair<std::string, Period>>> MarketStore::barSeries()
{
    const auto keys = seriesKeys();
    if (!keys)
        return keys.failure();
    std::vector<std::pair<std::string, Period>> all;
    for (const auto &key : *keys) {
        if (!key.period)
            continue;
        auto exists = m_database.prepare(
            "SELECT EXISTS (SELECT 1 FROM bar_blocks WHERE series = ?1) OR EXISTS "
            "(SELECT 1 FROM open_bars WHERE series = ?1)");
        if (!exists)
            return exists.failure();
        exists->bind(1, key.id);
        const auto isRow = exists->step();
        if (!isRow)
            return isRow.failure();
        if (exists->integer(0) != 0)
            all.emplace_back(key.symbol, *key.period);
    }
    return all;
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
    check->reset();
    const auto found = damages();
    if (!found)
        return found.failure();
    if (!found->empty())
        return m_database.complain(found->front().symbol + ": " + found->front().what
            + (found->size() > 1 ? ", and " + std::to_string(found->size() - 1) + " more" : ""));
    return {};
}

Result<std::vector<StoreDamage>> MarketStore::damages() { return findDamages(false); }

Result<std::vector<StoreDamage>> MarketStore::dropDamaged()
{
    if (const auto begun = beginBatch(); !begun)
        return begun.failure();
    auto dropped = findDamages(true);
    if (!dropped)
        return abandonBatch(dropped.error());
    return dropped;
}

Result<std::vector<StoreDamage>> MarketStore::findDamages(bool isDropping)
{
    const auto keys = seriesKeys();
    if (!keys)
        return keys.failure();
    std::vector<StoreDamage> found;
    for (const auto &key : *keys) {
        Result<void> dropped;
        const auto walk = [&](auto &table) {
            return table.check(m_database, key.id, [&](const auto &head, const std::string &what) {
                const TimeRange range{fromNanos(head.first),
                    fromNanos(std::max(head.first, head.last)) + Duration{1}};
                found.push_back({key.symbol, key.period, range, what});
                if (!isDropping || !dropped)
                    return;
                dropped = table.removeBlock(m_database, head);
                if (dropped)
                    dropped = removeCoverage(key.id, range);
            });
        };
        const auto walked = key.period ? walk(m_bars) : walk(m_ticks);
        if (!walked || !dropped)
            return walked ? dropped.failure() : walked.failure();
    }
    return found;
}

} // namespace agora
