#pragma once

#include "indicators/indicator.h"
#include "indicators/rolling_fold.h"

#include "engine/model/bar_series.h"

#include <cstdint>

namespace agora::indicators {

/// Aroon (Tushar Chande, 1995), 0 to 100: how recent the highest high and the lowest low of the
/// last `period + 1` bars are; of equal ones the latest counts.
class Aroon {
public:
    using Input = Bar;
    struct Output {
        double up = 0;
        double down = 0;
        double oscillator = 0; ///< up − down, −100 to 100
    };

    explicit Aroon(int period) : m_highest(period + 1), m_lowest(period + 1), m_period(period) {}

    [[nodiscard]] int warmUp() const { return m_highest.warmUp(); }

    /// Empty until `period + 1` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto highest = m_highest.update({m_bar, bar.high});
        const auto lowest = m_lowest.update({m_bar, -bar.low});
        const std::int64_t now = m_bar++;
        if (!highest || !lowest)
            return std::nullopt;
        const double up = score(now - highest->bar);
        const double down = score(now - lowest->bar);
        return Output{.up = up, .down = down, .oscillator = up - down};
    }

private:
    struct Peak {
        std::int64_t bar = 0;
        double height = 0;
    };
    struct LatestHighest {
        Peak operator()(const Peak &older, const Peak &newer) const
        {
            return newer.height >= older.height ? newer : older;
        }
    };

    [[nodiscard]] double score(std::int64_t age) const
    {
        return 100.0 * static_cast<double>(m_period - age) / m_period;
    }

    RollingFold<Peak, LatestHighest> m_highest;
    RollingFold<Peak, LatestHighest> m_lowest; // of the lows upside down
    int m_period;
    std::int64_t m_bar = 0;
};

static_assert(Indicator<Aroon>);

} // namespace agora::indicators
