#pragma once

#include "indicators/indicator.h"

#include "engine/model/bar_series.h"

#include <algorithm>

namespace agora::indicators {

/// Heikin-Ashi, "average bars": the close is the mean of the bar, the open the middle of the
/// average bar before. Dan Valcu, Using the Heikin-Ashi Technique (2004).
class HeikinAshi {
public:
    using Input = Bar;
    using Output = Ohlc;

    [[nodiscard]] int warmUp() const { return 1; }

    /// Defined from the first bar, whose open is the middle of its own open and close.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const double open
            = 0.5 * (m_previous ? m_previous->open + m_previous->close : bar.open + bar.close);
        const double close = 0.25 * (bar.open + bar.high + bar.low + bar.close);
        m_previous = Ohlc{.open = open,
            .high = std::max({bar.high, open, close}),
            .low = std::min({bar.low, open, close}),
            .close = close};
        return m_previous;
    }

private:
    std::optional<Ohlc> m_previous;
};

static_assert(Indicator<HeikinAshi>);

} // namespace agora::indicators
