#pragma once

#include "indicators/extreme.h"

#include "engine/model/bar_series.h"

namespace agora::indicators {

/// Donchian channel (Richard Donchian): highest high and lowest low of the last `period` bars, the
/// current one included, and the middle between them.
class DonchianChannel {
public:
    using Input = Bar;
    struct Output {
        double upper = 0;
        double middle = 0;
        double lower = 0;
    };

    explicit DonchianChannel(int period) : m_highest(period), m_lowest(period) {}

    [[nodiscard]] int warmUp() const { return m_highest.warmUp(); }

    /// Empty until `period` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto upper = m_highest.update(bar.high);
        const auto lower = m_lowest.update(bar.low);
        if (!upper || !lower)
            return std::nullopt;
        return Output{.upper = *upper, .middle = 0.5 * (*upper + *lower), .lower = *lower};
    }

private:
    Highest m_highest;
    Lowest m_lowest;
};

/// The middle between the highest and the lowest of the last `period` prices.
class Midpoint {
public:
    using Input = double;
    using Output = double;

    explicit Midpoint(int period) : m_highest(period), m_lowest(period) {}

    [[nodiscard]] int warmUp() const { return m_highest.warmUp(); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto highest = m_highest.update(value);
        const auto lowest = m_lowest.update(value);
        if (!highest || !lowest)
            return std::nullopt;
        return 0.5 * (*highest + *lowest);
    }

private:
    Highest m_highest;
    Lowest m_lowest;
};

static_assert(Indicator<DonchianChannel>);
static_assert(Indicator<Midpoint>);

} // namespace agora::indicators
