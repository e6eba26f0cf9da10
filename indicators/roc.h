#pragma once

#include "indicators/indicator.h"
#include "indicators/window.h"

#include <cmath>

namespace agora::indicators {

/// Rate of Change: the move over the last `period` inputs in percent of where it began.
class Roc {
public:
    using Input = double;
    using Output = double;

    explicit Roc(int period) : m_past(period) {}

    [[nodiscard]] int warmUp() const { return static_cast<int>(m_past.size()) + 1; }

    /// Empty until `period + 1` inputs have been seen, and where the move began at zero.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        AGORA_ENSURE(std::isfinite(value));
        const auto then = m_past.push(value);
        if (!then || *then == 0.0)
            return std::nullopt;
        return 100.0 * (value - *then) / *then;
    }

private:
    Window m_past;
};

static_assert(Indicator<Roc>);

} // namespace agora::indicators
