#pragma once

#include "charts/chart_types.h"

#include <vector>

namespace agora::charts {

/// Which marks of trading a chart shows, and those that were handed in while they were hidden: a
/// hidden line can neither be seen nor be dragged.
struct ShownMarks {
    bool areOrdersVisible = true;
    bool areTradesVisible = true;
    bool areSignalsVisible = true;
    std::vector<PriceLine> lines;
    std::vector<TradeMarker> trades;
    std::vector<SignalMarker> signalMarkers;
};

} // namespace agora::charts
