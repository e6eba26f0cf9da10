#include "engine/market/csv_fields.h"

#include "engine/base/text.h"
#include "engine/market/csv_layout.h"

#include <algorithm>
#include <array>

namespace agora {

namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t day = 24 * 60 * minute;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// `count` digits at `at` as a number, or −1.
int digitsAt(std::string_view text, std::size_t at, std::size_t count)
{
    if (text.size() < at + count)
        return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (!isDigit(text[i]))
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

struct DateShape {
    std::size_t length;
    std::size_t year;
    std::size_t month;
    std::size_t day;
    char mark; ///< between the parts; 0 = none
    std::size_t firstMark;
    std::size_t secondMark;
};
constexpr std::array<DateShape, 5> dateShapes{{{10, 0, 5, 8, '-', 4, 7}, {10, 0, 5, 8, '.', 4, 7},
    {10, 6, 3, 0, '.', 2, 5}, {10, 6, 0, 3, '/', 2, 5}, {8, 0, 4, 6, 0, 0, 0}}};

/// The fraction after the point, as nanoseconds; moves `at` behind it. −1 when there is none.
std::int64_t fraction(std::string_view text, std::size_t &at)
{
    std::int64_t nanos = 0;
    std::int64_t unit = second / 10;
    const auto begin = at;
    for (; at < text.size() && isDigit(text[at]); ++at, unit /= 10)
        nanos += (text[at] - '0') * unit;
    return at == begin || at - begin > 9 ? -1 : nanos;
}

/// The time of day; moves `at` behind it. −1 when there is none.
std::int64_t clockAt(std::string_view text, std::size_t &at)
{
    const bool hasMarks = text.size() > at + 2 && text[at + 2] == ':';
    const std::size_t step = hasMarks ? 3 : 2;
    const int hours = digitsAt(text, at, 2);
    const int minutes = digitsAt(text, at + step, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
        return -1;
    auto nanos = (hours * 60 + minutes) * minute;
    at += step + 2;
    if (hasMarks && (at >= text.size() || text[at] != ':'))
        return nanos;
    if (hasMarks)
        ++at;
    const int seconds = digitsAt(text, at, 2);
    if (seconds < 0 || seconds > 59)
        return -1;
    nanos += seconds * second;
    at += 2;
    if (at >= text.size() || (text[at] != '.' && !(isDigit(text[at]) && !hasMarks)))
        return nanos;
    if (text[at] == '.')
        ++at;
    const auto more = fraction(text, at);
    return more < 0 ? -1 : nanos + more;
}

bool isNumber(std::string_view text)
{
    return text.size() > 8 && std::all_of(text.begin(), text.end(), isDigit);
}

/// Seconds east of Greenwich that `Z`, `+01:00`, `GMT+0100` say.
std::optional<int> offsetOf(std::string_view suffix)
{
    if (suffix == "Z" || suffix == "UTC" || suffix == "GMT")
        return 0;
    if (suffix.starts_with("GMT") || suffix.starts_with("UTC"))
        suffix.remove_prefix(3);
    if (suffix.size() != 6 && suffix.size() != 5)
        return std::nullopt;
    const int hours = digitsAt(suffix, 1, 2);
    const int minutes = digitsAt(suffix, suffix.size() - 2, 2);
    const bool isSigned = suffix[0] == '+' || suffix[0] == '-';
    if (!isSigned || hours < 0 || hours > 18 || minutes < 0 || minutes > 59
        || (suffix.size() == 6 && suffix[3] != ':'))
        return std::nullopt;
    return (hours * 60 + minutes) * (suffix[0] == '-' ? -60 : 60);
}

} // namespace

std::optional<double> parseDecimal(std::string_view text)
{
    // 10^22 is the largest power of ten that is a double, 2^53 bounds the whole numbers that are:
    // the quotient of two exact numbers is correctly rounded.
    static constexpr std::array powers{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19};
    const bool isNegative = text.starts_with('-');
    std::size_t at = isNegative ? 1 : 0;
    std::uint64_t whole = 0;
    const auto begin = at;
    for (; at < text.size() && isDigit(text[at]); ++at)
        whole = whole * 10 + static_cast<std::uint64_t>(text[at] - '0');
    std::size_t digits = at - begin;
    std::size_t decimals = 0;
    if (at < text.size() && text[at] == '.') {
        const auto point = ++at;
        for (; at < text.size() && isDigit(text[at]); ++at)
            whole = whole * 10 + static_cast<std::uint64_t>(text[at] - '0');
        decimals = at - point;
        digits += decimals;
    }
    constexpr std::uint64_t exact = std::uint64_t{1} << 53;
    if (at != text.size() || digits == 0 || digits > 19 || whole > exact)
        return digits == 0 ? std::nullopt : parseDouble(text);
    const double value = static_cast<double>(whole) / powers[decimals];
    return isNegative ? -value : value;
}

std::optional<std::int64_t> CsvTimeReader::sinceEpoch(std::string_view text)
{
    const auto number = parseInteger(text);
    if (!number || m_shape != 0)
        return std::nullopt;
    constexpr std::int64_t earliest = 100'000'000; // 1973
    constexpr std::int64_t latest = 9'000'000'000; // 2255
    for (const std::int64_t unit : {second, second / 1000, second / 1'000'000, std::int64_t{1}}) {
        const auto parts = second / unit;
        if (*number < earliest * parts || *number > latest * parts)
            continue;
        if (m_unit != 0 && unit != m_unit)
            return std::nullopt;
        m_unit = unit;
        return *number * unit;
    }
    return std::nullopt;
}

std::optional<std::int64_t> CsvTimeReader::dayOf(std::string_view date)
{
    if (date == m_date)
        return m_day;
    if (m_unit != 0)
        return std::nullopt;
    for (std::size_t i = 0; i < dateShapes.size(); ++i) {
        const auto &shape = dateShapes[i];
        if (date.size() != shape.length || (m_shape != 0 && m_shape != i + 1))
            continue;
        if (shape.mark != 0
            && (date[shape.firstMark] != shape.mark || date[shape.secondMark] != shape.mark))
            continue;
        const std::chrono::year_month_day parsed{std::chrono::year{digitsAt(date, shape.year, 4)},
            std::chrono::month{static_cast<unsigned>(digitsAt(date, shape.month, 2))},
            std::chrono::day{static_cast<unsigned>(digitsAt(date, shape.day, 2))}};
        const int year = static_cast<int>(parsed.year());
        if (!parsed.ok() || year < 1970 || year > 2255)
            return std::nullopt;
        m_shape = i + 1;
        m_date = date;
        m_day = std::chrono::local_days{parsed}.time_since_epoch().count() * day;
        return m_day;
    }
    return std::nullopt;
}

std::optional<std::int64_t> CsvTimeReader::read(std::string_view text)
{
    if (isNumber(text))
        return sinceEpoch(text);
    const bool hasMarks
        = text.size() >= 10 && !isDigit(text[4]) ? true : text.size() >= 10 && !isDigit(text[2]);
    const std::size_t length = hasMarks ? 10 : 8;
    if (text.size() < length)
        return std::nullopt;
    const auto date = dayOf(text.substr(0, length));
    if (!date)
        return std::nullopt;
    std::size_t at = length;
    if (at == text.size())
        return toUtc(*date);
    if (text[at] != ' ' && text[at] != 'T')
        return std::nullopt;
    const auto clock = clockAt(text, ++at);
    if (clock < 0)
        return std::nullopt;
    return inZone(*date + clock, text.substr(at));
}

std::optional<std::int64_t> CsvTimeReader::read(std::string_view date, std::string_view clock)
{
    const auto midnight = dayOf(date);
    std::size_t at = 0;
    const auto sinceMidnight = clockAt(clock, at);
    if (!midnight || sinceMidnight < 0)
        return std::nullopt;
    return inZone(*midnight + sinceMidnight, clock.substr(at));
}

std::optional<std::int64_t> CsvTimeReader::inZone(std::int64_t local, std::string_view suffix)
{
    if (suffix.empty())
        return toUtc(local);
    if (suffix.starts_with(' '))
        suffix.remove_prefix(1);
    const auto east = offsetOf(suffix);
    return east ? std::optional(local - *east * second) : std::nullopt;
}

std::int64_t CsvTimeReader::toUtc(std::int64_t local)
{
    if (local >= m_quarterFrom && local < m_quarterTo)
        return m_newest = local - m_offset;
    const auto utcOf
        = [this](std::int64_t at) { return toNanos(m_zone.toUtc(LocalTime{Duration{at}})); };
    // The offset is kept for a quarter of an hour in which it does not change.
    const auto from = local - local % (15 * minute);
    const auto last = from + 15 * minute - 1;
    const auto utc = utcOf(local);
    const auto later = laterOf(local, utc);
    if (later == utc && from - utcOf(from) == last - utcOf(last)) {
        m_quarterFrom = from;
        m_quarterTo = last + 1;
        m_offset = from - utcOf(from);
    }
    return m_newest = utc < m_newest && later >= m_newest ? later : utc;
}

std::int64_t CsvTimeReader::laterOf(std::int64_t local, std::int64_t earlier) const
{
    constexpr std::int64_t longestChange = 3 * 60 * minute; // clocks go back by 2 h at most
    const auto localOf = [this](std::int64_t utc) {
        return m_zone.toLocal(fromNanos(utc)).time_since_epoch().count();
    };
    const auto behind = earlier + longestChange;
    const auto later = local - (localOf(behind) - behind);
    return later > earlier && localOf(later) == local ? later : earlier;
}

std::string CsvTimeReader::explain(std::string_view text)
{
    const auto shown = "the time " + quotedCsv(text);
    if (isNumber(text))
        return shown
            + " is not a number of seconds, milli-, micro- or nanoseconds since 1970 "
              "(years 1973 to 2255)";
    const auto isOdd = [](char c) {
        return !isDigit(c) && c != ' ' && c != '-' && c != '.' && c != ':' && c != '/' && c != 'T'
            && c != 'Z' && c != '+';
    };
    if (text.size() >= 8 && std::none_of(text.begin(), text.end(), isOdd))
        return shown
            + " does not exist, or is not of the first line's form, or of none known, such as "
              "YYYYMMDD HHMMSSmmm or "
              "YYYY-MM-DD HH:MM:SS";
    return shown + " is none";
}

} // namespace agora
