#pragma once

#include "engine/base/time.h"
#include "engine/store/database.h"
#include "engine/store/fail_point.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace agora {

/// What a put has changed.
struct PutCounts {
    std::uint64_t added = 0;
    std::uint64_t replaced = 0;
    bool operator==(const PutCounts &) const = default;
};

/// Where a block stands and which times it spans.
struct BlockHead {
    std::int64_t id = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
};
using OnDamage = std::function<void(const BlockHead &, const std::string &what)>;

/// Rows of time series, kept as open rows while they are new and few, and in blocks later. Blocks
/// of one series never overlap and no open row lies within one. Private to the store; whoever calls
/// it is in a transaction when it writes.
///
/// `Kind` says what a row is and how it is written: see BarRows and TickRows.
template <typename Kind>
class BlockedTable {
public:
    using Row = typename Kind::Row;
    static constexpr std::size_t rowsABlock = 1024;
    static constexpr std::size_t mostOpen = 2 * rowsABlock;

    /// Merges `rows`, in any order, with what is there.
    [[nodiscard]] Result<PutCounts> put(
        Database &database, std::int64_t series, std::span<const Row> rows);
    /// Rows with from ≤ time ≤ to, ascending.
    [[nodiscard]] Result<std::vector<Row>> read(
        Database &database, std::int64_t series, std::int64_t from, std::int64_t to);
    /// The newest `count` with times before `before`, ascending.
    [[nodiscard]] Result<std::vector<Row>> last(
        Database &database, std::int64_t series, std::size_t count, std::int64_t before);
    /// A time from which on at least `count` rows, and not many more, are older than `before`;
    /// nothing when it may take all there are. SIZE_MAX: the oldest row's time.
    [[nodiscard]] Result<std::optional<std::int64_t>> reach(
        Database &database, std::int64_t series, std::size_t count, std::int64_t before);
    /// Removes rows with from ≤ time ≤ to and tells how many.
    [[nodiscard]] Result<std::uint64_t> remove(
        Database &database, std::int64_t series, std::int64_t from, std::int64_t to);
    /// Moves open rows into blocks where they make whole ones.
    [[nodiscard]] Result<void> seal(Database &database, std::int64_t series);
    /// Reads every block of the series; calls `damaged(head, what)` for those that are.
    [[nodiscard]] Result<void> check(
        Database &database, std::int64_t series, const OnDamage &damaged);
    [[nodiscard]] Result<void> removeBlock(Database &database, const BlockHead &head);
    /// After a rollback: what was known is no longer true.
    void forget() { m_openCounts.clear(); }

    /// Blocks that hold times in [from, to], ascending.
    [[nodiscard]] Result<std::vector<BlockHead>> heads(
        Database &database, std::int64_t series, std::int64_t from, std::int64_t to);
    [[nodiscard]] Result<Statement *> statement(Database &database, const std::string &sql);
    /// A bound SELECT of the `columns` of those blocks; step or reset it to its end.
    [[nodiscard]] Result<Statement *> blocksOf(Database &database, std::int64_t series,
        std::int64_t from, std::int64_t to, const std::string &columns);
    /// How many rows those blocks say that they have.
    [[nodiscard]] Result<std::size_t> rowsInBlocks(
        Database &database, std::int64_t series, std::int64_t from, std::int64_t to);
    using Rows = std::vector<Row>;
    [[nodiscard]] Result<Rows> openRows(
        Database &database, std::int64_t series, std::int64_t from, std::int64_t to);

private:
    [[nodiscard]] Result<void> putLoose(
        Database &database, std::int64_t series, std::span<const Row> rows, PutCounts &counts);
    [[nodiscard]] Result<void> putInside(Database &database, std::int64_t series,
        const BlockHead &head, std::span<const Row> rows, PutCounts &counts);
    [[nodiscard]] Result<Rows> blockRows(Database &database, const BlockHead &head);
    [[nodiscard]] Result<void> appendBlock(Database &database, const BlockHead &head, Rows &rows);
    [[nodiscard]] Result<void> writeOpen(
        Database &database, std::int64_t series, std::span<const Row> rows);
    [[nodiscard]] Result<std::int64_t> removeOpen(
        Database &database, std::int64_t series, std::int64_t from, std::int64_t to);
    /// Writes blocks of `size` rows from the front; gives how many rows went into them. What is
    /// left is shorter than `size`, unless `all` go.
    [[nodiscard]] Result<std::size_t> writeBlocks(Database &database, std::int64_t series,
        std::span<const Row> rows, std::size_t size, bool all);
    [[nodiscard]] Result<std::optional<std::int64_t>> oldest(
        Database &database, std::int64_t series, std::int64_t before);
    [[nodiscard]] Result<std::optional<std::int64_t>> reachOfBlocks(
        Database &database, std::int64_t series, std::int64_t count, std::int64_t before);
    [[nodiscard]] Result<std::optional<std::int64_t>> reachOfOpen(
        Database &database, std::int64_t series, std::int64_t count, std::int64_t before);
    [[nodiscard]] Result<std::int64_t *> openCount(Database &database, std::int64_t series);

    std::map<std::string, Statement> m_statements;
    std::map<std::int64_t, std::int64_t> m_openCounts;
    typename Kind::Encoder m_encoder;
};

} // namespace agora
