#include "charts/output_painter.h"

#include <QPolygonF>

namespace agora::charts {
namespace {

constexpr double densePixelsPerBar = 1.5; // below, single marks run into each other

bool isDense(const DevicePixels &pixels) { return pixels.map().pixelsPerBar() < densePixelsPerBar; }

/// An arrow head whose point is at (x, y); `direction` 1 = it points down.
QPolygonF arrow(double x, double y, double size, double direction)
{
    return QPolygonF{
        {x, y}, {x - size, y - direction * size * 1.4}, {x + size, y - direction * size * 1.4}};
}

/// A pattern of dashes must begin at the same bar whatever part of the picture is drawn.
PaneMap unclipped(PaneMap map)
{
    map.clip = {};
    return map;
}

} // namespace

void paintPenLine(
    QPainter &painter, const PaneMap &map, const ColumnView &column, const LinePen &pen)
{
    if (pen.dash == Qt::SolidLine)
        return paintLine(painter, map, column, pen.color, pen.dense, pen.width);
    {
        const DevicePixels pixels(painter, unclipped(map));
        if (!isDense(pixels)) {
            // In one piece: the pattern would begin anew with each line.
            painter.setRenderHint(QPainter::Antialiasing, true);
            painter.setPen(QPen(pen.color, pen.width * pixels.scale(), pen.dash, Qt::FlatCap));
            QPolygonF points;
            const auto [begin, end] = pixels.barsInView(column.values.size());
            for (std::size_t bar = begin; bar < end; ++bar) {
                if (std::isfinite(column.values[bar])) {
                    points.append({pixels.map().x(static_cast<double>(bar)),
                        pixels.map().y(column.values[bar])});
                } else if (!points.isEmpty()) {
                    painter.drawPolyline(points);
                    points.clear();
                }
            }
            painter.drawPolyline(points);
            return;
        }
    }
    paintLine(painter, map, column, pen.color, pen.dense, pen.width);
}

void paintDots(QPainter &painter, const PaneMap &map, const ColumnView &column, const QColor &color,
    const QColor &dense, double width)
{
    {
        const DevicePixels pixels(painter, map);
        if (!isDense(pixels)) {
            const double room = pixels.map().pixelsPerBar() * 0.3;
            const double radius = std::clamp(room, 1.0, 1.3 * width) * pixels.scale();
            painter.setRenderHint(QPainter::Antialiasing, true);
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            const auto [begin, end] = pixels.barsInView(column.values.size());
            for (std::size_t bar = begin; bar < end; ++bar) {
                if (std::isfinite(column.values[bar]))
                    painter.drawEllipse(QPointF(pixels.map().x(static_cast<double>(bar)),
                                            pixels.map().y(column.values[bar])),
                        radius, radius);
            }
            return;
        }
    }
    paintLine(painter, map, column, color, dense, width);
}

void paintSteps(QPainter &painter, const PaneMap &map, const ColumnView &column, const LinePen &pen)
{
    {
        const DevicePixels pixels(painter, unclipped(map));
        if (!isDense(pixels)) {
            std::vector<QLineF> lines;
            const auto [begin, end] = pixels.barsInView(column.values.size());
            for (std::size_t bar = begin; bar < end; ++bar) {
                const double y = pixels.map().y(column.values[bar]);
                const auto middle = static_cast<double>(bar);
                if (!std::isfinite(y))
                    continue;
                const double left = pixels.map().x(middle - 0.5);
                const double right = pixels.map().x(middle + 0.5);
                if (!lines.empty() && lines.back().y1() == y && lines.back().x2() == left)
                    lines.back().setP2({right, y}); // one stroke, so that its dashes run through
                else
                    lines.emplace_back(left, y, right, y);
            }
            painter.setPen(QPen(pen.color, pen.width * pixels.scale(), pen.dash, Qt::FlatCap));
            painter.drawLines(lines.data(), static_cast<int>(lines.size()));
            return;
        }
    }
    paintLine(painter, map, column, pen.color, pen.dense, pen.width);
}

MarkPlace markPlaceOf(indicators::LineStyle style)
{
    switch (style) {
    case indicators::LineStyle::MarkerAbove:
        return MarkPlace::Above;
    case indicators::LineStyle::MarkerBelow:
        return MarkPlace::Below;
    default:
        return MarkPlace::BySign;
    }
}

std::optional<double> markY(const PaneMap &map, std::span<const double> values,
    const BarSeries &series, std::size_t bar, MarkPlace place)
{
    if (bar >= values.size() || bar >= series.size() || !std::isfinite(values[bar])
        || values[bar] == 0)
        return std::nullopt;
    const bool isAbove
        = place == MarkPlace::Above || (place == MarkPlace::BySign && values[bar] < 0);
    constexpr double middle = 6; // device-independent pixels from the bar
    const double y = map.y(isAbove ? series.high()[bar] : series.low()[bar]);
    return isAbove != map.isInverted ? y - middle : y + middle;
}

void paintMarks(QPainter &painter, const PaneMap &map, std::span<const double> values,
    const BarSeries &series, MarkPlace place, const MarkColors &colors)
{
    const DevicePixels pixels(painter, map);
    if (isDense(pixels))
        return;
    const double size = std::clamp(pixels.map().pixelsPerBar() * 0.4, 2.5, 5.0 * pixels.scale());
    const double distance = 3 * pixels.scale();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    const auto [begin, end] = pixels.barsInView(std::min(values.size(), series.size()));
    for (std::size_t bar = begin; bar < end; ++bar) {
        if (!std::isfinite(values[bar]) || values[bar] == 0)
            continue;
        const bool isAbove
            = place == MarkPlace::Above || (place == MarkPlace::BySign && values[bar] < 0);
        const double x = pixels.map().x(static_cast<double>(bar));
        painter.setBrush(isAbove ? colors.down : colors.up);
        // Above the high, wherever that lies on the screen.
        const double y = pixels.map().y(isAbove ? series.high()[bar] : series.low()[bar]);
        const double direction = isAbove != pixels.map().isInverted ? 1 : -1;
        painter.drawPolygon(arrow(x, y - direction * distance, size, direction));
    }
}

void paintCandleColumns(QPainter &painter, const PaneMap &map,
    const std::array<ColumnView, 4> &columns, const ChartTheme &theme)
{
    const auto &[open, high, low, close] = columns;
    {
        const DevicePixels pixels(painter, map);
        if (!isDense(pixels)) {
            const int line = pixels.hairline();
            const int body = std::max(line, static_cast<int>(pixels.map().pixelsPerBar() * 0.5));
            painter.setPen(Qt::NoPen);
            const auto [begin, end] = pixels.barsInView(close.values.size());
            for (std::size_t bar = begin; bar < end; ++bar) {
                if (!std::isfinite(close.values[bar]))
                    continue;
                const double middle = pixels.map().x(static_cast<double>(bar));
                const auto stroke = [&](double from, double to, int width) {
                    const auto [top, bottom] = pixels.rows(from, to, line);
                    painter.drawRect(static_cast<int>(std::lround(middle - width / 2.0)), top,
                        width, bottom - top);
                };
                const bool isRising = close.values[bar] >= open.values[bar];
                painter.setBrush(mixed(isRising ? theme.up : theme.down, theme.background, 0.7));
                stroke(low.values[bar], high.values[bar], line);
                stroke(open.values[bar], close.values[bar], body);
            }
            return;
        }
    }
    paintLine(painter, map, close, theme.mutedText, theme.mutedText, 1);
}

} // namespace agora::charts
