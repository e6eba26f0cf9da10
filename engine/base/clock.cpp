#include "engine/base/clock.h"

#include "engine/base/ensure.h"

#include <ctime>

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

} // namespace agora
