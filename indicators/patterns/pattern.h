#pragma once

#include "indicators/patterns/candle.h"

#include <span>

namespace agora::indicators {

/// One candlestick pattern as TA-Lib knows it.
struct Pattern {
    const char *key; ///< TA-Lib's name, `cdldoji`
    const char *name;
    const char *description; ///< one sentence
    int lookback; ///< bars before the first that is judged
    /// 100 bullish, −100 bearish, 0 not there; ±80 where bodies only touch. Doji and other candles
    /// without a direction give 100.
    int (*recognise)(const Candles &candles, double penetration);
    /// Share of a body that another candle must get into; 0 = the pattern has no such parameter.
    double penetration = 0;
};

inline constexpr int bullish = 100;
inline constexpr int bearish = -100;

[[nodiscard]] constexpr int signalIf(bool isThere, int signal) { return isThere ? signal : 0; }

// By the number of candles that they are made of. Sources: Steve Nison, Japanese Candlestick
// Charting Techniques (1991); Gregory Morris, Candlestick Charting Explained (1992); thresholds and
// readings of TA-Lib.
[[nodiscard]] std::span<const Pattern> oneCandlePatterns();
[[nodiscard]] std::span<const Pattern> twoCandlePatterns();
[[nodiscard]] std::span<const Pattern> threeCandlePatterns(); ///< reversals by a star and the like
[[nodiscard]] std::span<const Pattern> marchingPatterns(); ///< three and more in a row, and gaps
[[nodiscard]] std::span<const Pattern> longPatterns(); ///< four and five candles

} // namespace agora::indicators
