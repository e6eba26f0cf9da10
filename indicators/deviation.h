#pragma once

#include "indicators/indicator.h"
#include "indicators/window.h"

#include <algorithm>
#include <cmath>

namespace agora::indicators {

/// Mean and population variance of the last `period` inputs.
///
/// Sums of distances and of their squares, kept in rounds as in RollingFold. Distances are measured
/// from the last value of the round before, which is always one of the window: no distance is
/// longer than the window's own range, so at most about `period` roundings of the variance are
/// lost, whatever the level of the prices; and equal inputs give a variance of exactly 0.
class Variance {
public:
    using Input = double;
    struct Output {
        double mean = 0;
        double variance = 0;
    };

    explicit Variance(int period) : m_ends(checked(period)), m_weight(1.0 / period) {}

    [[nodiscard]] int warmUp() const { return static_cast<int>(m_ends.size()); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard, gnu::always_inline]] std::optional<Output> update(Input value)
    {
        if (m_next == 0)
            beginRound(value);
        m_ends[m_next] = {value, 0.0};
        const double distance = value - m_origin;
        m_round.distances += distance;
        m_round.squares += distance * distance;
        if (++m_next < m_ends.size()) {
            if (!m_isFull)
                return std::nullopt;
            const Sums &end = m_ends[m_next];
            return of(m_round.distances + end.distances, m_round.squares + end.squares);
        }
        const Output output = of(m_round.distances, m_round.squares);
        endRound(value);
        return output;
    }

private:
    struct Sums {
        double distances = 0; // in the round in progress: the input itself
        double squares = 0;
    };

    static std::size_t checked(int period)
    {
        AGORA_ENSURE(period >= 1);
        return static_cast<std::size_t>(period);
    }
    void beginRound(double value)
    {
        m_round = {};
        if (!m_isFull)
            m_origin = value;
    }
    [[gnu::noinline]] void endRound(double origin)
    {
        Sums sums;
        for (std::size_t i = m_ends.size(); i-- > 0;) {
            const double distance = m_ends[i].distances - origin;
            sums.distances += distance;
            sums.squares += distance * distance;
            m_ends[i] = sums;
        }
        m_origin = origin;
        m_next = 0;
        m_isFull = true;
    }
    [[nodiscard]] Output of(double distances, double squares) const
    {
        const double offset = distances * m_weight;
        return {.mean = m_origin + offset,
            .variance = std::max(0.0, squares * m_weight - offset * offset)};
    }

    std::vector<Sums> m_ends; // from m_next on: sums of the ends of the round before
    std::size_t m_next = 0;
    bool m_isFull = false;
    double m_weight;
    double m_origin = 0;
    Sums m_round;
};

/// Mean and population standard deviation of the last `period` inputs.
class Deviation {
public:
    using Input = double;
    struct Output {
        double mean = 0;
        double deviation = 0; ///< exactly 0 when all inputs of the window are equal
    };

    explicit Deviation(int period) : m_variance(period) {}

    [[nodiscard]] int warmUp() const { return m_variance.warmUp(); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard, gnu::always_inline]] std::optional<Output> update(Input value)
    {
        const auto spread = m_variance.update(value);
        if (!spread)
            return std::nullopt;
        return Output{.mean = spread->mean, .deviation = std::sqrt(spread->variance)};
    }

private:
    Variance m_variance;
};

static_assert(Indicator<Variance>);
static_assert(Indicator<Deviation>);

} // namespace agora::indicators
