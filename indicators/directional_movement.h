#pragma once

#include "indicators/exponential_average.h"
#include "indicators/true_range.h"

#include <bit>
#include <cmath>
#include <cstdint>

namespace agora::indicators {

/// `value` where `isTrue`, else 0, without a jump: which way a market moves nobody guesses well,
/// and processors neither.
[[nodiscard]] inline double onlyIf(bool isTrue, double value)
{
    const auto mask = std::uint64_t{0} - static_cast<std::uint64_t>(isTrue);
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(value) & mask);
}

/// The part of a bar that lies above the high of the bar before (plus) or below its low (minus),
/// only the greater of the two, and the true range to measure it by.
/// J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
class DirectionalMove {
public:
    using Input = Bar;
    struct Output {
        double plus = 0; ///< at least 0, in price
        double minus = 0; ///< at least 0, in price
        double range = 0; ///< true range
    };

    [[nodiscard]] int warmUp() const { return 2; }

    /// Empty for the first bar.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const double up = bar.high - m_previousHigh;
        const double down = m_previousLow - bar.low;
        m_previousHigh = bar.high;
        m_previousLow = bar.low;
        const auto range = m_trueRange.update(bar);
        if (!range)
            return std::nullopt;
        return Output{.plus = onlyIf((up > down) & (up > 0.0), up),
            .minus = onlyIf((down > up) & (down > 0.0), down),
            .range = *range};
    }

private:
    TrueRange m_trueRange;
    double m_previousHigh = 0;
    double m_previousLow = 0;
};

/// Wilder's running sums of the directional moves and the true range, S − S/period + newest, seeded
/// with the plain sum of the first `period - 1` moves (TA-Lib).
class DirectionalSums {
public:
    explicit DirectionalSums(int period)
        : m_keep(1.0 - 1.0 / period), m_left(period), m_leftAtSeed(period > 1 ? 1 : 0)
    {
        AGORA_ENSURE(period >= 1);
    }

    void add(const Bar &bar)
    {
        const auto move = m_moves.update(bar);
        if (!move)
            return;
        double keep = m_keep;
        if (m_left > 0) [[unlikely]] {
            if (--m_left > 0)
                keep = 1.0;
        }
        m_plus = next(m_plus, keep, move->plus);
        m_minus = next(m_minus, keep, move->minus);
        m_range = next(m_range, keep, move->range);
    }

    /// `period - 1` moves (at least one) have been seen.
    [[nodiscard]] bool hasSums() const { return m_left <= m_leftAtSeed; }
    /// A step past the seed: from here on shares of the range are told.
    [[nodiscard]] bool isSettled() const { return m_left == 0; }

    [[nodiscard]] double plus() const { return m_plus; }
    [[nodiscard]] double minus() const { return m_minus; }
    [[nodiscard]] double range() const { return m_range; }

private:
    static double next(double sum, double keep, double value)
    {
        const double result = sum * keep + value;
        if (result < negligible) [[unlikely]]
            return 0.0;
        return result;
    }

    DirectionalMove m_moves;
    double m_keep;
    int m_left; // moves until the sums are settled
    int m_leftAtSeed;
    double m_plus = 0;
    double m_minus = 0;
    double m_range = 0;
};

/// How much of the movement is directed upwards and downwards, each 0 to 100 per cent.
struct DirectionalIndicators {
    double plus = 0;
    double minus = 0;

    /// 0 (no direction) to 100 (one direction only); 0 without any movement.
    [[nodiscard]] double index() const
    {
        const double sum = plus + minus;
        return sum > 0.0 ? 100.0 * std::abs(plus - minus) / sum : 0.0;
    }
};

[[nodiscard]] inline DirectionalIndicators directionalShares(
    double plus, double minus, double range)
{
    if (!(range > 0.0))
        return {};
    const double perRange = 100.0 / range;
    return {.plus = plus * perRange, .minus = minus * perRange};
}

} // namespace agora::indicators
