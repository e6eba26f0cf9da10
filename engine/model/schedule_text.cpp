#include "engine/base/text.h"
#include "engine/model/trading_hours.h"

#include <array>
#include <cstdio>

namespace agora {

using std::chrono::days;
using std::chrono::local_days;

namespace {

constexpr int dayMinutes = 1'440;
constexpr int weekMinutes = 7 * dayMinutes;
constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> monthNames{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct EasterDay {
    std::string_view name;
    int offset;
};
constexpr EasterDay easterDays[] = {{"Maundy Thursday", -3}, {"Good Friday", -2},
    {"Easter Sunday", 0}, {"Easter Monday", 1}, {"Ascension Day", 39}, {"Whit Monday", 50}};

template <std::size_t N>
std::optional<unsigned> indexOf(const std::array<std::string_view, N> &names, std::string_view name)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == name)
            return static_cast<unsigned>(i);
    }
    return std::nullopt;
}

/// `HH:MM`, up to 24:00.
std::optional<int> minuteOf(std::string_view text)
{
    const auto parts = split(text, ':');
    if (parts.size() != 2 || parts[0].size() != 2 || parts[1].size() != 2)
        return std::nullopt;
    const auto hour = parseInteger(parts[0]);
    const auto minute = parseInteger(parts[1]);
    if (!hour || !minute || *hour < 0 || *minute < 0 || *minute > 59
        || *hour * 60 + *minute > dayMinutes)
        return std::nullopt;
    return static_cast<int>(*hour * 60 + *minute);
}

std::vector<std::string_view> wordsOf(std::string_view text)
{
    auto words = split(trimmed(text), ' ');
    std::erase_if(words, [](std::string_view word) { return word.empty(); });
    return words;
}

/// The two sides of a dash that stands alone; the second is empty when there is none.
std::pair<std::string_view, std::string_view> atDash(std::string_view text)
{
    const auto dash = text.find(" - ");
    if (dash == std::string_view::npos)
        return {trimmed(text), {}};
    return {trimmed(text.substr(0, dash)), trimmed(text.substr(dash + 3))};
}

std::string clockText(int minute)
{
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d", minute / 60, minute % 60);
    return text.data();
}

std::optional<DateRule> numericDate(std::string_view text)
{
    const auto parts = split(text, '-');
    if (parts.size() < 2 || parts.size() > 3 || (parts.size() == 3 && parts[0].size() != 4))
        return std::nullopt;
    const auto year = parts.size() == 3 ? parseInteger(parts[0]) : std::optional<std::int64_t>(0);
    const auto month = parseInteger(parts[parts.size() - 2]);
    const auto day = parseInteger(parts.back());
    if (!year || !month || !day || (parts.size() == 3 && *year < 1970))
        return std::nullopt;
    const auto date = std::chrono::year{*year == 0 ? 2024 : static_cast<int>(*year)}
        / static_cast<int>(*month) / static_cast<int>(*day);
    if (*month < 1 || *month > 12 || *day < 1 || *day > 31 || !date.ok())
        return std::nullopt;
    return DateRule{.kind = DateRule::Kind::Date,
        .year = static_cast<int>(*year),
        .month = static_cast<unsigned>(*month),
        .day = static_cast<unsigned>(*day)};
}

/// `4th Thu of Nov`
std::optional<DateRule> weekdayOfMonth(const std::vector<std::string_view> &words)
{
    constexpr std::array<std::string_view, 5> ordinals{"1st", "2nd", "3rd", "4th", "5th"};
    if (words.size() != 4 || words[2] != "of")
        return std::nullopt;
    const auto ordinal = indexOf(ordinals, words[0]);
    const auto weekday = indexOf(weekdays, words[1]);
    const auto month = indexOf(monthNames, words[3]);
    if ((!ordinal && words[0] != "last") || !weekday || !month)
        return std::nullopt;
    return DateRule{.kind = DateRule::Kind::NthWeekday,
        .month = *month + 1,
        .weekday = *weekday,
        .nth = ordinal ? static_cast<int>(*ordinal) + 1 : -1};
}

std::optional<DateRule> dateRule(std::string_view text)
{
    for (const auto &day : easterDays) {
        if (text == day.name)
            return DateRule{.kind = DateRule::Kind::Easter, .offset = day.offset};
    }
    if (const auto rule = weekdayOfMonth(wordsOf(text)))
        return rule;
    return numericDate(text);
}

std::string textOf(const DateRule &rule)
{
    std::array<char, 32> text{};
    switch (rule.kind) {
    case DateRule::Kind::Easter:
        for (const auto &day : easterDays) {
            if (day.offset == rule.offset)
                return std::string(day.name);
        }
        return "Easter Sunday";
    case DateRule::Kind::NthWeekday: {
        constexpr std::array<std::string_view, 6> ordinals{
            "last", "1st", "2nd", "3rd", "4th", "5th"};
        return std::string(ordinals[rule.nth < 0 ? 0 : static_cast<std::size_t>(rule.nth)]) + " "
            + std::string(weekdays[rule.weekday]) + " of "
            + std::string(monthNames[rule.month - 1]);
    }
    case DateRule::Kind::Date:
        break;
    }
    if (rule.year != 0)
        std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", rule.year, rule.month, rule.day);
    else
        std::snprintf(text.data(), text.size(), "%02u-%02u", rule.month, rule.day);
    return text.data();
}

/// Gregorian Easter Sunday: Meeus, Astronomical Algorithms (1991), chapter 8.
local_days easterSunday(int year)
{
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return local_days{std::chrono::year{year} / (f / 31) / (f % 31 + 1)};
}

