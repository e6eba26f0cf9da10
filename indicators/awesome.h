#pragma once

#include "indicators/sma.h"

#include <algorithm>

namespace agora::indicators {

/// Awesome Oscillator (Bill Williams, New Trading Dimensions, 1998): a fast minus a slow simple
/// average of the median price.
class AwesomeOscillator {
public:
    using Input = double; ///< median price
    using Output = double;

    AwesomeOscillator(int fastPeriod, int slowPeriod) : m_fast(fastPeriod), m_slow(slowPeriod) {}

    [[nodiscard]] int warmUp() const { return std::max(m_fast.warmUp(), m_slow.warmUp()); }

    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto fast = m_fast.update(value);
        const auto slow = m_slow.update(value);
        return fast && slow ? std::optional(*fast - *slow) : std::nullopt;
    }

private:
    Sma m_fast;
    Sma m_slow;
};

/// Accelerator Oscillator (Bill Williams, 1998): the Awesome Oscillator minus its own simple
/// average.
class AcceleratorOscillator {
public:
    using Input = double; ///< median price
    using Output = double;

    AcceleratorOscillator(int fastPeriod, int slowPeriod, int signalPeriod)
        : m_awesome(fastPeriod, slowPeriod), m_signal(signalPeriod)
    {}

    [[nodiscard]] int warmUp() const { return m_awesome.warmUp() + m_signal.warmUp() - 1; }

    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto awesome = m_awesome.update(value);
        const auto signal = awesome ? m_signal.update(*awesome) : std::nullopt;
        return signal ? std::optional(*awesome - *signal) : std::nullopt;
    }

private:
    AwesomeOscillator m_awesome;
    Sma m_signal;
};

static_assert(Indicator<AwesomeOscillator>);
static_assert(Indicator<AcceleratorOscillator>);

} // namespace agora::indicators
