#pragma once

#include "indicators/running_total.h"
#include "indicators/sma.h"

#include "engine/model/bar_series.h"

#include <utility>

namespace agora::indicators {

/// The volume of each bar; for currencies the number of its ticks.
class Volumes {
public:
    using Input = Bar;
    using Output = double;

    [[nodiscard]] int warmUp() const { return 1; }

    /// Never empty.
    [[nodiscard]] std::optional<Output> update(const Input &bar) { return bar.volume; }
};

/// On-Balance Volume (Joseph Granville, 1963): the volume of rising bars minus that of falling
/// ones, added up.
class OnBalanceVolume {
public:
    using Input = Bar;
    using Output = double;

    enum class Start {
        FirstVolume, ///< TA-Lib, MetaTrader
        Zero ///< TradingView
    };

    explicit OnBalanceVolume(Start start) : m_start(start) {}

    [[nodiscard]] int warmUp() const { return 1; }

    /// Never empty.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto previous = std::exchange(m_previousClose, bar.close);
        if (!previous)
            return m_line.add(m_start == Start::FirstVolume ? bar.volume : 0.0);
        if (bar.close > *previous)
            return m_line.add(bar.volume);
        if (bar.close < *previous)
            return m_line.add(-bar.volume);
        return m_line.value();
    }

private:
    Start m_start;
    RunningTotal m_line;
    std::optional<double> m_previousClose;
};

/// Price Volume Trend: volumes times the relative change of the close, added up from 0.
class PriceVolumeTrend {
public:
    using Input = Bar;
    using Output = double;

    [[nodiscard]] int warmUp() const { return 1; }

    /// Never empty; a change from a close of zero adds nothing.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto previous = std::exchange(m_previousClose, bar.close);
        if (!previous || *previous == 0.0)
            return m_line.value();
        return m_line.add(bar.volume * (bar.close - *previous) / *previous);
    }

private:
    RunningTotal m_line;
    std::optional<double> m_previousClose;
};

/// Ease of Movement (Richard Arms): how far the median price moves for the volume spent on the
/// range, scaled by `divisor` and smoothed by a simple average. A bar without volume counts as 0.
class EaseOfMovement {
public:
    using Input = Bar;
    using Output = double;

    EaseOfMovement(int period, double divisor) : m_average(period), m_divisor(divisor) {}

    [[nodiscard]] int warmUp() const { return m_average.warmUp() + 1; }

    /// Empty until `period + 1` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const double median = (bar.high + bar.low) / 2;
        const auto previous = std::exchange(m_previousMedian, median);
        if (!previous)
            return std::nullopt;
        const double ease = bar.volume > 0.0
            ? m_divisor * (median - *previous) * (bar.high - bar.low) / bar.volume
            : 0.0;
        return m_average.update(ease);
    }

private:
    Sma m_average;
    double m_divisor;
    std::optional<double> m_previousMedian;
};

/// Market Facilitation Index (Bill Williams, Trading Chaos, 1995): points of range for each unit of
/// volume. A bar without volume keeps the value before it (MetaTrader).
class MarketFacilitation {
public:
    using Input = Bar;
    using Output = double;

    /// `point` is the smallest price step, above 0.
    explicit MarketFacilitation(double point) : m_point(point) { AGORA_ENSURE(point > 0.0); }

    [[nodiscard]] int warmUp() const { return 1; }

    /// Never empty.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        if (bar.volume > 0.0)
            m_value = (bar.high - bar.low) / m_point / bar.volume;
        return m_value;
    }

private:
    double m_point;
    double m_value = 0;
};

static_assert(Indicator<Volumes>);
static_assert(Indicator<OnBalanceVolume>);
static_assert(Indicator<PriceVolumeTrend>);
static_assert(Indicator<EaseOfMovement>);
static_assert(Indicator<MarketFacilitation>);

} // namespace agora::indicators
