#pragma once

#include "indicators/rolling_sum.h"

namespace agora::indicators {

/// Simple moving average: the mean of the last `period` inputs.
class Sma {
public:
    using Input = double;
    using Output = double;

    explicit Sma(int period) : m_sum(period), m_weight(1.0 / period) {}

    [[nodiscard]] int warmUp() const { return m_sum.warmUp(); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard, gnu::always_inline]] std::optional<Output> update(Input value)
    {
        const auto sum = m_sum.update(value);
        if (!sum)
            return std::nullopt;
        return *sum * m_weight;
    }
    void batch(std::span<const double> values, Columns columns) const
    {
        kernels::rollingMean(values, warmUp(), columns[0]);
    }

private:
    RollingSum m_sum;
    double m_weight;
};

static_assert(Indicator<Sma>);

} // namespace agora::indicators
