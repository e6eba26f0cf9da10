#pragma once

#include "indicators/convention.h"
#include "indicators/moving_average.h"

#include <algorithm>
#include <array>

#include <algorithm>
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
        m_slow.add(value);
        if (m_fastBegins > 0) [[unlikely]] {
            --m_fastBegins;
            return std::nullopt;
        }
        m_fast.add(value);
        if (!m_fast.isDefined() || !m_slow.isDefined())
            return std::nullopt;
        Output output{.macd = m_fast.value() - m_slow.value(), .signal = {}, .histogram = {}};
        output.signal = m_convention == Convention::Mt5 ? m_simpleSignal.update(output.macd)
                                                        : m_signal.update(output.macd);
        if (output.signal)
            output.histogram = output.macd - *output.signal;
        else if (m_convention == Convention::TaLib)
            return std::nullopt;
        return output;
    }
    void batch(std::span<const double> values, Columns columns) const
    {
        const auto offset = std::min(static_cast<std::size_t>(m_fastBegins), values.size());
        const auto first = static_cast<std::size_t>(m_slow.warmUp()) - 1;
        const std::span<double> macd = columns[0];
        const std::span<double> signal = columns[1];
        const auto fast = kernels::undefinedFirst(macd, offset);
        m_fast.batch(values.subspan(offset), std::span(&fast, 1));
        m_slow.batch(values, columns.subspan(1, 1));
        for (std::size_t i = 0; i < values.size(); ++i)
            macd[i] -= signal[i];
        const auto defined = kernels::undefinedFirst(signal, first);
        const auto differences = macd.subspan(macd.size() - defined.size());
        if (m_convention == Convention::Mt5)
            m_simpleSignal.batch(differences, std::span(&defined, 1));
        else
            m_signal.batch(differences, std::span(&defined, 1));
        for (std::size_t i = 0; i < values.size(); ++i)
            columns[2][i] = macd[i] - signal[i];
        kernels::undefinedFirst(macd, static_cast<std::size_t>(warmUps()[0]) - 1);
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
