#pragma once

#include "indicators/ema.h"
#include "indicators/rolling_fold.h"
#include "indicators/running_total.h"

#include "engine/model/bar_series.h"

namespace agora::indicators {

/// Close location value, −1 (closed at the low) to 1 (at the high); 0 for a bar without range.
[[nodiscard]] inline double closeLocation(const Bar &bar)
{
    const double range = bar.high - bar.low;
    return range > 0.0 ? ((bar.close - bar.low) - (bar.high - bar.close)) / range : 0.0;
}

/// Accumulation/Distribution line (Marc Chaikin): volumes added up, each weighted by where its bar
/// closed.
class AccumulationLine {
public:
    using Input = Bar;
    using Output = double;

    [[nodiscard]] int warmUp() const { return 1; }

    /// Never empty.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        return m_line.add(closeLocation(bar) * bar.volume);
    }

private:
    RunningTotal m_line;
};

/// Chaikin Oscillator: a fast minus a slow exponential average of the Accumulation/Distribution
/// line, both seeded with its first value.
class ChaikinOscillator {
public:
    using Input = Bar;
    using Output = double;

    enum class Shown {
        WhenSlowIsFull, ///< TA-Lib
        AtOnce ///< MetaTrader
    };

    ChaikinOscillator(int fastPeriod, int slowPeriod, Shown shown)
        : m_fast(fastPeriod, Seed::First)
        , m_slow(slowPeriod, Seed::First)
        , m_warmUp(shown == Shown::AtOnce ? 1 : std::max(fastPeriod, slowPeriod))
    {}

    [[nodiscard]] int warmUp() const { return m_warmUp; }

    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto line = m_line.update(bar);
        const auto fast = m_fast.update(*line);
        const auto slow = m_slow.update(*line);
        if (m_seen < m_warmUp && ++m_seen < m_warmUp)
            return std::nullopt;
        return *fast - *slow;
    }

private:
    AccumulationLine m_line;
    Ema m_fast;
    Ema m_slow;
    int m_warmUp;
    int m_seen = 0;
};

/// Chaikin Money Flow, −1 to 1: volumes of the last bars weighted by where their bars closed, as a
/// share of all volume; 0 without volume.
class ChaikinMoneyFlow {
public:
    using Input = Bar;
    using Output = double;

    explicit ChaikinMoneyFlow(int period) : m_flows(period) {}

    [[nodiscard]] int warmUp() const { return m_flows.warmUp(); }

    /// Empty until `period` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto flows = m_flows.update({closeLocation(bar) * bar.volume, bar.volume});
        if (!flows)
            return std::nullopt;
        return flows->volume > 0.0 ? flows->directed / flows->volume : 0.0;
    }

private:
    struct Flow {
        double directed = 0;
        double volume = 0;
    };
    struct Sum {
        Flow operator()(const Flow &a, const Flow &b) const
        {
            return {a.directed + b.directed, a.volume + b.volume};
        }
    };

    RollingFold<Flow, Sum> m_flows;
};

static_assert(Indicator<AccumulationLine>);
static_assert(Indicator<ChaikinOscillator>);
static_assert(Indicator<ChaikinMoneyFlow>);

} // namespace agora::indicators
