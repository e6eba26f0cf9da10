#pragma once

#include "engine/model/market_data.h"
#include "engine/store/bar_block.h"
#include "engine/store/blocked_table.h"

namespace agora {

/// How BlockedTable keeps bars. One bar an open time; of two the higher revision stays, of equal
/// ones the later put. A bar that takes the place of a lower revision is BarCorrected from then on.
struct BarRows {
    using Row = QuoteBar;
    static constexpr auto mostInBlock = BarBlock::most;
    static constexpr const char *openTable = "open_bars";
    static constexpr const char *blockTable = "bar_blocks";
    static constexpr const char *timeColumn = "open_time";
    static constexpr const char *openOrder = "open_time";
    static constexpr const char *openColumns
        = "open_time, bid_open, bid_high, bid_low, bid_close, ask_open, ask_high, ask_low, "
          "ask_close, mid_open, mid_high, mid_low, mid_close, volume, ticks, revision, flags";
    static constexpr const char *openPlaces = "?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,"
                                              "?16,?17,?18";
    static constexpr const char *blockColumns
        = "first_time, last_time, rows, unit, digits, volume_digits, base, spread, flags_base, "
          "ticks_are_volume, is_wide, head_check, bid_check, ask_check, mid_check, time, volume, "
          "volume_millions, ticks, revision, flags, bid_open, bid_high, bid_low, bid_close, "
          "ask_open, ask_high, ask_low, ask_close, mid_open, mid_high, mid_low, mid_close, mid_fix";
    static constexpr const char *blockPlaces
        = "?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,"
          "?25,?26,?27,?28,?29,?30,?31,?32,?33,?34,?35";

    [[nodiscard]] static std::int64_t time(const QuoteBar &bar) { return toNanos(bar.openTime); }
    [[nodiscard]] static bool less(const QuoteBar &a, const QuoteBar &b)
    {
        return a.openTime < b.openTime;
    }
    static void bindOpen(Statement &statement, const QuoteBar &bar);
    [[nodiscard]] static QuoteBar readOpen(const Statement &row);
    /// The block in a row of blockColumns, or of its first columns up to the side asked for; its
    /// texts are valid until the next step.
    [[nodiscard]] static BarBlock readBlock(
        const Statement &row, std::size_t columns = bar_column::Count);
    [[nodiscard]] static Result<void> decode(const Statement &row, std::vector<QuoteBar> &to)
    {
        return decodeBars(readBlock(row), to);
    }
    /// Ascending without repeats: what is to be stored if nothing is there yet.
    [[nodiscard]] static bool isSet(std::span<const QuoteBar> bars);
    /// Both ascending; of equal times in `fresh` each replaces the one before.
    [[nodiscard]] static std::vector<QuoteBar> merged(
        std::span<const QuoteBar> known, std::span<const QuoteBar> fresh, PutCounts &counts);

    class Encoder {
    public:
        void bind(Statement &statement, std::span<const QuoteBar> bars);

    private:
        BarBlockEncoder m_encoder;
    };
};

extern template class BlockedTable<BarRows>;

} // namespace agora
