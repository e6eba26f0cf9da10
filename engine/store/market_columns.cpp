// The part of MarketStore that reads one side of the bars straight into columns.
#include "engine/store/market_store.h"

#include <algorithm>
#include <numeric>

namespace agora {

namespace {

struct Places {
    std::size_t at = 0;
    std::size_t count = 0;
};

std::array<std::vector<double> *, 5> valuesOf(BarColumns &columns)
{
    return {&columns.open, &columns.high, &columns.low, &columns.close, &columns.volume};
}

void resize(BarColumns &columns, std::size_t count)
{
    columns.times.resize(count);
    for (auto *values : valuesOf(columns))
        values->resize(count);
}

/// Takes out what lies at `places`.
void erase(BarColumns &columns, Places places)
{
    const auto cut = [places](auto &values) {
        const auto from = values.begin() + static_cast<std::ptrdiff_t>(places.at);
        values.erase(from, from + static_cast<std::ptrdiff_t>(places.count));
    };
    cut(columns.times);
    for (auto *values : valuesOf(columns))
        cut(*values);
}

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

void append(BarColumns &columns, const QuoteBar &bar, PriceSide side)
{
    const auto &prices = bar.side(side);
    columns.times.push_back(toNanos(bar.openTime));
    columns.open.push_back(prices.open);
    columns.high.push_back(prices.high);
    columns.low.push_back(prices.low);
    columns.close.push_back(prices.close);
    columns.volume.push_back(bar.volume);
}

/// Open rows between blocks are rare, so this is done for the whole when there are any.
void sort(BarColumns &columns)
{
    if (std::is_sorted(columns.times.begin(), columns.times.end()))
        return;
    std::vector<std::size_t> order(columns.times.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return columns.times[a] < columns.times[b]; });
    const auto arranged = [&order](auto &values) {
        auto sorted = values;
        for (std::size_t i = 0; i < order.size(); ++i)
            sorted[i] = values[order[i]];
        values = std::move(sorted);
    };
    arranged(columns.times);
    for (auto *values : valuesOf(columns))
        arranged(*values);
}

} // namespace

Result<BarColumns> MarketStore::barColumns(
    const std::string &symbol, Period period, PriceSide side, TimeRange range)
{
    const auto series = findSeries(symbol, period.toString());
    if (!series)
        return series.failure();
    BarColumns columns;
    if (*series == 0 || range.from >= range.to)
        return columns;
    if (const auto read = readBlockColumns(*series, side, range, columns); !read)
        return read.failure();
    const auto open
        = m_bars.openRows(m_database, *series, toNanos(range.from), toNanos(range.to) - 1);
    if (!open)
        return open.failure();
    for (const auto &bar : *open)
        append(columns, bar, side);
    sort(columns);
    return columns;
}

Result<void> MarketStore::readBlockColumns(
    std::int64_t series, PriceSide side, TimeRange range, BarColumns &columns)
{
    const auto from = toNanos(range.from);
    const auto last = toNanos(range.to) - 1;
    const auto rows = m_bars.rowsInBlocks(m_database, series, from, last);
    if (!rows)
        return rows.failure();
    resize(columns, *rows);
    std::size_t count = 0;
    const auto select = m_bars.blocksOf(m_database, series, from, last, columnsUpTo(side, count));
    if (!select)
        return select.failure();
    std::size_t at = 0;
    Places early;
    while (true) {
        const auto isRow = (*select)->step();
        if (!isRow)
            return isRow.failure();
        if (!*isRow)
            break;
        const auto block = BarRows::readBlock(**select, count);
        const auto size = static_cast<std::size_t>(std::max<std::int64_t>(block.rows, 0));
        const SideColumns to{columns.times.data() + at, columns.open.data() + at,
            columns.high.data() + at, columns.low.data() + at, columns.close.data() + at,
            columns.volume.data() + at};
        const auto read = at + size > *rows ? Result<void>(fail("its number of rows has changed"))
                                            : decodeSide(block, side, to);
        if (!read) {
            (*select)->reset();
            return m_database.complain("the block of " + formatIso(fromNanos(block.firstTime))
                + " is damaged: " + read.error().message);
        }
        at += size;
    }
    resize(columns, at);
    const auto begin = columns.times.begin();
    const auto first = std::lower_bound(begin, columns.times.end(), from);
    const auto end = std::upper_bound(first, columns.times.end(), last);
    early.count = static_cast<std::size_t>(first - begin);
    resize(columns, static_cast<std::size_t>(end - begin));
    if (early.count > 0)
        erase(columns, early);
    return {};
}

} // namespace agora
