#pragma once

#include "indicators/wilder.h"

#include <algorithm>
#include <utility>

namespace agora::indicators {

/// Relative Strength Index, 0 to 100.
/// J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
class Rsi {
public:
    using Input = double;
    using Output = double;

    explicit Rsi(int period) : m_averageGain(period), m_averageLoss(period) {}

    [[nodiscard]] int warmUp() const { return m_averageGain.warmUp() + 1; }

    /// Empty until `period` changes, so `period + 1` closes, have been seen.
    [[nodiscard]] std::optional<Output> update(Input close)
    {
        AGORA_ENSURE(std::isfinite(close)); // one NaN would spoil every later value
        const auto previous = std::exchange(m_previousClose, close);
        if (!previous)
            return std::nullopt;

        const double change = close - *previous;
        const auto gain = m_averageGain.update(std::max(change, 0.0));
        const auto loss = m_averageLoss.update(std::max(-change, 0.0));
        if (!gain || !loss)
            return std::nullopt;
        const double movement = *gain + *loss;
        return movement > 0.0 ? 100.0 * *gain / movement : 50.0; // flat is neither strong nor weak
    }

private:
    WilderAverage m_averageGain;
    WilderAverage m_averageLoss;
    std::optional<double> m_previousClose;
};

static_assert(Indicator<Rsi>);

} // namespace agora::indicators
