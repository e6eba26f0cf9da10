#pragma once

#include "indicators/convention.h"
#include "indicators/moving_average.h"

#include <array>

#include <array>

namespace agora::indicators {

/// Moving Average Convergence/Divergence (Gerald Appel): fast EMA minus slow EMA, with an average
/// of that as signal.
///
/// Standard: each average begins with the mean of its own first inputs (TradingView). TA-Lib lets
/// the fast one begin with the slow one, which shows for the first hundred bars or so, and gives
/// nothing before the signal. MetaTrader seeds with the first price; its signal is a simple
/// average.
class Macd {
public:
    using Input = double;
    struct Output {
        double macd = 0;
        std::optional<double> signal; ///< `signalPeriod - 1` inputs later than `macd`
        std::optional<double> histogram; ///< macd − signal
    };

    Macd(int fastPeriod, int slowPeriod, int signalPeriod,
        Convention convention = Convention::Standard)
        : m_convention(convention)
        , m_fast(fastPeriod, convention == Convention::Mt5 ? Seed::First : Seed::Mean)
        , m_slow(slowPeriod, convention == Convention::Mt5 ? Seed::First : Seed::Mean)
        , m_signal(signalPeriod)
        , m_simpleSignal(convention == Convention::Mt5 ? signalPeriod : 1)
        , m_fastBegins(convention == Convention::TaLib ? slowPeriod - fastPeriod : 0)
    {
        AGORA_ENSURE(fastPeriod < slowPeriod);
    }

    /// Of macd, signal, histogram.
    [[nodiscard]] std::array<int, 3> warmUps() const
    {
        const int signal = m_slow.warmUp() + m_signal.warmUp() - 1;
        return {m_convention == Convention::TaLib ? signal : m_slow.warmUp(), signal, signal};
    }

    /// Empty until `slowPeriod` inputs have been seen, unless seeded with the first.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto slow = m_slow.update(value);
        if (m_fastBegins > 0) [[unlikely]] {
            --m_fastBegins;
            return std::nullopt;
        }
        const auto fast = m_fast.update(value);
        if (!fast || !slow)
            return std::nullopt;
        Output output{.macd = *fast - *slow, .signal = {}, .histogram = {}};
        output.signal = m_convention == Convention::Mt5 ? m_simpleSignal.update(output.macd)
                                                        : m_signal.update(output.macd);
        if (output.signal)
            output.histogram = output.macd - *output.signal;
        else if (m_convention == Convention::TaLib)
            return std::nullopt;
        return output;
    }

private:
    Convention m_convention;
    Ema m_fast;
    Ema m_slow;
    Ema m_signal;
    Sma m_simpleSignal; // MetaTrader only
    int m_fastBegins;
};

/// Moving average of oscillator: the histogram of the MACD by itself.
class Osma {
public:
    using Input = double;
    using Output = double;

    Osma(int fastPeriod, int slowPeriod, int signalPeriod,
        Convention convention = Convention::Standard)
        : m_macd(fastPeriod, slowPeriod, signalPeriod, convention)
    {}

    [[nodiscard]] int warmUp() const { return m_macd.warmUps()[2]; }

    /// Empty until the signal is defined.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto lines = m_macd.update(value);
        return lines ? lines->histogram : std::nullopt;
    }

private:
    Macd m_macd;
};

static_assert(Indicator<Macd>);
static_assert(Indicator<Osma>);

} // namespace agora::indicators
