#include "charts/session_breaks.h"

#include <algorithm>
#include <array>

namespace agora::charts {
namespace {

constexpr double closestPixels = 40; // between two breaks
constexpr double mostEdges = 2'000; // in view; more only with holes of years

} // namespace

std::vector<std::size_t> sessionBreaks(
    const TimeAxisView &view, Period period, const DayAnchor &anchor)
{
    std::vector<std::size_t> breaks;
    if (view.times.size() < 2 || view.last < 0 || !(view.pixelsPerBar > 0))
        return breaks;
    const double newest = static_cast<double>(view.times.size() - 1);
    const auto first = static_cast<std::size_t>(std::clamp(view.first, 0.0, newest));
    const auto last = static_cast<std::size_t>(std::clamp(view.last + 1, 0.0, newest));
    const Timestamp end = fromNanos(view.times[last]);
    const auto span = static_cast<double>(view.times[last] - view.times[first]);
    for (const Period session : {Period::day(), Period::week(), Period::month()}) {
        const auto length = static_cast<double>(session.nominal().count());
        const auto bar = static_cast<double>(period.nominal().count());
        const double pixels = length / bar * view.pixelsPerBar;
        if (length < 2 * bar || pixels < closestPixels || span / length > mostEdges)
            continue;
        BarEdges edges(session, anchor);
        for (Timestamp edge = edges.at(fromNanos(view.times[first])).close; edge <= end;
             edge = edges.at(edge).close) {
            const auto found = std::ranges::lower_bound(view.times, toNanos(edge));
            const auto opened = static_cast<std::size_t>(found - view.times.begin());
            if (opened < view.times.size() && (breaks.empty() || breaks.back() != opened))
                breaks.push_back(opened);
        }
        return breaks;
    }
    return breaks;
}

DayAnchor breakAnchor(
    SessionBreaks kind, Period period, const DayAnchor &tradingDay, const Zone &zone)
{
    if (kind == SessionBreaks::TradingDays || period.nominal() >= Period::day().nominal())
        return tradingDay;
    const auto midnight = DayAnchor::make(0, zone.name(), std::chrono::Monday);
    return midnight ? *midnight : tradingDay; // a zone that is there has a name that can be found
}

std::optional<Timestamp> barClose(Timestamp openTime, Period period, const DayAnchor &anchor)
{
    if (!period.isClock())
        return std::nullopt;
    return BarEdges(period, anchor).at(openTime).close;
}

} // namespace agora::charts
