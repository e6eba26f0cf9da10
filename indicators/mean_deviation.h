#pragma once

#include "indicators/indicator.h"
#include "indicators/window.h"

#include <cmath>

namespace agora::indicators {

/// Mean of the last `period` inputs and mean absolute distance from it. Each update visits all of
/// the window, as every distance changes with the mean.
class MeanDeviation {
public:
    using Input = double;
    struct Output {
        double mean = 0;
        double deviation = 0; ///< exactly 0 when all inputs of the window are equal
    };

    explicit MeanDeviation(int period) : m_window(period) {}

    [[nodiscard]] int warmUp() const { return static_cast<int>(m_window.size()); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        m_window.push(value);
        if (!m_window.isFull())
            return std::nullopt;
        const auto count = static_cast<double>(m_window.size());
        double distances = 0; // from the newest, so that equal inputs have exactly their own mean
        m_window.forEach([&](double past) { distances += past - value; });
        const double mean = value + distances / count;
        double deviations = 0;
        m_window.forEach([&](double past) { deviations += std::abs(past - mean); });
        return Output{.mean = mean, .deviation = deviations / count};
    }

private:
    Window m_window;
};

static_assert(Indicator<MeanDeviation>);

} // namespace agora::indicators
