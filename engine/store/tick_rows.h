#pragma once

#include "engine/model/market_data.h"
#include "engine/store/blocked_table.h"
#include "engine/store/tick_block.h"

namespace agora {

/// How BlockedTable keeps ticks. A tick with a number is there once for its time and number. One
/// without (from a file) is there as often as the file that has it most often, for its time, prices
/// and volume, and gets the next free number of its instant.
struct TickRows {
    using Row = Tick;
    static constexpr auto mostInBlock = TickBlock::most;
    static constexpr const char *openTable = "open_ticks";
    static constexpr const char *blockTable = "tick_blocks";
    static constexpr const char *timeColumn = "time";
    static constexpr const char *openOrder = "time, number";
    static constexpr const char *openColumns = "time, number, bid, ask, volume, flags";
    static constexpr const char *openPlaces = "?1,?2,?3,?4,?5,?6,?7";
    static constexpr const char *blockColumns = "first_time, last_time, rows, data_check, data";
    static constexpr const char *blockPlaces = "?1,?2,?3,?4,?5,?6";

    [[nodiscard]] static std::int64_t time(const Tick &tick) { return toNanos(tick.time); }
    /// Those without a number keep their order, behind those with one.
    [[nodiscard]] static bool less(const Tick &a, const Tick &b)
    {
        return a.time != b.time ? a.time < b.time : a.number - 1 < b.number - 1;
    }
    static void bindOpen(Statement &statement, const Tick &tick);
    [[nodiscard]] static Tick readOpen(const Statement &row);
    [[nodiscard]] static TickBlock readBlock(const Statement &row);
    [[nodiscard]] static Result<void> decode(const Statement &row, std::vector<Tick> &to)
    {
        const auto ticks = decodeTicks(readBlock(row));
        if (!ticks)
            return ticks.failure();
        to.insert(to.end(), ticks->begin(), ticks->end());
        return {};
    }
    /// Ticks without numbers are still to be given some.
    [[nodiscard]] static bool isSet(std::span<const Tick>) { return false; }
    [[nodiscard]] static std::vector<Tick> merged(
        std::span<const Tick> known, std::span<const Tick> fresh, PutCounts &counts);

    class Encoder {
    public:
        void bind(Statement &statement, std::span<const Tick> ticks);

    private:
        TickBlockEncoder m_encoder;
    };
};

extern template class BlockedTable<TickRows>;

} // namespace agora
