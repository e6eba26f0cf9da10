#include "indicators/entries.h"

namespace agora::indicators {

std::vector<Entry> directionalEntries() { return {}; }

} // namespace agora::indicators
