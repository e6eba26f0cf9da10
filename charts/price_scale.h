#pragma once

#include "charts/extrema_pyramid.h"

#include <vector>

namespace agora::charts {

/// Range of a vertical axis, and how it follows what is in view.
class PriceScale {
public:
    /// Bounds that the values cannot leave (an oscillator's 0 and 100): the range is always this.
    void setFixed(double low, double high);
    /// Frames `content` with head-room. With `isSteady` (same bars in view, only new prices) the
    /// range stays as long as the content fits and fills it well, so that the picture does not jump
    /// on every tick.
    void follow(const Extent &content, bool isSteady, double smallestSpan);
    void setManual(double low, double high);
    void setAutomatic(bool isOn) { m_isAutomatic = isOn; }

    [[nodiscard]] bool isAutomatic() const { return m_isAutomatic; }
    [[nodiscard]] bool isFixed() const { return m_isFixed; }
    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }

private:
    double m_low = 0;
    double m_high = 1;
    bool m_isAutomatic = true;
    bool m_isFixed = false;
    bool m_hasContent = false;
};

/// Multiples of 1, 2, 2.5 or 5 · 10^k inside [low, high], at most `most` of them and not closer
/// than `smallest`.
[[nodiscard]] std::vector<double> niceTicks(double low, double high, int most, double smallest);
/// The distance between such ticks; 0 for an empty span.
[[nodiscard]] double niceStep(double span, int most, double smallest);

} // namespace agora::charts
