#include "engine/model/period.h"

#include "engine/base/text.h"

#include <algorithm>
#include <array>

namespace agora {

namespace {

struct UnitName {
    std::string_view name;
    Period::Unit unit;
};

// `MN` before `M`: the longer name is tried first.
constexpr std::array<UnitName, 9> unitNames{{
    {"MN", Period::Unit::Month},
    {"S", Period::Unit::Second},
    {"M", Period::Unit::Minute},
    {"H", Period::Unit::Hour},
    {"D", Period::Unit::Day},
    {"W", Period::Unit::Week},
    {"T", Period::Unit::Ticks},
    {"V", Period::Unit::Volume},
    {"R", Period::Unit::Range},
}};

std::string nameOf(Period::Unit unit)
{
    for (const auto &entry : unitNames) {
        if (entry.unit == unit)
            return std::string(entry.name);
    }
    AGORA_ENSURE(false && "known unit");
}

Failure<Error> refused(const std::string &text)
{
    return fail("“" + text
        + "” is not a period: up to an hour it must divide an hour (S5, M15), above it must be "
          "whole hours that divide a "
          "day (H4), D, W or MN; or a number of ticks (T100), a volume (V5000), points of range "
          "(R50), each at most "
          "1000000");
}

constexpr std::int64_t secondsIn(Period::Unit unit)
{
    switch (unit) {
    case Period::Unit::Second:
        return 1;
    case Period::Unit::Minute:
        return 60;
    case Period::Unit::Hour:
        return 3600;
    case Period::Unit::Day:
        return 86'400;
    case Period::Unit::Week:
        return 7 * 86'400;
    case Period::Unit::Month:
        return 30 * 86'400;
    case Period::Unit::Ticks:
    case Period::Unit::Volume:
        return 1;
    case Period::Unit::Range:
        return 5;
    }
    AGORA_ENSURE(false && "known unit");
}

} // namespace

Result<Period> Period::parse(std::string_view text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto wrong = refused(std::string(text));
    const auto firstDigit = std::find_if(text.begin(), text.end(), isDigit);
    const auto lettersFirst = firstDigit != text.begin();
    const auto split = static_cast<std::size_t>(
        (lettersFirst ? firstDigit : std::find_if_not(text.begin(), text.end(), isDigit))
        - text.begin());
    const auto name = lettersFirst ? text.substr(0, split) : text.substr(split);
    const auto digits = lettersFirst ? text.substr(split) : text.substr(0, split);
    for (const auto &[unitName, unit] : unitNames) {
        if (name != unitName)
            continue;
        const bool mayStandAlone = unit == Unit::Day || unit == Unit::Week || unit == Unit::Month;
        if (digits.empty() && mayStandAlone)
            return Period(unit, 1);
        const auto count = parseInteger(digits);
        if (!count || digits.front() == '0' || *count < 1 || *count > mostCount)
            return wrong;
        return make(unit, static_cast<int>(*count));
    }
    return wrong;
}

Result<Period> Period::make(Unit unit, int count)
{
    constexpr std::int64_t hour = 3600;
    if (unit > Unit::Month) {
        if (count < 1 || count > mostCount)
            return refused(nameOf(unit) + std::to_string(count));
        return Period(unit, count);
    }
    const std::int64_t seconds = count * secondsIn(unit);
    const bool isClockUnit = unit == Unit::Second || unit == Unit::Minute || unit == Unit::Hour;
    const bool isShort = seconds <= hour && count > 0;
    const bool isAllowed = isClockUnit ? count > 0
            && (isShort ? hour % seconds == 0 : seconds % hour == 0 && 24 * hour % seconds == 0)
                                       : count == 1;
    if (!isAllowed)
        return refused(nameOf(unit) + std::to_string(count));
    if (!isClockUnit)
        return Period(unit, 1);
    if (seconds % 60 != 0)
        return Period(Unit::Second, static_cast<int>(seconds));
    return minutes(static_cast<int>(seconds / 60));
}

std::string Period::toString() const
{
    const bool isAlwaysOne = m_unit == Unit::Day || m_unit == Unit::Week || m_unit == Unit::Month;
    return nameOf(m_unit) + (isAlwaysOne ? std::string{} : std::to_string(m_count));
}

Duration Period::nominal() const { return std::chrono::seconds{m_count * secondsIn(m_unit)}; }

bool Period::isIntraHour() const { return isClock() && nominal() <= std::chrono::hours{1}; }

const std::vector<Period> &standardPeriods()
{
    static const std::vector<Period> periods = [] {
        std::vector<Period> list;
        for (const auto *text : {"S5", "S10", "S15", "S30", "M1", "M2", "M3", "M5", "M10", "M15",
                 "M30", "H1", "H2", "H3", "H4", "H6", "H8", "H12", "D", "W", "MN"})
            list.push_back(Period::parse(text).value());
        return list;
    }();
    return periods;
}

} // namespace agora
