#pragma once

#include "indicators/exponential_average.h"

namespace agora::indicators {

/// Wilder's average (RMA, SMMA): weight 1 / period, seeded with the mean of the first `period`
/// inputs. J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
class WilderAverage : public ExponentialAverage {
public:
    explicit WilderAverage(int period) : ExponentialAverage(period, 1.0 / period) {}
};

static_assert(Indicator<WilderAverage>);

} // namespace agora::indicators
