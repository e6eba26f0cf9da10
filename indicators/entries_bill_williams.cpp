#include "indicators/entries.h"

namespace agora::indicators {

std::vector<Entry> billWilliamsEntries() { return {}; }

} // namespace agora::indicators
