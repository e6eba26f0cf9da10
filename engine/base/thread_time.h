#pragma once

#include "engine/base/time.h"

#include <map>

namespace agora {

/// Processor time that the calling thread has used since it began: what other threads and processes
/// do meanwhile does not count, nor does waiting. Where the system does not tell it (Windows) it is
/// the time of steadyNow(), in which both count.
[[nodiscard]] Duration threadCpuNow();

/// How long each thread of this process that lives now has been ready to run while no core was
/// free, since it began; by the system's number of the thread. Empty where the system does not tell
/// it (it does on Linux).
[[nodiscard]] std::map<int, Duration> threadsQueuedNow();

} // namespace agora
