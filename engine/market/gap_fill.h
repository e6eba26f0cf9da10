#pragma once

#include "engine/model/bar_edges.h"
#include "engine/model/instrument.h"
#include "engine/model/market_data.h"

#include <span>
#include <vector>

namespace agora {

/// R9, for displays and research that need a bar in every slot: puts flat bars at the previous
/// close (volume 0, BarSynthetic) between ascending bars, up to the first slot in which the market
/// is closed all the time, so that no price is carried over a weekend.
[[nodiscard]] std::vector<QuoteBar> fillGaps(std::span<const QuoteBar> bars, Period period,
    const TradingHours &hours, const DayAnchor &anchor = {});

} // namespace agora
