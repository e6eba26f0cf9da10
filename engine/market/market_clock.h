#pragma once

#include "engine/model/bar_edges.h"
#include "engine/model/instrument.h"

#include <cstdint>

namespace agora {

/// One stretch in which a market is open without a break: seconds since 1970 UTC, [open, close).
struct OpenStretch {
    std::int64_t open = 0;
    std::int64_t close = 0;
    std::int64_t marketOpen = 0; ///< the market's own count of seconds at `open`

    [[nodiscard]] bool contains(std::int64_t second) const
    {
        return open <= second && second < close;
    }
    [[nodiscard]] std::int64_t marketSecond(std::int64_t second) const
    {
        return marketOpen + (second - open);
    }
};

/// A market's own time, which stands still over the weekend but for two hours: the size of a
/// Monday's gap. The simulated prices move in this time. Its time of day is New York's for markets
/// with a weekend and UTC for those without. Breaks and holidays do not stop it: prices move on
/// unseen, which makes the gap after them.
class MarketClock {
public:
    explicit MarketClock(const TradingHours &hours)
        : m_hasWeekend(hours.hasWeekend()), m_weeks(Period::week())
    {}

    /// The stretch that holds this second of UTC, or else the next one.
    [[nodiscard]] OpenStretch stretchAt(std::int64_t second);
    /// The last stretch that begins before this one does; the same where there is only one.
    [[nodiscard]] OpenStretch before(const OpenStretch &stretch);
    /// 0 … 86399 on the market's wall clock. Pure arithmetic: no FX week holds a clock change.
    [[nodiscard]] int secondOfDay(std::int64_t marketSecond) const;
    /// How many days of a year the market moves.
    [[nodiscard]] double daysPerYear() const;

private:
    bool m_hasWeekend;
    BarEdges m_weeks; // from Friday's close to Friday's close
    OpenStretch m_last;
};

} // namespace agora
