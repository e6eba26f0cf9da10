#pragma once

#include "indicators/chain.h"
#include "indicators/true_range.h"
#include "indicators/wilder.h"

namespace agora::indicators {

/// SuperTrend (Olivier Seban): a stop line `factor` average true ranges from the middle of the
/// bar, which moves with the trend only, and changes sides when a close passes it. Down at first.
class SuperTrend {
public:
    using Input = Bar;
    struct Output {
        double line = 0;
        double direction = 0; ///< +1 up, the line below; −1 down, the line above
    };

    SuperTrend(int period, double factor)
        : m_trueRange(FirstRange::HighLow), m_atr(period), m_factor(factor)
    {}

    [[nodiscard]] int warmUp() const { return m_atr.warmUp(); }

    /// Empty until `period` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const double previousClose = std::exchange(m_previousClose, bar.close);
        const auto atr = feed(m_atr, m_trueRange.update(bar));
        if (!atr)
            return std::nullopt;
        const double middle = 0.5 * (bar.high + bar.low);
        const double upper = middle + m_factor * *atr;
        const double lower = middle - m_factor * *atr;
        if (!m_isStarted || upper < m_upper || previousClose > m_upper)
            m_upper = upper;
        if (!m_isStarted || lower > m_lower || previousClose < m_lower)
            m_lower = lower;
        if (m_isStarted)
            m_isUp = m_isUp ? bar.close >= m_lower : bar.close > m_upper;
        m_isStarted = true;
        return Output{.line = m_isUp ? m_lower : m_upper, .direction = m_isUp ? 1.0 : -1.0};
    }

private:
    TrueRange m_trueRange;
    WilderAverage m_atr;
    double m_factor;
    double m_previousClose = 0;
    double m_upper = 0;
    double m_lower = 0;
    bool m_isUp = false;
    bool m_isStarted = false;
};

static_assert(Indicator<SuperTrend>);

} // namespace agora::indicators
