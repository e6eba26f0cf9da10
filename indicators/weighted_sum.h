#pragma once

#include "indicators/indicator.h"

#include "engine/base/ensure.h"

#include <cstddef>
#include <vector>

namespace agora::indicators {

/// Plain and linearly weighted sum of the last `period` inputs: what weighted averages and lines of
/// least squares are made of. Kept in rounds as in RollingFold: nothing is ever subtracted.
class WeightedSum {
public:
    using Input = double;
    struct Output {
        double sum = 0;
        double weighted = 0; ///< 1 · oldest + 2 · next + … + period · newest
    };

    explicit WeightedSum(int period) : m_ends(checked(period)) {}

    [[nodiscard]] int warmUp() const { return static_cast<int>(m_ends.size()); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        m_ends[m_next] = {.sum = value, .weighted = 0};
        if (m_next++ == 0)
            m_round = {};
        m_round.sum += value;
        m_round.weighted += static_cast<double>(m_next) * value;
        if (m_next == m_ends.size()) {
            endRound();
            return m_round;
        }
        if (!m_isFull)
            return std::nullopt;
        const Output &end = m_ends[m_next];
        const auto before = static_cast<double>(m_ends.size() - m_next);
        return Output{.sum = end.sum + m_round.sum,
            .weighted = end.weighted + (m_round.weighted + before * m_round.sum)};
    }

private:
    static std::size_t checked(int period)
    {
        AGORA_ENSURE(period >= 1);
        return static_cast<std::size_t>(period);
    }
    void endRound()
    {
        Output sums; // weights counted anew from the first input of each end
        for (std::size_t i = m_ends.size(); i-- > 0;) {
            sums.sum += m_ends[i].sum;
            sums.weighted += sums.sum;
            m_ends[i] = sums;
        }
        m_next = 0;
        m_isFull = true;
    }

    std::vector<Output> m_ends; // before m_next: inputs; from it on: ends of the round before
    std::size_t m_next = 0;
    bool m_isFull = false;
    Output m_round;
};

static_assert(Indicator<WeightedSum>);

} // namespace agora::indicators
