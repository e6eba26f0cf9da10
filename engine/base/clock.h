#pragma once

#include "engine/base/time.h"

namespace agora {

/// What time it is for the trading system. In a replay this is the replay's time.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Timestamp now() const = 0;
};

/// The machine's time, optionally shifted (a simulated market that runs on another day).
class SystemClock final : public Clock {
public:
    explicit SystemClock(Duration offset = {}) : m_offset(offset) {}
    [[nodiscard]] Timestamp now() const override;

private:
    Duration m_offset;
};

/// Stands still until it is told the time: tests, and agents that follow a replay's clock.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Timestamp start = {}) : m_now(start) {}
    [[nodiscard]] Timestamp now() const override { return m_now; }
    /// Never runs back: an older time is ignored.
    void advanceTo(Timestamp at) { m_now = at > m_now ? at : m_now; }

private:
    Timestamp m_now;
};

/// Monotonic time for measuring and for time limits; comparable between processes of one boot.
[[nodiscard]] Duration steadyNow();

} // namespace agora
