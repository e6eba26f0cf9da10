#pragma once

#include "charts/chart_types.h"

#include <cstddef>

namespace agora::charts {

/// Which bars are in view, and how that changes when the user moves or bars come. Bar i takes the
/// place from i − 0.5 to i + 0.5.
class ViewWindow {
public:
    /// A fresh series: the newest bar is in view, with the usual width of a bar.
    void reset(std::size_t bars);
    /// Bars were added at the end (or taken away): follows them while auto-scroll is on.
    void setBarCount(std::size_t bars);
    /// Width of the plot; the width of a bar is kept, so more bars come into view. But a range that
    /// was asked for and not shown yet stays as it was asked for. With `isResized` the chart itself
    /// has another width and keeps its right side; else its price axis has, and all stays in place.
    void setPixelWidth(double pixels, double usualBarPixels, bool isResized = true);
    /// What was asked for is in the picture: from now on it may change with the width.
    void shown() { m_stays = Stays::Usual; }
    void setMargin(double share);
    [[nodiscard]] double margin() const { return m_margin; }
    void setAutoScroll(bool isOn);

    /// `anchor` stays where it is, but the newest bar does while auto-scroll is on.
    void zoom(double factor, double anchor);
    /// `anchor` stays where it is, whatever is followed.
    void zoomAt(double factor, double anchor);
    /// The bars have got other numbers, `by` higher: the same ones stay in view, in the same place.
    void moved(double by, std::size_t bars);
    void scroll(double bars);
    void scrollToStart();
    void scrollToEnd();
    void centerOn(double bar);
    void setRange(VisibleRange range);

    [[nodiscard]] VisibleRange range() const { return {m_right - m_bars, m_right}; }
    [[nodiscard]] bool isAutoScroll() const { return m_isAutoScroll; }
    [[nodiscard]] std::size_t barCount() const { return m_count; }

private:
    /// What a step before the next picture wants to see where it put it, whatever width the price
    /// axis of that picture needs.
    enum class Stays { Usual, Left, Middle, Range };

    [[nodiscard]] double fixedAt(bool isResized) const;
    [[nodiscard]] double newest() const; ///< right side of the newest bar
    [[nodiscard]] double end() const; ///< right edge with the margin
    [[nodiscard]] double usualBars() const;
    void zoomAround(double factor, double fixed);
    void setBars(double bars);
    void limit();

    std::size_t m_count = 0;
    double m_bars = 120;
    double m_right = 0;
    double m_margin = 0.1;
    double m_pixels = 0;
    double m_barPixels = 8; ///< as the user zoomed; kept while the width of the plot changes
    double m_usualBarPixels = 8;
    bool m_isRangeChosen = false; ///< before the first width was known, too
    bool m_isAutoScroll = true;
    Stays m_stays = Stays::Usual;
};

} // namespace agora::charts
