#pragma once

#include "engine/market/market_clock.h"

#include <array>
#include <cstdint>

namespace agora {

/// The times of day of a simulated market, in steps of five minutes.
class DayProfile {
public:
    DayProfile(const TradingHours &hours, double dailyTicks);

    struct Step {
        double activity = 1; ///< ticks against the day's mean
        double volatility = 1; ///< against the day's root mean square
        double spread = 1; ///< against the calm spread
        double ticksPerSecond = 0;
        double noTick = 1; ///< chance that a second has none
    };
    [[nodiscard]] const Step &at(int secondOfDay) const
    {
        return m_steps[static_cast<std::size_t>(secondOfDay) / stepSeconds];
    }

private:
    static constexpr std::size_t stepSeconds = 300;
    std::array<Step, 86'400 / stepSeconds> m_steps;
};

/// The log price of a simulated market, relative to its typical price, as a pure function of seed
/// and market second.
///
/// A sum of value noise: octave k has independent values every 2^k seconds, straight lines between
/// them, and a size that grows with the square root of 2^k. Over times from seconds to months this
/// looks like a random walk, but it needs no past, and the largest octave bounds it for ever. The
/// octaves up to half an hour are louder at busy times of the day.
class PricePath {
public:
    PricePath(std::uint64_t seed, const Instrument &instrument);

    struct Slope {
        double begin = 0;
        double end = 0; ///< one second later; the path between them is straight
    };
    /// The path within one second. Neighbouring seconds cost little: each octave keeps its segment.
    [[nodiscard]] Slope at(std::int64_t marketSecond);
    [[nodiscard]] const DayProfile::Step &dayStep(std::int64_t marketSecond) const
    {
        return m_day.at(m_clock.secondOfDay(marketSecond));
    }

private:
    // Octaves of at least a block have their values on block edges, so between those edges their
    // sum is one straight line.
    static constexpr int blockBits = 6;
    static constexpr int octaveCount = 25;
    struct Octave {
        std::uint64_t seed = 0;
        std::int64_t phase = 0;
        double amplitude = 0;
        double perSecond = 0; // 2^-k
        std::int64_t segment = 0;
        double left = 0;
        double right = 0;
        bool isFilled = false;
    };
    struct Block {
        std::int64_t number = 0;
        double left = 0;
        double right = 0;
        bool isFilled = false;
    };

    struct Loudness {
        std::int64_t block = 0;
        double factor = 0; // 0 = not filled
    };

    void moveTo(int k, std::int64_t marketSecond);
    [[nodiscard]] double octaveValue(int k, std::int64_t segment);
    [[nodiscard]] double loudness(std::int64_t marketSecond);
    [[nodiscard]] double coarse(std::int64_t block);

    MarketClock m_clock;
    DayProfile m_day;
    std::uint64_t m_burstSeed;
    std::array<Octave, octaveCount> m_octaves;
    Block m_block;
    std::array<Loudness, 4> m_loudness; // of blocks, by their last bits
};

} // namespace agora
