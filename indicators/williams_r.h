#pragma once

#include "indicators/extreme.h"

#include "engine/model/bar_series.h"

namespace agora::indicators {

/// Williams %R (Larry Williams), −100 to 0: how far the close lies below the highest high of the
/// last bars, in percent of their range; −50 where there is no range.
class WilliamsR {
public:
    using Input = Bar;
    using Output = double;

    explicit WilliamsR(int period) : m_highest(period), m_lowest(period) {}

    [[nodiscard]] int warmUp() const { return m_highest.warmUp(); }

    /// Empty until `period` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto highest = m_highest.update(bar.high);
        const auto lowest = m_lowest.update(bar.low);
        if (!highest || !lowest)
            return std::nullopt;
        const double range = *highest - *lowest;
        return range > 0.0 ? -100.0 * (*highest - bar.close) / range : -50.0;
    }

private:
    Highest m_highest;
    Lowest m_lowest;
};

static_assert(Indicator<WilliamsR>);

} // namespace agora::indicators
