#include "charts/drawing/bar_axis.h"

#include "engine/base/ensure.h"
#include "engine/base/zone.h"

#include <algorithm>
#include <cmath>

namespace agora::charts {
namespace {

constexpr std::int64_t hour = 3'600'000'000'000;
constexpr std::int64_t week = 168 * hour;
constexpr std::int64_t openHours = 120 * hour; // of the FX week
constexpr std::int64_t weekStart = 3 * 24 * hour + 17 * hour; // Sunday 1970-01-04 17:00 New York
constexpr double farthest = 100.0 * 365 * 24 * static_cast<double>(hour);

const Zone &newYork()
{
    static const Zone zone = [] {
        auto found = Zone::find("America/New_York");
        return found ? *found : Zone::utc();
    }();
    return zone;
}

std::int64_t floorDivided(std::int64_t value, std::int64_t by)
{
    return value / by - (value % by < 0 ? 1 : 0);
}

/// Open market before that instant, counted from some Sunday. Clocks change while it is closed, so
/// every open hour counts once.
std::int64_t openTime(std::int64_t at, TradingHours hours)
{
    if (!hours.hasWeekend())
        return at;
    const auto local = newYork().toLocal(fromNanos(at)).time_since_epoch().count() - weekStart;
    const std::int64_t weeks = floorDivided(local, week);
    return weeks * openHours + std::min(local - weeks * week, openHours);
}

std::int64_t instantOf(std::int64_t open, TradingHours hours)
{
    if (!hours.hasWeekend())
        return open;
    const std::int64_t weeks = floorDivided(open, openHours);
    const std::int64_t local = weekStart + weeks * week + (open - weeks * openHours);
    return toNanos(newYork().toUtc(LocalTime(Duration(local))));
}

double openStep(Period period, TradingHours hours)
{
    const auto nominal = static_cast<double>(period.nominal().count());
    const bool isLonger = period.nominal() > Duration(24 * hour);
    return hours.hasWeekend() && isLonger ? nominal * 5 / 7 : nominal;
}

} // namespace

BarAxis::BarAxis(std::span<const std::int64_t> times, Period period, TradingHours hours)
    : m_times(times), m_period(period), m_hours(hours), m_step(openStep(period, hours))
{
    AGORA_ENSURE(m_step > 0);
}

double BarAxis::length(std::size_t bar) const
{
    const auto gap = static_cast<double>(m_times[bar + 1] - m_times[bar]);
    const bool isSteady = m_period.isClock() && m_period.unit() != Period::Unit::Month;
    return std::max(
        1.0, isSteady ? std::min(gap, static_cast<double>(m_period.nominal().count())) : gap);
}

double BarAxis::counted(std::int64_t from, std::int64_t to) const
{
    return static_cast<double>(openTime(to, m_hours) - openTime(from, m_hours)) / m_step;
}

std::int64_t BarAxis::countedTime(std::int64_t from, double bars) const
{
    const double by = std::clamp(bars * m_step, -farthest, farthest);
    return instantOf(openTime(from, m_hours) + std::llround(by), m_hours);
}

double BarAxis::barAt(Timestamp at) const
{
    if (m_times.empty())
        return 0;
    const auto most = static_cast<std::int64_t>(farthest);
    const std::int64_t nanos
        = std::clamp(toNanos(at), m_times.front() - most, m_times.back() + most);
    if (nanos < m_times.front())
        return counted(m_times.front(), nanos);
    const auto newest = static_cast<double>(m_times.size() - 1);
    if (nanos >= m_times.back())
        return newest + counted(m_times.back(), nanos);
    const auto after = std::ranges::upper_bound(m_times, nanos);
    const auto bar = static_cast<std::size_t>(after - m_times.begin()) - 1;
    const double part = static_cast<double>(nanos - m_times[bar]) / length(bar);
    return static_cast<double>(bar) + std::min(part, 1.0);
}

Timestamp BarAxis::timeAt(double bar) const
{
    if (m_times.empty() || !std::isfinite(bar))
        return {};
    const auto newest = static_cast<double>(m_times.size() - 1);
    if (bar < 0)
        return fromNanos(countedTime(m_times.front(), bar));
    if (bar == newest)
        return fromNanos(m_times.back());
    if (bar > newest)
        return fromNanos(countedTime(m_times.back(), bar - newest));
    const auto whole = static_cast<std::size_t>(bar);
    const double part = bar - std::floor(bar);
    return fromNanos(m_times[whole] + std::llround(part * length(whole)));
}

} // namespace agora::charts
