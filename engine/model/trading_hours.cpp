#include "engine/model/trading_hours.h"

#include "engine/base/ensure.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <optional>

namespace agora {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;

namespace {

constexpr auto anchorHour = std::chrono::hours{17};
constexpr int weekMinutes = 7 * 1'440;
constexpr int furthestWeeks = 58; ///< that a market may stay closed: a little over 400 days

/// One FX week, from Sunday's opening to the next, in UTC.
struct FxWeekTimes {
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

local_days sundayOf(local_days day)
{
    return day - (std::chrono::weekday(day) - std::chrono::Sunday);
}

FxWeekTimes makeWeek(Timestamp at)
{
    const auto sunday = sundayOf(std::chrono::floor<days>(newYork().toLocal(at) - anchorHour));
    const auto anchorOf
        = [&](int day) { return newYork().toUtc(LocalTime{sunday + days{day}} + anchorHour); };
    return {.opens = anchorOf(0), .closes = anchorOf(5), .nextOpens = anchorOf(7)};
}

/// Asked for with every tick, and times come in order: a thread remembers its last week.
const FxWeekTimes &fxWeekOf(Timestamp at)
{
    thread_local FxWeekTimes week;
    if (!week.contains(at))
        week = makeWeek(at);
    return week;
}

/// [open, close) in UTC.
struct Stretch {
    Timestamp open;
    Timestamp close;
};

} // namespace

/// One schedule with its zone at hand.
struct TradingHours::Kept {
    TradingSchedule schedule;
    Zone zone;
    bool hasWeekend = false;

