#include "indicators/entries.h"

namespace agora::indicators {

std::vector<Entry> priceEntries() { return {}; }

} // namespace agora::indicators
