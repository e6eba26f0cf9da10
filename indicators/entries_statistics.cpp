#include "indicators/entries.h"

namespace agora::indicators {

std::vector<Entry> statisticEntries() { return {}; }

} // namespace agora::indicators
