#include "engine/base/decimal.h"

#include <array>
#include <cmath>
#include <utility>

namespace agora {

namespace {

__extension__ typedef unsigned __int128 UInt128;

constexpr UInt128 largest = ~UInt128{0} >> 1; // 2^127 - 1

/// Magnitude of a whole quotient and what is left, enough to round it.
struct Quotient {
    UInt128 value = 0;
    UInt128 remainder = 0;
    bool overflowed = false;
};

UInt128 magnitude(Int128 value)
{
    return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

Int128 withSign(UInt128 value, bool negative)
{
    AGORA_ENSURE(value <= largest); // overflow
    return negative ? -static_cast<Int128>(value) : static_cast<Int128>(value);
}

UInt128 powerOfTen(int exponent)
{
    UInt128 power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

bool roundsAwayFromZero(const Quotient &quotient, UInt128 divisor, bool negative, Rounding mode)
{
    if (quotient.remainder == 0)
        return false;
    const UInt128 complement = divisor - quotient.remainder;
    switch (mode) {
    case Rounding::HalfEven:
        return quotient.remainder > complement
            || (quotient.remainder == complement && (quotient.value & 1) != 0);
    case Rounding::HalfAwayFromZero:
        return quotient.remainder >= complement;
    case Rounding::TowardZero:
        return false;
    case Rounding::Down:
        return negative;
    case Rounding::Up:
        return !negative;
    }
    AGORA_ENSURE(false && "known rounding");
}

Int128 roundedQuotient(const Quotient &quotient, UInt128 divisor, bool negative, Rounding mode)
{
    AGORA_ENSURE(!quotient.overflowed && quotient.value <= largest);
    const bool away = roundsAwayFromZero(quotient, divisor, negative, mode);
    return withSign(quotient.value + (away ? 1 : 0), negative);
}

/// a·b as four 64-bit limbs, lowest first.
std::array<std::uint64_t, 4> wideProduct(UInt128 a, UInt128 b)
{
    const std::array<std::uint64_t, 2> x{
        static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(a >> 64)};
    const std::array<std::uint64_t, 2> y{
        static_cast<std::uint64_t>(b), static_cast<std::uint64_t>(b >> 64)};
    std::array<std::uint64_t, 4> limbs{};
    for (std::size_t i = 0; i < 2; ++i) {
        UInt128 carry = 0;
        for (std::size_t j = 0; j < 2; ++j) {
            carry += static_cast<UInt128>(x[i]) * y[j] + limbs[i + j];
            limbs[i + j] = static_cast<std::uint64_t>(carry);
            carry >>= 64;
        }
        limbs[i + 2] = static_cast<std::uint64_t>(carry);
    }
    return limbs;
}

/// a·b / divisor, the product in 256 bits; shift and subtract, one bit at a time.
Quotient multiplyThenDivide(UInt128 a, UInt128 b, UInt128 divisor)
{
    UInt128 product = 0;
    if (!__builtin_mul_overflow(a, b, &product))
        return {.value = product / divisor, .remainder = product % divisor};
    const auto limbs = wideProduct(a, b);
    Quotient quotient;
    for (int bit = 255; bit >= 0; --bit) {
        const auto limb = limbs[static_cast<std::size_t>(bit / 64)];
        // Divisors are at most 2^127, so the doubled remainder still fits.
        quotient.remainder = (quotient.remainder << 1) | ((limb >> (bit % 64)) & 1);
        quotient.overflowed = quotient.overflowed || (quotient.value >> 127) != 0;
        quotient.value <<= 1;
        if (quotient.remainder >= divisor) {
            quotient.remainder -= divisor;
            quotient.value |= 1;
        }
    }
    return quotient;
}

std::string digitsOf(UInt128 value)
{
    std::string reversed;
    do {
        reversed += static_cast<char>('0' + static_cast<int>(value % 10));
        value /= 10;
    } while (value != 0);
    return {reversed.rbegin(), reversed.rend()};
}

/// `raw` counts 1e-9; all nine decimals are written.
std::string allDecimals(Int128 raw)
{
    auto digits = digitsOf(magnitude(raw));
    if (digits.size() <= Decimal::scaleDigits)
        digits.insert(0, Decimal::scaleDigits + 1 - digits.size(), '0');
    digits.insert(digits.size() - Decimal::scaleDigits, 1, '.');
    return raw < 0 ? '-' + digits : digits;
}

} // namespace

Decimal Decimal::fromDouble(double value)
{
    AGORA_ENSURE(std::isfinite(value));
    int exponent = 0;
    const double fraction = std::frexp(std::fabs(value), &exponent);
    const auto mantissa = static_cast<std::uint64_t>(std::ldexp(fraction, 53));
    exponent -= 53;
    const UInt128 scaled = static_cast<UInt128>(mantissa) * scale; // below 2^83: exact
    if (scaled == 0)
        return {};
    if (exponent >= 0) {
        AGORA_ENSURE(exponent < 127 && scaled <= largest >> exponent);
        return fromRaw(withSign(scaled << exponent, value < 0));
    }
    if (exponent < -120) // far below half of 1e-9
        return {};
    const UInt128 divisor = UInt128{1} << -exponent;
    const Quotient quotient{.value = scaled / divisor, .remainder = scaled % divisor};
    return fromRaw(roundedQuotient(quotient, divisor, value < 0, Rounding::HalfEven));
}

double Decimal::toDouble() const
{
    constexpr Int128 exactInDouble = Int128{1} << 53;
    if (m_raw <= exactInDouble && m_raw >= -exactInDouble)
        return static_cast<double>(m_raw) / static_cast<double>(scale);
    return static_cast<double>(static_cast<long double>(m_raw) / static_cast<long double>(scale));
}

std::string Decimal::toString() const
{
    auto text = allDecimals(m_raw);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

std::string Decimal::toFixed(int decimals) const
{
    auto text = allDecimals(rounded(decimals, Rounding::HalfAwayFromZero).m_raw);
    const int cut = decimals == 0 ? scaleDigits + 1 : scaleDigits - decimals;
    text.erase(text.size() - static_cast<std::size_t>(cut));
    return text;
}

Decimal Decimal::rounded(int decimals, Rounding mode) const
{
    AGORA_ENSURE(decimals >= 0 && decimals <= scaleDigits);
    const UInt128 step = powerOfTen(scaleDigits - decimals);
    const UInt128 size = magnitude(m_raw);
    const Quotient quotient{.value = size / step, .remainder = size % step};
    const Int128 steps = roundedQuotient(quotient, step, m_raw < 0, mode);
    Int128 raw = 0;
    AGORA_ENSURE(!__builtin_mul_overflow(steps, static_cast<Int128>(step), &raw));
    return fromRaw(raw);
}

Decimal Decimal::abs() const { return m_raw < 0 ? -*this : *this; }

Decimal Decimal::operator-() const
{
    Int128 raw = 0;
    AGORA_ENSURE(!__builtin_sub_overflow(Int128{0}, m_raw, &raw));
    return fromRaw(raw);
}

Decimal &Decimal::operator+=(Decimal other)
{
    AGORA_ENSURE(!__builtin_add_overflow(m_raw, other.m_raw, &m_raw));
    return *this;
}

Decimal &Decimal::operator-=(Decimal other)
{
    AGORA_ENSURE(!__builtin_sub_overflow(m_raw, other.m_raw, &m_raw));
    return *this;
}

Decimal Decimal::multiply(Decimal a, Decimal b, Rounding mode)
{
    const auto quotient = multiplyThenDivide(magnitude(a.m_raw), magnitude(b.m_raw), scale);
    return fromRaw(roundedQuotient(quotient, scale, a.isNegative() != b.isNegative(), mode));
}

Decimal Decimal::divide(Decimal a, Decimal b, Rounding mode)
{
    AGORA_ENSURE(!b.isZero());
    const auto divisor = magnitude(b.m_raw);
    const auto quotient = multiplyThenDivide(magnitude(a.m_raw), scale, divisor);
    return fromRaw(roundedQuotient(quotient, divisor, a.isNegative() != b.isNegative(), mode));
}

} // namespace agora
