#pragma once

#include "indicators/ema.h"

#include "engine/model/bar_series.h"

namespace agora::indicators {

/// Bulls power and bears power (Alexander Elder, Trading for a Living, 1993): how far the high and
/// the low of a bar lie from the exponential average of the close.
class ElderRay {
public:
    using Input = Bar;
    struct Output {
        double bulls = 0;
        double bears = 0;
    };

    explicit ElderRay(int period, Seed seed = Seed::Mean) : m_average(period, seed) {}

    [[nodiscard]] int warmUp() const { return m_average.warmUp(); }

    /// Empty until the average can be told.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto average = m_average.update(bar.close);
        if (!average)
            return std::nullopt;
        return Output{.bulls = bar.high - *average, .bears = bar.low - *average};
    }

private:
    Ema m_average;
};

static_assert(Indicator<ElderRay>);

} // namespace agora::indicators
