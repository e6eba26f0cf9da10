#pragma once

#include "indicators/ema_chain.h"

namespace agora::indicators {

/// T3: the generalised double average, which overshoots by `volumeFactor`, taken three times over.
/// Tim Tillson, Smoothing Techniques for More Accurate Signals (1998).
class T3 {
public:
    using Input = double;
    using Output = double;

    T3(int period, double volumeFactor) : m_chain(period), m_factor(volumeFactor) {}

    [[nodiscard]] int warmUp() const { return m_chain.warmUp(); }

    /// Empty until `6 · period − 5` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto e = m_chain.update(value);
        if (!e)
            return std::nullopt;
        // ((1 + v)·E − v·E²)³, written out in powers of the average E.
        const double v = m_factor;
        const double u = 1.0 + v;
        return u * u * u * (*e)[2] - 3.0 * u * u * v * (*e)[3] + 3.0 * u * v * v * (*e)[4]
            - v * v * v * (*e)[5];
    }

private:
    EmaChain<6> m_chain;
    double m_factor;
};

static_assert(Indicator<T3>);

} // namespace agora::indicators
