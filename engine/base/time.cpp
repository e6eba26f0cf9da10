#include "engine/base/time.h"

#include "engine/base/decimal.h"

#include <array>
#include <cstdio>
#include <optional>

namespace agora {

namespace {

/// Reads a text from left to right; once something did not fit, `failed` stays set.
class Scanner {
public:
    explicit Scanner(std::string_view text) : m_rest(text) {}

    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    [[nodiscard]] char peek() const { return m_rest.empty() ? '\0' : m_rest.front(); }

    bool skip(char expected)
    {
        if (peek() != expected || atEnd())
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    void require(char expected) { m_failed = !skip(expected) || m_failed; }

    /// Exactly `digits` digits.
    int number(int digits)
    {
        int value = 0;
        for (int i = 0; i < digits; ++i) {
            if (!isDigit(peek())) {
                m_failed = true;
                return 0;
            }
            value = value * 10 + (peek() - '0');
            m_rest.remove_prefix(1);
        }
        return value;
    }

    /// One to nine decimals, as nanoseconds.
    int fraction()
    {
        int value = 0;
        int digits = 0;
        for (; digits < 9 && isDigit(peek()); ++digits)
            value = value * 10 + number(1);
        m_failed = m_failed || digits == 0;
        for (; digits < 9; ++digits)
            value *= 10;
        return value;
    }

private:
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    std::string_view m_rest;
    bool m_failed = false;
};

std::optional<Duration> scanTimeOfDay(Scanner &scanner)
{
    const int hour = scanner.number(2);
    scanner.require(':');
    const int minute = scanner.number(2);
    const int second = scanner.skip(':') ? scanner.number(2) : 0;
    const int nanos = scanner.skip('.') ? scanner.fraction() : 0;
    if (scanner.failed() || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    return std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second}
    + Duration{nanos};
}

/// `Z`, `+05:30`, `-0800`, `+01` or nothing: how far the zone is ahead of UTC.
std::optional<Duration> scanOffset(Scanner &scanner)
{
    if (scanner.atEnd() || scanner.skip('Z') || scanner.skip('z'))
        return Duration{0};
    const bool isBehind = scanner.peek() == '-';
    if (!scanner.skip('-') && !scanner.skip('+'))
        return std::nullopt;
    const int hours = scanner.number(2);
    const bool hasMinutes = scanner.skip(':') || !scanner.atEnd();
    const int minutes = hasMinutes ? scanner.number(2) : 0;
    if (scanner.failed() || hours > 18 || minutes > 59)
        return std::nullopt;
    const Duration offset = std::chrono::hours{hours} + std::chrono::minutes{minutes};
    return isBehind ? -offset : offset;
}

Failure<Error> notATime(std::string_view text)
{
    return fail("“" + std::string(text) + "” is not a time such as 2020-01-01T22:00:00.065Z");
}

struct DurationUnit {
    std::string_view name;
    std::int64_t nanos;
};

constexpr std::array<DurationUnit, 7> durationUnits{{
    {"ns", 1},
    {"us", 1'000},
    {"ms", 1'000'000},
    {"s", 1'000'000'000},
    {"m", 60'000'000'000},
    {"h", 3'600'000'000'000},
    {"d", 86'400'000'000'000},
}};

} // namespace

std::string formatIso(Timestamp at, int decimals)
{
    AGORA_ENSURE(decimals == 0 || decimals == 3 || decimals == 6 || decimals == 9);
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(at - day);
    std::array<char, 48> buffer{};
    const int length = std::snprintf(buffer.data(), buffer.size(),
        "%04d-%02u-%02uT%02d:%02d:%02d.%09d", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
    AGORA_ENSURE(length > 0 && length < static_cast<int>(buffer.size()));
    const int cut = decimals == 0 ? 10 : 9 - decimals;
    return std::string(buffer.data(), static_cast<std::size_t>(length - cut)) + 'Z';
}

Result<Timestamp> parseIso(std::string_view text)
{
    Scanner scanner(text);
    const int year = scanner.number(4);
    scanner.require('-');
    const int month = scanner.number(2);
    scanner.require('-');
    const int day = scanner.number(2);
    const std::chrono::year_month_day date(std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)});
    if (scanner.failed() || !date.ok())
        return notATime(text);
    if (year < 1678 || year > 2261) // what nanoseconds in 64 bits can hold
        return fail("“" + std::string(text) + "” lies outside the years 1678 to 2261");
    const Timestamp midnight = std::chrono::sys_days(date);
    if (scanner.atEnd())
        return midnight;
    if (!scanner.skip('T') && !scanner.skip(' '))
        return notATime(text);
    const auto timeOfDay = scanTimeOfDay(scanner);
    if (!timeOfDay)
        return notATime(text);
    const auto offset = scanOffset(scanner);
    if (!offset || !scanner.atEnd())
        return notATime(text);
    return midnight + *timeOfDay - *offset;
}

Result<Duration> parseDuration(std::string_view text)
{
    const auto unitStart = text.find_first_not_of("0123456789.");
    const auto count = Decimal::parse(text.substr(0, unitStart));
    const auto unitName
        = unitStart == std::string_view::npos ? std::string_view{} : text.substr(unitStart);
    for (const auto &[name, nanos] : durationUnits) {
        if (!count || unitName != name)
            continue;
        if (*count > Decimal::fromWhole(INT64_MAX / nanos))
            return fail("“" + std::string(text) + "” is too long a time");
        return Duration{static_cast<std::int64_t>(count->raw() * nanos / Decimal::scale)};
    }
    return fail(
        "“" + std::string(text) + "” is not a length of time such as 250ms, 90s, 5m, 1h or 2d");
}

} // namespace agora
