#include "charts/band_painter.h"

#include <QPolygonF>

#include <array>
#include <optional>
#include <vector>

namespace agora::charts {
namespace {

constexpr double densePixelsPerBar = 1.0;

bool isDense(const DevicePixels &pixels) { return pixels.map().pixelsPerBar() < densePixelsPerBar; }

/// One area between the lines on which the same one is on top.
class BandArea {
public:
    void add(const QPointF &first, const QPointF &second)
    {
        m_first.append(first);
        m_second.append(second);
    }
    void paint(QPainter &painter, const QColor &color)
    {
        if (m_first.size() > 1) {
            for (auto point = m_second.crbegin(); point != m_second.crend(); ++point)
                m_first.append(*point);
            painter.setBrush(color);
            painter.drawPolygon(m_first);
        }
        m_first.clear();
        m_second.clear();
    }

private:
    QPolygonF m_first, m_second;
};

QPointF crossing(const QPointF &a, const QPointF &b, const QPointF &c, const QPointF &d)
{
    const double before = a.y() - c.y();
    const double after = b.y() - d.y();
    const double share = before == after ? 0 : before / (before - after);
    return a + share * (b - a);
}

void paintBars(QPainter &painter, const DevicePixels &pixels, const ColumnView &first,
    const ColumnView &second, const BandColors &colors)
{
    BandArea area;
    bool isAbove = true;
    std::optional<std::pair<QPointF, QPointF>> before;
    const auto [begin, end]
        = pixels.barsInView(std::min(first.values.size(), second.values.size()));
    for (std::size_t bar = begin; bar < end; ++bar) {
        const double upper = first.values[bar];
        const double lower = second.values[bar];
        const auto color = [&] { return isAbove ? colors.above : colors.below; };
        if (!std::isfinite(upper) || !std::isfinite(lower)) {
            area.paint(painter, color());
            before.reset();
            continue;
        }
        const double x = pixels.map().x(static_cast<double>(bar));
        const QPointF one(x, pixels.map().y(upper));
        const QPointF other(x, pixels.map().y(lower));
        if (before && (upper >= lower) != isAbove) {
            const QPointF meeting = crossing(before->first, one, before->second, other);
            area.add(meeting, meeting);
            area.paint(painter, color());
            area.add(meeting, meeting);
        }
        isAbove = upper >= lower;
        area.add(one, other);
        before = {one, other};
    }
    area.paint(painter, isAbove ? colors.above : colors.below);
}

/// Where several bars share a pixel: from the outermost of both lines.
void paintPixels(QPainter &painter, const DevicePixels &pixels, const ColumnView &first,
    const ColumnView &second, const BandColors &colors)
{
    const std::size_t count = std::min(first.values.size(), second.values.size());
    std::array<std::vector<QRectF>, 2> rects;
    std::size_t begin = pixels.firstBarOf(pixels.left(), count);
    for (int x = pixels.left(); x < pixels.right(); ++x) {
        const std::size_t end = pixels.firstBarOf(x + 1, count);
        const Extent one = first.extent(begin, end);
        const Extent other = second.extent(begin, end);
        begin = end;
        if (one.isEmpty() || other.isEmpty())
            continue;
        const bool isAbove = one.low + one.high >= other.low + other.high;
        const double top = pixels.map().y(isAbove ? one.high : other.high);
        const double bottom = pixels.map().y(isAbove ? other.low : one.low);
        rects[isAbove ? 0 : 1].emplace_back(x, std::min(top, bottom), 1, std::abs(bottom - top));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t kind = 0; kind < 2; ++kind) {
        painter.setBrush(kind == 0 ? colors.above : colors.below);
        painter.drawRects(rects[kind].data(), static_cast<int>(rects[kind].size()));
    }
}

} // namespace

void paintBetween(QPainter &painter, const PaneMap &map, const ColumnView &first,
    const ColumnView &second, const BandColors &colors)
{
    const DevicePixels pixels(painter, map);
    painter.setPen(Qt::NoPen);
    if (isDense(pixels))
        return paintPixels(painter, pixels, first, second, colors);
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintBars(painter, pixels, first, second, colors);
}

void paintUnder(
    QPainter &painter, const PaneMap &map, const ColumnView &column, const QColor &color)
{
    const DevicePixels pixels(painter, map);
    const QRectF &pane = pixels.map().rect;
    const double base = std::clamp(pixels.map().y(0), pane.top(), pane.bottom());
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    if (isDense(pixels)) {
        std::vector<QRectF> rects;
        std::size_t begin = pixels.firstBarOf(pixels.left(), column.values.size());
        for (int x = pixels.left(); x < pixels.right(); ++x) {
            const std::size_t end = pixels.firstBarOf(x + 1, column.values.size());
            if (const Extent extent = column.extent(begin, end); !extent.isEmpty()) {
                const double y = pixels.map().y((extent.low + extent.high) / 2);
                rects.emplace_back(x, std::min(y, base), 1, std::abs(base - y));
            }
            begin = end;
        }
        return painter.drawRects(rects.data(), static_cast<int>(rects.size()));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    BandArea area;
    const auto [begin, end] = pixels.barsInView(column.values.size());
    for (std::size_t bar = begin; bar < end; ++bar) {
        const double x = pixels.map().x(static_cast<double>(bar));
        if (std::isfinite(column.values[bar]))
            area.add({x, pixels.map().y(column.values[bar])}, {x, base});
        else
            area.paint(painter, color);
    }
    area.paint(painter, color);
}

} // namespace agora::charts
