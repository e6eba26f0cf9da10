#pragma once

#include "indicators/ema.h"

#include <array>

namespace agora::indicators {

/// Moving Average Convergence/Divergence (Gerald Appel): fast EMA minus slow EMA, with an EMA of
/// that as signal. Each average is seeded with the mean of its own first inputs (TradingView);
/// TA-Lib delays the fast one, which shows for the first hundred bars or so.
class Macd {
public:
    using Input = double;
    struct Output {
        double macd = 0;
        std::optional<double> signal; ///< `signalPeriod - 1` inputs later than `macd`
        std::optional<double> histogram; ///< macd − signal
    };

    Macd(int fastPeriod, int slowPeriod, int signalPeriod)
        : m_fast(fastPeriod), m_slow(slowPeriod), m_signal(signalPeriod)
    {
        AGORA_ENSURE(fastPeriod < slowPeriod);
    }

    [[nodiscard]] std::array<int, 3> warmUps() const
    {
        const int all = m_slow.warmUp() + m_signal.warmUp() - 1;
        return {m_slow.warmUp(), all, all};
    }

    /// Empty until `slowPeriod` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto fast = m_fast.update(value);
        const auto slow = m_slow.update(value);
        if (!fast || !slow)
            return std::nullopt;
        Output output{.macd = *fast - *slow, .signal = {}, .histogram = {}};
        output.signal = m_signal.update(output.macd);
        if (output.signal)
            output.histogram = output.macd - *output.signal;
        return output;
    }

private:
    Ema m_fast;
    Ema m_slow;
    Ema m_signal;
};

static_assert(Indicator<Macd>);

} // namespace agora::indicators
