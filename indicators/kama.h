#pragma once

#include "indicators/rolling_sum.h"
#include "indicators/window.h"

#include <cmath>

namespace agora::indicators {

/// Kaufman's adaptive moving average: as fast as an EMA(`fast`) in a straight move, as slow as an
/// EMA(`slow`) in noise. Perry Kaufman, Trading Systems and Methods (1998). MetaTrader's AMA is the
/// same with other default periods (9, 2, 30).
class Kama {
public:
    using Input = double;
    using Output = double;

    Kama(int period, int fast, int slow)
        : m_past(period), m_noise(period), m_fast(2.0 / (fast + 1.0)), m_slow(2.0 / (slow + 1.0))
    {}

    [[nodiscard]] int warmUp() const { return static_cast<int>(m_past.size()) + 1; }

    /// Empty until `period + 1` inputs have been seen; starts from the input before that.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const double previous = m_previous.value_or(value);
        const bool isFirst = !m_previous;
        m_previous = value;
        const auto then = m_past.push(value);
        const auto noise = isFirst ? std::nullopt : m_noise.update(std::abs(value - previous));
        if (!then || !noise)
            return std::nullopt;
        if (!m_average)
            m_average = previous;
        // The noise is never less than the move, but for rounding; without either a move is clear.
        const double move = std::abs(value - *then);
        const double efficiency = *noise > move ? move / *noise : 1.0;
        const double root = efficiency * (m_fast - m_slow) + m_slow;
        *m_average += root * root * (value - *m_average);
        return m_average;
    }

private:
    Window m_past;
    RollingSum m_noise;
    double m_fast;
    double m_slow;
    std::optional<double> m_previous;
    std::optional<double> m_average;
};

static_assert(Indicator<Kama>);

} // namespace agora::indicators
