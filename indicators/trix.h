#pragma once

#include "indicators/ema.h"

#include <utility>

namespace agora::indicators {

/// TRIX (Jack Hutson, 1983): the change from bar to bar of a triple exponential average, as a share
/// of it (MetaTrader) or in percent (`scale` 100).
class Trix {
public:
    using Input = double;
    using Output = double;

    /// Averages seeded with the first value begin, as in MetaTrader, `period - 1` inputs after one
    /// another.
    Trix(int period, Seed seed, double scale)
        : m_first(period, seed)
        , m_second(period, seed)
        , m_third(period, seed)
        , m_period(period)
        , m_seed(seed)
        , m_scale(scale)
    {}

    [[nodiscard]] int warmUp() const { return 3 * (m_period - 1) + (m_seed == Seed::Mean ? 2 : 1); }

    [[nodiscard]] std::optional<Output> update(Input value)
    {
        ++m_seen;
        const auto once = m_first.update(value);
        if (!once || m_seen < m_period)
            return std::nullopt;
        const auto twice = m_second.update(*once);
        if (!twice || m_seen < 2 * m_period - 1)
            return std::nullopt;
        const auto thrice = m_third.update(*twice);
        if (!thrice)
            return std::nullopt;
        const auto previous = std::exchange(m_previous, thrice);
        if (m_seen < warmUp())
            return std::nullopt;
        m_seen = warmUp();
        if (!previous || *previous == 0.0)
            return std::nullopt;
        return m_scale * (*thrice - *previous) / *previous;
    }

private:
    Ema m_first;
    Ema m_second;
    Ema m_third;
    int m_period;
    Seed m_seed;
    double m_scale;
    int m_seen = 0; // no further than the warm-up
    std::optional<double> m_previous;
};

static_assert(Indicator<Trix>);

} // namespace agora::indicators