    /// What is open in the week from `sunday` on, ascending; stretches that touch are one.
    [[nodiscard]] std::vector<Stretch> openOf(local_days sunday) const;
    [[nodiscard]] std::vector<Stretch> sessionsOf(local_days sunday) const;
    [[nodiscard]] std::vector<Stretch> closedAround(local_days sunday) const;
};

namespace {

/// The week that was asked for last, of each schedule a thread works with.
struct KnownWeek {
    const TradingHours::Kept *kept = nullptr;
    Timestamp from;
    Timestamp to;
    local_days sunday;
    std::vector<Stretch> open;
};

void cutOut(std::vector<Stretch> &open, const Stretch &closed)
{
    std::vector<Stretch> left;
    for (const auto &one : open) {
        if (one.open < closed.open)
            left.push_back({one.open, std::min(one.close, closed.open)});
        if (one.close > closed.close)
            left.push_back({std::max(one.open, closed.close), one.close});
    }
    std::erase_if(left, [](const Stretch &one) { return one.open >= one.close; });
    open = std::move(left);
}

const KnownWeek &weekOf(const TradingHours::Kept &kept, local_days sunday)
{
    thread_local std::deque<KnownWeek> known;
    const auto found = std::find_if(known.begin(), known.end(),
        [&](const auto &one) { return one.kept == &kept && one.sunday == sunday; });
    if (found != known.end())
        return *found;
    constexpr std::size_t mostKnown = 16;
    if (known.size() >= mostKnown)
        known.pop_front();
    return known.emplace_back(KnownWeek{.kept = &kept,
        .from = kept.zone.toUtc(LocalTime{sunday}),
        .to = kept.zone.toUtc(LocalTime{sunday + days{7}}),
        .sunday = sunday,
        .open = kept.openOf(sunday)});
}

/// The week that holds `at`; the last one is tried first, as times come in order.
const KnownWeek &weekAt(const TradingHours::Kept &kept, Timestamp at)
{
    thread_local KnownWeek last;
    if (last.kept != &kept || at < last.from || at >= last.to) {
        auto sunday = sundayOf(std::chrono::floor<days>(kept.zone.toLocal(at)));
        last = weekOf(kept, sunday);
        if (at
            < last.from) // around a clock change at midnight the local date alone does not decide
            last = weekOf(kept, sunday - days{7});
        else if (at >= last.to)
            last = weekOf(kept, sunday + days{7});
    }
    return last;
}

bool isOpenAt(const TradingHours::Kept &kept, Timestamp at)
{
    const auto &open = weekAt(kept, at).open;
    const auto after = std::upper_bound(open.begin(), open.end(), at,
        [](Timestamp time, const Stretch &one) { return time < one.open; });
    return after != open.begin() && at < std::prev(after)->close;
}

/// The end of what holds `at`, or the next opening, over as many weeks as it takes.
Timestamp nextEdge(const TradingHours::Kept &kept, Timestamp at, bool isOpening)
{
    auto sunday = weekAt(kept, at).sunday;
    auto reached = at;
    for (int week = 0; week < furthestWeeks; ++week, sunday += days{7}) {
        const auto &known = weekOf(kept, sunday);
        for (const auto &one : known.open) {
            if (one.close <= reached)
                continue;
            if (isOpening)
                return std::max(one.open, reached);
            if (one.open > reached)
                return reached;
            reached = one.close; // the next week's first stretch may go on from here
        }
        if (!isOpening && reached < known.to)
            return reached;
    }
    return Timestamp::max();
}

int yearOf(local_days day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

} // namespace

std::vector<Stretch> TradingHours::Kept::closedAround(local_days sunday) const
{
    std::vector<Stretch> closed;
    for (const auto &one : schedule.closures) {
        for (int year = yearOf(sunday) - 1; year <= yearOf(sunday) + 1; ++year) {
            const auto from = one.from.in(year);
            auto to = from ? one.to.in(year) : std::nullopt;
            if (to
                && LocalTime{*to} + minutes{one.toMinute}
                    <= LocalTime{*from} + minutes{one.fromMinute})
                to = one.to.in(year + 1);
            if (from && to)
                closed.push_back({zone.toUtc(LocalTime{*from} + minutes{one.fromMinute}),
                    zone.toUtc(LocalTime{*to} + minutes{one.toMinute})});
        }
    }
    return closed;
}

std::vector<Stretch> TradingHours::Kept::sessionsOf(local_days sunday) const
{
    const auto from = zone.toUtc(LocalTime{sunday});
    const auto to = zone.toUtc(LocalTime{sunday + days{7}});
    std::vector<Stretch> open;
    for (const auto first : {sunday - days{7}, sunday}) {
        for (const auto &session : schedule.sessions) {
            const auto at = [&](int minute) {
                return std::clamp(zone.toUtc(LocalTime{first} + minutes{minute}), from, to);
            };
            const Stretch one{at(session.openMinute), at(session.closeMinute)};
            if (one.open < one.close)
                open.push_back(one);
        }
    }
    std::sort(open.begin(), open.end(),
        [](const Stretch &a, const Stretch &b) { return a.open < b.open; });
    std::vector<Stretch> joined;
    for (const auto &one : open) {
        if (!joined.empty() && one.open <= joined.back().close)
            joined.back().close = std::max(joined.back().close, one.close);
        else
            joined.push_back(one);
    }
    return joined;
}

std::vector<Stretch> TradingHours::Kept::openOf(local_days sunday) const
{
    auto open = sessionsOf(sunday);
    for (const auto &one : closedAround(sunday))
        cutOut(open, one);
    return open;
}

namespace {

Result<void> checkSessions(const TradingSchedule &schedule)
{
    if (schedule.sessions.empty())
        return fail("the hours “" + schedule.name + "” have no session");
    for (std::size_t i = 0; i < schedule.sessions.size(); ++i) {
        const auto &one = schedule.sessions[i];
        if (one.openMinute < 0 || one.openMinute >= weekMinutes || one.closeMinute <= one.openMinute
            || one.closeMinute > one.openMinute + weekMinutes)
            return fail(
                "the hours “" + schedule.name + "” have a session that is not a part of a week");
        const auto &next = schedule.sessions[(i + 1) % schedule.sessions.size()];
        const auto nextOpen
            = next.openMinute + (i + 1 < schedule.sessions.size() ? 0 : weekMinutes);
        if (one.closeMinute > nextOpen)
            return fail("the hours “" + schedule.name
                + "” have sessions that overlap: " + toText(one) + " and " + toText(next));
    }
    return {};
}

/// A week of winter and one of summer: the FX week is open wherever this one is.
bool findWeekend(const TradingHours::Kept &kept)
{
    for (const auto month : {1, 7}) {
        const auto sunday = sundayOf(local_days{std::chrono::year{2024} / month / 14});
        for (const auto &one : kept.sessionsOf(sunday)) {
            if (nextClose(TradingHours::FxWeek, one.open) < one.close)
                return false;
        }
    }
    return true;
}

} // namespace

Result<TradingHours> TradingHours::make(TradingSchedule schedule)
{
    static std::mutex lock;
    static std::deque<Kept> all; // never shortened: values and what threads remember point into it
    auto zone = Zone::find(schedule.zone);
    if (!zone)
        return fail("the hours “" + schedule.name + "”: " + zone.error().message);
    std::sort(schedule.sessions.begin(), schedule.sessions.end(),
        [](const auto &a, const auto &b) { return a.openMinute < b.openMinute; });
    if (const auto sound = checkSessions(schedule); !sound)
        return sound.failure();
    const std::scoped_lock guard(lock);
    for (const auto &kept : all) {
        if (kept.schedule == schedule)
            return TradingHours(Kind::Schedule, &kept);
    }
    auto &made = all.emplace_back(Kept{.schedule = std::move(schedule), .zone = *std::move(zone)});
    made.hasWeekend = findWeekend(made);
    return TradingHours(Kind::Schedule, &made);
}

const TradingSchedule &TradingHours::schedule() const
{
    static const TradingSchedule fx{.name = "fx-week",
        .zone = "America/New_York",
        .sessions = {{17 * 60, 5 * 1'440 + 17 * 60}},
        .closures = {}};
    static const TradingSchedule always{
        .name = "always", .zone = "UTC", .sessions = {{0, weekMinutes}}, .closures = {}};
    if (m_kind == Kind::Schedule)
        return m_kept->schedule;
    return m_kind == Kind::Always ? always : fx;
}

bool TradingHours::hasWeekend() const
{
    return m_kind == Kind::FxWeek || (m_kind == Kind::Schedule && m_kept->hasWeekend);
}

bool isOpen(const TradingHours &hours, Timestamp at)
{
    if (hours.m_kind == TradingHours::Kind::Schedule)
        return isOpenAt(*hours.m_kept, at);
    return hours.isAlwaysOpen() || at < fxWeekOf(at).closes;
}

Timestamp nextOpen(const TradingHours &hours, Timestamp at)
{
    if (hours.m_kind == TradingHours::Kind::Schedule)
        return nextEdge(*hours.m_kept, at, true);
    return isOpen(hours, at) ? at : fxWeekOf(at).nextOpens;
}

Timestamp nextClose(const TradingHours &hours, Timestamp at)
{
    if (hours.m_kind == TradingHours::Kind::Schedule)
        return isOpenAt(*hours.m_kept, at) ? nextEdge(*hours.m_kept, at, false) : at;
    if (hours.isAlwaysOpen())
        return Timestamp::max();
    return isOpen(hours, at) ? fxWeekOf(at).closes : at;
}

} // namespace agora
