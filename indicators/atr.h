#pragma once

#include "indicators/wilder.h"

#include "engine/model/bar_series.h"

#include <algorithm>
#include <utility>

namespace agora::indicators {

/// How far the price went in a bar, with the jump from the close before.
class TrueRange {
public:
    using Input = Bar;
    using Output = double;

    [[nodiscard]] int warmUp() const { return 2; }

    /// Empty for the first bar, which has no close before it (TA-Lib, MetaTrader).
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto previous = std::exchange(m_previousClose, bar.close);
        if (!previous)
            return std::nullopt;
        return std::max(bar.high, *previous) - std::min(bar.low, *previous);
    }

private:
    std::optional<double> m_previousClose;
};

/// Average True Range: Wilder's average of the true range.
/// J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
class Atr {
public:
    using Input = Bar;
    using Output = double;

    explicit Atr(int period) : m_average(period) {}

    [[nodiscard]] int warmUp() const { return m_average.warmUp() + 1; }

    /// Empty until `period + 1` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto range = m_trueRange.update(bar);
        return range ? m_average.update(*range) : std::nullopt;
    }

private:
    TrueRange m_trueRange;
    WilderAverage m_average;
};

static_assert(Indicator<TrueRange>);
static_assert(Indicator<Atr>);

} // namespace agora::indicators
