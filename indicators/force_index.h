#pragma once

#include "indicators/ema.h"
#include "indicators/sma.h"

#include "engine/model/bar_series.h"

#include <utility>

namespace agora::indicators {

/// Force Index (Alexander Elder, Trading for a Living, 1993): the exponential average of each bar's
/// change times its volume.
class ForceIndex {
public:
    using Input = Bar;
    using Output = double;

    explicit ForceIndex(int period) : m_average(period) {}

    [[nodiscard]] int warmUp() const { return m_average.warmUp() + 1; }

    /// Empty until `period + 1` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto previous = std::exchange(m_previousClose, bar.close);
        return previous ? m_average.update((bar.close - *previous) * bar.volume) : std::nullopt;
    }

private:
    Ema m_average;
    std::optional<double> m_previousClose;
};

/// MetaTrader's Force Index: the change of the simple average of the close times the volume.
class AverageForce {
public:
    using Input = Bar;
    using Output = double;

    explicit AverageForce(int period) : m_average(period) {}

    [[nodiscard]] int warmUp() const { return m_average.warmUp() + 1; }

    /// Empty until `period + 1` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto average = m_average.update(bar.close);
        const auto previous = std::exchange(m_previousAverage, average);
        return previous ? std::optional(bar.volume * (*average - *previous)) : std::nullopt;
    }

private:
    Sma m_average;
    std::optional<double> m_previousAverage;
};

static_assert(Indicator<ForceIndex>);
static_assert(Indicator<AverageForce>);

} // namespace agora::indicators
