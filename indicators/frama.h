#pragma once

#include "indicators/bar_input.h"
#include "indicators/convention.h"
#include "indicators/extreme.h"
#include "indicators/window.h"

#include <cmath>
#include <numbers>

namespace agora::indicators {

/// Fractal adaptive moving average: an EMA whose weight follows the fractal dimension of the highs
/// and lows, from two halves of a window and the whole of it. John Ehlers, FRAMA (2005).
///
/// Ehlers' window has `period` bars, and the weight stays within 0.01 to 1; MetaTrader's has twice
/// `period` and no bounds.
class Frama {
public:
    using Input = PricedBar;
    using Output = double;

    explicit Frama(int period, Convention convention = Convention::Standard)
        : m_isMt5(convention == Convention::Mt5)
        , m_half(m_isMt5 ? period : period / 2)
        , m_high(m_half)
        , m_low(m_half)
        , m_wholeHigh(2 * m_half)
        , m_wholeLow(2 * m_half)
        , m_pastRanges(m_half)
    {}

    [[nodiscard]] int warmUp() const { return m_isMt5 ? 1 : 2 * m_half; }

    /// Empty until the window is full, and then begins at the price before. MetaTrader gives the
    /// prices themselves until then.
    [[nodiscard]] std::optional<Output> update(const Input &input)
    {
        const auto weight = nextWeight(input.bar);
        if (!weight) {
            m_average = input.price;
            return m_isMt5 ? std::optional(input.price) : std::nullopt;
        }
        m_average += *weight * (input.price - m_average);
        return m_average;
    }

private:
    std::optional<double> nextWeight(const Bar &bar)
    {
        const auto high = m_high.update(bar.high);
        const auto low = m_low.update(bar.low);
        const auto wholeHigh = m_wholeHigh.update(bar.high);
        const auto wholeLow = m_wholeLow.update(bar.low);
        if (!high || !low)
            return std::nullopt;
        const auto before = m_pastRanges.push(*high - *low);
        if (!before || !wholeHigh || !wholeLow)
            return std::nullopt;
        const double halves = (*before + *high - *low) / m_half;
        const double whole = (*wholeHigh - *wholeLow) / (2 * m_half);
        if (!(halves > 0.0 && whole > 0.0))
            return 1.0; // no range at all: a straight line, whose dimension is 1
        const double dimension = std::log2(halves / whole);
        const double weight = std::exp(-4.6 * (dimension - 1.0));
        return m_isMt5 ? weight : std::min(1.0, std::max(0.01, weight));
    }

    bool m_isMt5;
    int m_half;
    Highest m_high;
    Lowest m_low;
    Highest m_wholeHigh;
    Lowest m_wholeLow;
    Window m_pastRanges;
    double m_average = 0;
};

static_assert(Indicator<Frama>);

} // namespace agora::indicators
