#include "engine/console/hours_meant.h"

#include "engine/base/text.h"
#include "engine/model/instrument.h"

namespace agora::console {

namespace {

/// Every name that could have been meant.
std::vector<std::string> allNames()
{
    auto names = TradingHours::builtInNames();
    for (const auto &one : knownInstruments()) {
        names.push_back(one.hours.name());
        names.push_back(one.symbol);
    }
    return names;
}

Result<TradingHours> fromSessions(const std::string &text, const std::string &zone)
{
    TradingSchedule schedule{.name = text,
        .zone = zone.empty() ? "America/New_York" : zone,
        .sessions = {},
        .closures = {}};
    for (const auto part : split(text, ',')) {
        const auto sessions = parseSessions(trimmed(part));
        if (!sessions)
            return sessions.failure();
        schedule.sessions.insert(schedule.sessions.end(), sessions->begin(), sessions->end());
    }
    return TradingHours::make(std::move(schedule));
}

} // namespace

Result<TradingHours> hoursMeant(const std::string &text, const std::string &zone)
{
    if (const auto *known = TradingHours::find(text))
        return *known;
    for (const auto &one : knownInstruments()) {
        if (one.symbol == text || one.hours.name() == text)
            return one.hours;
    }
    if (text.find(':') != std::string::npos)
        return fromSessions(text, zone);
    return fail("there are no hours and no instrument called “" + text + "”"
        + suggestion(text, allNames()));
}

} // namespace agora::console
