#pragma once

#include "indicators/true_range.h"
#include "indicators/wilder.h"

namespace agora::indicators {

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

static_assert(Indicator<Atr>);

} // namespace agora::indicators
