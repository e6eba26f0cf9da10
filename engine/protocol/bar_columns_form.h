#pragma once

// Private to this folder: what packing and unpacking of bars share.

#include "engine/protocol/bar_columns.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace agora::protocol::bar_columns {

static_assert(std::endian::native == std::endian::little);

constexpr std::size_t rowsAGroup = 128;
constexpr double largest = 0x1p50; ///< points; beyond, doubles have no halves to round
/// The sum of this and a |number| < 2^51 is rounded to whole ones, which are
/// its lowest bits.
constexpr double roundingShift = 0x1.8p52;
constexpr std::uint64_t mostFix = 3;
using Numbers = std::array<std::uint64_t, rowsAGroup>;
using Points = std::array<std::int64_t, rowsAGroup>;
using Prices = std::array<double, rowsAGroup>;
/// Of one side of a group: open, close, high, low.
using SidePoints = std::array<Points, 4>;
using SidePrices = std::array<Prices, 4>;
constexpr std::array<double Ohlc::*, 4> fields{&Ohlc::open, &Ohlc::close, &Ohlc::high, &Ohlc::low};

[[nodiscard]] constexpr std::uint64_t folded(std::uint64_t value)
{
    return value << 1U ^ (value >> 63U != 0 ? ~std::uint64_t{0} : 0);
}
constexpr std::uint64_t unfolded(std::uint64_t value) { return value >> 1U ^ (~(value & 1U) + 1); }

// Numbers wrap around: of bits any difference may occur, and of damaged bytes
// any sum.
constexpr std::uint64_t word(std::int64_t value) { return static_cast<std::uint64_t>(value); }
constexpr std::int64_t point(std::uint64_t value) { return static_cast<std::int64_t>(value); }

inline double scaleOf(std::uint8_t digits)
{
    constexpr std::array<double, PackedBars::mostDigits + 1> scales{
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    return scales[digits];
}

/// The nearest whole number of |value| < 2^51.
inline double rounded(double value) { return (value + roundingShift) - roundingShift; }

inline double mean(double bid, double ask) { return (bid + ask) / 2; }

inline std::uint64_t bitsOf(double value) { return std::bit_cast<std::uint64_t>(value); }

struct Sides {
    bool bid, ask, mid;
    explicit Sides(BarSides sides)
        : bid(sides == BarSides::Bid || sides == BarSides::All)
        , ask(sides == BarSides::Ask || sides == BarSides::All)
        , mid(sides == BarSides::Mid || sides == BarSides::All)
    {}
    /// The one that refers to itself.
    [[nodiscard]] Ohlc QuoteBar::*first() const
    {
        return bid ? &QuoteBar::bid : ask ? &QuoteBar::ask : &QuoteBar::mid;
    }
};

inline bool isFinite(const Ohlc &prices)
{
    return std::isfinite(prices.open) && std::isfinite(prices.high) && std::isfinite(prices.low)
        && std::isfinite(prices.close);
}

} // namespace agora::protocol::bar_columns
