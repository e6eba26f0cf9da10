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
        const auto net = m_net.update(change);
        const auto total = m_total.update(std::abs(change));
        if (!net || !total)
            return std::nullopt;
        return *total > 0.0 ? 50.0 + 50.0 * *net / *total : 50.0; // flat is neither strong nor weak
    }

private:
    WilderAverage m_net;
    WilderAverage m_total;
    double m_previousClose = 0;
    bool m_hasPrevious = false;
};

static_assert(Indicator<Rsi>);

} // namespace agora::indicators
