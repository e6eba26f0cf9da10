#pragma once

#include "engine/model/market_data.h"
#include "engine/protocol/messages.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace agora::protocol {

/// Bars as columns of small differences; exact: every bit of every number comes
/// back.
///
/// `columns` holds groups of up to 128 rows. In a group stands one column
/// behind the other: a byte with the width of its numbers (0, 1, 2, 4 or 8
/// bytes; 0 = all are zero), then the numbers, little endian. “fold” makes
/// small numbers of small signed ones: 0, −1, 1, −2 … → 0, 1, 2, 3 …
///   time      time before + (number + 1) · unit; before the first: firstTime −
///   unit volume    fold⁻¹ / 10^volumeDigits, or the double's bits ticks
///   fold⁻¹, and the volume's number added unless those are bits revision  as
///   it is flags     exclusive or with the row before (the first: with 0)
/// then for bid, ask and mid, as far as they are there, open, close, high, low.
/// A price is a number of points, price · 10^digits and smaller than 2^50, or
/// the double's bits. The first side refers to itself, ask to bid, mid to both:
///   itself    close = close before (the first: base) + fold⁻¹; open = close
///   before + fold⁻¹;
///             high = higher of open and close + fold⁻¹; low = lower of them −
///             fold⁻¹
///   ask       bid + spread + fold⁻¹
///   mid       number 0: the mean of the doubles bid and ask; else, of bits:
///   its bits + fold⁻¹, of
///             points: of the number − 1 the lowest two bits are a correction
///             and the others fold⁻¹ of price · 2 · 10^digits less the points
///             of bid and ask
/// Mid alone refers to itself in half points and has, unless of bits, one more
/// column: corrections of open, close, high and low, two bits each. A
/// correction is folded, in units of the last place: the mean of two doubles is
/// not always the double that is nearest to it.
struct PackedBars {
    static constexpr std::uint8_t bits = 255; ///< for digits and volumeDigits
    static constexpr std::uint8_t mostDigits = 9;
    static constexpr std::uint32_t mostRows = 65'536;

    std::uint32_t rows = 0;
    BarSides sides = BarSides::All;
    std::uint8_t digits = 0;
    std::uint8_t volumeDigits = 0;
    std::int64_t firstTime = 0; ///< ns
    std::int64_t unit = 1; ///< ns, at least 1
    std::int64_t base = 0;
    std::int64_t spread = 0;
    std::vector<std::uint8_t> columns;
};

/// Nothing when it cannot be said in this form: more rows than `mostRows`, open
/// times that do not ascend, a number of a wanted side that is not finite.
[[nodiscard]] std::optional<PackedBars> packBars(
    std::span<const QuoteBar> bars, Period period, BarSides sides);
/// Any bytes are either bars, ascending by open time and with finite numbers,
/// or an error that says what is wrong with them. Sides that are not there are
/// NaN. `packed.columns` is not looked at.
[[nodiscard]] Result<std::vector<QuoteBar>> unpackBars(
    const PackedBars &packed, std::span<const std::uint8_t> columns);

} // namespace agora::protocol
