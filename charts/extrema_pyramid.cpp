#include "charts/extrema_pyramid.h"

#include <algorithm>

namespace agora::charts {
namespace {

constexpr std::size_t blockSize = ExtremaPyramid::blockSize;

Extent scan(
    std::span<const double> lows, std::span<const double> highs, std::size_t begin, std::size_t end)
{
    Extent extent;
    for (std::size_t i = begin; i < end; ++i)
        extent.include(lows[i], highs[i]);
    return extent;
}

} // namespace

void ExtremaPyramid::update(
    std::span<const double> lows, std::span<const double> highs, std::size_t from)
{
    std::size_t below = lows.size();
    std::size_t firstChanged = std::min(from, below);
    for (std::size_t level = 0; below > blockSize || level == 0; ++level) {
        if (level == m_levels.size())
            m_levels.emplace_back();
        auto &blocks = m_levels[level];
        const std::size_t count = (below + blockSize - 1) / blockSize;
        firstChanged = std::min(firstChanged / blockSize, blocks.size());
        blocks.resize(count);
        for (std::size_t block = firstChanged; block < count; ++block) {
            const std::size_t begin = block * blockSize;
            const std::size_t end = std::min(begin + blockSize, below);
            blocks[block]
                = level == 0 ? scan(lows, highs, begin, end) : ofLevel(level - 1, begin, end);
        }
        below = count;
    }
}

Extent ExtremaPyramid::ofLevel(std::size_t level, std::size_t begin, std::size_t end) const
{
    Extent extent;
    for (std::size_t i = begin; i < end; ++i)
        extent.include(m_levels[level][i]);
    return extent;
}

Extent ExtremaPyramid::extent(std::span<const double> lows, std::span<const double> highs,
    std::size_t begin, std::size_t end) const
{
    Extent extent;
    end = std::min(end, lows.size());
    if (begin >= end)
        return extent;
    // Ends that do not fill a block are scanned on their level, the blocks between on the next.
    for (std::size_t level = 0;; ++level) {
        const auto include = [&](std::size_t from, std::size_t to) {
            extent.include(level == 0 ? scan(lows, highs, from, to) : ofLevel(level - 1, from, to));
        };
        const std::size_t firstBlock = (begin + blockSize - 1) / blockSize;
        const std::size_t endBlock = end / blockSize;
        if (firstBlock >= endBlock || level >= m_levels.size()) {
            include(begin, end);
            return extent;
        }
        include(begin, firstBlock * blockSize);
        include(endBlock * blockSize, end);
        begin = firstBlock;
        end = endBlock;
    }
}

} // namespace agora::charts
