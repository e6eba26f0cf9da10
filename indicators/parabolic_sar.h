#pragma once

#include "indicators/convention.h"
#include "indicators/indicator.h"

#include "engine/model/bar_series.h"

#include <algorithm>

namespace agora::indicators {

/// Parabolic stop and reverse: a stop that closes in on the price, faster with each new extreme.
/// J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
///
/// The programs begin differently. TA-Lib: short where the second bar reaches lower more than
/// higher, else long; the stop on the other side of the first bar. MetaTrader: short, and after
/// each turn the stop lies at the extreme since the turn before, without a first step.
class ParabolicSar {
public:
    using Input = Bar;
    using Output = double;

    ParabolicSar(double step, double maximum, Convention convention = Convention::Standard)
        : m_step(std::min(step, maximum))
        , m_maximum(maximum)
        , m_isMt5(convention == Convention::Mt5)
    {}

    [[nodiscard]] int warmUp() const { return 2; }

    /// Empty for the first bar.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        if (!m_previous) {
            m_previous = bar;
            m_sinceTurn = {.high = bar.high, .low = bar.low};
            return std::nullopt;
        }
        if (!m_isStarted)
            start(bar);
        m_sinceTurn.high = std::max(m_sinceTurn.high, bar.high);
        m_sinceTurn.low = std::min(m_sinceTurn.low, bar.low);
        const bool isHit = m_isMt5 ? (m_isLong ? m_stop > bar.low : m_stop < bar.high)
                                   : (m_isLong ? bar.low <= m_stop : bar.high >= m_stop);
        if (isHit)
            turn(bar);
        else
            goOn(bar);
        const double stop = m_stop;
        advance(bar);
        m_previous = bar;
        return stop;
    }

private:
    struct Range {
        double high = 0;
        double low = 0;
    };

    void start(const Bar &bar)
    {
        m_isStarted = true;
        const double up = bar.high - m_previous->high;
        const double down = m_previous->low - bar.low;
        m_isLong = !m_isMt5 && !(down > 0.0 && down > up);
        m_extreme = m_isLong ? bar.high : bar.low;
        m_stop = m_isLong ? m_previous->low : m_previous->high;
        if (m_isMt5)
            m_stop = std::max(m_stop, bar.high);
        else
            m_previous = bar; // TA-Lib lets the first bar bound nothing
        m_factor = m_step;
    }

    void turn(const Bar &bar)
    {
        if (m_isMt5)
            m_stop = m_isLong ? m_sinceTurn.high : m_sinceTurn.low;
        else
            m_stop = m_isLong ? std::max({m_extreme, m_previous->high, bar.high})
                              : std::min({m_extreme, m_previous->low, bar.low});
        m_isLong = !m_isLong;
        m_extreme = m_isLong ? bar.high : bar.low;
        m_factor = m_step;
        m_sinceTurn = {.high = bar.high, .low = bar.low};
    }

    void goOn(const Bar &bar)
    {
        const double reached = m_isLong ? bar.high : bar.low;
        if (m_isLong ? reached <= m_extreme : reached >= m_extreme)
            return;
        m_extreme = reached;
        m_factor = std::min(m_factor + m_step, m_maximum);
    }

    /// The stop for the bar to come, never inside the last two bars.
    void advance(const Bar &bar)
    {
        m_stop += m_factor * (m_extreme - m_stop);
        m_stop = m_isLong ? std::min({m_stop, m_previous->low, bar.low})
                          : std::max({m_stop, m_previous->high, bar.high});
    }

    double m_step;
    double m_maximum;
    bool m_isMt5;
    bool m_isStarted = false;
    bool m_isLong = false;
    double m_stop = 0;
    double m_extreme = 0;
    double m_factor = 0;
    Range m_sinceTurn; // MetaTrader only
    std::optional<Bar> m_previous;
};

static_assert(Indicator<ParabolicSar>);

} // namespace agora::indicators
