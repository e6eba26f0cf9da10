#include "indicators/entries.h"

namespace agora::indicators {

std::vector<Entry> trendEntries() { return {}; }

} // namespace agora::indicators
