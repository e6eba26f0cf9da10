#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace agora {

[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// Whole text must be the number; locale-independent. Neither infinite nor NaN.
[[nodiscard]] std::optional<double> parseDouble(std::string_view text);
[[nodiscard]] std::optional<std::int64_t> parseInteger(std::string_view text);
/// Shortest form that reads back as the same double.
[[nodiscard]] std::string formatDouble(double value);
[[nodiscard]] std::string formatFixed(double value, int decimals);
/// The candidate with the smallest edit distance, when it is near enough to be a typo (at most a
/// third of the length).
[[nodiscard]] std::optional<std::string> nearest(
    std::string_view text, const std::vector<std::string> &candidates);
/// ", did you mean “x”?" or nothing.
[[nodiscard]] std::string suggestion(
    std::string_view text, const std::vector<std::string> &candidates);

} // namespace agora
