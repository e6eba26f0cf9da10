#pragma once

#include "indicators/extreme.h"

#include "engine/model/bar_series.h"

#include <cmath>

namespace agora::indicators {

/// ZigZag that never repaints: turning points of the price, said only when they are confirmed.
///
/// While the price rises, the candidate for the next top is the highest bar since the last bottom
/// that is also the highest of its last `depth` bars. It is confirmed, and the leg turns, by a low
/// at least `deviation` percent below it, at the earliest `backstep` bars later. Mirrored for
/// bottoms. MetaTrader's own redraws its last leg, so it has no columns to agree with.
class ZigZag {
public:
    using Input = Bar;
    struct Output {
        double pivot = 0; ///< price of the last confirmed turning point
        double age = 0; ///< how many bars ago it was
        double direction = 0; ///< +1: it was a bottom, the leg leads up; −1: a top
    };

    ZigZag(int depth, double deviation, int backstep)
        : m_highest(depth), m_lowest(depth), m_share(deviation / 100.0), m_backstep(backstep)
    {}

    /// The first turning point may take any time beyond this.
    [[nodiscard]] int warmUp() const { return m_highest.warmUp() + m_backstep; }

    /// Empty until a first turning point is confirmed.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto highest = m_highest.update(bar.high);
        const auto lowest = m_lowest.update(bar.low);
        m_top.age += 1.0;
        m_bottom.age += 1.0;
        m_pivot.age += 1.0;
        if (!highest || !lowest)
            return std::nullopt;
        if (m_direction >= 0 && isTurn(m_top, m_top.price - bar.low))
            turn(m_top, -1, {.price = bar.low, .age = 0, .isSet = true});
        else if (m_direction <= 0 && isTurn(m_bottom, bar.high - m_bottom.price))
            turn(m_bottom, 1, {.price = bar.high, .age = 0, .isSet = true});
        if (m_direction >= 0 && bar.high >= *highest && !(m_top.isSet && m_top.price >= bar.high))
            m_top = {.price = bar.high, .age = 0, .isSet = true};
        if (m_direction <= 0 && bar.low <= *lowest
            && !(m_bottom.isSet && m_bottom.price <= bar.low))
            m_bottom = {.price = bar.low, .age = 0, .isSet = true};
        if (m_direction == 0)
            return std::nullopt;
        return Output{.pivot = m_pivot.price,
            .age = m_pivot.age,
            .direction = static_cast<double>(m_direction)};
    }

private:
    struct Candidate {
        double price = 0;
        double age = 0;
        bool isSet = false;
    };

    [[nodiscard]] bool isTurn(const Candidate &candidate, double distance) const
    {
        return candidate.isSet && candidate.age >= m_backstep && distance > 0.0
            && distance >= m_share * std::abs(candidate.price);
    }
    void turn(const Candidate &confirmed, int direction, const Candidate &next)
    {
        m_pivot = confirmed;
        m_direction = direction;
        m_top = m_bottom = {};
        (direction > 0 ? m_top : m_bottom) = next;
    }

    Highest m_highest;
    Lowest m_lowest;
    double m_share;
    int m_backstep;
    int m_direction = 0; // 0: no turning point yet, both ways open
    Candidate m_top;
    Candidate m_bottom;
    Candidate m_pivot;
};

static_assert(Indicator<ZigZag>);

} // namespace agora::indicators
