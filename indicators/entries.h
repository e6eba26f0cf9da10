#pragma once

#include "indicators/entry.h"

#include <vector>

namespace agora::indicators {

// One family each, in entries_<family>.cpp.
[[nodiscard]] std::vector<Entry> movingAverageEntries();
[[nodiscard]] std::vector<Entry> bandEntries();
[[nodiscard]] std::vector<Entry> trendEntries();
[[nodiscard]] std::vector<Entry> oscillatorEntries();
[[nodiscard]] std::vector<Entry> priceEntries();
[[nodiscard]] std::vector<Entry> directionalEntries();
[[nodiscard]] std::vector<Entry> momentumEntries();
[[nodiscard]] std::vector<Entry> billWilliamsEntries();
[[nodiscard]] std::vector<Entry> volumeEntries();
[[nodiscard]] std::vector<Entry> volatilityEntries();
[[nodiscard]] std::vector<Entry> statisticEntries();
[[nodiscard]] std::vector<Entry> cycleEntries();
[[nodiscard]] std::vector<Entry> patternEntries();
[[nodiscard]] std::vector<Entry> formulaEntries();

/// All of them, by group, in the order of menus.
[[nodiscard]] const std::vector<Entry> &entries();
/// The names of the groups in the order of menus; every entry belongs to one.
[[nodiscard]] const std::vector<std::string> &groups();

} // namespace agora::indicators
