#pragma once

#include "engine/base/result.h"
#include "engine/model/market_data.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace agora {

/// Where the columns of a block stand. Each side has open, high, low, close.
namespace bar_column {
enum Index : std::size_t {
    Time,
    Volume,
    VolumeMillions,
    Ticks,
    Revision,
    Flags,
    BidOpen,
    AskOpen = BidOpen + 4,
    MidOpen = AskOpen + 4,
    MidFix = MidOpen + 4,
    Count
};
} // namespace bar_column

/// Up to 1024 bars of one series as the store keeps them: whole numbers that plain SQL can read
/// (see market_schema, whose view says the same as `decode`), nothing lost.
///
/// Coded form (digits ≥ 0; all columns are number_text):
///   time    firstTime + (n + column) · unit
///   volume  (column + 1 000 000 · VolumeMillions) / 10^volumeDigits
///   ticks   the volume if ticksAreVolume, else the column;  revision  the column
///   flags   flagsBase if the column is 0, else column − 1
///   points  bid close = base + folded, bid open = close + folded, high = close + column,
///           low = close − column; ask = bid + spread + folded, for each of the four
///   price   points / 10^digits
///   mid     (bid + ask) / 2 if the column is 0, else (bid points + ask points + folded) / 2 /
///           10^digits; then moved by the units in the last place that MidFix holds, folded, two
///           bits for each of high, low, open, close: the mean of two doubles is not always the
///           double nearest to it
/// Plain form (digits = −1), for what does not fit: JSON arrays of the values themselves, times in
/// nanoseconds.
struct BarBlock {
    static constexpr std::size_t most = 1024;
    static constexpr int plain = -1;

    std::int64_t firstTime = 0;
    std::int64_t lastTime = 0;
    std::int64_t rows = 0;
    std::int64_t unit = 1;
    std::int64_t digits = 0;
    std::int64_t volumeDigits = 0;
    std::int64_t base = 0;
    std::int64_t spread = 0;
    std::int64_t flagsBase = 0;
    std::int64_t ticksAreVolume = 0;
    std::int64_t isWide = 0; ///< some number is beyond firstWide, for which SQL must look twice
    std::array<std::int64_t, 4> checks{}; ///< CRC-32C: head and what is no price, bid, ask, mid
    std::array<std::string_view, bar_column::Count> columns;
};

/// The columns of one side, each for as many bars as asked for.
struct SideColumns {
    std::int64_t *times;
    double *open;
    double *high;
    double *low;
    double *close;
    double *volume;
};

/// Makes blocks; holds the texts of the one made last.
class BarBlockEncoder {
public:
    /// 1 to `BarBlock::most` bars, ascending by open time, finite prices. The block's columns are
    /// valid until the next call.
    [[nodiscard]] const BarBlock &encode(std::span<const QuoteBar> bars);

private:
    [[nodiscard]] bool encodeCoded(std::span<const QuoteBar> bars);
    void encodePlain(std::span<const QuoteBar> bars);
    [[nodiscard]] bool putTimes(std::span<const QuoteBar> bars);
    [[nodiscard]] bool putVolumes(std::span<const QuoteBar> bars);
    [[nodiscard]] bool putPrices(std::span<const QuoteBar> bars);
    [[nodiscard]] bool putMids(std::span<const QuoteBar> bars);
    [[nodiscard]] bool put(std::size_t column, const std::vector<std::uint64_t> &numbers);

    BarBlock m_block;
    std::array<std::string, bar_column::Count> m_texts;
    std::vector<double> m_prices;
    std::vector<std::uint64_t> m_numbers;
    std::array<std::vector<std::int64_t>, 8> m_points; // bid, ask
};

/// Any bytes are either a block or an error, never a crash. The error says what is wrong, not
/// where.
[[nodiscard]] Result<std::vector<QuoteBar>> decodeBars(const BarBlock &block);
/// The same, put behind what `to` holds, which an error leaves as it was.
[[nodiscard]] Result<void> decodeBars(const BarBlock &block, std::vector<QuoteBar> &to);
/// One side alone; bid costs least. `to` must have room for `block.rows` bars. The times' order is
/// left to be checked by checkOrder.
[[nodiscard]] Result<void> decodeSide(const BarBlock &block, PriceSide side, const SideColumns &to);
/// The checks that belong to the block's present content.
[[nodiscard]] std::array<std::int64_t, 4> checksOf(const BarBlock &block);

} // namespace agora
