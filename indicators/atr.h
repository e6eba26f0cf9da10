#pragma once

#include "indicators/bar_input.h"
#include "indicators/kernels.h"
#include "indicators/sma.h"
#include "indicators/true_range.h"
#include "indicators/wilder.h"

namespace agora::indicators {

/// Average True Range with any average of one number.
template <typename Average>
class AverageTrueRange {
public:
    using Input = Bar;
    using Output = double;

    explicit AverageTrueRange(int period, FirstRange first = FirstRange::Undefined)
        : m_trueRange(first), m_average(period)
    {}

    [[nodiscard]] int warmUp() const { return m_average.warmUp() + m_trueRange.warmUp() - 1; }

    /// Empty until `period` true ranges have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto range = m_trueRange.update(bar);
        return range ? m_average.update(*range) : std::nullopt;
    }
    void batch(const BarColumns &bars,
        Columns columns) const requires std::is_same_v<Average, WilderAverage>
    {
        kernels::averageTrueRange(bars.high, bars.low, bars.close, m_average.warmUp(),
            m_trueRange.warmUp() == 1, columns[0]);
    }

private:
    TrueRange m_trueRange;
    Average m_average;
};

/// Wilder's average of the true range.
/// J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
using Atr = AverageTrueRange<WilderAverage>;

/// The simple average of the true range (MetaTrader).
using SimpleAtr = AverageTrueRange<Sma>;

/// Normalised ATR: the average true range in percent of the close (John Forman, 2006).
class Natr {
public:
    using Input = Bar;
    using Output = double;

    explicit Natr(int period) : m_atr(period) {}

    [[nodiscard]] int warmUp() const { return m_atr.warmUp(); }

    /// Empty until `period + 1` bars have been seen, and where the close is zero.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto atr = m_atr.update(bar);
        if (!atr || bar.close == 0.0)
            return std::nullopt;
        return 100.0 * *atr / bar.close;
    }

private:
    Atr m_atr;
};

static_assert(Indicator<Atr>);
static_assert(Indicator<SimpleAtr>);
static_assert(Indicator<Natr>);

} // namespace agora::indicators
