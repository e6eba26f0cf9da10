#pragma once

#include "engine/base/ensure.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace agora::indicators {

/// `combine(… combine(oldest, next) …, newest)` over the last `period` inputs, for any associative
/// `Combine`: sums, greatest, smallest. Amortised constant time and no branch on the values.
///
/// The inputs are cut into rounds of `period`. Of the round before, the folds of all its ends are
/// kept; of the round in progress, the fold of its beginning: two of them make up any window
/// (van Herk 1992; Gil and Werman 1993). Nothing is ever taken out of a fold, so a sum cannot drift
/// and a great value leaves no rounding error behind.
template <typename T, typename Combine>
class RollingFold {
public:
    explicit RollingFold(int period, Combine combine = {})
        : m_values(checked(period)), m_combine(combine)
    {}

    [[nodiscard]] std::size_t size() const { return m_values.size(); }
    [[nodiscard]] int warmUp() const { return static_cast<int>(m_values.size()); }
    [[nodiscard]] bool isFull() const { return m_isFull; }

    /// Empty until `period` inputs have been seen.
    [[gnu::always_inline]] std::optional<T> update(const T &value)
    {
        m_values[m_next] = value;
        m_round = m_next == 0 ? value : m_combine(m_round, value);
        if (++m_next == m_values.size()) {
            endRound();
            return m_round;
        }
        if (!m_isFull)
            return std::nullopt;
        return m_combine(m_values[m_next], m_round);
    }

private:
    static std::size_t checked(int period)
    {
        AGORA_ENSURE(period >= 1);
        return static_cast<std::size_t>(period);
    }
    [[gnu::noinline]] void endRound()
    {
        for (std::size_t i = m_values.size() - 1; i > 0; --i)
            m_values[i - 1] = m_combine(m_values[i - 1], m_values[i]);
        m_next = 0;
        m_isFull = true;
    }

    std::vector<T> m_values; // before m_next: inputs of this round; from it on: ends of the last
    std::size_t m_next = 0;
    bool m_isFull = false;
    T m_round{};
    [[no_unique_address]] Combine m_combine;
};

} // namespace agora::indicators
