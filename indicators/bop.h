#pragma once

#include "indicators/indicator.h"

#include "engine/model/bar_series.h"

namespace agora::indicators {

/// Balance of Power (Igor Livshin, 2001), −1 to 1: the body of a bar as a share of its range, 0 for
/// a bar without range.
class BalanceOfPower {
public:
    using Input = Bar;
    using Output = double;

    [[nodiscard]] int warmUp() const { return 1; }

    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const double range = bar.high - bar.low;
        return range > 0.0 ? (bar.close - bar.open) / range : 0.0;
    }
};

static_assert(Indicator<BalanceOfPower>);

} // namespace agora::indicators
