#pragma once

#include "indicators/deviation.h"
#include "indicators/ema.h"
#include "indicators/extreme.h"
#include "indicators/rolling_sum.h"
#include "indicators/true_range.h"
#include "indicators/window.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace agora::indicators {

/// Historical volatility: sample standard deviation of the last logarithmic returns, times the root
/// of the number of bars in a year.
class HistoricalVolatility {
public:
    using Input = double;
    using Output = double; ///< a fraction: 0.1 is 10 per cent a year

    HistoricalVolatility(int period, double barsPerYear)
        : m_returns(period), m_scale(std::sqrt(barsPerYear * period / (period - 1.0)))
    {
        AGORA_ENSURE(period >= 2 && barsPerYear > 0.0);
    }

    [[nodiscard]] int warmUp() const { return m_returns.warmUp() + 1; }

    /// Empty until `period` returns have been seen, and while one of them was from or to a price
    /// that is not positive.
    [[nodiscard]] std::optional<Output> update(Input price)
    {
        const auto previous = std::exchange(m_previous, price);
        if (!previous)
            return std::nullopt;
        const bool isReturn = price > 0.0 && *previous > 0.0;
        m_spoilt = isReturn ? std::max(m_spoilt - 1, 0) : m_returns.warmUp();
        const auto spread = m_returns.update(isReturn ? std::log(price / *previous) : 0.0);
        return spread && m_spoilt == 0 ? std::optional(m_scale * spread->deviation) : std::nullopt;
    }

private:
    Deviation m_returns;
    double m_scale;
    std::optional<double> m_previous;
    int m_spoilt = 0; // this many inputs until the last bad return has left
};

/// Chaikin volatility (Marc Chaikin): the change in percent, over `changePeriod` bars, of the
/// exponential average of the bars' ranges.
class ChaikinVolatility {
public:
    using Input = Bar;
    using Output = double;

    ChaikinVolatility(int period, int changePeriod) : m_average(period), m_past(changePeriod) {}

    [[nodiscard]] int warmUp() const
    {
        return m_average.warmUp() + static_cast<int>(m_past.size());
    }

    /// Empty until the average has a past, and where it rises from zero.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto average = m_average.update(bar.high - bar.low);
        const auto then = average ? m_past.push(*average) : std::nullopt;
        if (!then)
            return std::nullopt;
        if (*average == *then)
            return 0.0;
        return *then > 0.0 ? std::optional(100.0 * (*average - *then) / *then) : std::nullopt;
    }

private:
    Ema m_average;
    Window m_past;
};

/// Mass Index (Donald Dorsey, 1992): how the exponential average of the range stands to its own
/// average, summed; 1 a bar when there is no range at all.
class MassIndex {
public:
    using Input = Bar;
    using Output = double;

    MassIndex(int period, int sumPeriod) : m_once(period), m_twice(period), m_sum(sumPeriod) {}

    [[nodiscard]] int warmUp() const
    {
        return m_once.warmUp() + m_twice.warmUp() + m_sum.warmUp() - 2;
    }

    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto once = m_once.update(bar.high - bar.low);
        const auto twice = once ? m_twice.update(*once) : std::nullopt;
        if (!twice)
            return std::nullopt;
        return m_sum.update(*twice > 0.0 ? *once / *twice : 1.0);
    }

private:
    Ema m_once;
    Ema m_twice;
    RollingSum m_sum;
};

/// Choppiness Index (E. W. Dreiss), 0 (one straight way) to 100 (bars on top of one another, and a
/// market without any range): the sum of the true ranges against the whole range, on a scale of
/// logarithms.
class Choppiness {
public:
    using Input = Bar;
    using Output = double;

    explicit Choppiness(int period)
        : m_ranges(period)
        , m_highest(period)
        , m_lowest(period)
        , m_scale(100.0 / std::log(static_cast<double>(period)))
    {
        AGORA_ENSURE(period >= 2);
    }

    [[nodiscard]] int warmUp() const { return m_ranges.warmUp(); }

    /// Empty until `period` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto way = m_ranges.update(*m_trueRange.update(bar));
        const auto highest = m_highest.update(bar.high);
        const auto lowest = m_lowest.update(bar.low);
        if (!way || !highest || !lowest)
            return std::nullopt;
        const double range = *highest - *lowest;
        return range > 0.0 ? m_scale * std::log(*way / range) : 100.0;
    }

private:
    TrueRange m_trueRange{FirstRange::HighLow};
    RollingSum m_ranges;
    Highest m_highest;
    Lowest m_lowest;
    double m_scale;
};

/// Ulcer Index (Peter Martin, 1987), in percent: root of the mean squared distance below the
/// highest price of the last bars.
class UlcerIndex {
public:
    using Input = double;
    using Output = double;

    explicit UlcerIndex(int period) : m_highest(period), m_squares(period) {}

    [[nodiscard]] int warmUp() const { return m_highest.warmUp() + m_squares.warmUp() - 1; }

    /// Empty until `period` distances have been seen.
    [[nodiscard]] std::optional<Output> update(Input price)
    {
        const auto highest = m_highest.update(price);
        if (!highest)
            return std::nullopt;
        const double fall = *highest != 0.0 ? 100.0 * (price - *highest) / *highest : 0.0;
        const auto squares = m_squares.update(fall * fall);
        return squares ? std::optional(std::sqrt(*squares / m_squares.warmUp())) : std::nullopt;
    }

private:
    Highest m_highest;
    RollingSum m_squares;
};

static_assert(Indicator<HistoricalVolatility>);
static_assert(Indicator<ChaikinVolatility>);
static_assert(Indicator<MassIndex>);
static_assert(Indicator<Choppiness>);
static_assert(Indicator<UlcerIndex>);

} // namespace agora::indicators
