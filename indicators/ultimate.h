#pragma once

#include "indicators/rolling_fold.h"
#include "indicators/true_range.h"

#include <algorithm>

namespace agora::indicators {

/// Ultimate Oscillator (Larry Williams, 1985), 0 to 100: buying pressure as a share of the true
/// range over three periods, weighted 4, 2 and 1. A period without any range counts as 50.
class UltimateOscillator {
public:
    using Input = Bar;
    using Output = double;

    UltimateOscillator(int shortPeriod, int middlePeriod, int longPeriod)
        : m_short(shortPeriod), m_middle(middlePeriod), m_long(longPeriod)
    {}

    [[nodiscard]] int warmUp() const
    {
        return std::max({m_short.warmUp(), m_middle.warmUp(), m_long.warmUp()}) + 1;
    }

    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const double floor = std::min(bar.low, m_previousClose);
        m_previousClose = bar.close;
        const auto range = m_trueRange.update(bar);
        if (!range)
            return std::nullopt;
        const Pressure pressure{.buying = bar.close - floor, .range = *range};
        const auto fast = m_short.update(pressure);
        const auto middle = m_middle.update(pressure);
        const auto slow = m_long.update(pressure);
        if (!fast || !middle || !slow)
            return std::nullopt;
        return 100.0 * (4 * fast->share() + 2 * middle->share() + slow->share()) / 7;
    }

private:
    struct Pressure {
        double buying = 0;
        double range = 0;
        [[nodiscard]] double share() const { return range > 0.0 ? buying / range : 0.5; }
    };
    struct Sum {
        Pressure operator()(const Pressure &a, const Pressure &b) const
        {
            return {.buying = a.buying + b.buying, .range = a.range + b.range};
        }
    };

    TrueRange m_trueRange;
    double m_previousClose = 0;
    RollingFold<Pressure, Sum> m_short;
    RollingFold<Pressure, Sum> m_middle;
    RollingFold<Pressure, Sum> m_long;
};

static_assert(Indicator<UltimateOscillator>);

} // namespace agora::indicators
