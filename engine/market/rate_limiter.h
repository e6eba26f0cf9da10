#pragma once

#include "engine/base/random.h"
#include "engine/base/time.h"

namespace agora {

/// A token bucket: `perSecond` tokens flow in, at most `burst` wait. Times are monotonic and the
/// caller's.
class RateLimiter {
public:
    /// `perSecond` 0 = no limit; `burst` is at least 1.
    RateLimiter(double perSecond, double burst);

    /// How long until a request may go; zero = now.
    [[nodiscard]] Duration waitAt(Duration now);
    /// A request went. Ask `waitAt` before.
    void take(Duration now);
    /// The venue said so itself: nothing goes for that long.
    void hold(Duration now, Duration wait);

private:
    void refill(Duration now);

    double m_perSecond;
    double m_burst;
    double m_tokens;
    Duration m_at{};
    Duration m_heldUntil{};
    bool m_hasTime = false;
};

/// Waits between tries: each about twice the one before, up to a longest, each between half and all
/// of that by chance, so that many who lost the same line do not come back at once.
class BackOff {
public:
    BackOff(Duration first, Duration longest, std::uint64_t seed);

    [[nodiscard]] Duration next();
    void reset() { m_next = m_first; } ///< it went well

private:
    Duration m_first;
    Duration m_longest;
    Duration m_next;
    Random m_random;
};

} // namespace agora
