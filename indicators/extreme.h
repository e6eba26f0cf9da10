#pragma once

#include "indicators/indicator.h"
#include "indicators/kernels.h"
#include "indicators/rolling_fold.h"

namespace agora::indicators {

struct GreaterOf {
    double operator()(double a, double b) const { return a > b ? a : b; }
};
struct SmallerOf {
    double operator()(double a, double b) const { return a < b ? a : b; }
};

/// The greatest (or smallest) of the last `period` inputs, in amortised constant time. It needs as
/// few comparisons as a monotonic queue, three an input, and none of its unpredictable branches.
template <typename BetterOf>
class Extreme {
public:
    using Input = double;
    using Output = double;

    explicit Extreme(int period) : m_best(period) {}

    [[nodiscard]] int warmUp() const { return m_best.warmUp(); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard, gnu::always_inline]] std::optional<Output> update(Input value)
    {
        return m_best.update(value);
    }
    void batch(std::span<const double> values, Columns columns) const
    {
        if constexpr (std::is_same_v<BetterOf, GreaterOf>)
            kernels::rollingHighest(values, warmUp(), columns[0]);
        else
            kernels::rollingLowest(values, warmUp(), columns[0]);
    }

private:
    RollingFold<double, BetterOf> m_best;
};

using Highest = Extreme<GreaterOf>;
using Lowest = Extreme<SmallerOf>;

static_assert(Indicator<Highest>);
static_assert(Indicator<Lowest>);

} // namespace agora::indicators
