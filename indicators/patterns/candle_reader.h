#pragma once

#include "indicators/patterns/candle.h"
#include "indicators/rolling_sum.h"

#include "engine/model/bar_series.h"

namespace agora::indicators {

/// Turns bars into candles that know the usual sizes before them.
class CandleReader {
public:
    const Candles &update(const Bar &bar)
    {
        // The divisions stand as in TA-Lib, so that a body exactly as long as the mean is judged
        // alike.
        Candle candle{.open = bar.open,
            .high = bar.high,
            .low = bar.low,
            .close = bar.close,
            .meanBody = m_bodySum / longSpan,
            .dojiBody = 0.1 * (m_rangeSum / longSpan),
            .shortShadow = m_shadowSum / longSpan / 2.0,
            .veryShortShadow = 0.1 * (m_rangeSum / longSpan),
            .near = 0.2 * (m_recentRangeSum / shortSpan),
            .far = 0.6 * (m_recentRangeSum / shortSpan),
            .equal = 0.05 * (m_recentRangeSum / shortSpan)};
        m_bodySum = m_bodies.update(candle.body()).value_or(0.0);
        m_rangeSum = m_ranges.update(candle.range()).value_or(0.0);
        m_recentRangeSum = m_recentRanges.update(candle.range()).value_or(0.0);
        m_shadowSum = m_shadows.update(candle.upperShadow() + candle.lowerShadow()).value_or(0.0);
        m_candles.push(candle);
        return m_candles;
    }

private:
    static constexpr int longSpan = 10;
    static constexpr int shortSpan = 5;

    RollingSum m_bodies{longSpan};
    RollingSum m_ranges{longSpan};
    RollingSum m_recentRanges{shortSpan};
    RollingSum m_shadows{longSpan};
    double m_bodySum = 0;
    double m_rangeSum = 0;
    double m_recentRangeSum = 0;
    double m_shadowSum = 0;
    Candles m_candles;
};

} // namespace agora::indicators
