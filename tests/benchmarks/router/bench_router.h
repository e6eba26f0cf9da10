#pragma once

#include <string>

namespace agora::bench {

void benchTicks(); ///< ticks a second into eight periods; 1,000 subscribers beside one
void benchSnapshot(); ///< a million bars over ipc
/// Prints the ms that the first snapshot of this process took; `side` is bid or all.
void benchFirst(const std::string &folder, const std::string &side);
void benchWeek(); ///< memory over ten days of ticks

} // namespace agora::bench
