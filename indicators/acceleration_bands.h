#pragma once

#include "indicators/sma.h"

#include "engine/model/bar_series.h"

namespace agora::indicators {

/// Acceleration Bands (Price Headley): simple averages of the high and the low, each moved
/// outwards by four times the bar's range relative to its level, around that of the close.
class AccelerationBands {
public:
    using Input = Bar;
    struct Output {
        double upper = 0;
        double middle = 0;
        double lower = 0;
    };

    explicit AccelerationBands(int period) : m_upper(period), m_middle(period), m_lower(period) {}

    [[nodiscard]] int warmUp() const { return m_middle.warmUp(); }

    /// Empty until `period` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const double level = bar.high + bar.low;
        const double reach = level != 0.0 ? 4.0 * (bar.high - bar.low) / level : 0.0;
        const auto upper = m_upper.update(bar.high * (1.0 + reach));
        const auto middle = m_middle.update(bar.close);
        const auto lower = m_lower.update(bar.low * (1.0 - reach));
        if (!upper || !middle || !lower)
            return std::nullopt;
        return Output{.upper = *upper, .middle = *middle, .lower = *lower};
    }

private:
    Sma m_upper;
    Sma m_middle;
    Sma m_lower;
};

static_assert(Indicator<AccelerationBands>);

} // namespace agora::indicators
