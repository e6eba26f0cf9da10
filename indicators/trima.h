#pragma once

#include "indicators/chain.h"
#include "indicators/sma.h"

namespace agora::indicators {

/// Triangular moving average: a simple average of a simple average, whose weights rise to the
/// middle of the window and fall again.
class Trima {
public:
    using Input = double;
    using Output = double;

    explicit Trima(int period) : m_first((period + 1) / 2), m_second(period / 2 + 1) {}

    [[nodiscard]] int warmUp() const { return m_first.warmUp() + m_second.warmUp() - 1; }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        return feed(m_second, m_first.update(value));
    }

private:
    Sma m_first;
    Sma m_second;
};

static_assert(Indicator<Trima>);

} // namespace agora::indicators
