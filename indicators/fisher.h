#pragma once

#include "indicators/extreme.h"

#include <array>
#include <cmath>
#include <utility>

namespace agora::indicators {

/// Fisher Transform (John Ehlers, Stocks & Commodities, November 2002): where the price lies in its
/// range, made to look normally distributed, with its value of the bar before as trigger.
class FisherTransform {
public:
    using Input = double;
    struct Output {
        double fisher = 0;
        std::optional<double> trigger; ///< one input later than `fisher`
    };

    explicit FisherTransform(int period) : m_highest(period), m_lowest(period) {}

    [[nodiscard]] std::array<int, 2> warmUps() const
    {
        return {m_highest.warmUp(), m_highest.warmUp() + 1};
    }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto highest = m_highest.update(value);
        const auto lowest = m_lowest.update(value);
        if (!highest || !lowest)
            return std::nullopt;
        const double range = *highest - *lowest;
        const double place = range > 0.0 ? (value - *lowest) / range : 0.5; // no range: the middle
        m_position = withinOne(0.66 * (place - 0.5) + 0.67 * m_position);
        const double fisher
            = 0.5 * std::log((1 + m_position) / (1 - m_position)) + 0.5 * m_fisher.value_or(0.0);
        return Output{.fisher = fisher, .trigger = std::exchange(m_fisher, fisher)};
    }

private:
    static double withinOne(double position)
    {
        return std::abs(position) > 0.99 ? std::copysign(0.999, position) : position;
    }

    Highest m_highest;
    Lowest m_lowest;
    double m_position = 0;
    std::optional<double> m_fisher;
};

static_assert(Indicator<FisherTransform>);

} // namespace agora::indicators
