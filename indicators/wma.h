#pragma once

#include "indicators/weighted_sum.h"

namespace agora::indicators {

/// Linearly weighted moving average: weights 1 for the oldest to `period` for the newest input.
class Wma {
public:
    using Input = double;
    using Output = double;

    explicit Wma(int period) : m_sums(period), m_weights(0.5 * period * (period + 1.0)) {}

    [[nodiscard]] int warmUp() const { return m_sums.warmUp(); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto sums = m_sums.update(value);
        if (!sums)
            return std::nullopt;
        return sums->weighted / m_weights;
    }

private:
    WeightedSum m_sums;
    double m_weights;
};

static_assert(Indicator<Wma>);

} // namespace agora::indicators
