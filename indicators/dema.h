#pragma once

#include "indicators/ema_chain.h"

namespace agora::indicators {

/// Double exponential moving average: 2 · EMA − EMA of EMA.
/// Patrick Mulloy, Smoothing Data with Faster Moving Averages (1994).
class Dema {
public:
    using Input = double;
    using Output = double;

    explicit Dema(int period, Convention convention = Convention::Standard)
        : m_chain(period, convention)
    {}

    [[nodiscard]] int warmUp() const { return m_chain.warmUp(); }

    /// Empty until `2 · period − 1` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto e = m_chain.update(value);
        if (!e)
            return std::nullopt;
        return 2.0 * (*e)[0] - (*e)[1];
    }

private:
    EmaChain<2> m_chain;
};

/// Triple exponential moving average: 3 · EMA − 3 · EMA of EMA + EMA of that.
/// Patrick Mulloy, Smoothing Data with Less Lag (1994).
class Tema {
public:
    using Input = double;
    using Output = double;

    explicit Tema(int period, Convention convention = Convention::Standard)
        : m_chain(period, convention)
    {}

    [[nodiscard]] int warmUp() const { return m_chain.warmUp(); }

    /// Empty until `3 · period − 2` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto e = m_chain.update(value);
        if (!e)
            return std::nullopt;
        return 3.0 * ((*e)[0] - (*e)[1]) + (*e)[2];
    }

private:
    EmaChain<3> m_chain;
};

static_assert(Indicator<Dema>);
static_assert(Indicator<Tema>);

} // namespace agora::indicators
