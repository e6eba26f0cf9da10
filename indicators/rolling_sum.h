#pragma once

#include "indicators/indicator.h"
#include "indicators/kernels.h"
#include "indicators/rolling_fold.h"

#include <functional>

namespace agora::indicators {

/// The sum of the last `period` inputs, as exact after ten million inputs as after the first.
class RollingSum {
public:
    using Input = double;
    using Output = double;

    explicit RollingSum(int period) : m_sum(period) {}

    [[nodiscard]] int warmUp() const { return m_sum.warmUp(); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard, gnu::always_inline]] std::optional<Output> update(Input value)
    {
        return m_sum.update(value);
    }
    void batch(std::span<const double> values, Columns columns) const
    {
        kernels::rollingSum(values, warmUp(), columns[0]);
    }

private:
    RollingFold<double, std::plus<double>> m_sum;
};

static_assert(Indicator<RollingSum>);

} // namespace agora::indicators
