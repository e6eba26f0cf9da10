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

    /// `back` 0 is the newest; must be smaller than size(). 0 where nothing was pushed yet.
    [[nodiscard]] double operator[](std::size_t back) const
    {
        return m_values[back < m_next ? m_next - 1 - back : m_values.size() + m_next - 1 - back];
    }

    /// The oldest value of a full window.
    [[nodiscard]] double oldest() const { return m_values[m_next]; }
    /// Calls `visit` with every value of a full window, oldest first.
    template <typename Visit>
    void forEach(Visit visit) const
    {
        for (std::size_t i = m_next; i < m_values.size(); ++i)
            visit(m_values[i]);
        for (std::size_t i = 0; i < m_next; ++i)
            visit(m_values[i]);
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
