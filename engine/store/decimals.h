#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>

namespace agora {

/// Prices as whole numbers of their last decimal: a price that is the double nearest to a decimal
/// of at most nine places is kept as a whole number and comes back bit by bit.
namespace decimals {

constexpr int most = 9;
/// 2^51: below it every whole number is exact, and adding 1.5 · 2^52 rounds to one.
constexpr double largest = 2'251'799'813'685'248.0;

[[nodiscard]] constexpr double scaleOf(int digits)
{
    double scale = 1;
    for (int i = 0; i < digits; ++i)
        scale *= 10;
    return scale;
}

/// The nearest whole number to a value smaller than `largest`; std::nearbyint is a call without
/// SSE 4.1, and this is asked for every price.
[[nodiscard]] inline double rounded(double value)
{
    constexpr double shift = 3 * largest;
    return (value + shift) - shift;
}

[[nodiscard]] inline bool fits(double value, double scale)
{
    const double scaled = value * scale;
    return std::abs(scaled) < largest && rounded(scaled) / scale == value;
}

/// Of a value that fits.
[[nodiscard]] inline std::int64_t toWhole(double value, double scale)
{
    return static_cast<std::int64_t>(rounded(value * scale));
}

/// The fewest decimals that write every one of the values exactly; nothing when nine are too few.
[[nodiscard]] inline std::optional<int> needed(std::span<const double> values, int atLeast = 0)
{
    int digits = atLeast;
    double scale = scaleOf(digits);
    for (const double value : values) {
        while (!fits(value, scale)) {
            if (++digits > most)
                return std::nullopt;
            scale *= 10;
        }
    }
    return digits;
}

} // namespace decimals
} // namespace agora
