#pragma once

#include <QPainter>
#include <QRectF>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace agora::charts {

/// Where bars and values of one pane lie on the screen, in device-independent pixels.
struct PaneMap {
    QRectF rect;
    double firstBar = 0; ///< at the left edge
    double lastBar = 1; ///< at the right edge
    double low = 0; ///< at the bottom
    double high = 1; ///< at the top

    [[nodiscard]] double pixelsPerBar() const { return rect.width() / (lastBar - firstBar); }
    [[nodiscard]] double x(double bar) const
    {
        return rect.left() + (bar - firstBar) * pixelsPerBar();
    }
    [[nodiscard]] double y(double value) const
    {
        return rect.bottom() - (value - low) / (high - low) * rect.height();
    }
    [[nodiscard]] double barAt(double atX) const
    {
        return firstBar + (atX - rect.left()) / pixelsPerBar();
    }
    [[nodiscard]] double valueAt(double atY) const
    {
        return low + (rect.bottom() - atY) / rect.height() * (high - low);
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
    [[nodiscard]] int y(double value) const;
    /// Bars whose middle may be in view: [begin, end), cut to `count`.
    [[nodiscard]] std::pair<std::size_t, std::size_t> barsInView(std::size_t count) const;
    /// First bar whose middle lies at or right of the pixel column.
    [[nodiscard]] std::size_t firstBarOf(int column, std::size_t count) const;
    [[nodiscard]] int left() const { return static_cast<int>(std::floor(m_map.rect.left())); }
    [[nodiscard]] int right() const { return static_cast<int>(std::ceil(m_map.rect.right())); }

private:
    QPainter &m_painter;
    double m_scale;
    PaneMap m_map;
};

} // namespace agora::charts
