#pragma once

#include "indicators/chain.h"
#include "indicators/wilder.h"
#include "indicators/window.h"

#include <array>
#include <cmath>

namespace agora::indicators {

/// Alligator (Bill Williams, Trading Chaos, 1995): three smoothed averages of the median price.
/// Nothing is moved here: charts draw the lines 8, 5 and 3 bars to the right.
class Alligator {
public:
    using Input = double;
    struct Output {
        std::optional<double> jaw;
        std::optional<double> teeth;
        std::optional<double> lips;
    };

    Alligator(int jaw, int teeth, int lips) : m_jaw(jaw), m_teeth(teeth), m_lips(lips) {}

    [[nodiscard]] std::array<int, 3> warmUps() const
    {
        return {m_jaw.warmUp(), m_teeth.warmUp(), m_lips.warmUp()};
    }

    /// Each line as soon as it is defined.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        return Output{.jaw = m_jaw.update(value),
            .teeth = m_teeth.update(value),
            .lips = m_lips.update(value)};
    }

private:
    WilderAverage m_jaw;
    WilderAverage m_teeth;
    WilderAverage m_lips;
};

/// Gator (Bill Williams): how far the Alligator's mouth is open, the distances of its lines as a
/// chart draws them one above the other. The jaw is drawn three bars further right than the teeth,
/// those two further than the lips, so older values of the slower line are compared here; what is
/// left of the shift, 5 and 3, is for the chart.
class Gator {
public:
    using Input = double;
    struct Output {
        std::optional<double> upper; ///< |jaw − teeth|
        std::optional<double> lower; ///< −|teeth − lips|
    };

    Gator(int jaw, int teeth, int lips) : m_alligator(jaw, teeth, lips), m_jaws(3), m_teeth(2) {}

    [[nodiscard]] std::array<int, 2> warmUps() const
    {
        const auto lines = m_alligator.warmUps();
        return {std::max(lines[0] + 3, lines[1]), std::max(lines[1] + 2, lines[2])};
    }

    /// Each distance as soon as both of its lines are defined.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto lines = m_alligator.update(value);
        Output output;
        const auto jaw = lines->jaw ? m_jaws.push(*lines->jaw) : std::nullopt;
        const auto teeth = lines->teeth ? m_teeth.push(*lines->teeth) : std::nullopt;
        if (jaw && lines->teeth)
            output.upper = std::abs(*jaw - *lines->teeth);
        if (teeth && lines->lips)
            output.lower = -std::abs(*teeth - *lines->lips);
        return output;
    }

private:
    Alligator m_alligator;
    Window m_jaws;
    Window m_teeth;
};

static_assert(Indicator<Alligator>);
static_assert(Indicator<Gator>);

} // namespace agora::indicators
