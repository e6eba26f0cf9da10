#pragma once

#include "engine/agency/frame.h"

#include <utility>
#include <vector>

namespace agora::agency {

/// The last messages of a stream, for who comes back. When there is no room any more the newest
/// takes the place, and the memory, of the oldest.
class KeptMessages {
public:
    /// `most` must be positive and always the same.
    void push(std::uint64_t sequence, std::span<const std::byte> body, std::size_t most)
    {
        if (m_messages.size() < most) {
            m_messages.emplace_back(sequence, Bytes(body.begin(), body.end()));
            return;
        }
        auto &oldest = m_messages[m_first];
        oldest.first = sequence;
        constexpr std::size_t waste = 64; // one long message must not make its place long for good
        if (oldest.second.capacity() > body.size() + waste)
            oldest.second = Bytes(body.begin(), body.end());
        else
            oldest.second.assign(body.begin(), body.end());
        m_first = m_first + 1 == most ? 0 : m_first + 1;
    }
    void clear()
    {
        m_messages.clear();
        m_first = 0;
    }
    [[nodiscard]] bool empty() const { return m_messages.empty(); }
    /// There must be one.
    [[nodiscard]] std::uint64_t oldest() const { return m_messages[m_first].first; }
    /// From old to new: `visit(sequence, body)`.
    template <typename Visit>
    void forEach(Visit visit) const
    {
        for (std::size_t i = 0; i < m_messages.size(); ++i) {
            const auto &[sequence, body] = m_messages[(m_first + i) % m_messages.size()];
            visit(sequence, body);
        }
    }

private:
    std::vector<std::pair<std::uint64_t, Bytes>> m_messages; ///< a ring
    std::size_t m_first = 0; ///< the oldest
};

} // namespace agora::agency
