#pragma once

#include "indicators/deviation.h"

namespace agora::indicators {

/// Bollinger Bands: a simple moving average, and `width` population standard deviations to either
/// side. John Bollinger, Bollinger on Bollinger Bands (2001).
class BollingerBands {
public:
    using Input = double;
    struct Output {
        double upper = 0;
        double middle = 0;
        double lower = 0;
    };

    BollingerBands(int period, double width) : m_deviation(period), m_width(width)
    {
        AGORA_ENSURE(std::isfinite(width) && width >= 0.0);
    }

    [[nodiscard]] int warmUp() const { return m_deviation.warmUp(); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto spread = m_deviation.update(value);
        if (!spread)
            return std::nullopt;
        const double distance = m_width * spread->deviation;
        return Output{.upper = spread->mean + distance,
            .middle = spread->mean,
            .lower = spread->mean - distance};
    }

private:
    Deviation m_deviation;
    double m_width;
};

static_assert(Indicator<BollingerBands>);

} // namespace agora::indicators
