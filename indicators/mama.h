#pragma once

#include "indicators/hilbert.h"

namespace agora::indicators {

/// MESA adaptive moving average: its weight is the fast limit divided by how many degrees the phase
/// of the cycle turned in the last bar, but never under the slow limit; and an average of that at
/// half the weight. John Ehlers, MESA Adaptive Moving Averages (2001).
///
/// Both averages begin at 0, as TA-Lib's do, and need some fifty values to forget it.
class Mama {
public:
    using Input = double;
    struct Output {
        double mama = 0;
        double fama = 0; ///< following
    };

    Mama(double fastLimit, double slowLimit) : m_fast(fastLimit), m_slow(slowLimit) {}

    [[nodiscard]] int warmUp() const { return 33; }

    /// Empty for the first 32 inputs.
    [[nodiscard]] std::optional<Output> update(Input price)
    {
        const auto cycle = m_cycle.update(price);
        if (m_seen < warmUp())
            ++m_seen;
        if (!cycle)
            return std::nullopt;
        const double phase = cycle->inPhase != 0.0
            ? std::atan(cycle->quadrature / cycle->inPhase) * 180.0 / std::numbers::pi
            : 0.0;
        const double turn = std::max(1.0, m_phase - phase); // the phase of a cycle falls
        m_phase = phase;
        const double weight = turn > 1.0 ? std::max(m_slow, m_fast / turn) : m_fast;
        m_averages.mama += weight * (price - m_averages.mama);
        m_averages.fama += 0.5 * weight * (m_averages.mama - m_averages.fama);
        return m_seen < warmUp() ? std::nullopt : std::optional(m_averages);
    }

private:
    HilbertCycle m_cycle{HilbertCycle::shortStart};
    double m_fast;
    double m_slow;
    double m_phase = 0; // degrees
    Output m_averages;
    int m_seen = 0;
};

static_assert(Indicator<Mama>);

} // namespace agora::indicators
