#include "engine/base/zone.h"
#include "engine/model/instrument.h"

namespace agora {

namespace {

constexpr auto anchorHour = std::chrono::hours{17};

/// One FX week, from Sunday's opening to the next, in UTC.
struct FxWeek {
    Timestamp opens;
    Timestamp closes;
    Timestamp nextOpens;

    [[nodiscard]] bool contains(Timestamp at) const { return at >= opens && at < nextOpens; }
};

const Zone &newYork()
{
    static const Zone zone = Zone::find("America/New_York").value();
    return zone;
}

FxWeek makeWeek(Timestamp at)
{
    using std::chrono::days;
    const auto tradingDay = std::chrono::floor<days>(newYork().toLocal(at) - anchorHour);
    const auto sunday
        = tradingDay - (std::chrono::weekday(tradingDay) - std::chrono::weekday(0)); // 0 is Sunday
    const auto anchorOf
        = [&](int day) { return newYork().toUtc(LocalTime{sunday + days{day}} + anchorHour); };
    return {.opens = anchorOf(0), .closes = anchorOf(5), .nextOpens = anchorOf(7)};
}

/// Asked for with every tick, and times come in order: a thread remembers its last week.
const FxWeek &weekOf(Timestamp at)
{
    thread_local FxWeek week;
    if (!week.contains(at))
        week = makeWeek(at);
    return week;
}

} // namespace

bool isOpen(TradingHours hours, Timestamp at)
{
    return hours == TradingHours::AlwaysOpen || at < weekOf(at).closes;
}

Timestamp nextOpen(TradingHours hours, Timestamp at)
{
    return isOpen(hours, at) ? at : weekOf(at).nextOpens;
}

} // namespace agora
