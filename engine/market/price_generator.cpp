#include "engine/market/price_generator.h"

#include "engine/base/random.h"
#include "engine/market/bar_builder.h"

#include <algorithm>
#include <cmath>

namespace agora {

namespace {

constexpr std::int64_t furthestLook = 40LL * 86'400;
constexpr int mostTicksPerSecond = 250;
constexpr int breathBits = 5;

std::int64_t secondOf(Timestamp at)
{
    return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

/// FNV-1a, so that instruments of one seed go their own ways.
std::uint64_t hashOf(std::string_view text)
{
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return hash;
}

/// Rounds what is not negative; faster than std::round, which is a call.
double wholePoints(double points)
{
    return static_cast<double>(static_cast<std::int64_t>(points + 0.5));
}

/// Poisson by inversion.
int countFor(double uniform, const DayProfile::Step &step)
{
    int count = 0;
    double chance = step.noTick;
    double sum = chance;
    while (uniform >= sum && count < mostTicksPerSecond) {
        ++count;
        chance *= step.ticksPerSecond / count;
        sum += chance;
    }
    return count;
}

} // namespace

PriceGenerator::PriceGenerator(std::uint64_t seed, Instrument instrument)
    : m_instrument(std::move(instrument))
    , m_seed(mix64(seed ^ hashOf(m_instrument.symbol)))
    , m_clock(m_instrument.hours)
    , m_path(mix64(m_seed), m_instrument)
    , m_pointsPerUnit(std::pow(10.0, m_instrument.precision))
    , m_calmSpreadPoints(m_instrument.typicalSpreadPips * m_instrument.pip() * m_pointsPerUnit)
{}

double PriceGenerator::breath(std::int64_t marketSecond) const
{
    const auto block = marketSecond >> breathBits;
    const auto value = [&](std::int64_t number) {
        return unitInterval(mix64(m_seed ^ 0xB7EA74ULL ^ static_cast<std::uint64_t>(number)));
    };
    const double share
        = static_cast<double>(marketSecond - (block << breathBits)) / (1 << breathBits);
    return 0.75 + 0.55 * (value(block) * (1 - share) + value(block + 1) * share);
}

Tick PriceGenerator::tickAt(Timestamp time, double level, double spreadPoints) const
{
    const double mid = m_instrument.typicalPrice * std::exp(level) * m_pointsPerUnit;
    const double spread = std::max(1.0, wholePoints(spreadPoints));
    const double bid = std::max(1.0, wholePoints(mid - spread / 2));
    return {.time = time, .bid = bid / m_pointsPerUnit, .ask = (bid + spread) / m_pointsPerUnit};
}

void PriceGenerator::generate(const OpenStretch &stretch, std::int64_t second)
{
    m_second.clear();
    // The clock knows the weekend; breaks and holidays begin and end with a minute.
    if (!m_instrument.hours.isPlain()
        && !isOpen(m_instrument.hours, Timestamp{std::chrono::seconds{second}}))
        return;
    const auto marketSecond = stretch.marketSecond(second);
    const auto &step = m_path.dayStep(marketSecond);
    const auto bits = mix64(m_seed ^ static_cast<std::uint64_t>(marketSecond));
    const int count = countFor(unitInterval(bits), step);
    if (count == 0)
        return;
    const auto path = m_path.at(marketSecond);
    const double spread = m_calmSpreadPoints * step.spread * breath(marketSecond);
    for (int i = 0; i < count; ++i) {
        // Each in a part of the second of its own: ascending without sorting.
        const auto tickBits = mix64(bits + static_cast<std::uint64_t>(i) + 1);
        const int first = i * 1000 / count;
        const int width = (i + 1) * 1000 / count - first;
        const int millisecond = first + static_cast<int>(tickBits & 0xFFFF) * width / 0x10000;
        const double jitter = 0.9 + 0.2 * unitInterval(tickBits);
        m_second.push_back(
            tickAt(Timestamp{std::chrono::seconds{second} + std::chrono::milliseconds{millisecond}},
                path.begin + (path.end - path.begin) * millisecond / 1000.0, spread * jitter));
    }
}

void PriceGenerator::ticks(
    Timestamp from, Timestamp to, const std::function<void(const Tick &)> &handle)
{
    if (from >= to)
        return;
    const auto last = secondOf(to - Duration{1});
    auto second = secondOf(from);
    while (second <= last) {
        const auto stretch = m_clock.stretchAt(second);
        if (second >= stretch.close)
            break;
        second = std::max(second, stretch.open);
        const auto end = std::min(stretch.close, last + 1);
        for (; second < end; ++second) {
            generate(stretch, second);
            for (const auto &tick : m_second) {
                if (tick.time >= from && tick.time < to)
                    handle(tick);
            }
        }
    }
}

std::vector<Tick> PriceGenerator::ticks(Timestamp from, Timestamp to)
{
    std::vector<Tick> all;
    ticks(from, to, [&](const Tick &tick) { all.push_back(tick); });
    return all;
}

std::optional<Tick> PriceGenerator::lastTickAtOrBefore(Timestamp at)
{
    const auto earliest = secondOf(at) - furthestLook;
    auto second = secondOf(at);
    auto stretch = m_clock.stretchAt(second);
    if (!stretch.contains(second)) {
        stretch = m_clock.before(stretch);
        second = stretch.close - 1;
    }
    while (second >= earliest) {
        for (; second >= std::max(stretch.open, earliest); --second) {
            generate(stretch, second);
            const auto found = std::find_if(m_second.rbegin(), m_second.rend(),
                [&](const Tick &tick) { return tick.time <= at; });
            if (found != m_second.rend())
                return *found;
        }
        stretch = m_clock.before(stretch);
        second = std::min(second, stretch.close - 1);
    }
    return std::nullopt;
}

std::optional<Tick> PriceGenerator::firstTickAtOrAfter(Timestamp at)
{
    const auto first = secondOf(at);
    auto second = first;
    while (second < first + furthestLook) {
        const auto stretch = m_clock.stretchAt(second);
        second = std::max(second, stretch.open);
        for (; second < std::min(stretch.close, first + furthestLook); ++second) {
            generate(stretch, second);
            const auto found = std::find_if(m_second.begin(), m_second.end(),
                [&](const Tick &tick) { return tick.time >= at; });
            if (found != m_second.end())
                return *found;
        }
    }
    return std::nullopt;
}

std::vector<QuoteBar> PriceGenerator::bars(
    Period period, Timestamp from, Timestamp to, const DayAnchor &anchor)
{
    BarBuilder builder(period, anchor);
    std::vector<QuoteBar> bars;
    const auto keepComplete = [&](const QuoteBar &bar) {
        if (bar.isComplete())
            bars.push_back(bar);
    };
    ticks(BarEdges(period, anchor).firstEdge(from), to, [&](Tick tick) {
        tick.flags |= TickHistory;
        builder.update(tick, keepComplete);
    });
    builder.completeUntil(to, keepComplete);
    if (builder.forming())
        bars.push_back(*builder.forming());
    return bars;
}

} // namespace agora
