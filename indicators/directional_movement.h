#pragma once

#include "indicators/exponential_average.h"
#include "indicators/true_range.h"

namespace agora::indicators {

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
        return Output{.plus = up > down && up > 0.0 ? up : 0.0,
            .minus = down > up && down > 0.0 ? down : 0.0,
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
    using Input = Bar;
    struct Output {
        double plus = 0;
        double minus = 0;
        double range = 0;
        bool isSettled = false; ///< a step past the seed: from here on shares of the range are told
    };

    explicit DirectionalSums(int period) : m_period(period), m_share(1.0 / period)
    {
        AGORA_ENSURE(period >= 1);
    }

    /// Of the settled sums; the sums themselves come one bar earlier.
    [[nodiscard]] int warmUp() const { return m_period + 1; }

    /// Empty until `period - 1` moves (at least one) have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto move = m_moves.update(bar);
        if (!move)
            return std::nullopt;
        if (m_seen < m_period) [[unlikely]] {
            if (++m_seen < m_period) {
                m_sums.plus += move->plus;
                m_sums.minus += move->minus;
                m_sums.range += move->range;
                return m_seen + 1 < m_period ? std::nullopt : std::optional(m_sums);
            }
            m_sums.isSettled = true;
        }
        m_sums.plus = next(m_sums.plus, move->plus);
        m_sums.minus = next(m_sums.minus, move->minus);
        m_sums.range = next(m_sums.range, move->range);
        return m_sums;
    }

private:
    [[nodiscard]] double next(double sum, double value) const
    {
        return withoutDenormals(sum - sum * m_share + value);
    }

    DirectionalMove m_moves;
    int m_period;
    double m_share;
    int m_seen = 0;
    Output m_sums;
};

/// How much of the movement is directed upwards and downwards, each 0 to 100 per cent.
struct DirectionalIndicators {
    double plus = 0;
    double minus = 0;

    /// 0 (no direction) to 100 (one direction only); 0 without any movement.
    [[nodiscard]] double index() const
    {
        const double sum = plus + minus;
        const double difference = plus > minus ? plus - minus : minus - plus;
        return sum > 0.0 ? 100.0 * difference / sum : 0.0;
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
