#include "charts/column_painter.h"

#include <QPolygonF>

#include <array>
#include <vector>

namespace agora::charts {
namespace {

constexpr double densePixelsPerBar = 1.0;

bool isDense(const DevicePixels &pixels) { return pixels.map().pixelsPerBar() < densePixelsPerBar; }

/// Calls `paint(column, extent)` for each pixel column that holds a value.
template <typename Paint>
void forEachColumn(const DevicePixels &pixels, const ColumnView &column, Paint paint)
{
    std::size_t begin = pixels.firstBarOf(pixels.left(), column.values.size());
    for (int x = pixels.left(); x < pixels.right(); ++x) {
        const std::size_t end = pixels.firstBarOf(x + 1, column.values.size());
        const Extent extent = column.extent(begin, end);
        if (!extent.isEmpty())
            paint(x, extent);
        begin = end;
    }
}

void paintDenseLine(
    QPainter &painter, const DevicePixels &pixels, const ColumnView &column, const QColor &color)
{
    const int line = pixels.hairline();
    std::vector<QRect> rects;
    Extent before;
    forEachColumn(pixels, column, [&](int x, const Extent &extent) {
        Extent joined = extent;
        if (!before.isEmpty()) { // reaches up or down to its neighbour: no holes in a steep line
            if (before.high < joined.low)
                joined.low = before.high;
            if (before.low > joined.high)
                joined.high = before.low;
        }
        const auto [top, bottom] = pixels.rows(joined.high, joined.low, line);
        rects.emplace_back(x, top, 1, bottom - top);
        before = extent;
    });
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRects(rects.data(), static_cast<int>(rects.size()));
}

/// Calls `use(polygon)` for every unbroken stretch of values in view.
template <typename Use>
void forEachStretch(const DevicePixels &pixels, const ColumnView &column, Use use)
{
    const auto [begin, end] = pixels.barsInView(column.values.size());
    QPolygonF points;
    for (std::size_t bar = begin; bar < end; ++bar) {
        const double value = column.values[bar];
        if (std::isfinite(value)) {
            points.append({pixels.map().x(static_cast<double>(bar)), pixels.exactY(value)});
        } else if (!points.isEmpty()) {
            use(points);
            points.clear();
        }
    }
    if (!points.isEmpty())
        use(points);
}

} // namespace

void paintLine(QPainter &painter, const PaneMap &map, const ColumnView &column, const QColor &color,
    const QColor &dense, double width)
{
    const DevicePixels pixels(painter, map);
    if (isDense(pixels))
        return paintDenseLine(painter, pixels, column, dense);
    painter.setRenderHint(QPainter::Antialiasing, true);
    // Separate lines look like one at this width, and Qt's raster engine is several times faster
    // with them.
    painter.setPen(QPen(color, width * pixels.scale(), Qt::SolidLine, Qt::FlatCap));
    forEachStretch(pixels, column, [&](const QPolygonF &points) {
        std::vector<QLineF> lines;
        for (qsizetype i = 1; i < points.size(); ++i)
            lines.emplace_back(points[i - 1], points[i]);
        painter.drawLines(lines.data(), static_cast<int>(lines.size()));
    });
}

void paintBelow(
    QPainter &painter, const PaneMap &map, const ColumnView &column, const QColor &color)
{
    const DevicePixels pixels(painter, map);
    const double bottom = pixels.map().rect.bottom();
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    if (!isDense(pixels)) {
        painter.setRenderHint(QPainter::Antialiasing, true);
        forEachStretch(pixels, column, [&](QPolygonF points) {
            points.prepend({points.front().x(), bottom});
            points.append({points.back().x(), bottom});
            painter.drawPolygon(points);
        });
        return;
    }
    std::vector<QRect> rects;
    forEachColumn(pixels, column, [&](int x, const Extent &extent) {
        const int top = pixels.rows(extent.high, extent.low, 1).first;
        const int height = static_cast<int>(bottom) - top;
        if (height > 0)
            rects.emplace_back(x, top, 1, height);
    });
    painter.drawRects(rects.data(), static_cast<int>(rects.size()));
}

void paintHistogram(
    QPainter &painter, const PaneMap &map, const ColumnView &column, const HistogramColors &colors)
{
    const DevicePixels pixels(painter, map);
    std::array<std::vector<QRect>, 4> rects; // positive, negative, and the paler of each
    const auto add = [&](int x, int width, double from, double to, bool isShrinking) {
        const auto [top, bottom] = pixels.rows(std::max(to, 0.0), std::min(from, 0.0), 1);
        const std::size_t kind = (to > 0 ? 0U : 1U) + (isShrinking ? 2U : 0U);
        rects[kind].emplace_back(x, top, width, bottom - top);
    };
    if (isDense(pixels)) {
        forEachColumn(pixels, column,
            [&](int x, const Extent &extent) { add(x, 1, extent.low, extent.high, false); });
    } else {
        const auto [begin, end] = pixels.barsInView(column.values.size());
        const int width = std::max(1, static_cast<int>(pixels.map().pixelsPerBar() * 0.6));
        for (std::size_t bar = begin; bar < end; ++bar) {
            const double value = column.values[bar];
            if (!std::isfinite(value))
                continue;
            const double before = bar > 0 ? column.values[bar - 1] : 0;
            const double x = pixels.map().x(static_cast<double>(bar)) - width / 2.0;
            add(static_cast<int>(std::lround(x)), width, value, value,
                std::abs(value) < std::abs(before));
        }
    }
    painter.setPen(Qt::NoPen);
    const std::array brushes{
        colors.positive, colors.negative, colors.positiveShrinking, colors.negativeShrinking};
    for (std::size_t kind = 0; kind < rects.size(); ++kind) {
        painter.setBrush(brushes[kind]);
        painter.drawRects(rects[kind].data(), static_cast<int>(rects[kind].size()));
    }
}

void paintArea(QPainter &painter, const PaneMap &map, const ColumnView &upper,
    const ColumnView &lower, const QColor &color)
{
    const DevicePixels pixels(painter, map);
    if (isDense(pixels))
        return;
    QColor tint = color;
    tint.setAlpha(22);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tint);
    std::vector<QPolygonF> edges;
    forEachStretch(pixels, upper, [&](const QPolygonF &points) { edges.push_back(points); });
    std::size_t next = 0;
    painter.setRenderHint(QPainter::Antialiasing, true);
    forEachStretch(pixels, lower, [&](const QPolygonF &points) {
        if (next >= edges.size())
            return;
        QPolygonF area = edges[next++];
        for (auto point = points.crbegin(); point != points.crend(); ++point)
            area.append(*point);
        painter.drawPolygon(area);
    });
}

} // namespace agora::charts
