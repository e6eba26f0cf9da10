#pragma once

#include "indicators/exponential_average.h"

namespace agora::indicators {

/// Exponential moving average: weight 2 / (period + 1).
class Ema : public ExponentialAverage {
public:
    explicit Ema(int period, Seed seed = Seed::Mean)
        : ExponentialAverage(period, 2.0 / (period + 1.0), seed)
    {}
};

static_assert(Indicator<Ema>);

} // namespace agora::indicators
