#include "engine/agents/informer/equity_curve.h"

#include "engine/base/ensure.h"

#include <algorithm>

namespace agora {

bool EquityCurve::add(const EquityPoint &point)
{
    if (!m_points.empty() && point.time < m_points.back().time)
        return false;
    m_points.push_back(point);
    if (m_points.size() >= capacity)
        m_points = thinned(capacity / 2);
    return true;
}

std::vector<EquityPoint> EquityCurve::thinned(std::size_t most) const
{
    AGORA_ENSURE(most >= 4);
    if (m_points.size() <= most)
        return m_points;
    // First and last stay; of each stretch between them the lowest and the highest, in their order.
    const auto inner = m_points.size() - 2;
    const auto stretches = (most - 2) / 2;
    std::vector<EquityPoint> kept{m_points.front()};
    for (std::size_t i = 0; i < stretches; ++i) {
        const auto first
            = m_points.begin() + 1 + static_cast<std::ptrdiff_t>(inner * i / stretches);
        const auto end
            = m_points.begin() + 1 + static_cast<std::ptrdiff_t>(inner * (i + 1) / stretches);
        const auto [lowest, highest] = std::minmax_element(first, end,
            [](const EquityPoint &a, const EquityPoint &b) { return a.equity < b.equity; });
        kept.push_back(*std::min(lowest, highest));
        if (lowest != highest)
            kept.push_back(*std::max(lowest, highest));
    }
    kept.push_back(m_points.back());
    return kept;
}

} // namespace agora
