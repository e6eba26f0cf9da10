#include "engine/agents/router/kept_bars.h"

#include <algorithm>

namespace agora {

namespace {
constexpr std::size_t fewest = 64;

std::size_t roomFor(std::size_t kept) { return kept + kept / 10 + 1; }
} // namespace

void KeptBars::assign(std::vector<QuoteBar> bars, std::size_t kept)
{
    m_first = bars.size() - std::min(bars.size(), kept);
    if (bars.capacity() <= roomFor(kept)) {
        m_bars = std::move(bars);
        return;
    }
    m_bars = std::vector(bars.begin() + static_cast<std::ptrdiff_t>(m_first), bars.end());
    m_first = 0;
}

void KeptBars::push(const QuoteBar &bar, std::size_t kept)
{
    const auto room = roomFor(kept);
    if (m_bars.size() == m_bars.capacity() && m_first * 11 >= m_bars.size() && m_first > 0) {
        m_bars.erase(m_bars.begin(), m_bars.begin() + static_cast<std::ptrdiff_t>(m_first));
        m_first = 0;
    } else if (m_bars.size() == m_bars.capacity()) {
        const auto doubled = std::max(fewest, 2 * m_bars.size());
        m_bars.reserve(std::max(m_bars.size() + m_bars.size() / 10 + 1, std::min(doubled, room)));
    }
    m_bars.push_back(bar);
}

void KeptBars::insert(std::size_t position, std::span<const QuoteBar> bars)
{
    m_bars.insert(
        m_bars.begin() + static_cast<std::ptrdiff_t>(m_first + position), bars.begin(), bars.end());
}

} // namespace agora
