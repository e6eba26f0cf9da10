#pragma once

#include "engine/model/market_data.h"

#include <cstddef>
#include <span>
#include <vector>

namespace agora {

/// The newest bars of a series in one piece of memory: new ones come behind, old ones are forgotten
/// in front. Its room is a tenth more than what is kept, so that the bars move once in as many.
class KeptBars {
public:
    [[nodiscard]] std::span<const QuoteBar> all() const
    {
        return std::span(m_bars).subspan(m_first);
    }
    [[nodiscard]] std::size_t size() const { return m_bars.size() - m_first; }
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] QuoteBar &at(std::size_t position) { return m_bars[m_first + position]; }

    /// Takes the memory of `bars` over where that is not much too large.
    void assign(std::vector<QuoteBar> bars, std::size_t kept);
    void push(const QuoteBar &bar, std::size_t kept);
    void insert(std::size_t position, std::span<const QuoteBar> bars);
    void dropFirst(std::size_t count) { m_first += count; }

private:
    std::vector<QuoteBar> m_bars;
    std::size_t m_first = 0; ///< those before it are forgotten
};

} // namespace agora
