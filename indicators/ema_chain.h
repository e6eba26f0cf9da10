#pragma once

#include "indicators/chain.h"
#include "indicators/convention.h"
#include "indicators/ema.h"

namespace agora::indicators {

/// Exponential averages, each of the one before it. MetaTrader seeds every one with its first
/// input, which is the `period`-th value of the one before.
template <std::size_t count>
class EmaChain {
public:
    using Input = double;
    using Output = std::array<double, count>;

    explicit EmaChain(int period, Convention convention = Convention::Standard)
        : m_period(period)
        , m_stages(convention == Convention::Mt5
                  ? copies<count>(Stage{Ema(period, Seed::First), period - 1})
                  : copies<count>(Stage{Ema(period), 0}))
    {}

    [[nodiscard]] int warmUp() const
    {
        const auto waits = static_cast<int>(count) - 1;
        return waits * (m_period - 1) + m_stages.back().average.warmUp();
    }

    /// Empty until the last average is defined.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        Output averages{};
        for (std::size_t i = 0; i < count; ++i) {
            auto &stage = m_stages[i];
            const auto average = stage.average.update(value);
            if (!average)
                return std::nullopt;
            value = averages[i] = *average;
            if (stage.toSkip > 0 && i + 1 < count) {
                --stage.toSkip;
                return std::nullopt;
            }
        }
        return averages;
    }

private:
    struct Stage {
        Ema average;
        int toSkip = 0; // values that the next stage does not get
    };

    int m_period;
    std::array<Stage, count> m_stages;
};

static_assert(Indicator<EmaChain<2>>);

} // namespace agora::indicators
