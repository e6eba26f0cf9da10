#pragma once

#include "indicators/indicator.h"

#include "engine/base/ensure.h"

#include <cmath>
#include <limits>

namespace agora::indicators {

/// An average that gives each new input the weight `alpha`, seeded with the mean of the first
/// `period` inputs (TA-Lib's and TradingView's convention).
class ExponentialAverage {
public:
    using Input = double;
    using Output = double;

    ExponentialAverage(int period, double alpha) : m_period(period), m_alpha(alpha)
    {
        AGORA_ENSURE(period >= 1);
        AGORA_ENSURE(alpha > 0.0 && alpha <= 1.0);
    }

    [[nodiscard]] int warmUp() const { return m_period; }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        AGORA_ENSURE(std::isfinite(value));
        if (m_seen < m_period) {
            m_value += value;
            if (++m_seen < m_period)
                return std::nullopt;
            m_value /= m_period;
            return m_value;
        }
        m_value += m_alpha * (value - m_value);
        if (std::abs(m_value) < std::numeric_limits<double>::min())
            m_value = 0.0; // denormals make every later step about ten times slower
        return m_value;
    }

private:
    int m_period;
    double m_alpha;
    int m_seen = 0;
    double m_value = 0.0; // the sum while seeding
};

static_assert(Indicator<ExponentialAverage>);

} // namespace agora::indicators
