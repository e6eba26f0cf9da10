#include "engine/store/bar_rows.h"

#include "engine/store/blocked_table_impl.h"

namespace agora {

void BarRows::bindOpen(Statement &statement, const QuoteBar &bar)
{
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

QuoteBar BarRows::readOpen(const Statement &row)
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

BarBlock BarRows::readBlock(const Statement &row, std::size_t columns)
{
    int column = 0;
    BarBlock block;
    for (auto *number : {&block.firstTime, &block.lastTime, &block.rows, &block.unit, &block.digits,
             &block.volumeDigits, &block.base, &block.spread, &block.flagsBase,
             &block.ticksAreVolume, &block.isWide, &block.checks[0], &block.checks[1],
             &block.checks[2], &block.checks[3]})
        *number = row.integer(column++);
    for (std::size_t i = 0; i < columns; ++i)
        block.columns[i] = row.textView(column++);
    return block;
}

void BarRows::Encoder::bind(Statement &statement, std::span<const QuoteBar> bars)
{
    const auto &block = m_encoder.encode(bars);
    int index = 2;
    for (const auto number : {block.firstTime, block.lastTime, block.rows, block.unit, block.digits,
             block.volumeDigits, block.base, block.spread, block.flagsBase, block.ticksAreVolume,
             block.isWide, block.checks[0], block.checks[1], block.checks[2], block.checks[3]})
        statement.bind(index++, number);
    for (const auto text : block.columns)
        statement.bindText(index++, text);
}

bool BarRows::isSet(std::span<const QuoteBar> bars)
{
    return std::adjacent_find(bars.begin(), bars.end(), [](const QuoteBar &a, const QuoteBar &b) {
        return a.openTime >= b.openTime;
    }) == bars.end();
}

std::vector<QuoteBar> BarRows::merged(
    std::span<const QuoteBar> known, std::span<const QuoteBar> fresh, PutCounts &counts)
{
    std::vector<QuoteBar> all;
    all.reserve(known.size() + fresh.size());
    auto old = known.begin();
    for (const auto &bar : fresh) {
        while (old != known.end() && old->openTime <= bar.openTime)
            all.push_back(*old++);
        if (all.empty() || all.back().openTime != bar.openTime) {
            all.push_back(bar);
            ++counts.added;
            continue;
        }
        auto &present = all.back();
        if (bar.revision < present.revision)
            continue;
        auto next = bar;
        const unsigned corrected = bar.revision > present.revision ? unsigned{BarCorrected}
                                                                   : present.flags & BarCorrected;
        next.flags = static_cast<std::uint8_t>(next.flags | corrected);
        if (next == present)
            continue;
        present = next;
        ++counts.replaced;
    }
    all.insert(all.end(), old, known.end());
    return all;
}

template class BlockedTable<BarRows>;

} // namespace agora
