#pragma once

#include "engine/base/result.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace agora {

__extension__ typedef __int128 Int128;

/// Down is towards minus infinity, Up towards plus infinity.
enum class Rounding { HalfEven, HalfAwayFromZero, TowardZero, Down, Up };

/// Exact decimal number for money, order prices and quantities: a 128-bit count of 1e-9.
/// Magnitude below 1.7e29. Arithmetic that would overflow ends the process (AGORA_ENSURE);
/// texts that do not fit are refused by `parse`.
class Decimal {
public:
    static constexpr int scaleDigits = 9;
    static constexpr std::int64_t scale = 1'000'000'000;

    constexpr Decimal() = default;
    /// A whole number.
    constexpr Decimal(int whole) : m_raw(static_cast<Int128>(whole) * scale) {}
    static constexpr Decimal fromWhole(std::int64_t whole)
    {
        return fromRaw(static_cast<Int128>(whole) * scale);
    }
    static constexpr Decimal fromRaw(Int128 raw)
    {
        Decimal decimal;
        decimal.m_raw = raw;
        return decimal;
    }
    /// Rounds half-even to 1e-9. The number must be finite and fit.
    static Decimal fromDouble(double value);
    /// `-1.10456`, `1000`, `+0.5`, `1e-3`; more than nine decimals (zeros at the end aside), text
    /// around it and what does not fit are errors that name the text.
    static Result<Decimal> parse(std::string_view text);

    [[nodiscard]] constexpr Int128 raw() const { return m_raw; }
    [[nodiscard]] double toDouble() const;
    /// Shortest form without exponent: `1.5`, `-0.000000001`, `100`.
    [[nodiscard]] std::string toString() const;
    /// Exactly `decimals` (0..9) places, rounded half away from zero: `toFixed(2)` of 1.005 is
    /// `1.01`.
    [[nodiscard]] std::string toFixed(int decimals) const;
    /// To `decimals` (0..9) places.
    [[nodiscard]] Decimal rounded(int decimals, Rounding mode = Rounding::HalfEven) const;

    [[nodiscard]] constexpr bool isZero() const { return m_raw == 0; }
    [[nodiscard]] constexpr bool isNegative() const { return m_raw < 0; }
    [[nodiscard]] constexpr bool isPositive() const { return m_raw > 0; }
    [[nodiscard]] Decimal abs() const;
    [[nodiscard]] int sign() const { return m_raw > 0 ? 1 : m_raw < 0 ? -1 : 0; }

    Decimal operator-() const;
    Decimal &operator+=(Decimal other);
    Decimal &operator-=(Decimal other);
    friend Decimal operator+(Decimal a, Decimal b) { return a += b; }
    friend Decimal operator-(Decimal a, Decimal b) { return a -= b; }
    /// Rounded half-even to 1e-9; a 256-bit intermediate, so only the result has to fit.
    friend Decimal operator*(Decimal a, Decimal b) { return multiply(a, b); }
    friend Decimal operator/(Decimal a, Decimal b) { return divide(a, b); }
    static Decimal multiply(Decimal a, Decimal b, Rounding mode = Rounding::HalfEven);
    /// The divisor must not be zero.
    static Decimal divide(Decimal a, Decimal b, Rounding mode = Rounding::HalfEven);

    friend constexpr bool operator==(Decimal a, Decimal b) { return a.m_raw == b.m_raw; }
    friend constexpr std::strong_ordering operator<=>(Decimal a, Decimal b)
    {
        return a.m_raw < b.m_raw ? std::strong_ordering::less
            : a.m_raw > b.m_raw  ? std::strong_ordering::greater
                                 : std::strong_ordering::equal;
    }

private:
    Int128 m_raw = 0;
};

} // namespace agora
