#pragma once

#include "engine/agency/bus.h"
#include "engine/agency/zmq_transport.h"
#include "engine/base/clock.h"

#include <functional>

namespace agora::agency {

/// A bus with a transport that can be woken, turned by the test.
struct RealBus {
    SystemClock clock;
    Bus bus{BusSetup{.name = "agent", .epoch = 1, .clock = &clock}, makeZmqTransport()};

    /// Turns until the condition holds; false when that takes far too long.
    bool until(const std::function<bool()> &condition)
    {
        const auto deadline = steadyNow() + std::chrono::seconds(30);
        while (!condition() && steadyNow() < deadline)
            bus.turn(std::chrono::milliseconds(20));
        return condition();
    }
};

} // namespace agora::agency
