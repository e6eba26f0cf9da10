#pragma once

// The bodies of BlockedTable, for the two files that instantiate it.
#include "engine/store/blocked_table.h"

namespace agora {

template <typename Kind>
Result<Statement *> BlockedTable<Kind>::statement(Database &database, const std::string &sql)
{
    if (const auto known = m_statements.find(sql); known != m_statements.end())
        return &known->second;
    auto prepared = database.prepare(sql);
    if (!prepared)
        return prepared.failure();
    return &m_statements.emplace(sql, std::move(*prepared)).first->second;
}

template <typename Kind>
Result<std::int64_t *> BlockedTable<Kind>::openCount(Database &database, std::int64_t series)
{
    if (const auto known = m_openCounts.find(series); known != m_openCounts.end())
        return &known->second;
    const auto count = statement(
        database, std::string("SELECT count(*) FROM ") + Kind::openTable + " WHERE series = ?1");
    if (!count)
        return count.failure();
    (*count)->bind(1, series);
    const auto isRow = (*count)->step();
    if (!isRow)
        return isRow.failure();
    const auto number = (*count)->integer(0);
    (*count)->reset();
    return &m_openCounts.emplace(series, number).first->second;
}

template <typename Kind>
Result<Statement *> BlockedTable<Kind>::blocksOf(Database &database, std::int64_t series,
    std::int64_t from, std::int64_t to, const std::string &columns)
{
    const std::string table = Kind::blockTable;
    auto select = statement(database,
        "SELECT " + columns + " FROM " + table
            + " WHERE series = ?1 AND first_time <= ?3 AND last_time >= ?2 AND first_time >= "
              "coalesce((SELECT max(first_time) FROM "
            + table + " WHERE series = ?1 AND first_time <= ?2), ?2) ORDER BY first_time");
    if (!select)
        return select;
    (*select)->bind(1, series);
    (*select)->bind(2, from);
    (*select)->bind(3, to);
    return select;
}

template <typename Kind>
Result<std::size_t> BlockedTable<Kind>::rowsInBlocks(
    Database &database, std::int64_t series, std::int64_t from, std::int64_t to)
{
    const auto select = blocksOf(database, series, from, to, "rows");
    if (!select)
        return select.failure();
    std::size_t rows = 0;
    while (true) {
        const auto isRow = (*select)->step();
        if (!isRow)
            return isRow.failure();
        if (!*isRow)
            return rows;
        const auto ofBlock = (*select)->integer(0);
        if (ofBlock < 0 || ofBlock > static_cast<std::int64_t>(Kind::mostInBlock)) {
            (*select)->reset();
            return database.complain("a block is damaged: its number of rows is impossible");
        }
        rows += static_cast<std::size_t>(ofBlock);
    }
}

template <typename Kind>
auto BlockedTable<Kind>::heads(Database &database, std::int64_t series, std::int64_t from,
    std::int64_t to) -> Result<std::vector<BlockHead>>
{
    const auto select = blocksOf(database, series, from, to, "id, first_time, last_time");
    if (!select)
        return select.failure();
    std::vector<BlockHead> found;
    while (true) {
        const auto isRow = (*select)->step();
        if (!isRow)
            return isRow.failure();
        if (!*isRow)
            return found;
        found.push_back({(*select)->integer(0), (*select)->integer(1), (*select)->integer(2)});
    }
}

template <typename Kind>
auto BlockedTable<Kind>::openRows(
    Database &database, std::int64_t series, std::int64_t from, std::int64_t to) -> Result<Rows>
{
    const std::string time = Kind::timeColumn;
    const auto select = statement(database,
        std::string("SELECT ") + Kind::openColumns + " FROM " + Kind::openTable
            + " WHERE series = ?1 AND " + time + " >= ?2 AND " + time + " <= ?3 ORDER BY "
            + Kind::openOrder);
    if (!select)
        return select.failure();
    (*select)->bind(1, series);
    (*select)->bind(2, from);
    (*select)->bind(3, to);
    Rows rows;
    while (true) {
        const auto isRow = (*select)->step();
        if (!isRow)
            return isRow.failure();
        if (!*isRow)
            return rows;
        rows.push_back(Kind::readOpen(**select));
    }
}

template <typename Kind>
auto BlockedTable<Kind>::blockRows(Database &database, const BlockHead &head) -> Result<Rows>
{
    Rows rows;
    if (const auto read = appendBlock(database, head, rows); !read)
        return read.failure();
    return rows;
}

template <typename Kind>
Result<void> BlockedTable<Kind>::appendBlock(Database &database, const BlockHead &head, Rows &rows)
{
    const auto select = statement(database,
        std::string("SELECT ") + Kind::blockColumns + " FROM " + Kind::blockTable
            + " WHERE id = ?1");
    if (!select)
        return select.failure();
    (*select)->bind(1, head.id);
    const auto isRow = (*select)->step();
    if (!isRow)
        return isRow.failure();
    if (!*isRow)
        return database.complain(
            "the block of " + formatIso(fromNanos(head.first)) + " is missing");
    const auto decoded = Kind::decode(**select, rows);
    (*select)->reset();
    if (!decoded)
        return database.complain("the block of " + formatIso(fromNanos(head.first))
            + " is damaged: " + decoded.error().message);
    return {};
}

template <typename Kind>
Result<void> BlockedTable<Kind>::writeOpen(
    Database &database, std::int64_t series, std::span<const Row> rows)
{
    const auto insert = statement(database,
        std::string("INSERT OR REPLACE INTO ") + Kind::openTable + " (series, " + Kind::openColumns
            + ") VALUES (" + Kind::openPlaces + ")");
    if (!insert)
        return insert.failure();
    for (const auto &row : rows) {
        failPoint("rows");
        (*insert)->bind(1, series);
        Kind::bindOpen(**insert, row);
        if (const auto put = (*insert)->run(); !put)
            return put.failure();
    }
    return {};
}

template <typename Kind>
Result<std::int64_t> BlockedTable<Kind>::removeOpen(
    Database &database, std::int64_t series, std::int64_t from, std::int64_t to)
{
    const std::string time = Kind::timeColumn;
    const auto forget = statement(database,
        std::string("DELETE FROM ") + Kind::openTable + " WHERE series = ?1 AND " + time
            + " >= ?2 AND " + time + " <= ?3");
    if (!forget)
        return forget.failure();
    (*forget)->bind(1, series);
    (*forget)->bind(2, from);
    (*forget)->bind(3, to);
    if (const auto done = (*forget)->run(); !done)
        return done.failure();
    const auto count = openCount(database, series);
    if (!count)
        return count.failure();
    const auto removed = database.changes();
    **count -= removed;
    return removed;
}

template <typename Kind>
Result<std::size_t> BlockedTable<Kind>::writeBlocks(
    Database &database, std::int64_t series, std::span<const Row> rows, std::size_t size, bool all)
{
    const auto insert = statement(database,
        std::string("INSERT INTO ") + Kind::blockTable + " (series, " + Kind::blockColumns
            + ") VALUES (" + Kind::blockPlaces + ")");
    if (!insert)
        return insert.failure();
    std::size_t written = 0;
    while (written < rows.size()) {
        auto end = std::min(written + size, rows.size());
        while (end < rows.size() && Kind::time(rows[end]) == Kind::time(rows[end - 1]))
            ++end; // the rows of one instant stay together
        if (end - written < size && !all)
            break;
        failPoint("block");
        (*insert)->bind(1, series);
        m_encoder.bind(**insert, rows.subspan(written, end - written));
        if (const auto put = (*insert)->run(); !put)
            return put.failure();
        written = end;
    }
    return written;
}

template <typename Kind>
Result<void> BlockedTable<Kind>::removeBlock(Database &database, const BlockHead &head)
{
    const auto forget
        = statement(database, std::string("DELETE FROM ") + Kind::blockTable + " WHERE id = ?1");
    if (!forget)
        return forget.failure();
    (*forget)->bind(1, head.id);
    return (*forget)->run();
}

template <typename Kind>
Result<PutCounts> BlockedTable<Kind>::put(
    Database &database, std::int64_t series, std::span<const Row> rows)
{
    PutCounts counts;
    if (rows.empty())
        return counts;
    Rows sorted;
    if (!std::is_sorted(rows.begin(), rows.end(), Kind::less)) {
        sorted.assign(rows.begin(), rows.end());
        std::stable_sort(sorted.begin(), sorted.end(), Kind::less);
        rows = sorted;
    }
    const auto touched = heads(database, series, Kind::time(rows.front()), Kind::time(rows.back()));
    if (!touched)
        return touched.failure();
    std::span<const Row> rest = rows;
    const auto takeWhile = [&rest](auto isIn) {
        const auto end = std::partition_point(rest.begin(), rest.end(), isIn);
        const auto taken = rest.first(static_cast<std::size_t>(end - rest.begin()));
        rest = rest.subspan(taken.size());
        return taken;
    };
    for (const auto &head : *touched) {
        const auto before = takeWhile([&](const Row &row) { return Kind::time(row) < head.first; });
        if (const auto done = putLoose(database, series, before, counts); !done)
            return done.failure();
        const auto inside = takeWhile([&](const Row &row) { return Kind::time(row) <= head.last; });
        if (const auto done = putInside(database, series, head, inside, counts); !done)
            return done.failure();
    }
    if (const auto done = putLoose(database, series, rest, counts); !done)
        return done.failure();
    const auto open = openCount(database, series);
    if (!open)
        return open.failure();
    if (**open >= static_cast<std::int64_t>(mostOpen)) {
        if (const auto sealed = seal(database, series); !sealed)
            return sealed.failure();
    }
    return counts;
}

template <typename Kind>
Result<void> BlockedTable<Kind>::putLoose(
    Database &database, std::int64_t series, std::span<const Row> rows, PutCounts &counts)
{
    if (rows.empty())
        return {};
    const auto from = Kind::time(rows.front());
    const auto to = Kind::time(rows.back());
    const auto known = openRows(database, series, from, to);
    if (!known)
        return known.failure();
    const auto before = counts;
    Rows both;
    auto merged = rows;
    if (known->empty() && Kind::isSet(rows)) {
        counts.added += rows.size(); // nothing to merge: spares a copy of a bulk of rows
    } else {
        both = Kind::merged(*known, rows, counts);
        merged = both;
    }
    if (counts == before)
        return {};
    if (!known->empty() && merged.size() >= rowsABlock) {
        if (const auto removed = removeOpen(database, series, from, to); !removed)
            return removed.failure();
    }
    std::size_t inBlocks = 0;
    if (merged.size() >= rowsABlock) {
        const auto written = writeBlocks(database, series, merged, rowsABlock, false);
        if (!written)
            return written.failure();
        inBlocks = *written;
    }
    const auto count = openCount(database, series);
    if (!count)
        return count.failure();
    const auto left = merged.subspan(inBlocks);
    if (const auto written = writeOpen(database, series, left); !written)
        return written.failure();
    const bool isReplacing = merged.size() < rowsABlock;
    **count += static_cast<std::int64_t>(left.size())
        - (isReplacing ? static_cast<std::int64_t>(known->size()) : 0);
    return {};
}

template <typename Kind>
Result<void> BlockedTable<Kind>::putInside(Database &database, std::int64_t series,
    const BlockHead &head, std::span<const Row> rows, PutCounts &counts)
{
    if (rows.empty())
        return {};
    const auto known = blockRows(database, head);
    if (!known)
        return known.failure();
    const auto before = counts;
    const Rows merged = Kind::merged(*known, rows, counts);
    if (counts == before)
        return {};
    if (const auto removed = removeBlock(database, head); !removed)
        return removed;
    const auto blocks = (merged.size() + rowsABlock - 1) / rowsABlock;
    const auto size = (merged.size() + blocks - 1) / blocks; // of two halves, not a whole and a bit
    const auto written = writeBlocks(database, series, merged, size, true);
    if (!written)
        return written.failure();
    return {};
}

template <typename Kind>
Result<void> BlockedTable<Kind>::seal(Database &database, std::int64_t series)
{
    failPoint("seal");
    const auto open = openRows(database, series, INT64_MIN, INT64_MAX);
    if (!open || open->empty())
        return open ? Result<void>() : Result<void>(open.failure());
    const auto known = heads(database, series, Kind::time(open->front()), INT64_MAX);
    if (!known)
        return known.failure();
    std::span<const Row> rest = *open;
    auto block = known->begin();
    while (!rest.empty()) { // a run of open rows between two blocks after the other
        while (block != known->end() && block->first < Kind::time(rest.front()))
            ++block;
        const bool isNewest = block == known->end();
        const auto end = std::partition_point(rest.begin(), rest.end(),
            [&](const Row &row) { return isNewest || Kind::time(row) < block->first; });
        auto run = rest.first(static_cast<std::size_t>(end - rest.begin()));
        rest = rest.subspan(run.size());
        while (isNewest && !run.empty() && Kind::time(run.back()) == Kind::time(open->back()))
            run = run.first(run.size() - 1); // more of this instant may come
        const auto written = writeBlocks(database, series, run, rowsABlock, !isNewest);
        if (!written)
            return written.failure();
        if (*written == 0)
            continue;
        const auto removed
            = removeOpen(database, series, Kind::time(run.front()), Kind::time(run[*written - 1]));
        if (!removed)
            return removed.failure();
    }
    return {};
}

} // namespace agora

#include "engine/store/blocked_table_read.h"
