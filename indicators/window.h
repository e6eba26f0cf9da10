#pragma once

#include "engine/base/ensure.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace agora::indicators {

/// The last `size` values; constant time, no allocation after construction.
class Window {
public:
    explicit Window(int size) : m_values(checked(size)) {}

    [[nodiscard]] std::size_t size() const { return m_values.size(); }
    [[nodiscard]] bool isFull() const { return m_isFull; }
    /// The next push goes to the first place: every value of the round before has been replaced.
    [[nodiscard]] bool isRoundComplete() const { return m_next == 0; }

    /// Returns the value that leaves, once the window is full.
    std::optional<double> push(double value)
    {
        const std::optional<double> leaving
            = m_isFull ? std::optional(m_values[m_next]) : std::nullopt;
        m_values[m_next] = value;
        if (++m_next == m_values.size()) {
            m_next = 0;
            m_isFull = true;
        }
        return leaving;
    }

private:
    static std::size_t checked(int size)
    {
        AGORA_ENSURE(size >= 1);
        return static_cast<std::size_t>(size);
    }

    std::vector<double> m_values;
    std::size_t m_next = 0;
    bool m_isFull = false;
};

} // namespace agora::indicators
