#pragma once

#include "indicators/hilbert.h"

#include "engine/base/ensure.h"

#include <cstddef>

// John Ehlers's cycle indicators as TA-Lib begins them. Where they sum over one dominant cycle, an
// update costs as many steps as the cycle has bars: never more than 50.

namespace agora::indicators {

/// Period of the dominant cycle, in bars, with the components it is measured by.
class DominantCycle {
public:
    using Input = double;
    struct Output {
        double period = 0; ///< in bars, up to 50
        double inPhase = 0;
        double quadrature = 0;
    };

    [[nodiscard]] int warmUp() const { return 33; }

    /// Empty for the first 32 inputs.
    [[nodiscard]] std::optional<Output> update(Input price)
    {
        const auto cycle = m_cycle.update(price);
        if (!cycle
            || (m_seen < warmUp() - HilbertCycle::shortStart
                && ++m_seen < warmUp() - HilbertCycle::shortStart))
            return std::nullopt;
        return Output{
            .period = cycle->period, .inPhase = cycle->inPhase, .quadrature = cycle->quadrature};
    }

private:
    HilbertCycle m_cycle{HilbertCycle::shortStart};
    int m_seen = 0;
};

/// The last values, as many as the longest cycle has bars; 0 where there are none yet.
class CycleWindow {
public:
    static constexpr int size = 50;

    void push(double value)
    {
        m_newest = m_newest == 0 ? m_values.size() - 1 : m_newest - 1;
        m_values[m_newest] = value;
    }
    /// `back` 0 is the newest.
    [[nodiscard]] double operator[](int back) const
    {
        const std::size_t place = m_newest + static_cast<std::size_t>(back);
        return m_values[place < m_values.size() ? place : place - m_values.size()];
    }

private:
    std::array<double, size> m_values{};
    std::size_t m_newest = 0;
};

/// Where in its dominant cycle the price stands.
class CyclePhase {
public:
    using Input = double;
    struct Output {
        double phase = 0; ///< degrees, −45 to 315
        double period = 0; ///< bars
        double smoothPrice = 0;
        bool isShown = false; ///< false for the first 63 inputs
    };

    [[nodiscard]] int warmUp() const { return 64; }

    /// Empty until the filters begin, and not to be shown for a while longer.
    [[nodiscard]] std::optional<Output> update(Input price);

private:
    HilbertCycle m_cycle{HilbertCycle::longStart};
    CycleWindow m_smoothPrices;
    double m_phase = 0;
    int m_seen = 0; // no further than needed
};

/// Phase of the dominant cycle in degrees, its sine, and the sine 45 degrees ahead: the two cross
/// near the turns of a cycle.
class SineWave {
public:
    using Input = double;
    struct Output {
        double phase = 0; ///< degrees, −45 to 315
        double sine = 0;
        double leadSine = 0;
    };

    [[nodiscard]] int warmUp() const { return m_phase.warmUp(); }

    /// Empty for the first 63 inputs.
    [[nodiscard]] std::optional<Output> update(Input price);

private:
    CyclePhase m_phase;
};

/// Instantaneous trend line: the mean over one dominant cycle, which takes the cycle out, smoothed
/// over four bars.
class InstantTrend {
public:
    /// Takes a price in before there is a period.
    void remember(double price) { m_prices.push(price); }
    /// `period` in bars, 0 to 50.
    double update(double price, double period);

private:
    CycleWindow m_prices;
    std::array<double, 3> m_means{};
};

/// The trend line, and whether the market trends (1) or swings (0).
class TrendMode {
public:
    using Input = double;
    struct Output {
        double trendline = 0;
        double mode = 0; ///< 0 or 1
    };

    [[nodiscard]] int warmUp() const { return m_phase.warmUp(); }

    /// Empty for the first 63 inputs.
    [[nodiscard]] std::optional<Output> update(Input price);

private:
    [[nodiscard]] bool isTrend(const CyclePhase::Output &cycle, double trendline);

    CyclePhase m_phase;
    InstantTrend m_trend;
    double m_previousPhase = 0;
    double m_sine = 0;
    double m_leadSine = 0;
    int m_barsInTrend = 0;
};

static_assert(Indicator<DominantCycle>);
static_assert(Indicator<CyclePhase>);
static_assert(Indicator<SineWave>);
static_assert(Indicator<TrendMode>);

} // namespace agora::indicators
