#include "engine/store/tick_rows.h"

#include "engine/store/blocked_table_impl.h"

namespace agora {

void TickRows::bindOpen(Statement &statement, const Tick &tick)
{
    statement.bind(2, toNanos(tick.time));
    statement.bind(3, static_cast<std::int64_t>(tick.number));
    statement.bind(4, tick.bid);
    statement.bind(5, tick.ask);
    statement.bind(6, tick.volume);
    statement.bind(7, std::int64_t{tick.flags});
}

Tick TickRows::readOpen(const Statement &row)
{
    return {.time = fromNanos(row.integer(0)),
        .bid = row.real(2),
        .ask = row.real(3),
        .volume = row.real(4),
        .number = static_cast<std::uint64_t>(row.integer(1)),
        .flags = static_cast<std::uint8_t>(row.integer(5))};
}

TickBlock TickRows::readBlock(const Statement &row)
{
    return {.firstTime = row.integer(0),
        .lastTime = row.integer(1),
        .rows = row.integer(2),
        .check = row.integer(3),
        .data = row.bytes(4)};
}

void TickRows::Encoder::bind(Statement &statement, std::span<const Tick> ticks)
{
    const auto &block = m_encoder.encode(ticks);
    statement.bind(2, block.firstTime);
    statement.bind(3, block.lastTime);
    statement.bind(4, block.rows);
    statement.bind(5, block.check);
    statement.bindBytes(6, block.data);
}

namespace {

bool isSamePrice(const Tick &a, const Tick &b)
{
    return a.bid == b.bid && a.ask == b.ask && a.volume == b.volume;
}

/// The ticks of one instant, of which the first `known` were there before.
void addOfInstant(
    std::vector<Tick> &all, std::size_t begin, std::span<const Tick> fresh, PutCounts &counts)
{
    const auto known = all.size();
    std::vector<bool> isMatched(known - begin, false);
    std::uint64_t highest = 0;
    for (auto i = begin; i < known; ++i)
        highest = std::max(highest, all[i].number);
    for (auto tick : fresh) {
        auto match = begin;
        const auto isIt = [&](std::size_t i) {
            return tick.number != 0 ? all[i].number == tick.number
                                    : !isMatched[i - begin] && isSamePrice(all[i], tick);
        };
        const auto reach = tick.number != 0 ? all.size() : known;
        while (match < reach && !isIt(match))
            ++match;
        if (match < reach) {
            if (match < known)
                isMatched[match - begin] = true;
            continue;
        }
        if (tick.number == 0)
            tick.number = highest + 1;
        highest = std::max(highest, tick.number);
        all.push_back(tick);
        ++counts.added;
    }
    std::sort(all.begin() + static_cast<std::ptrdiff_t>(begin), all.end(), TickRows::less);
}

} // namespace

std::vector<Tick> TickRows::merged(
    std::span<const Tick> known, std::span<const Tick> fresh, PutCounts &counts)
{
    std::vector<Tick> all;
    all.reserve(known.size() + fresh.size());
    auto old = known.begin();
    for (std::size_t i = 0; i < fresh.size();) {
        const auto time = fresh[i].time;
        while (old != known.end() && old->time < time)
            all.push_back(*old++);
        const auto begin = all.size();
        while (old != known.end() && old->time == time)
            all.push_back(*old++);
        std::size_t end = i + 1;
        while (end < fresh.size() && fresh[end].time == time)
            ++end;
        addOfInstant(all, begin, fresh.subspan(i, end - i), counts);
        i = end;
    }
    all.insert(all.end(), old, known.end());
    return all;
}

template class BlockedTable<TickRows>;

} // namespace agora
