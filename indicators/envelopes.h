#pragma once

#include "indicators/moving_average.h"

namespace agora::indicators {

/// Envelopes: a moving average and lines a fixed percentage above and below it.
class Envelopes {
public:
    using Input = double;
    struct Output {
        double upper = 0;
        double middle = 0;
        double lower = 0;
    };

    /// `distance` in percent.
    Envelopes(MovingAverage average, double distance)
        : m_average(std::move(average)), m_share(distance / 100.0)
    {}

    [[nodiscard]] int warmUp() const { return m_average.warmUp(); }

    /// Empty until the average is defined.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto middle = m_average.update(value);
        if (!middle)
            return std::nullopt;
        return Output{.upper = *middle * (1.0 + m_share),
            .middle = *middle,
            .lower = *middle * (1.0 - m_share)};
    }

private:
    MovingAverage m_average;
    double m_share;
};

static_assert(Indicator<Envelopes>);

} // namespace agora::indicators
