#pragma once

#include "indicators/cmo.h"
#include "indicators/convention.h"

namespace agora::indicators {

/// Variable index dynamic average: an EMA whose weight is scaled by the strength of the momentum
/// (the absolute Chande momentum oscillator). Tushar Chande (1992, 1994).
class Vidya {
public:
    using Input = double;
    using Output = double;

    Vidya(int momentumPeriod, int period, Convention convention = Convention::Standard)
        : m_momentum(momentumPeriod)
        , m_alpha(2.0 / (period + 1.0))
        , m_copied(convention == Convention::Mt5 ? momentumPeriod + period - 1 : 0)
    {}

    [[nodiscard]] int warmUp() const { return m_copied > 0 ? 1 : m_momentum.warmUp(); }

    /// Empty until the momentum is known, and then begins at the input before. MetaTrader gives the
    /// inputs themselves for the first `momentumPeriod + period − 1`.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto momentum = m_momentum.update(value);
        if (m_copied > 0 && m_seen < m_copied) {
            ++m_seen;
            m_average = value;
            return value;
        }
        if (!momentum) {
            m_average = value;
            return std::nullopt;
        }
        m_average += m_alpha * std::abs(*momentum) / 100.0 * (value - m_average);
        return m_average;
    }

private:
    Cmo m_momentum;
    double m_alpha;
    int m_copied;
    int m_seen = 0;
    double m_average = 0;
};

static_assert(Indicator<Vidya>);

} // namespace agora::indicators
