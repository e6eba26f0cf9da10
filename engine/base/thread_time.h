#pragma once

#include "engine/base/time.h"

#include <optional>

namespace agora {

/// Processor time that the calling thread has used since it began: what other threads and processes
/// do meanwhile does not count, nor does waiting. Where the system does not tell it (Windows) it is
/// the time of steadyNow(), in which both count.
[[nodiscard]] Duration threadCpuNow();

/// How long the threads of this process that live now have been ready to run while no core was
/// free, in sum since each began. Nothing where the system does not tell it (it does on Linux).
[[nodiscard]] std::optional<Duration> threadsQueuedNow();

} // namespace agora
