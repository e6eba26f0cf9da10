#pragma once

#include "engine/model/bar_edges.h"
#include "engine/model/instrument.h"

#include <string>

namespace agora {

/// Where the bars of an instrument begin and end: its own trading days. From any thread.
[[nodiscard]] inline DayAnchor dayAnchorOf(const std::string &symbol)
{
    const auto *instrument = findInstrument(symbol);
    return instrument != nullptr ? instrument->dayAnchor : DayAnchor();
}

[[nodiscard]] inline BarEdges edgesOf(const std::string &symbol, Period period)
{
    return BarEdges(period, dayAnchorOf(symbol));
}

/// When it trades; one that nobody knows always does.
[[nodiscard]] inline TradingHours hoursOf(const std::string &symbol)
{
    const auto *instrument = findInstrument(symbol);
    return instrument != nullptr ? instrument->hours : TradingHours::AlwaysOpen;
}

} // namespace agora
