#pragma once

#include "indicators/regression.h"

namespace agora::indicators {

/// Linear-regression channel: the end of the least-squares line through the last `period` inputs,
/// and `width` population standard deviations of the distances from that line to either side.
class RegressionChannel {
public:
    using Input = double;
    struct Output {
        double upper = 0;
        double middle = 0;
        double lower = 0;
    };

    RegressionChannel(int period, double width) : m_line(period), m_width(width) {}

    [[nodiscard]] int warmUp() const { return m_line.warmUp(); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto line = m_line.update(value);
        if (!line)
            return std::nullopt;
        const double distance = m_width * line->residual;
        return Output{.upper = line->value + distance,
            .middle = line->value,
            .lower = line->value - distance};
    }

private:
    Regression m_line;
    double m_width;
};

static_assert(Indicator<RegressionChannel>);

} // namespace agora::indicators
