#include "engine/market/rate_limiter.h"

#include <algorithm>
#include <cmath>

namespace agora {

RateLimiter::RateLimiter(double perSecond, double burst)
    : m_perSecond(perSecond), m_burst(std::max(1.0, burst)), m_tokens(m_burst)
{}

void RateLimiter::refill(Duration now)
{
    if (m_hasTime && now > m_at) {
        const double seconds = std::chrono::duration<double>(now - m_at).count();
        m_tokens = std::min(m_burst, m_tokens + seconds * m_perSecond);
    }
    m_at = m_hasTime ? std::max(m_at, now) : now;
    m_hasTime = true;
}

Duration RateLimiter::waitAt(Duration now)
{
    const auto held = std::max(Duration::zero(), m_heldUntil - now);
    if (m_perSecond <= 0)
        return held;
    refill(now);
    if (m_tokens >= 1)
        return held;
    const auto missing = std::ceil((1 - m_tokens) / m_perSecond * 1e9);
    return std::max(held, Duration(static_cast<std::int64_t>(missing)));
}

void RateLimiter::take(Duration now)
{
    refill(now);
    m_tokens -= 1;
}

void RateLimiter::hold(Duration now, Duration wait)
{
    m_heldUntil = std::max(m_heldUntil, now + wait);
}

BackOff::BackOff(Duration first, Duration longest, std::uint64_t seed)
    : m_first(first), m_longest(longest), m_next(first), m_random(seed)
{}

Duration BackOff::next()
{
    const auto whole = static_cast<double>(m_next.count());
    m_next = std::min(m_next * 2, m_longest);
    return Duration(static_cast<std::int64_t>(whole * (0.5 + 0.5 * m_random.uniform())));
}

} // namespace agora
