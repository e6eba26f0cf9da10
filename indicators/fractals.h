#pragma once

#include "indicators/indicator.h"
#include "indicators/window.h"

#include "engine/model/bar_series.h"

namespace agora::indicators {

/// Fractals (Bill Williams, Trading Chaos, 1995): a bar whose high stands above those of two bars
/// on either side, or whose low below. It is known, and said, two bars later only; a chart draws
/// the mark two bars to the left.
class Fractals {
public:
    using Input = Bar;
    struct Output {
        double up = 0; ///< 1 if the bar two back is a high, else 0
        double down = 0; ///< the same for a low
    };

    Fractals() : m_highs(reach), m_lows(reach) {}

    [[nodiscard]] int warmUp() const { return reach; }

    /// Empty until five bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        m_highs.push(bar.high);
        m_lows.push(bar.low);
        if (!m_highs.isFull())
            return std::nullopt;
        // Of equal neighbours the last one counts, so that a flat top is marked once.
        const double top = m_highs[2];
        const double bottom = m_lows[2];
        const bool isUp
            = top > m_highs[0] && top > m_highs[1] && top >= m_highs[3] && top >= m_highs[4];
        const bool isDown = bottom < m_lows[0] && bottom < m_lows[1] && bottom <= m_lows[3]
            && bottom <= m_lows[4];
        return Output{.up = isUp ? 1.0 : 0.0, .down = isDown ? 1.0 : 0.0};
    }

private:
    static constexpr int reach = 5;
    Window m_highs;
    Window m_lows;
};

static_assert(Indicator<Fractals>);

} // namespace agora::indicators
