#pragma once

#include "indicators/price_input.h"
#include "indicators/sma.h"

#include <algorithm>

namespace agora::indicators {

/// Awesome Oscillator (Bill Williams, New Trading Dimensions, 1998): a fast minus a slow simple
/// average of the median price.
class AwesomeOscillator {
public:
    using Input = Bar;
    using Output = double;

    AwesomeOscillator(int fastPeriod, int slowPeriod) : m_fast(fastPeriod), m_slow(slowPeriod) {}

    [[nodiscard]] int warmUp() const { return std::max(m_fast.warmUp(), m_slow.warmUp()); }

    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const double median = priceOf(bar, PriceInput::Median);
        const auto fast = m_fast.update(median);
        const auto slow = m_slow.update(median);
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
    using Input = Bar;
    using Output = double;

    AcceleratorOscillator(int fastPeriod, int slowPeriod, int signalPeriod)
        : m_awesome(fastPeriod, slowPeriod), m_signal(signalPeriod)
    {}

    [[nodiscard]] int warmUp() const { return m_awesome.warmUp() + m_signal.warmUp() - 1; }

    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto awesome = m_awesome.update(bar);
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
