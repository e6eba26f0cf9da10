#pragma once

#include "indicators/mean_deviation.h"

namespace agora::indicators {

/// Commodity Channel Index: distance of the (typical) price from its mean in units of 0.015 mean
/// deviations; 0 without deviation. Donald Lambert, Commodities magazine (1980).
class Cci {
public:
    using Input = double;
    using Output = double;

    explicit Cci(int period) : m_spread(period) {}

    [[nodiscard]] int warmUp() const { return m_spread.warmUp(); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto spread = m_spread.update(value);
        if (!spread)
            return std::nullopt;
        return spread->deviation > 0.0 ? (value - spread->mean) / (0.015 * spread->deviation) : 0.0;
    }

private:
    MeanDeviation m_spread;
};

static_assert(Indicator<Cci>);

} // namespace agora::indicators
