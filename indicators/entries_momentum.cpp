#include "indicators/entries.h"

namespace agora::indicators {

std::vector<Entry> momentumEntries() { return {}; }

} // namespace agora::indicators
