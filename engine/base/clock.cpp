#include "engine/base/clock.h"

#include "engine/base/ensure.h"
#include "engine/base/thread_time.h"

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>

namespace agora {

Timestamp SystemClock::now() const
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()) + m_offset;
}

Duration steadyNow()
{
    timespec at{};
    AGORA_ENSURE(::clock_gettime(CLOCK_MONOTONIC, &at) == 0);
    return std::chrono::seconds{at.tv_sec} + std::chrono::nanoseconds{at.tv_nsec};
}

Duration threadCpuNow()
{
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec at{};
    AGORA_ENSURE(::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at) == 0);
    return std::chrono::seconds{at.tv_sec} + std::chrono::nanoseconds{at.tv_nsec};
#else
    return steadyNow();
#endif
}

std::map<int, Duration> threadsQueuedNow()
{
    // Linux, Documentation/scheduler/sched-stats.rst: ns on a core, ns waiting for one, turns.
    std::map<int, Duration> all;
    std::error_code failure;
    for (const auto &thread : std::filesystem::directory_iterator("/proc/self/task", failure)) {
        std::ifstream file(thread.path() / "schedstat");
        std::int64_t running = 0, queued = 0;
        if (file >> running >> queued) // else it has just ended
            all[std::atoi(thread.path().filename().c_str())] = std::chrono::nanoseconds{queued};
    }
    return all;
}

} // namespace agora
