#pragma once

#include "indicators/indicator.h"
#include "indicators/rolling_fold.h"

#include "engine/model/bar_series.h"

#include <algorithm>

namespace agora::indicators {

/// DeMarker (Tom DeMark, The New Science of Technical Analysis, 1994), 0 to 1: the share of the
/// higher highs in all higher highs and lower lows; 0.5 when there are none.
class DeMarker {
public:
    using Input = Bar;
    using Output = double;

    explicit DeMarker(int period) : m_moves(period) {}

    [[nodiscard]] int warmUp() const { return m_moves.warmUp() + 1; }

    /// Empty until `period + 1` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const Moves moves{.up = std::max(bar.high - m_previousHigh, 0.0),
            .down = std::max(m_previousLow - bar.low, 0.0)};
        m_previousHigh = bar.high;
        m_previousLow = bar.low;
        if (!m_hasPrevious) {
            m_hasPrevious = true;
            return std::nullopt;
        }
        const auto sums = m_moves.update(moves);
        if (!sums)
            return std::nullopt;
        const double all = sums->up + sums->down;
        return all > 0.0 ? sums->up / all : 0.5;
    }

private:
    struct Moves {
        double up = 0;
        double down = 0;
    };
    struct Sum {
        Moves operator()(const Moves &a, const Moves &b) const
        {
            return {.up = a.up + b.up, .down = a.down + b.down};
        }
    };

    RollingFold<Moves, Sum> m_moves;
    double m_previousHigh = 0;
    double m_previousLow = 0;
    bool m_hasPrevious = false;
};

static_assert(Indicator<DeMarker>);

} // namespace agora::indicators
