#pragma once

#include "indicators/indicator.h"

#include "engine/model/bar_series.h"

#include <algorithm>

namespace agora::indicators {

/// What the first bar's range is, which has no close before it.
enum class FirstRange {
    Undefined, ///< TA-Lib, MetaTrader
    HighLow ///< TradingView: high − low
};

/// How far the price went in a bar, with the jump from the close before.
/// J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
class TrueRange {
public:
    using Input = Bar;
    using Output = double;

    explicit TrueRange(FirstRange first = FirstRange::Undefined) : m_first(first) {}

    [[nodiscard]] int warmUp() const { return m_first == FirstRange::Undefined ? 2 : 1; }

    /// Empty for the first bar, unless that counts with its own range.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        if (!m_hasPrevious) [[unlikely]] {
            m_hasPrevious = true;
            m_previousClose = bar.close;
            return m_first == FirstRange::HighLow ? std::optional(bar.high - bar.low)
                                                  : std::nullopt;
        }
        const double range
            = std::max(bar.high, m_previousClose) - std::min(bar.low, m_previousClose);
        m_previousClose = bar.close;
        return range;
    }

private:
    FirstRange m_first;
    bool m_hasPrevious = false;
    double m_previousClose = 0;
};

static_assert(Indicator<TrueRange>);

} // namespace agora::indicators
