#pragma once

#include "indicators/rolling_sum.h"

#include "engine/model/bar_series.h"

#include <array>
#include <utility>

namespace agora::indicators {

/// 1, 2, 2, 1 on the last four inputs.
class SymmetricSum {
public:
    using Input = double;
    using Output = double;

    [[nodiscard]] int warmUp() const { return 4; }

    /// Empty until four inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const double sum = value + 2 * m_first + 2 * m_second + m_third;
        m_third = std::exchange(m_second, std::exchange(m_first, value));
        if (m_missing > 0) [[unlikely]] {
            --m_missing;
            return std::nullopt;
        }
        return sum;
    }

private:
    double m_first = 0; // the newest before
    double m_second = 0;
    double m_third = 0;
    int m_missing = 3;
};

/// Relative Vigor Index (John Ehlers, 2002; MetaTrader): bodies against ranges of the bars, both
/// smoothed and summed; 0 when there is no range. (LEAN calls another index RVI.)
class RelativeVigor {
public:
    using Input = Bar;
    struct Output {
        double rvi = 0;
        std::optional<double> signal; ///< three bars later than `rvi`
    };

    explicit RelativeVigor(int period) : m_bodySum(period), m_rangeSum(period) {}

    [[nodiscard]] std::array<int, 2> warmUps() const
    {
        return {m_bodySum.warmUp() + 3, m_bodySum.warmUp() + 6};
    }

    /// Empty until `period + 3` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto body = m_body.update(bar.close - bar.open);
        const auto range = m_range.update(bar.high - bar.low);
        if (!body || !range)
            return std::nullopt;
        const auto bodies = m_bodySum.update(*body);
        const auto ranges = m_rangeSum.update(*range);
        if (!bodies || !ranges)
            return std::nullopt;
        Output output{.rvi = *ranges > 0.0 ? *bodies / *ranges : 0.0, .signal = {}};
        if (const auto signal = m_signal.update(output.rvi))
            output.signal = *signal / 6;
        return output;
    }

private:
    SymmetricSum m_body;
    SymmetricSum m_range;
    RollingSum m_bodySum;
    RollingSum m_rangeSum;
    SymmetricSum m_signal;
};

static_assert(Indicator<RelativeVigor>);

} // namespace agora::indicators
