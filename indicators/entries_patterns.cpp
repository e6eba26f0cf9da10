#include "indicators/entries.h"

namespace agora::indicators {

std::vector<Entry> patternEntries() { return {}; }

} // namespace agora::indicators
