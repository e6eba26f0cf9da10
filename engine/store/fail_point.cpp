#include "engine/store/fail_point.h"

#include <atomic>

namespace agora {

namespace {
std::atomic<FailPointHandler> listening = nullptr;
} // namespace

void setFailPointHandler(FailPointHandler handler) { listening = handler; }

void failPoint(const char *place)
{
    if (const auto handler = listening.load(std::memory_order_relaxed))
        handler(place);
}

} // namespace agora
