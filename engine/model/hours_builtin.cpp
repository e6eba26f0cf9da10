#include "engine/model/trading_hours.h"

#include <array>

namespace agora {

namespace {

TradingHours made(const char *name, std::initializer_list<const char *> sessions,
    std::initializer_list<const char *> closures)
{
    TradingSchedule schedule{
        .name = name, .zone = "America/New_York", .sessions = {}, .closures = {}};
    for (const auto *text : sessions) {
        const auto parsed = parseSessions(text);
        schedule.sessions.insert(schedule.sessions.end(), parsed->begin(), parsed->end());
    }
    for (const auto *text : closures)
        schedule.closures.push_back(*parseClosure(text));
    return TradingHours::make(std::move(schedule)).value();
}

struct Named {
    std::string_view name;
    TradingHours hours;
};

const std::array<Named, 4> &builtIn()
{
    static const std::array<Named, 4> list{{
        {"fx-week", TradingHours::FxWeek},
        {"always", TradingHours::AlwaysOpen},
        {"fx",
            made("fx", {"Sun 17:00 - Fri 17:00"},
                {"12-24 17:00 - 12-25 17:00", "12-31 17:00 - 01-01 17:00"})},
        // CME Globex's week and its holidays' early halts (equity index, New York time). Holidays
        // that move off a weekend are not in it.
        {"us-futures",
            made("us-futures", {"Sun-Thu 18:00-17:00"},
                {"12-24 13:15 - 12-25 18:00", "12-31 17:00 - 01-01 18:00",
                    "Maundy Thursday 17:00 - Good Friday 17:00", "3rd Mon of Jan 13:00 - 18:00",
                    "3rd Mon of Feb 13:00 - 18:00", "last Mon of May 13:00 - 18:00",
                    "06-19 13:00 - 18:00", "07-04 13:00 - 18:00", "1st Mon of Sep 13:00 - 18:00",
                    "4th Thu of Nov 13:00 - 18:00"})},
    }};
    return list;
}

} // namespace

const TradingHours *TradingHours::find(std::string_view name)
{
    for (const auto &one : builtIn()) {
        if (one.name == name)
            return &one.hours;
    }
    return nullptr;
}

std::vector<std::string> TradingHours::builtInNames()
{
    std::vector<std::string> names;
    for (const auto &one : builtIn())
        names.emplace_back(one.name);
    return names;
}

} // namespace agora
