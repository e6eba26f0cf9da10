#pragma once

#include "indicators/extreme.h"
#include "indicators/sma.h"

#include "engine/model/bar_series.h"

namespace agora::indicators {

/// Stochastic oscillator (George Lane), 0 to 100: where the close lies in the range of the last
/// bars, smoothed by a simple average (%K), and an average of that (%D).
class Stochastic {
public:
    using Input = Bar;
    struct Output {
        double k = 0;
        double d = 0;
    };

    Stochastic(int period, int slowing, int signalPeriod)
        : m_highest(period), m_lowest(period), m_k(slowing), m_d(signalPeriod)
    {}

    [[nodiscard]] int warmUp() const
    {
        return m_highest.warmUp() + m_k.warmUp() + m_d.warmUp() - 2;
    }

    /// Empty until %D, and so both lines, can be told (TA-Lib).
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto highest = m_highest.update(bar.high);
        const auto lowest = m_lowest.update(bar.low);
        if (!highest || !lowest)
            return std::nullopt;
        const double range = *highest - *lowest;
        const double raw = range > 0.0 ? 100.0 * (bar.close - *lowest) / range : 50.0;
        const auto k = m_k.update(raw);
        const auto d = k ? m_d.update(*k) : std::nullopt;
        if (!d)
            return std::nullopt;
        return Output{.k = *k, .d = *d};
    }

private:
    Highest m_highest;
    Lowest m_lowest;
    Sma m_k;
    Sma m_d;
};

static_assert(Indicator<Stochastic>);

} // namespace agora::indicators
