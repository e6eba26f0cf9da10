#include "indicators/entries.h"

namespace agora::indicators {

std::vector<Entry> volumeEntries() { return {}; }

} // namespace agora::indicators
