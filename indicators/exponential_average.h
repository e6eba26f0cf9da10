#pragma once

#include "indicators/indicator.h"
#include "indicators/kernels.h"

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
        add(value);
        return isDefined() ? std::optional(m_value) : std::nullopt;
    }
    // The same in parts, for what is built of averages: optionals between them cost more than the
    // formula.
    void add(Input value)
    {
        if (m_seen < m_period) [[unlikely]]
            return begin(value);
        m_value += m_alpha * (value - m_value);
        if (std::abs(m_value) < negligible) [[unlikely]]
            fadeOut();
    }
    [[nodiscard]] bool isDefined() const { return m_seen >= m_period; }
    [[nodiscard]] double value() const { return m_value; }

    void batch(std::span<const double> values, Columns columns) const
    {
        kernels::exponentialAverage(values, m_period, m_alpha, columns[0]);
    }

private:
    /// Adds up the distances from the first input: equal inputs have exactly their own mean.
    void begin(Input value)
    {
        if (m_seen == 0)
            m_value = value;
        m_distances += value - m_value;
        if (++m_seen == m_period)
            m_value += m_distances / m_period;
    }

    /// A call, as the compiler would make a choice of two values of an assignment, and every step
    /// would wait for it.
    [[gnu::noinline, gnu::cold]] void fadeOut() { m_value = 0.0; }

    int m_period;
    double m_alpha;
    int m_seen = 0;
    double m_value = 0.0; // the first input until the mean is known
    double m_distances = 0.0;
};

static_assert(Indicator<ExponentialAverage>);

} // namespace agora::indicators
