#pragma once

#include "indicators/entry.h"
#include "indicators/session_clock.h"

namespace agora::indicators {

/// Where trading days begin.
[[nodiscard]] inline ParameterInfo dayStart()
{
    return choice("day", "Day begins", {"new_york", "utc"});
}
[[nodiscard]] inline SessionClock::DayStart dayStartOf(const Arguments &arguments)
{
    return arguments.choice("day") == "utc" ? SessionClock::DayStart::Utc
                                            : SessionClock::DayStart::NewYork;
}

} // namespace agora::indicators
