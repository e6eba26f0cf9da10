#pragma once

#include "engine/base/result.h"
#include "engine/model/market_data.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace agora {

/// About 1024 ticks of one instrument as the store keeps them: columns of differences, packed by
/// zstd, nothing lost.
struct TickBlock {
    static constexpr std::size_t usual = 1024;
    /// Ticks of one instant are never parted, so that a block may be longer than usual.
    static constexpr std::int64_t most = 1'000'000;

    std::int64_t firstTime = 0;
    std::int64_t lastTime = 0;
    std::int64_t rows = 0;
    std::int64_t check = 0; ///< CRC-32C of head and data
    std::span<const std::byte> data;
};

/// Layout of `data` before zstd, little-endian: six columns (time, number, flags, volume, bid,
/// ask), each one byte of form, one byte of width w, the first value (8) and the folded differences
/// of the following, their lowest bytes first, then their second … then their w-th. Of ask what is
/// kept is its difference to bid where both have as many decimals (marked by 0x40).
class TickBlockEncoder {
public:
    TickBlockEncoder();
    ~TickBlockEncoder();
    TickBlockEncoder(TickBlockEncoder &&) noexcept;
    TickBlockEncoder &operator=(TickBlockEncoder &&) noexcept;

    /// At least one tick, ascending by time. The block's data is valid until the next call.
    [[nodiscard]] const TickBlock &encode(std::span<const Tick> ticks);

private:
    struct Context;
    void putTimes(std::span<const Tick> ticks);
    void putColumn(std::uint8_t form);
    void pack();

    TickBlock m_block;
    std::unique_ptr<Context> m_context;
    std::vector<std::int64_t> m_values;
    std::vector<double> m_prices;
    std::vector<std::byte> m_raw;
    std::vector<std::byte> m_packed;
};

/// Any bytes are either a block or an error, never a crash. The error says what is wrong, not
/// where.
[[nodiscard]] Result<std::vector<Tick>> decodeTicks(const TickBlock &block);
[[nodiscard]] std::int64_t checkOf(const TickBlock &block);

} // namespace agora
