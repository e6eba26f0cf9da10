#pragma once

#include "charts/chart_types.h"
#include "charts/extrema_pyramid.h"

#include <vector>

namespace agora::charts {

/// Range of a vertical axis, its kind, and how it follows what is in view.
class PriceScale {
public:
    /// Bounds that the values cannot leave (an oscillator's 0 and 100): the range is always this.
    void setFixed(double low, double high);
    /// Frames `content` with head-room. With `isSteady` (same bars in view, only new prices) the
    /// range stays as long as the content fits and fills it well, so that the picture does not jump
    /// on every tick.
    void follow(const Extent &content, bool isSteady, double smallestSpan);
    /// Ignored unless low < high (and 0 < low on a logarithmic scale).
    void setManual(double low, double high);
    /// Forgets the range; how it is drawn stays.
    void reset();
    void setAutomatic(bool isOn) { m_isAutomatic = isOn; }
    void setKind(ScaleKind kind);
    void setInverted(bool isOn) { m_isInverted = isOn; }

    [[nodiscard]] bool isAutomatic() const { return m_isAutomatic; }
    [[nodiscard]] bool isFixed() const { return m_isFixed; }
    [[nodiscard]] bool isInverted() const { return m_isInverted; }
    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }
    /// As chosen.
    [[nodiscard]] ScaleKind kind() const { return m_kind; }
    /// Whether it is drawn so: prices of zero and less have no logarithm, and show linear instead.
    [[nodiscard]] bool isLogarithmic() const
    {
        return m_kind == ScaleKind::Logarithmic && m_low > 0 && !m_isContentBelowZero;
    }
    /// The logarithmic scale that was asked for cannot be drawn.
    [[nodiscard]] bool isLogarithmRefused() const
    {
        return m_kind == ScaleKind::Logarithmic && !isLogarithmic();
    }
    bool operator==(const PriceScale &) const = default;

private:
    double m_low = 0;
    double m_high = 1;
    ScaleKind m_kind = ScaleKind::Linear;
    bool m_isInverted = false;
    bool m_isAutomatic = true;
    bool m_isFixed = false;
    bool m_hasContent = false;
    bool m_isContentBelowZero = false;
};

/// Multiples of 1, 2, 2.5 or 5 · 10^k inside [low, high], at most `most` of them and not closer
/// than `smallest`.
[[nodiscard]] std::vector<double> niceTicks(double low, double high, int most, double smallest);
/// The distance between such ticks; 0 for an empty span.
[[nodiscard]] double niceStep(double span, int most, double smallest);
/// Round numbers that lie about evenly on a logarithmic axis (1 2 5 10 20 … over decades); over
/// less than an octave the ones of `niceTicks`. 0 < low.
[[nodiscard]] std::vector<double> logarithmicTicks(
    double low, double high, int most, double smallest);
/// Fewest decimals (at most 9) that show multiples of the step as they are.
[[nodiscard]] int decimalsOfStep(double step);

} // namespace agora::charts
