#include "engine/base/decimal.h"
#include "engine/base/text.h"

#include <algorithm>

namespace agora {

namespace {

/// A number's text in parts: `-12.50e3` is negative, digits `1250`, two decimals, exponent 3.
struct Parts {
    bool negative = false;
    std::string digits;
    std::int64_t decimals = 0;
    std::int64_t exponent = 0;
};

std::size_t countDigits(std::string_view text)
{
    return std::min(text.find_first_not_of("0123456789"), text.size());
}

bool takeExponent(std::string_view text, Parts &parts)
{
    if (text.empty())
        return true;
    if (text.front() != 'e' && text.front() != 'E')
        return false;
    text.remove_prefix(1);
    if (text.size() > 1 && text.front() == '+' && text[1] != '-')
        text.remove_prefix(1);
    const auto exponent = parseInteger(text);
    if (!exponent || *exponent > 1000 || *exponent < -1000)
        return false;
    parts.exponent = *exponent;
    return true;
}

std::optional<Parts> takeApart(std::string_view text)
{
    Parts parts;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        parts.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    const auto whole = countDigits(text);
    if (whole == 0)
        return std::nullopt;
    parts.digits = text.substr(0, whole);
    text.remove_prefix(whole);
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        const auto decimals = countDigits(text);
        if (decimals == 0)
            return std::nullopt;
        parts.digits += text.substr(0, decimals);
        parts.decimals = static_cast<std::int64_t>(decimals);
        text.remove_prefix(decimals);
    }
    if (!takeExponent(text, parts))
        return std::nullopt;
    return parts;
}

} // namespace

Result<Decimal> Decimal::parse(std::string_view text)
{
    auto parts = takeApart(text);
    if (!parts)
        return fail("“" + std::string(text) + "” is not a decimal number");
    auto &digits = parts->digits;
    auto missing = scaleDigits - parts->decimals + parts->exponent; // zeros to append for 1e-9
    for (; missing < 0 && digits.size() > 1 && digits.back() == '0'; ++missing)
        digits.pop_back();
    if (digits.find_first_not_of('0') == std::string::npos)
        return Decimal{};
    if (missing < 0)
        return fail("“" + std::string(text) + "” has more than nine decimals");
    Int128 raw = 0;
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(digits.size()) + missing; ++i) {
        const int digit = i < std::ssize(digits) ? digits[static_cast<std::size_t>(i)] - '0' : 0;
        if (__builtin_mul_overflow(raw, Int128{10}, &raw)
            || __builtin_add_overflow(raw, Int128{digit}, &raw))
            return fail("“" + std::string(text) + "” is too large");
    }
    return fromRaw(parts->negative ? -raw : raw);
}

} // namespace agora
