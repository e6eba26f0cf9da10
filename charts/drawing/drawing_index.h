#pragma once

#include "charts/drawing/drawing_space.h"

#include <vector>

namespace agora::charts {

/// Which of many drawings can be seen in a pane or lie under the mouse, told from times and prices
/// alone: what is elsewhere costs next to nothing.
class DrawingIndex {
public:
    /// In their order from back to front; they must outlive the index or the next call.
    void build(const std::vector<Drawing> &drawings);
    /// Those of the pane that may show something within `rect`, from back to front.
    [[nodiscard]] std::vector<const Drawing *> within(
        const DrawingSpace &space, const QRectF &rect) const;

private:
    /// Where it can show anything but text; unlimited where that hangs on pixels.
    struct Entry {
        std::int64_t first, last; ///< ns UTC
        double low, high;
        const Drawing *drawing;
        bool hasText;
    };
    [[nodiscard]] static Entry entryOf(const Drawing &drawing);

    std::vector<Entry> m_entries;
    double m_widestLine = 0; ///< device-independent pixels
    qsizetype m_longestText = 0;
    double m_largestFont = 0; ///< points; 0 = the chart's
};

/// Certainly nothing of it is inside the pane, told without building its shape.
[[nodiscard]] bool isOutOfView(const Drawing &drawing, const DrawingSpace &space);
/// It may show something within that part of the pane.
[[nodiscard]] bool mayTouch(const Drawing &drawing, const DrawingSpace &space, const QRectF &rect);

} // namespace agora::charts
