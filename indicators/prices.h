#pragma once

#include "indicators/indicator.h"

#include "engine/model/bar_series.h"

namespace agora::indicators {

/// One number for the whole bar: the mean of its four prices.
class AveragePrice {
public:
    using Input = Bar;
    using Output = double;

    [[nodiscard]] int warmUp() const { return 1; }
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        return 0.25 * (bar.open + bar.high + bar.low + bar.close);
    }
};

/// The chosen price as it is.
class Price {
public:
    using Input = double;
    using Output = double;

    [[nodiscard]] int warmUp() const { return 1; }
    [[nodiscard]] std::optional<Output> update(Input value) { return value; }
};

static_assert(Indicator<AveragePrice>);
static_assert(Indicator<Price>);

} // namespace agora::indicators
