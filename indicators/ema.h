#pragma once

#include "indicators/exponential_average.h"

namespace agora::indicators {

/// Exponential moving average: weight 2 / (period + 1), seeded with the mean of the first `period`
/// inputs.
class Ema : public ExponentialAverage {
public:
    explicit Ema(int period) : ExponentialAverage(period, 2.0 / (period + 1.0)) {}
};

static_assert(Indicator<Ema>);

} // namespace agora::indicators
