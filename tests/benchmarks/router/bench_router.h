#pragma once

namespace agora::bench {

void benchTicks(); ///< ticks a second into eight periods; 1,000 subscribers beside one
void benchSnapshot(); ///< a million bars over ipc
void benchWeek(); ///< memory over a week of ticks

} // namespace agora::bench
