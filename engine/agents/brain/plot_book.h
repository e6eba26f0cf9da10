#pragma once

#include "engine/model/plots.h"

#include <deque>
#include <optional>
#include <string_view>
#include <vector>

namespace agora {

/// What a brain has plotted: the newest bars of each of its declared lines, and what came since it
/// was last published.
class PlotBook {
public:
    static constexpr std::size_t keptBars = 5'000; ///< a line
    static constexpr std::size_t blockPoints = 8'192; ///< of one message

    explicit PlotBook(std::vector<PlotLine> lines);

    [[nodiscard]] const std::vector<PlotLine> &lines() const { return m_lines; }
    /// False when no line of that key is declared. What is not finite counts as no value.
    bool set(std::string_view key, Timestamp bar, double value);
    /// What was set since this was last called, in the order of the calls.
    [[nodiscard]] std::vector<PlotPoint> takeNews();
    /// Everything kept, line by line, in blocks; one empty block when there is nothing.
    [[nodiscard]] std::vector<std::vector<PlotPoint>> snapshot() const;

private:
    std::vector<PlotLine> m_lines;
    std::vector<std::deque<PlotPoint>> m_kept; ///< by line, ascending
    std::vector<PlotPoint> m_news;
};

} // namespace agora
