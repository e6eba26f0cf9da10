#pragma once

#include <cstdint>

namespace agora {

/// SplitMix64's finaliser: a well mixed 64-bit hash of a 64-bit number (Steele, Lea, Flood 2014).
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t x)
{
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

/// Uniform in [0, 1) from 64 random bits.
[[nodiscard]] constexpr double unitInterval(std::uint64_t bits)
{
    return static_cast<double>(bits >> 11) * 0x1.0p-53;
}

/// Seeded generator with a full 64-bit state; same seed, same numbers on every machine.
class Random {
public:
    explicit constexpr Random(std::uint64_t seed) : m_state(seed) {}
    constexpr std::uint64_t next()
    {
        const auto value = mix64(m_state);
        m_state += 0x9E3779B97F4A7C15ULL;
        return value;
    }
    constexpr double uniform() { return unitInterval(next()); }
    /// 0 … bound-1; bound must not be 0.
    constexpr std::uint64_t below(std::uint64_t bound) { return next() % bound; }

private:
    std::uint64_t m_state;
};

} // namespace agora
