#pragma once

#include "indicators/moving_average.h"

#include <algorithm>

namespace agora::indicators {

/// Price oscillator: a fast moving average minus a slow one, in price (APO) or in percent of the
/// slow one (PPO).
class PriceOscillator {
public:
    using Input = double;
    using Output = double;
    enum class Unit { Price, Percent };

    PriceOscillator(Unit unit, MovingAverage fast, MovingAverage slow)
        : m_unit(unit), m_fast(std::move(fast)), m_slow(std::move(slow))
    {}

    [[nodiscard]] int warmUp() const { return std::max(m_fast.warmUp(), m_slow.warmUp()); }

    /// Empty until both averages are defined, and where a percentage of 0 is asked for.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto fast = m_fast.update(value);
        const auto slow = m_slow.update(value);
        if (!fast || !slow)
            return std::nullopt;
        if (m_unit == Unit::Price)
            return *fast - *slow;
        if (*slow == 0.0)
            return std::nullopt;
        return 100.0 * (*fast - *slow) / *slow;
    }

private:
    Unit m_unit;
    MovingAverage m_fast;
    MovingAverage m_slow;
};

static_assert(Indicator<PriceOscillator>);

} // namespace agora::indicators
