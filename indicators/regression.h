#pragma once

#include "indicators/bar_input.h"
#include "indicators/indicator.h"
#include "indicators/rolling_fold.h"

#include <algorithm>
#include <cmath>

namespace agora::indicators {

/// Least-squares straight line through the last `period` inputs, x = 0 (oldest) to period − 1.
///
/// Kept as means and centred products of neighbouring stretches, which are joined by the formula of
/// Chan, Golub and LeVeque (Updating Formulae and a Pairwise Algorithm for Computing Sample
/// Variances, 1979): there is no difference of great sums, so the level of the prices costs no
/// digits, and equal inputs give a slope and residuals of exactly 0.
class Regression {
public:
    using Input = double;
    struct Output {
        double slope = 0; ///< a bar
        double intercept = 0; ///< at the oldest input
        double value = 0; ///< at the newest input
        double next = 0; ///< one bar ahead
        double residual = 0; ///< root of the mean squared distance from the line
    };

    explicit Regression(int period) : m_stretches(period), m_length(period)
    {
        AGORA_ENSURE(period >= 2);
    }

    [[nodiscard]] int warmUp() const { return m_stretches.warmUp(); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto all
            = m_stretches.update({.count = 1, .mean = value, .withTime = 0, .squares = 0});
        if (!all)
            return std::nullopt;
        const double timeSquares = m_length * (m_length * m_length - 1) / 12;
        const double slope = all->withTime / timeSquares;
        const double half = (m_length - 1) / 2;
        const double unexplained = std::max(0.0, all->squares - slope * all->withTime);
        return Output{.slope = slope,
            .intercept = all->mean - slope * half,
            .value = all->mean + slope * half,
            .next = all->mean + slope * (half + 1),
            .residual = std::sqrt(unexplained / m_length)};
    }

private:
    struct Stretch {
        double count = 0;
        double mean = 0;
        double withTime = 0; // centred products of time and value, summed
        double squares = 0; // centred squares of the values, summed
    };
    struct Join {
        Stretch operator()(const Stretch &older, const Stretch &newer) const
        {
            const double count = older.count + newer.count;
            const double rise = newer.mean - older.mean;
            const double share = newer.count / count;
            // The middles of the two stretches lie count / 2 bars apart.
            return {.count = count,
                .mean = older.mean + rise * share,
                .withTime
                = older.withTime + newer.withTime + rise * older.count * newer.count * 0.5,
                .squares = older.squares + newer.squares + rise * rise * older.count * share};
        }
    };

    RollingFold<Stretch, Join> m_stretches;
    double m_length;
};

/// Pearson's correlation of two inputs over the last `period` bars, −1 to 1; 0 when one of them
/// does not move. Joined stretches as in Regression.
class Correlation {
public:
    using Input = PricePair;
    using Output = double;

    explicit Correlation(int period) : m_stretches(period) { AGORA_ENSURE(period >= 2); }

    [[nodiscard]] int warmUp() const { return m_stretches.warmUp(); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto all = m_stretches.update({.count = 1, .x = value.first, .y = value.second});
        if (!all)
            return std::nullopt;
        const double spread = std::sqrt(all->xx) * std::sqrt(all->yy);
        return spread > 0.0 ? std::clamp(all->xy / spread, -1.0, 1.0) : 0.0;
    }

private:
    struct Stretch {
        double count = 0;
        double x = 0; // means
        double y = 0;
        double xx = 0; // centred products, summed
        double yy = 0;
        double xy = 0;
    };
    struct Join {
        Stretch operator()(const Stretch &older, const Stretch &newer) const
        {
            const double count = older.count + newer.count;
            const double share = newer.count / count;
            const double weight = older.count * share;
            const double x = newer.x - older.x;
            const double y = newer.y - older.y;
            return {.count = count,
                .x = older.x + x * share,
                .y = older.y + y * share,
                .xx = older.xx + newer.xx + x * x * weight,
                .yy = older.yy + newer.yy + y * y * weight,
                .xy = older.xy + newer.xy + x * y * weight};
        }
    };

    RollingFold<Stretch, Join> m_stretches;
};

static_assert(Indicator<Regression>);
static_assert(Indicator<Correlation>);

} // namespace agora::indicators
