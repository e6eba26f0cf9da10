#pragma once

#include "indicators/indicator.h"

#include "engine/base/ensure.h"

#include <cmath>

namespace agora::indicators {

/// Averages that fade below this become 0: denormal numbers make every later step about ten times
/// slower.
inline constexpr double negligible = 1e-290;

[[nodiscard]] inline double withoutDenormals(double value)
{
    return std::abs(value) < negligible ? 0.0 : value;
}

/// Where an exponential average begins.
enum class Seed {
    Mean, ///< with the mean of the first `period` inputs (TA-Lib, TradingView)
    First ///< with the first input, defined at once (MetaTrader)
};

/// An average that gives each new input the weight `alpha`.
class ExponentialAverage {
public:
    using Input = double;
    using Output = double;

    ExponentialAverage(int period, double alpha, Seed seed = Seed::Mean)
        : m_period(seed == Seed::Mean ? period : 1), m_alpha(alpha)
    {
        AGORA_ENSURE(period >= 1);
        AGORA_ENSURE(alpha > 0.0 && alpha <= 1.0);
    }

    [[nodiscard]] int warmUp() const { return m_period; }

    /// Empty until `period` inputs have been seen, unless seeded with the first.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        if (m_seen < m_period) [[unlikely]] {
            m_value += value;
            if (++m_seen < m_period)
                return std::nullopt;
            m_value /= m_period;
            return m_value;
        }
        m_value = withoutDenormals(m_value + m_alpha * (value - m_value));
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
