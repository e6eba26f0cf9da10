#pragma once

// More bodies of BlockedTable: reading, removing, checking. Included by blocked_table_impl.h alone.
#include "engine/base/large_pages.h"
#include "engine/store/blocked_table.h"

namespace agora {

template <typename Kind>
auto BlockedTable<Kind>::read(
    Database &database, std::int64_t series, std::int64_t from, std::int64_t to) -> Result<Rows>
{
    const auto touched = heads(database, series, from, to);
    if (!touched)
        return touched.failure();
    failPoint("read");
    const auto open = openRows(database, series, from, to);
    if (!open)
        return open.failure();
    Rows rows;
    rows.reserve(touched->size() * rowsABlock + open->size());
    wishLargePages(rows.data(), rows.capacity() * sizeof(Row));
    for (const auto &head : *touched) {
        const auto before = static_cast<std::ptrdiff_t>(rows.size());
        if (const auto block = appendBlock(database, head, rows); !block)
            return block.failure();
        const auto end = std::partition_point(rows.begin() + before, rows.end(),
            [&](const Row &row) { return Kind::time(row) <= to; });
        rows.erase(end, rows.end());
        const auto first = std::partition_point(rows.begin() + before, rows.end(),
            [&](const Row &row) { return Kind::time(row) < from; });
        rows.erase(rows.begin() + before, first);
    }
    const auto middle = static_cast<std::ptrdiff_t>(rows.size());
    rows.insert(rows.end(), open->begin(), open->end());
    std::inplace_merge(rows.begin(), rows.begin() + middle, rows.end(), Kind::less);
    return rows;
}

template <typename Kind>
auto BlockedTable<Kind>::last(
    Database &database, std::int64_t series, std::size_t count, std::int64_t before) -> Result<Rows>
{
    if (count == 0 || before == INT64_MIN)
        return Rows{};
    const auto reached = reach(database, series, count, before);
    if (!reached)
        return reached.failure();
    const auto from = reached->value_or(INT64_MIN);
    auto found = read(database, series, from, before - 1);
    if (found && found->size() > count)
        found->erase(found->begin(), found->end() - static_cast<std::ptrdiff_t>(count));
    return found;
}

template <typename Kind>
Result<std::optional<std::int64_t>> BlockedTable<Kind>::reach(
    Database &database, std::int64_t series, std::size_t count, std::int64_t before)
{
    if (count == SIZE_MAX)
        return oldest(database, series, before);
    const auto rows = static_cast<std::int64_t>(count);
    const auto inBlocks = reachOfBlocks(database, series, rows, before);
    const auto inOpen = reachOfOpen(database, series, rows, before);
    if (!inBlocks || !inOpen)
        return inBlocks ? inOpen.failure() : inBlocks.failure();
    // Either alone would be enough from there on, so both together are.
    if (*inBlocks && *inOpen)
        return std::max(*inBlocks, *inOpen);
    return *inBlocks ? *inBlocks : *inOpen;
}

template <typename Kind>
Result<std::optional<std::int64_t>> BlockedTable<Kind>::oldest(
    Database &database, std::int64_t series, std::int64_t before)
{
    std::optional<std::int64_t> found;
    const std::string open = Kind::timeColumn;
    for (const auto &[column, table] : {std::pair(std::string("first_time"), Kind::blockTable),
             std::pair(open, Kind::openTable)}) {
        const auto select = statement(database,
            "SELECT " + column + " FROM " + table + " WHERE series = ?1 AND " + column
                + " < ?2 ORDER BY " + column + " LIMIT 1");
        if (!select)
            return select.failure();
        (*select)->bind(1, series);
        (*select)->bind(2, before);
        const auto isRow = (*select)->step();
        if (!isRow)
            return isRow.failure();
        if (*isRow)
            found = std::min(found.value_or(INT64_MAX), (*select)->integer(0));
        (*select)->reset();
    }
    return found;
}

/// Where the newest blocks with that many rows begin; nothing when all together have fewer.
template <typename Kind>
Result<std::optional<std::int64_t>> BlockedTable<Kind>::reachOfBlocks(
    Database &database, std::int64_t series, std::int64_t count, std::int64_t before)
{
    const auto select = statement(database,
        std::string("SELECT first_time, rows, last_time FROM ") + Kind::blockTable
            + " WHERE series = ?1 AND first_time < ?2 ORDER BY first_time DESC");
    if (!select)
        return select.failure();
    (*select)->bind(1, series);
    (*select)->bind(2, before);
    while (true) {
        const auto isRow = (*select)->step();
        if (!isRow)
            return isRow.failure();
        if (!*isRow)
            return std::optional<std::int64_t>();
        if ((*select)->integer(2) < before) // a block that `before` cuts counts as none
            count -= (*select)->integer(1);
        if (count <= 0) {
            const auto first = (*select)->integer(0);
            (*select)->reset();
            return std::optional(first);
        }
    }
}

template <typename Kind>
Result<std::optional<std::int64_t>> BlockedTable<Kind>::reachOfOpen(
    Database &database, std::int64_t series, std::int64_t count, std::int64_t before)
{
    const std::string time = Kind::timeColumn;
    const auto select = statement(database,
        "SELECT " + time + " FROM " + Kind::openTable + " WHERE series = ?1 AND " + time
            + " < ?2 ORDER BY " + time + " DESC LIMIT 1 OFFSET ?3");
    if (!select)
        return select.failure();
    (*select)->bind(1, series);
    (*select)->bind(2, before);
    (*select)->bind(3, count - 1);
    const auto isRow = (*select)->step();
    if (!isRow)
        return isRow.failure();
    const auto found = *isRow ? std::optional((*select)->integer(0)) : std::nullopt;
    (*select)->reset();
    return found;
}

template <typename Kind>
Result<std::uint64_t> BlockedTable<Kind>::remove(
    Database &database, std::int64_t series, std::int64_t from, std::int64_t to)
{
    const auto touched = heads(database, series, from, to);
    if (!touched)
        return touched.failure();
    std::uint64_t removed = 0;
    for (const auto &head : *touched) {
        auto rows = blockRows(database, head);
        if (!rows)
            return rows.failure();
        removed += std::erase_if(*rows,
            [&](const Row &row) { return Kind::time(row) >= from && Kind::time(row) <= to; });
        if (const auto done = removeBlock(database, head); !done)
            return done.failure();
        if (const auto kept = writeBlocks(database, series, *rows, rowsABlock, true); !kept)
            return kept.failure();
    }
    const auto open = removeOpen(database, series, from, to);
    if (!open)
        return open.failure();
    return removed + static_cast<std::uint64_t>(*open);
}

template <typename Kind>
Result<void> BlockedTable<Kind>::check(
    Database &database, std::int64_t series, const OnDamage &damaged)
{
    const auto all = heads(database, series, INT64_MIN, INT64_MAX);
    if (!all)
        return all.failure();
    std::int64_t reached = INT64_MIN;
    for (const auto &head : *all) {
        if (const auto rows = blockRows(database, head); !rows)
            damaged(head, rows.error().message);
        else if (reached != INT64_MIN && head.first <= reached)
            damaged(head,
                "the block of " + formatIso(fromNanos(head.first)) + " overlaps the one before");
        reached = std::max(reached, head.last);
        const auto open = openRows(database, series, head.first, head.last);
        if (!open)
            return open.failure();
        if (!open->empty())
            damaged(
                head, "the block of " + formatIso(fromNanos(head.first)) + " overlaps open rows");
    }
    return {};
}

} // namespace agora
