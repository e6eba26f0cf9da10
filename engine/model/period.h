#pragma once

#include "engine/base/result.h"
#include "engine/base/time.h"

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace agora {

/// When a bar ends: by the clock (rules R2 to R7 of the resampling page say where the edges lie),
/// or by what happened in it (R13): a number of ticks, a volume, a range of prices.
class Period {
public:
    enum class Unit { Second, Minute, Hour, Day, Week, Month, Ticks, Volume, Range };
    static constexpr int mostCount = 1'000'000; ///< ticks, units of volume, points of range

    constexpr Period() = default; ///< one minute
    /// `S5` `M1` `M15` `H1` `H4` `D` `W` `MN` (also `D1`, `W1`, `MN1`, and the number first: `4H`,
    /// `15M`, `1D`); `T100` of ticks, `V5000` of volume, `R50` points of range. Lengths up to an
    /// hour must divide an hour, longer ones a day (R2); anything else is an error that names the
    /// text.
    [[nodiscard]] static Result<Period> parse(std::string_view text);
    [[nodiscard]] static Result<Period> make(Unit unit, int count);
    /// Equal lengths are equal periods: 60 minutes are H1, 24 hours D. The count must be one that
    /// R2 allows.
    static constexpr Period minutes(int count)
    {
        return count % 60 == 0 ? hours(count / 60) : Period(Unit::Minute, count);
    }
    static constexpr Period hours(int count)
    {
        return count == 24 ? day() : Period(Unit::Hour, count);
    }
    static constexpr Period day() { return Period(Unit::Day, 1); }
    static constexpr Period week() { return Period(Unit::Week, 1); }
    static constexpr Period month() { return Period(Unit::Month, 1); }

    static constexpr Period ticks(int count) { return Period(Unit::Ticks, count); }
    static constexpr Period volume(int units) { return Period(Unit::Volume, units); }
    static constexpr Period range(int points) { return Period(Unit::Range, points); }

    [[nodiscard]] constexpr Unit unit() const { return m_unit; }
    [[nodiscard]] constexpr int count() const { return m_count; }
    /// By the clock; the others (R13) are built from ticks only and have no edges.
    [[nodiscard]] constexpr bool isClock() const { return m_unit <= Unit::Month; }
    [[nodiscard]] std::string toString() const;
    /// Usual length (a day is 24 h, a month 30 days; those of R13 as if a tick of volume one came
    /// each second and a point were moved in five): for ordering and estimates, not for edges.
    [[nodiscard]] Duration nominal() const;
    /// By the clock and up to an hour: edges are UTC multiples. Longer: edges hang on the day
    /// anchor.
    [[nodiscard]] bool isIntraHour() const;

    friend constexpr bool operator==(Period, Period) = default;

private:
    constexpr Period(Unit unit, int count) : m_unit(unit), m_count(count) {}
    Unit m_unit = Unit::Minute;
    int m_count = 1;
};

/// What menus offer: S5 S10 S15 S30 M1 M2 M3 M5 M10 M15 M30 H1 H2 H3 H4 H6 H8 H12 D W MN.
[[nodiscard]] const std::vector<Period> &standardPeriods();

} // namespace agora
