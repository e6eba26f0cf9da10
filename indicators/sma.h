#pragma once

#include "indicators/rolling_sum.h"

namespace agora::indicators {

/// Simple moving average: the mean of the last `period` inputs.
class Sma {
public:
    using Input = double;
    using Output = double;

    explicit Sma(int period) : m_sum(period) {}

    [[nodiscard]] int warmUp() const { return m_sum.warmUp(); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto sum = m_sum.update(value);
        if (!sum)
            return std::nullopt;
        return *sum / m_sum.warmUp();
    }

private:
    RollingSum m_sum;
};

static_assert(Indicator<Sma>);

} // namespace agora::indicators
