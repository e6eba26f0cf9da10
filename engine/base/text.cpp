#include "engine/base/text.h"

#include "engine/base/ensure.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace agora {

namespace {

std::string lowered(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

/// Optimal string alignment: insert, delete, replace and swap of neighbours cost one each.
std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::vector<std::size_t>> cost(
        a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        cost[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j)
        cost[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[a.size()][b.size()];
}

} // namespace

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (std::size_t start = 0;;) {
        const auto end = text.find(separator, start);
        parts.push_back(text.substr(start, end - start));
        if (end == std::string_view::npos)
            return parts;
        start = end + 1;
    }
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<double> parseDouble(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> parseInteger(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::string formatDouble(double value)
{
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    AGORA_ENSURE(error == std::errc{});
    return {buffer.data(), end};
}

std::string formatFixed(double value, int decimals)
{
    AGORA_ENSURE(decimals >= 0 && decimals <= 100);
    std::array<char, 512> buffer{}; // the largest double has 309 digits before the point
    const auto [end, error] = std::to_chars(
        buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
    AGORA_ENSURE(error == std::errc{});
    std::string text(buffer.data(), end);
    const bool isNegativeZero
        = text.front() == '-' && text.find_first_not_of("-0.") == std::string::npos;
    return isNegativeZero ? text.substr(1) : text;
}

std::optional<std::string> nearest(
    std::string_view text, const std::vector<std::string> &candidates)
{
    const auto lower = lowered(text);
    std::optional<std::string> best;
    std::size_t bestDistance = 0;
    for (const auto &candidate : candidates) {
        const auto distance = editDistance(lower, lowered(candidate));
        if (distance * 3 > std::max(text.size(), candidate.size()))
            continue;
        if (!best || distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

std::string suggestion(std::string_view text, const std::vector<std::string> &candidates)
{
    const auto near = nearest(text, candidates);
    return near ? ", did you mean “" + *near + "”?" : std::string{};
}

} // namespace agora
