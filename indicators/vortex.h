#pragma once

#include "indicators/rolling_fold.h"
#include "indicators/true_range.h"

#include <cmath>

namespace agora::indicators {

/// Vortex Indicator (Etienne Botes and Douglas Siepman, Stocks & Commodities, January 2010): how
/// far highs lie from the low before and lows from the high before, in true ranges; both 1 when
/// there is no range.
class Vortex {
public:
    using Input = Bar;
    struct Output {
        double plus = 0;
        double minus = 0;
    };

    explicit Vortex(int period) : m_ways(period) {}

    [[nodiscard]] int warmUp() const { return m_ways.warmUp() + 1; }

    /// Empty until `period + 1` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        Way way{.plus = std::abs(bar.high - m_previousLow),
            .minus = std::abs(bar.low - m_previousHigh)};
        m_previousHigh = bar.high;
        m_previousLow = bar.low;
        const auto range = m_trueRange.update(bar);
        if (!range)
            return std::nullopt;
        way.range = *range;
        const auto ways = m_ways.update(way);
        if (!ways)
            return std::nullopt;
        if (!(ways->range > 0.0))
            return Output{.plus = 1, .minus = 1};
        return Output{.plus = ways->plus / ways->range, .minus = ways->minus / ways->range};
    }

private:
    struct Way {
        double plus = 0;
        double minus = 0;
        double range = 0;
    };
    struct Sum {
        Way operator()(const Way &a, const Way &b) const
        {
            return {
                .plus = a.plus + b.plus, .minus = a.minus + b.minus, .range = a.range + b.range};
        }
    };

    TrueRange m_trueRange;
    RollingFold<Way, Sum> m_ways;
    double m_previousHigh = 0;
    double m_previousLow = 0;
};

static_assert(Indicator<Vortex>);

} // namespace agora::indicators
