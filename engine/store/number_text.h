#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace agora {

/// Columns of small numbers as UTF-8 text, one character a number, so that plain SQL reads number
/// `n` of a column with `unicode(substr(text, n + 1, 1))`. Small numbers cost one byte (0..126) or
/// two (to 2046); the zeros at the end of a column cost nothing.
///
/// The character of `v` is v + 1, as text ends at character 0; from 0xD7FF on it is v + 10241, in
/// the planes above the surrogates and non-characters, which SQLite does not give back.
namespace number_text {

constexpr std::uint32_t firstWide = 0xD7FF;
constexpr std::uint32_t wideShift = 10'241;
constexpr std::uint32_t largest = 0x10FFFF - wideShift;

/// Signed numbers of small size as small numbers: 0, −1, 1, −2 … become 0, 1, 2, 3 …
[[nodiscard]] constexpr std::uint64_t folded(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
[[nodiscard]] constexpr std::int32_t unfolded(std::uint32_t value)
{
    return static_cast<std::int32_t>((value >> 1) ^ (~(value & 1) + 1));
}

/// Every number must be at most `largest`.
[[nodiscard]] std::string encode(std::span<const std::uint32_t> numbers);
/// Fills all of `numbers`. False when the text is no such column, or has more than they are.
[[nodiscard]] bool decode(std::string_view text, std::span<std::uint32_t> numbers);

} // namespace number_text
} // namespace agora
