#pragma once

#include "indicators/wilder.h"

#include <cmath>

namespace agora::indicators {

/// Relative Strength Index, 0 to 100.
/// J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
class Rsi {
public:
    using Input = double;
    using Output = double;

    explicit Rsi(int period) : m_net(period), m_total(period) {}

    [[nodiscard]] int warmUp() const { return m_net.warmUp() + 1; }

    /// Empty until `period` changes, so `period + 1` closes, have been seen.
    [[nodiscard]] std::optional<Output> update(Input close)
    {
        const double change = close - m_previousClose;
        m_previousClose = close;
        if (!m_hasPrevious) [[unlikely]] {
            m_hasPrevious = true;
            return std::nullopt;
        }
        // Gain + loss and gain − loss instead of the two: no comparison, and a market that only
        // rises leaves no average loss to fade into slow denormal numbers.
        m_net.add(change);
        m_total.add(std::abs(change));
        if (!m_total.isDefined())
            return std::nullopt;
        const double total = m_total.value();
        return total > 0.0 ? 50.0 + 50.0 * m_net.value() / total : 50.0; // flat is neither
    }
    void batch(std::span<const double> closes, Columns columns) const
    {
        kernels::relativeStrength(closes, m_net.warmUp(), columns[0]);
    }

private:
    WilderAverage m_net;
    WilderAverage m_total;
    double m_previousClose = 0;
    bool m_hasPrevious = false;
};

static_assert(Indicator<Rsi>);

} // namespace agora::indicators