/// Date and perhaps a time behind it.
std::optional<std::pair<DateRule, std::optional<int>>> dateAndTime(std::string_view text)
{
    const auto space = text.rfind(' ');
    const auto minute
        = space == std::string_view::npos ? std::nullopt : minuteOf(text.substr(space + 1));
    const auto rule = dateRule(minute ? trimmed(text.substr(0, space)) : text);
    if (!rule)
        return std::nullopt;
    return std::pair(*rule, minute);
}

std::optional<std::pair<unsigned, int>> weekdayAndTime(std::string_view text)
{
    const auto words = wordsOf(text);
    const auto day = words.size() == 2 ? indexOf(weekdays, words[0]) : std::nullopt;
    const auto minute = day ? minuteOf(words[1]) : std::nullopt;
    if (!minute)
        return std::nullopt;
    return std::pair(*day, *minute);
}

/// `Mon-Fri 09:30-16:00`
std::optional<std::vector<TradingSession>> dailySessions(std::string_view text)
{
    const auto words = wordsOf(text);
    if (words.size() != 2)
        return std::nullopt;
    const auto names = split(words[0], '-');
    const auto times = split(words[1], '-');
    const auto first = indexOf(weekdays, names.front());
    const auto last = indexOf(weekdays, names.back());
    const auto from = minuteOf(times.front());
    const auto to = minuteOf(times.back());
    if (names.size() > 2 || times.size() != 2 || !first || !last || !from || !to
        || *from == dayMinutes)
        return std::nullopt;
    std::vector<TradingSession> sessions;
    for (unsigned day = *first;; day = (day + 1) % 7) {
        const int midnight = static_cast<int>(day) * dayMinutes;
        sessions.push_back({midnight + *from, midnight + *to + (*to <= *from ? dayMinutes : 0)});
        if (day == *last)
            return sessions;
    }
}

} // namespace

std::optional<local_days> DateRule::in(int wanted) const
{
    const std::chrono::year_month_day first{
        std::chrono::year{wanted}, std::chrono::month{month}, std::chrono::day{1}};
    switch (kind) {
    case Kind::Easter:
        return easterSunday(wanted) + days{offset};
    case Kind::NthWeekday: {
        const std::chrono::weekday which{weekday};
        if (nth < 0)
            return local_days{first.year() / first.month() / which[std::chrono::last]};
        const auto date = first.year() / first.month() / which[static_cast<unsigned>(nth)];
        return date.ok() ? std::optional(local_days{date}) : std::nullopt;
    }
    case Kind::Date:
        break;
    }
    const auto date = first.year() / first.month() / std::chrono::day{day};
    if (!date.ok() || (year != 0 && year != wanted))
        return std::nullopt;
    return local_days{date};
}

Result<std::vector<TradingSession>> parseSessions(std::string_view text)
{
    const auto [left, right] = atDash(text);
    if (right.empty()) {
        if (auto sessions = dailySessions(left))
            return *std::move(sessions);
    } else {
        const auto from = weekdayAndTime(left);
        const auto to = weekdayAndTime(right);
        if (from && to && from->second < dayMinutes) {
            const int open = static_cast<int>(from->first) * dayMinutes + from->second;
            const int close = static_cast<int>(to->first) * dayMinutes + to->second;
            return std::vector{TradingSession{open, close + (close <= open ? weekMinutes : 0)}};
        }
    }
    return fail("“" + std::string(text)
        + "” is no trading session: write “Sun 17:00 - Fri 17:00” or “Mon-Fri 09:30-16:00”");
}

Result<TradingClosure> parseClosure(std::string_view text)
{
    const auto wrong = [&] {
        return fail("“" + std::string(text)
            + "” is no holiday: write “2026-12-25”, “12-25”, “4th Thu of Nov”, “Good Friday”, "
              "“12-24 "
              "13:00 - 24:00” or “12-24 17:00 - 12-25 18:00”");
    };
    const auto [left, right] = atDash(text);
    const auto from = dateAndTime(left);
    if (!from || (right.empty() && from->second) || (!right.empty() && !from->second))
        return wrong();
    TradingClosure closure{.from = from->first,
        .fromMinute = from->second.value_or(0),
        .to = from->first,
        .toMinute = dayMinutes};
    if (right.empty())
        return closure;
    if (const auto minute = minuteOf(right)) {
        closure.toMinute = *minute;
        return *minute > closure.fromMinute ? Result<TradingClosure>(closure) : wrong();
    }
    const auto to = dateAndTime(right);
    // Once or every year, not the one at the beginning and the other at the end.
    if (!to || !to->second || (to->first.year == 0) != (closure.from.year == 0))
        return wrong();
    closure.to = to->first;
    closure.toMinute = *to->second;
    return closure;
}

std::string toText(const TradingSession &session)
{
    const auto point = [](int minute) {
        return std::string(weekdays[static_cast<std::size_t>(minute / dayMinutes % 7)]) + " "
            + clockText(minute % dayMinutes);
    };
    return point(session.openMinute) + " - " + point(session.closeMinute);
}

std::string toText(const TradingClosure &closure)
{
    if (closure.from == closure.to && closure.fromMinute == 0 && closure.toMinute == dayMinutes)
        return textOf(closure.from);
    return textOf(closure.from) + " " + clockText(closure.fromMinute) + " - "
        + (closure.from == closure.to ? "" : textOf(closure.to) + " ")
        + clockText(closure.toMinute);
}

} // namespace agora
