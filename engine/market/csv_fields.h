#pragma once

#include "engine/base/zone.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace agora {

/// The decimal number that the whole text is, correctly rounded; nothing for anything else, for
/// infinite and NaN.
[[nodiscard]] std::optional<double> parseDecimal(std::string_view text);

/// Reads the times of one file. Knows what it read last, as the next time mostly is of the same
/// day.
///
/// Dates: 2020-01-31, 2020.01.31, 20200131, 31.01.2020, 01/31/2020 (month first). Then a blank or T
/// and the time of day: 22:00, 22:00:01, 22:00:01.065, 220001, 220001065; without one midnight.
/// Then nothing (the zone given), Z, +00:00, -0500, GMT or GMT+0100. Or a whole number since 1970
/// in seconds, milliseconds, microseconds or nanoseconds, told apart by size (years 1973 to 2255).
///
/// Local time that occurs twice, in autumn, is the earlier instant, but the later one where the
/// earlier is before the time that was read last.
class CsvTimeReader {
public:
    explicit CsvTimeReader(Zone zone) : m_zone(std::move(zone)) {}

    /// Nanoseconds since 1970 UTC; nothing when the text is no time, which `explain` tells.
    [[nodiscard]] std::optional<std::int64_t> read(std::string_view text);
    /// The same in two columns.
    [[nodiscard]] std::optional<std::int64_t> read(std::string_view date, std::string_view clock);
    /// Why `read` gave nothing, in a sentence that names the text.
    [[nodiscard]] static std::string explain(std::string_view text);

private:
    [[nodiscard]] std::optional<std::int64_t> dayOf(std::string_view date);
    [[nodiscard]] std::optional<std::int64_t> inZone(std::int64_t local, std::string_view suffix);
    [[nodiscard]] std::int64_t toUtc(std::int64_t local);
    /// The second instant of that local time, else the first one again.
    [[nodiscard]] std::int64_t laterOf(std::int64_t local, std::int64_t earlier) const;
    [[nodiscard]] std::optional<std::int64_t> sinceEpoch(std::string_view text);

    Zone m_zone;
    std::size_t m_shape = 0; // of the first date, from 1; 0 = none was read
    std::int64_t m_unit = 0; // of the first number
    std::string m_date; // read last
    std::int64_t m_day = 0; // its midnight, as nanoseconds of local time
    std::int64_t m_quarterFrom = 0; // local times with a known offset
    std::int64_t m_quarterTo = 0;
    std::int64_t m_offset = 0;
    std::int64_t m_newest = INT64_MIN; // instant of the last local time
};

} // namespace agora
