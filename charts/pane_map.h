#pragma once

#include <QPainter>
#include <QRectF>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace agora::charts {

/// Where bars and values of one pane lie on the screen, in device-independent pixels. Every painter
/// and every gesture goes through `y` and `valueAt`, so a scale of any kind is a matter of these
/// two.
struct PaneMap {
    QRectF rect;
    double firstBar = 0; ///< at the left edge
    double lastBar = 1; ///< at the right edge
    double low = 0; ///< at the bottom; at the top when inverted
    double high = 1; ///< at the other edge
    bool isLogarithmic = false; ///< low and high are positive then
    bool isInverted = false;
    QRectF clip; ///< what is to be drawn, when only a part is; empty = all of `rect`

    [[nodiscard]] double pixelsPerBar() const { return rect.width() / (lastBar - firstBar); }
    [[nodiscard]] double x(double bar) const
    {
        return rect.left() + (bar - firstBar) * pixelsPerBar();
    }
    [[nodiscard]] double y(double value) const
    {
        const double up = share(value) * rect.height();
        return isInverted ? rect.top() + up : rect.bottom() - up;
    }
    [[nodiscard]] double barAt(double atX) const
    {
        return firstBar + (atX - rect.left()) / pixelsPerBar();
    }
    [[nodiscard]] double valueAt(double atY) const
    {
        const double up = (isInverted ? atY - rect.top() : rect.bottom() - atY) / rect.height();
        if (!isLogarithmic)
            return low + up * (high - low);
        return std::exp(std::log(low) + up * (std::log(high) - std::log(low)));
    }
    /// Bars in view, also those of which only a half is: [begin, end), cut to `count`.
    [[nodiscard]] std::pair<std::size_t, std::size_t> barsInView(std::size_t count) const
    {
        const auto most = static_cast<double>(count);
        return {static_cast<std::size_t>(std::clamp(firstBar + 0.5, 0.0, most)),
            static_cast<std::size_t>(std::clamp(lastBar + 1.5, 0.0, most))};
    }
    /// The range [low, high] once the content has followed a drag of that many pixels downwards.
    [[nodiscard]] std::pair<double, double> rangeMoved(double pixels) const
    {
        return {valueAt(y(low) - pixels), valueAt(y(high) - pixels)};
    }
    /// The range that is `factor` times as long on the screen; what lies at `anchorY` stays.
    [[nodiscard]] std::pair<double, double> rangeScaled(double factor, double anchorY) const
    {
        return {valueAt(anchorY + (y(low) - anchorY) * factor),
            valueAt(anchorY + (y(high) - anchorY) * factor)};
    }
    /// The same pane for values that are `factor` times as great at the same height.
    [[nodiscard]] PaneMap multiplied(double factor) const
    {
        PaneMap map = *this;
        map.low *= factor;
        map.high *= factor;
        return map;
    }

private:
    /// Of the height, from `low` up. What a logarithm does not know lies far below.
    [[nodiscard]] double share(double value) const
    {
        if (!isLogarithmic)
            return (value - low) / (high - low);
        const double bottom = std::log(low);
        return value > 0 ? (std::log(value) - bottom) / (std::log(high) - bottom) : -100;
    }
};

/// While it lives the painter counts in the screen's own pixels, so that edges are crisp at every
/// scale; clipped to the pane.
class DevicePixels {
public:
    DevicePixels(QPainter &painter, const PaneMap &map);
    ~DevicePixels() { m_painter.restore(); }
    DevicePixels(const DevicePixels &) = delete;
    DevicePixels &operator=(const DevicePixels &) = delete;

    [[nodiscard]] const PaneMap &map() const { return m_map; } ///< in device pixels
    [[nodiscard]] double scale() const { return m_scale; }
    /// Whole pixels of a line of one device-independent pixel.
    [[nodiscard]] int hairline() const
    {
        return std::max(1, static_cast<int>(std::floor(m_scale)));
    }
    [[nodiscard]] int y(double value) const { return static_cast<int>(std::lround(exactY(value))); }
    /// Not rounded, and never farther away than a painter can count.
    [[nodiscard]] double exactY(double value) const;
    /// Rows between two values, whichever is on top: {top, bottom}, at least `thickness` apart.
    [[nodiscard]] std::pair<int, int> rows(double one, double other, int thickness) const;
    /// Bars whose middle may be in view: [begin, end), cut to `count`.
    [[nodiscard]] std::pair<std::size_t, std::size_t> barsInView(std::size_t count) const;
    /// First bar whose middle lies at or right of the pixel column.
    [[nodiscard]] std::size_t firstBarOf(int column, std::size_t count) const;
    /// Pixel columns to be drawn.
    [[nodiscard]] int left() const { return static_cast<int>(std::floor(m_view.left())); }
    [[nodiscard]] int right() const { return static_cast<int>(std::ceil(m_view.right())); }

private:
    QPainter &m_painter;
    double m_scale;
    PaneMap m_map;
    QRectF m_view; ///< in device pixels
};

} // namespace agora::charts
