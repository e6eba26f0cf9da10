// The part of MarketStore that reads one side of the bars straight into the columns of a series.
#include "engine/store/market_store.h"

#include <algorithm>

namespace agora {

namespace {

/// The columns of a block, up to those of the side, as a part of a SELECT.
std::string columnsUpTo(PriceSide side, std::size_t &count)
{
    count = bar_column::BidOpen + 4 * (static_cast<std::size_t>(side) + 1)
        + (side == PriceSide::Mid ? 1 : 0);
    const std::string all = BarRows::blockColumns;
    constexpr std::size_t headFields = 15;
    std::size_t end = 0;
    for (std::size_t i = 0; i < headFields + count; ++i)
        end = all.find(',', end + (i == 0 ? 0 : 1));
    return all.substr(0, end);
}

/// Decodes a block that reaches beyond the range, and appends what lies within.
Result<void> appendPart(
    const BarBlock &block, std::int64_t from, std::int64_t last, BarSeries &series)
{
    BarSeries whole(series.symbol(), series.period(), series.side(), BarBlock::most);
    const auto rows
        = static_cast<std::size_t>(std::clamp<std::int64_t>(block.rows, 0, BarBlock::most));
    const auto to = whole.room(rows);
    const SideColumns columns{to.times, to.open, to.high, to.low, to.close, to.volume};
    if (const auto read = decodeSide(block, series.side(), columns); !read)
        return read;
    const auto *first = std::lower_bound(to.times, to.times + rows, from);
    const auto *end
        = std::upper_bound(first, const_cast<const std::int64_t *>(to.times + rows), last);
    const auto skipped = first - to.times;
    const auto count = end - first;
    const auto room = series.room(static_cast<std::size_t>(count));
    std::copy_n(first, count, room.times);
    std::copy_n(to.open + skipped, count, room.open);
    std::copy_n(to.high + skipped, count, room.high);
    std::copy_n(to.low + skipped, count, room.low);
    std::copy_n(to.close + skipped, count, room.close);
    std::copy_n(to.volume + skipped, count, room.volume);
    series.appended(static_cast<std::size_t>(count));
    return {};
}

Result<void> append(const BarBlock &block, std::int64_t from, std::int64_t last, BarSeries &series)
{
    if (!series.empty() && series.times().back() >= block.firstTime)
        return fail("it overlaps the one before");
    if (block.firstTime < from || block.lastTime > last || block.rows < 1
        || block.rows > static_cast<std::int64_t>(BarBlock::most))
        return appendPart(block, from, last, series);
    const auto rows = static_cast<std::size_t>(block.rows);
    const auto to = series.room(rows);
    const SideColumns columns{to.times, to.open, to.high, to.low, to.close, to.volume};
    if (const auto read = decodeSide(block, series.side(), columns); !read)
        return read;
    series.appended(rows);
    return {};
}

} // namespace

Result<BarSeries> MarketStore::readSeries(
    const std::string &symbol, Period period, PriceSide side, TimeRange range)
{
    const ReadMoment moment(m_database);
    const auto id = findSeries(symbol, period.toString());
    if (!id)
        return id.failure();
    if (*id == 0 || range.from >= range.to)
        return BarSeries(symbol, period, side);
    const auto from = toNanos(range.from);
    const auto last = toNanos(range.to) - 1;
    const auto open = m_bars.openRows(m_database, *id, from, last);
    const auto rows = m_bars.rowsInBlocks(m_database, *id, from, last);
    if (!open || !rows)
        return open ? rows.failure() : open.failure();
    BarSeries series(symbol, period, side, *rows + open->size() + 1);
    if (const auto read = readBlocks(*id, range, series); !read)
        return read.failure();
    const bool isBehind = series.empty() || open->empty()
        || toNanos(open->front().openTime) > series.times().back();
    if (isBehind) {
        for (const auto &bar : *open)
            series.apply(bar);
        return series;
    }
    // Open rows between blocks, from history that came later, are few and soon in blocks.
    const auto bars = m_bars.read(m_database, *id, from, last);
    if (!bars)
        return bars.failure();
    series.clear();
    for (const auto &bar : *bars)
        series.apply(bar);
    return series;
}

Result<void> MarketStore::readBlocks(std::int64_t id, TimeRange range, BarSeries &series)
{
    const auto from = toNanos(range.from);
    const auto last = toNanos(range.to) - 1;
    std::size_t count = 0;
    const auto select
        = m_bars.blocksOf(m_database, id, from, last, columnsUpTo(series.side(), count));
    if (!select)
        return select.failure();
    while (true) {
        const auto isRow = (*select)->step();
        if (!isRow)
            return isRow.failure();
        if (!*isRow)
            return {};
        const auto block = BarRows::readBlock(**select, count);
        if (const auto read = append(block, from, last, series); !read) {
            (*select)->reset();
            return m_database.complain("the block of " + formatIso(fromNanos(block.firstTime))
                + " is damaged: " + read.error().message);
        }
    }
}

} // namespace agora
