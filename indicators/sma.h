#pragma once

#include "indicators/indicator.h"
#include "indicators/window.h"

#include <cmath>

namespace agora::indicators {

/// Simple moving average: the mean of the last `period` inputs.
class Sma {
public:
    using Input = double;
    using Output = double;

    explicit Sma(int period) : m_window(period) {}

    [[nodiscard]] int warmUp() const { return static_cast<int>(m_window.size()); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        AGORA_ENSURE(std::isfinite(value));
        const auto leaving = m_window.push(value);
        m_sum += value - leaving.value_or(0.0);
        m_roundSum += value;
        if (m_window.isRoundComplete()) {
            // By now the window is exactly this round, so its plain sum replaces the one that adds
            // and subtracts: rounding errors cannot grow with the length of the stream.
            m_sum = m_roundSum;
            m_roundSum = 0.0;
        }
        if (!m_window.isFull())
            return std::nullopt;
        return m_sum / static_cast<double>(m_window.size());
    }

private:
    Window m_window;
    double m_sum = 0.0;
    double m_roundSum = 0.0;
};

static_assert(Indicator<Sma>);

} // namespace agora::indicators
