#pragma once

#include "indicators/indicator.h"
#include "indicators/rolling_fold.h"

#include "engine/model/bar_series.h"

#include <algorithm>

namespace agora::indicators {

/// Intraday Momentum Index (Tushar Chande), 0 to 100: the share of the rising bodies in all bodies
/// of the last bars; 50 when there are none.
class IntradayMomentum {
public:
    using Input = Bar;
    using Output = double;

    explicit IntradayMomentum(int period) : m_bodies(period) {}

    [[nodiscard]] int warmUp() const { return m_bodies.warmUp(); }

    /// Empty until `period` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const double body = bar.close - bar.open;
        const auto sums = m_bodies.update({std::max(body, 0.0), std::max(-body, 0.0)});
        if (!sums)
            return std::nullopt;
        const double all = sums->rising + sums->falling;
        return all > 0.0 ? 100.0 * sums->rising / all : 50.0;
    }

private:
    struct Bodies {
        double rising = 0;
        double falling = 0;
    };
    struct Sum {
        Bodies operator()(const Bodies &a, const Bodies &b) const
        {
            return {a.rising + b.rising, a.falling + b.falling};
        }
    };

    RollingFold<Bodies, Sum> m_bodies;
};

static_assert(Indicator<IntradayMomentum>);

} // namespace agora::indicators
