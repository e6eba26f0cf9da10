#include "engine/agents/brain/plot_book.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace agora {

PlotBook::PlotBook(std::vector<PlotLine> lines) : m_lines(std::move(lines)), m_kept(m_lines.size())
{}

bool PlotBook::set(std::string_view key, Timestamp bar, double value)
{
    const auto line = std::ranges::find(m_lines, key, &PlotLine::key);
    if (line == m_lines.end())
        return false;
    const auto index = static_cast<std::size_t>(line - m_lines.begin());
    const PlotPoint point{bar,
        std::isfinite(value) ? value : std::numeric_limits<double>::quiet_NaN(),
        static_cast<std::uint16_t>(index)};
    auto &kept = m_kept[index];
    const auto at = std::ranges::lower_bound(kept, bar, {}, &PlotPoint::time);
    if (at != kept.end() && at->time == bar)
        *at = point;
    else
        kept.insert(at, point);
    if (kept.size() > keptBars)
        kept.pop_front();
    m_news.push_back(point);
    return true;
}

std::vector<PlotPoint> PlotBook::takeNews() { return std::exchange(m_news, {}); }

std::vector<std::vector<PlotPoint>> PlotBook::snapshot() const
{
    std::vector<std::vector<PlotPoint>> blocks(1);
    for (const auto &line : m_kept) {
        for (const auto &point : line) {
            if (blocks.back().size() == blockPoints)
                blocks.emplace_back();
            blocks.back().push_back(point);
        }
    }
    return blocks;
}

} // namespace agora
