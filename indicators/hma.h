#pragma once

#include "indicators/chain.h"
#include "indicators/wma.h"

#include <algorithm>
#include <cmath>

namespace agora::indicators {

/// Hull moving average (Alan Hull, 2005): WMA(√n) of 2 · WMA(n/2) − WMA(n); halves and roots are
/// rounded down.
class Hma {
public:
    using Input = double;
    using Output = double;

    explicit Hma(int period)
        : m_half(std::max(1, period / 2)), m_whole(period), m_smooth(rootOf(period))
    {}

    [[nodiscard]] int warmUp() const { return m_whole.warmUp() + m_smooth.warmUp() - 1; }

    /// Empty until `period + √period − 1` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto half = m_half.update(value);
        const auto whole = m_whole.update(value);
        if (!half || !whole)
            return std::nullopt;
        return m_smooth.update(2.0 * *half - *whole);
    }

private:
    static int rootOf(int period) { return std::max(1, static_cast<int>(std::sqrt(period))); }

    Wma m_half;
    Wma m_whole;
    Wma m_smooth;
};

static_assert(Indicator<Hma>);

} // namespace agora::indicators
