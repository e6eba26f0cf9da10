#include "indicators/entries.h"

namespace agora::indicators {

std::vector<Entry> cycleEntries() { return {}; }

} // namespace agora::indicators
