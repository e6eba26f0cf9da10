#include "engine/market/price_path.h"

#include "engine/base/random.h"

#include <algorithm>
#include <cmath>

namespace agora {

namespace {

constexpr int loudOctaves = 12; // up to 2^11 s follow the time of day
constexpr int burstBits = 11; // calm and busy half hours
constexpr double burstSwing = 0.35;
const double burstMean
    = std::sqrt(1 + burstSwing * burstSwing / 3); // root mean square of a burst's factor

// New York's hours: activity over the FX day, from the dead hour after 17:00 to the overlap of
// London and New York.
constexpr std::array<double, 24> fxActivity{0.75, 0.75, 0.85, 1.35, 1.5, 1.3, 1.2, 1.35, 1.9, 1.9,
    1.9, 1.6, 1.1, 1.0, 0.95, 0.9, 0.65, 0.3, 0.4, 0.65, 0.8, 0.85, 0.8, 0.7};
// UTC hours: a market that never closes still follows America's day.
constexpr std::array<double, 24> alwaysActivity{1.1, 0.95, 0.85, 0.8, 0.8, 0.75, 0.75, 0.85, 0.95,
    0.95, 0.95, 1.0, 1.1, 1.3, 1.45, 1.4, 1.25, 1.15, 1.1, 1.05, 1.0, 0.95, 0.95, 0.9};

double between(const std::array<double, 24> &hourly, double hour)
{
    const double shifted = hour + 23.5; // the values stand for the middle of their hours
    const auto first = static_cast<std::size_t>(shifted);
    const double share = shifted - std::floor(shifted);
    return hourly[first % 24] * (1 - share) + hourly[(first + 1) % 24] * share;
}

/// Wide at New York's rollover, somewhat wider in Asian hours.
double fxSpread(double hour)
{
    if (hour >= 17.0 && hour < 18.0)
        return hour < 17.25 ? 5.0 : 5.0 - 3.6 * (hour - 17.25) / 0.75;
    if (hour >= 18.0 || hour < 2.0)
        return 1.4;
    return hour >= 16.5 ? 1.8 : hour < 3.0 ? 1.2 : 1.0;
}

/// Autocorrelation of unit value noise with straight lines, at a distance in segments: the cubic
/// B-spline.
double noiseCorrelation(double distance)
{
    if (distance < 1)
        return 2.0 / 3 - distance * distance + distance * distance * distance / 2;
    return distance < 2 ? std::pow(2 - distance, 3) / 6 : 0.0;
}

/// How far the sum of octaves of size sqrt(2^k) moves in a day, root mean square.
double unitDailyMove(int octaves)
{
    double variance = 0;
    for (int k = 0; k < octaves; ++k) {
        const double length = std::ldexp(1.0, k);
        variance += 2 * length * (noiseCorrelation(0) - noiseCorrelation(86'400 / length));
    }
    return std::sqrt(variance);
}

double symmetric(std::uint64_t bits) { return 2 * unitInterval(bits) - 1; }

} // namespace

DayProfile::DayProfile(const TradingHours &hours, double dailyTicks)
{
    const bool isFx = hours.hasWeekend();
    constexpr double mostPerSecond = 100;
    double sum = 0;
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const double hour = (static_cast<double>(i) + 0.5) * stepSeconds / 3'600;
        m_steps[i].activity = between(isFx ? fxActivity : alwaysActivity, hour);
        m_steps[i].spread = isFx ? fxSpread(hour) : 1.0;
        sum += m_steps[i].activity;
    }
    for (auto &step : m_steps) {
        step.activity *= static_cast<double>(m_steps.size()) / sum;
        step.volatility
            = std::sqrt(step.activity); // trading makes movement: variance goes with ticks
        step.ticksPerSecond = std::min(dailyTicks / 86'400 * step.activity, mostPerSecond);
        step.noTick = std::exp(-step.ticksPerSecond);
    }
}

PricePath::PricePath(std::uint64_t seed, const Instrument &instrument)
    : m_clock(instrument.hours)
    , m_day(instrument.hours, instrument.dailyTicks)
    , m_burstSeed(mix64(seed ^ 0xB5257ULL))
{
    const double daily = instrument.annualVolatility / std::sqrt(m_clock.daysPerYear());
    const double unit
        = daily / unitDailyMove(octaveCount) * std::sqrt(3.0); // values are uniform in ±1
    for (int k = 0; k < octaveCount; ++k) {
        auto &octave = m_octaves[static_cast<std::size_t>(k)];
        octave.seed = mix64(seed + static_cast<std::uint64_t>(k));
        octave.phase = static_cast<std::int64_t>(mix64(octave.seed) & ((1ULL << k) - 1));
        if (k >= blockBits)
            octave.phase &= ~((std::int64_t{1} << blockBits) - 1);
        octave.amplitude = unit * std::sqrt(std::ldexp(1.0, k));
        octave.perSecond = std::ldexp(1.0, -k);
    }
}

double PricePath::loudness(std::int64_t marketSecond)
{
    const auto block = marketSecond >> blockBits;
    auto &known = m_loudness[static_cast<std::size_t>(block & 3)];
    if (known.factor <= 0 || known.block != block) {
        const auto second = block << blockBits;
        const auto burst = mix64(m_burstSeed ^ static_cast<std::uint64_t>(second >> burstBits));
        known.block = block;
        known.factor = dayStep(second).volatility * (1 + burstSwing * symmetric(burst)) / burstMean;
    }
    return known.factor;
}

double PricePath::octaveValue(int k, std::int64_t segment)
{
    const auto &octave = m_octaves[static_cast<std::size_t>(k)];
    const double value
        = octave.amplitude * symmetric(mix64(octave.seed ^ static_cast<std::uint64_t>(segment)));
    return k < loudOctaves ? value * loudness((segment << k) - octave.phase) : value;
}

void PricePath::moveTo(int k, std::int64_t marketSecond)
{
    auto &octave = m_octaves[static_cast<std::size_t>(k)];
    const auto segment = (marketSecond + octave.phase) >> k;
    if (octave.isFilled && octave.segment == segment)
        return;
    const bool isNext = octave.isFilled && octave.segment + 1 == segment;
    octave.left = isNext ? octave.right : octaveValue(k, segment);
    octave.right = octaveValue(k, segment + 1);
    octave.segment = segment;
    octave.isFilled = true;
}

double PricePath::coarse(std::int64_t block)
{
    double sum = 0;
    const auto second = block << blockBits;
    for (int k = blockBits; k < octaveCount; ++k) {
        moveTo(k, second);
        const auto &octave = m_octaves[static_cast<std::size_t>(k)];
        const auto past = second + octave.phase - (octave.segment << k);
        sum += octave.left
            + (octave.right - octave.left) * static_cast<double>(past) * octave.perSecond;
    }
    return sum;
}

PricePath::Slope PricePath::at(std::int64_t marketSecond)
{
    const auto block = marketSecond >> blockBits;
    if (!m_block.isFilled || m_block.number != block) {
        const bool isNext = m_block.isFilled && m_block.number + 1 == block;
        m_block.left = isNext ? m_block.right : coarse(block);
        m_block.right = coarse(block + 1);
        m_block.number = block;
        m_block.isFilled = true;
    }
    double step = (m_block.right - m_block.left) / (1 << blockBits);
    double begin = m_block.left + step * static_cast<double>(marketSecond - (block << blockBits));
    for (int k = 0; k < blockBits; ++k) {
        moveTo(k, marketSecond);
        const auto &octave = m_octaves[static_cast<std::size_t>(k)];
        const auto past = marketSecond + octave.phase - (octave.segment << k);
        const double octaveStep = (octave.right - octave.left) * octave.perSecond;
        begin += octave.left + octaveStep * static_cast<double>(past);
        step += octaveStep;
    }
    return {begin, begin + step};
}

} // namespace agora
