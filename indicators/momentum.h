#pragma once

#include "indicators/convention.h"
#include "indicators/indicator.h"
#include "indicators/window.h"

namespace agora::indicators {

/// Momentum: how far the price stands from where it stood `period` inputs ago: the difference, or
/// with MetaTrader 100 · now / then.
class Momentum {
public:
    using Input = double;
    using Output = double;

    explicit Momentum(int period, Convention convention = Convention::Standard)
        : m_past(period), m_isRatio(convention == Convention::Mt5)
    {}

    [[nodiscard]] int warmUp() const { return static_cast<int>(m_past.size()) + 1; }

    /// Empty until `period + 1` inputs have been seen, and where a ratio to zero is asked for.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto then = m_past.push(value);
        if (!then || (m_isRatio && *then == 0.0))
            return std::nullopt;
        return m_isRatio ? 100.0 * value / *then : value - *then;
    }

private:
    Window m_past;
    bool m_isRatio;
};

static_assert(Indicator<Momentum>);

} // namespace agora::indicators
