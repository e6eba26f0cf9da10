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
    /// Width of the plot; the width of a bar is kept, so more bars come into view.
    void setPixelWidth(double pixels, double usualBarPixels);
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
};

} // namespace agora::charts
