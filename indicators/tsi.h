#pragma once

#include "indicators/ema.h"

#include <cmath>
#include <utility>

namespace agora::indicators {

/// True Strength Index (William Blau, 1991), −100 to 100: changes smoothed twice, as a share of
/// their absolute values smoothed in the same way; 0 without any change.
class Tsi {
public:
    using Input = double;
    using Output = double;

    Tsi(int longPeriod, int shortPeriod)
        : m_change(longPeriod)
        , m_smoothChange(shortPeriod)
        , m_distance(longPeriod)
        , m_smoothDistance(shortPeriod)
    {}

    [[nodiscard]] int warmUp() const { return m_change.warmUp() + m_smoothChange.warmUp(); }

    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto previous = std::exchange(m_previous, value);
        if (!previous)
            return std::nullopt;
        const double step = value - *previous;
        const auto change = m_change.update(step);
        const auto distance = m_distance.update(std::abs(step));
        if (!change || !distance)
            return std::nullopt;
        const auto smoothChange = m_smoothChange.update(*change);
        const auto smoothDistance = m_smoothDistance.update(*distance);
        if (!smoothChange || !smoothDistance)
            return std::nullopt;
        return *smoothDistance > 0.0 ? 100.0 * *smoothChange / *smoothDistance : 0.0;
    }

private:
    Ema m_change;
    Ema m_smoothChange;
    Ema m_distance;
    Ema m_smoothDistance;
    std::optional<double> m_previous;
};

static_assert(Indicator<Tsi>);

} // namespace agora::indicators
