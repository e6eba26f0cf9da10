#pragma once

#include "indicators/bar_input.h"
#include "indicators/convention.h"
#include "indicators/extreme.h"
#include "indicators/sma.h"

#include <algorithm>
#include <array>

namespace agora::indicators {

/// Where a value lies in the range of the last bars, 0 to 100; 50 where there is no range.
[[nodiscard]] inline double placeInRange(double value, double lowest, double highest)
{
    const double range = highest - lowest;
    return range > 0.0 ? 100.0 * (value - lowest) / range : 50.0;
}

/// Stochastic oscillator (George Lane), 0 to 100: where the close lies in the range of the last
/// bars, smoothed by a simple average (%K), and an average of that (%D). Without slowing it is the
/// fast one. MetaTrader smooths by dividing the sums of distances and of ranges, and shows %K as
/// soon as it is defined.
class Stochastic {
public:
    using Input = Bar;
    struct Output {
        double k = 0;
        std::optional<double> d;
    };

    Stochastic(
        int period, int slowing, int signalPeriod, Convention convention = Convention::Standard)
        : m_isMt5(convention == Convention::Mt5)
        , m_highest(period)
        , m_lowest(period)
        , m_k(slowing)
        , m_ranges(slowing)
        , m_d(signalPeriod)
    {}

    [[nodiscard]] std::array<int, 2> warmUps() const
    {
        const int k = m_highest.warmUp() + m_k.warmUp() - 1;
        const int d = k + m_d.warmUp() - 1;
        return {m_isMt5 ? k : d, d};
    }

    /// Empty until %D, and so both lines, can be told (TA-Lib); MetaTrader: until %K can.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto highest = m_highest.update(bar.high);
        const auto lowest = m_lowest.update(bar.low);
        if (!highest || !lowest)
            return std::nullopt;
        const auto k = m_isMt5 ? ratioOfSums(bar.close - *lowest, *highest - *lowest)
                               : m_k.update(placeInRange(bar.close, *lowest, *highest));
        if (!k)
            return std::nullopt;
        const auto d = m_d.update(*k);
        if (!d && !m_isMt5)
            return std::nullopt;
        return Output{.k = *k, .d = d};
    }

    void batch(const BarColumns &bars, Columns columns) const
    {
        kernels::stochastic(bars.high, bars.low, bars.close,
            {.period = m_highest.warmUp(),
                .slowing = m_k.warmUp(),
                .signal = m_d.warmUp(),
                .isRatioOfSums = m_isMt5},
            columns);
        kernels::undefinedFirst(columns[0], static_cast<std::size_t>(warmUps()[0]) - 1);
    }

private:
    std::optional<double> ratioOfSums(double distance, double range)
    {
        const auto distances = m_k.update(distance);
        const auto ranges = m_ranges.update(range);
        if (!distances || !ranges)
            return std::nullopt;
        return placeInRange(*distances, 0.0, *ranges);
    }

    bool m_isMt5;
    Highest m_highest;
    Lowest m_lowest;
    Sma m_k;
    Sma m_ranges; // MetaTrader only
    Sma m_d;
};

static_assert(Indicator<Stochastic>);

} // namespace agora::indicators
