#pragma once

#include "indicators/indicator.h"

#include "engine/base/ensure.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace agora::indicators {

/// The greatest (or smallest) of the last `period` inputs, in amortised constant time: values that
/// a later one beats can never lead again and are dropped (Lemire, Streaming Maximum-Minimum
/// Filter, 2006).
template <typename Better>
class Extreme {
public:
    using Input = double;
    using Output = double;

    explicit Extreme(int period) : m_candidates(checked(period)) {}

    [[nodiscard]] int warmUp() const { return static_cast<int>(m_candidates.size()); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        AGORA_ENSURE(std::isfinite(value));
        if (m_count > 0 && m_seen - m_candidates[m_first].index >= m_candidates.size())
            dropFirst();
        while (m_count > 0 && !Better{}(at(m_count - 1).value, value))
            --m_count;
        ++m_count;
        at(m_count - 1) = {.index = m_seen, .value = value};
        ++m_seen;
        if (m_seen < m_candidates.size())
            return std::nullopt;
        return m_candidates[m_first].value;
    }

private:
    struct Candidate {
        std::uint64_t index = 0;
        double value = 0;
    };

    static std::size_t checked(int period)
    {
        AGORA_ENSURE(period >= 1);
        return static_cast<std::size_t>(period);
    }
    Candidate &at(std::size_t position)
    {
        const std::size_t place = m_first + position;
        return m_candidates[place < m_candidates.size() ? place : place - m_candidates.size()];
    }
    void dropFirst()
    {
        m_first = m_first + 1 < m_candidates.size() ? m_first + 1 : 0;
        --m_count;
    }

    std::vector<Candidate> m_candidates; // a ring: best first
    std::size_t m_first = 0;
    std::size_t m_count = 0;
    std::uint64_t m_seen = 0;
};

using Highest = Extreme<std::greater<double>>;
using Lowest = Extreme<std::less<double>>;

static_assert(Indicator<Highest>);
static_assert(Indicator<Lowest>);

} // namespace agora::indicators
