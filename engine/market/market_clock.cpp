#include "engine/market/market_clock.h"

#include "engine/base/ensure.h"

#include <chrono>
#include <limits>

namespace agora {

namespace {

constexpr std::int64_t daySeconds = 86'400;
constexpr std::int64_t openWeekSeconds = 5 * daySeconds;
constexpr std::int64_t weekendSeconds = 7'200; // of market time
constexpr std::int64_t marketWeekSeconds = openWeekSeconds + weekendSeconds;
constexpr std::int64_t weekSeconds = 7 * daySeconds;
constexpr std::int64_t openingHour = 17;
// Some Sunday, 21:30 UTC: half-way between the two openings that the year's clock changes make.
constexpr std::int64_t firstSunday = 3 * daySeconds + 21 * 3'600 + 1'800;

std::int64_t floorDivided(std::int64_t value, std::int64_t by)
{
    return value / by - (value % by < 0 ? 1 : 0);
}

std::int64_t secondsOf(Timestamp at)
{
    return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

} // namespace

OpenStretch MarketClock::stretchAt(std::int64_t second)
{
    if (m_last.contains(second))
        return m_last;
    if (!m_hasWeekend) {
        constexpr auto furthest = std::numeric_limits<std::int64_t>::max() / 4;
        return m_last = {-furthest, furthest, -furthest};
    }
    const auto week = m_weeks.at(Timestamp{std::chrono::seconds{second}});
    const auto open = secondsOf(nextOpen(TradingHours::FxWeek, week.open));
    const auto close = secondsOf(week.close);
    AGORA_ENSURE(close - open == openWeekSeconds);
    const auto number = floorDivided(open - firstSunday + weekSeconds / 2, weekSeconds);
    return m_last = {open, close, number * marketWeekSeconds};
}

OpenStretch MarketClock::before(const OpenStretch &stretch)
{
    if (!m_hasWeekend)
        return stretch;
    // Three days before the opening is Thursday.
    return stretchAt(stretch.open - 3 * daySeconds);
}

int MarketClock::secondOfDay(std::int64_t marketSecond) const
{
    std::int64_t second = marketSecond;
    if (m_hasWeekend) {
        second -= floorDivided(marketSecond, marketWeekSeconds) * marketWeekSeconds;
        second += openingHour * 3'600;
    }
    return static_cast<int>(second - floorDivided(second, daySeconds) * daySeconds);
}

double MarketClock::daysPerYear() const
{
    constexpr double weeksPerYear = 365.25 / 7;
    constexpr double fxDaysPerWeek
        = static_cast<double>(marketWeekSeconds) / static_cast<double>(daySeconds);
    return weeksPerYear * (m_hasWeekend ? fxDaysPerWeek : 7.0);
}

} // namespace agora
