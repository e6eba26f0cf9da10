#pragma once

#include "indicators/rsi.h"
#include "indicators/stochastic.h"

namespace agora::indicators {

/// Stochastic RSI, 0 to 100: where the RSI lies in its own recent range.
/// Tushar Chande and Stanley Kroll, The New Technical Trader (1994).
class StochasticRsi {
public:
    using Input = double;
    struct Output {
        double k = 0;
        std::optional<double> d;
    };

    /// TA-Lib's %K is not slowed, and shown with %D only.
    StochasticRsi(int rsiPeriod, int period, int slowing, int signalPeriod,
        Convention convention = Convention::Standard)
        : m_isTaLib(convention == Convention::TaLib)
        , m_rsi(rsiPeriod)
        , m_highest(period)
        , m_lowest(period)
        , m_k(m_isTaLib ? 1 : slowing)
        , m_d(signalPeriod)
    {}

    [[nodiscard]] std::array<int, 2> warmUps() const
    {
        const int k = m_rsi.warmUp() + m_highest.warmUp() + m_k.warmUp() - 2;
        const int d = k + m_d.warmUp() - 1;
        return {m_isTaLib ? d : k, d};
    }

    /// Empty until %K can be told.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto rsi = m_rsi.update(value);
        if (!rsi)
            return std::nullopt;
        const auto highest = m_highest.update(*rsi);
        const auto lowest = m_lowest.update(*rsi);
        if (!highest || !lowest)
            return std::nullopt;
        const auto k = m_k.update(placeInRange(*rsi, *lowest, *highest));
        if (!k)
            return std::nullopt;
        const auto d = m_d.update(*k);
        if (!d && m_isTaLib)
            return std::nullopt;
        return Output{.k = *k, .d = d};
    }

private:
    bool m_isTaLib;
    Rsi m_rsi;
    Highest m_highest;
    Lowest m_lowest;
    Sma m_k;
    Sma m_d;
};

static_assert(Indicator<StochasticRsi>);

} // namespace agora::indicators
