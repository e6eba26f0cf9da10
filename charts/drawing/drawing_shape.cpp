#include "charts/drawing/drawing_shape.h"

#include "charts/drawing/shape_maker.h"

#include <QTransform>

#include <cmath>
#include <limits>

namespace agora::charts {
namespace {

double distanceToLine(const QPointF &point, const QPointF &from, const QPointF &to)
{
    const QPointF by = to - from;
    const double square = QPointF::dotProduct(by, by);
    const double at
        = square > 0 ? std::clamp(QPointF::dotProduct(point - from, by) / square, 0.0, 1.0) : 0;
    const QPointF away = point - (from + by * at);
    return std::hypot(away.x(), away.y());
}

} // namespace

bool ShapeText::contains(const QPointF &point) const
{
    const QPointF level
        = QTransform().rotate(-angle).map(point - pivot()); // as if the text were not turned
    return box.contains(level + pivot());
}

DrawingShape shapeOf(const Drawing &drawing, const DrawingSpace &space, const ChartTheme &theme)
{
    return ShapeMaker(drawing, space, theme).make();
}

double distance(const DrawingShape &shape, const QPointF &point, bool areas)
{
    double nearest = std::numeric_limits<double>::infinity();
    for (const auto &line : shape.lines)
        nearest = std::min(nearest, distanceToLine(point, line.from, line.to) - line.width / 2);
    for (const auto &text : shape.texts)
        if (text.isGrip && text.contains(point))
            return 0;
    if (areas)
        for (const auto &area : shape.areas)
            if (area.isGrip && area.outline.containsPoint(point, Qt::OddEvenFill))
                return 0;
    return std::max(0.0, nearest);
}

std::optional<std::size_t> handleAt(
    const DrawingShape &shape, const QPointF &point, double tolerance)
{
    std::optional<std::size_t> found;
    double nearest = tolerance;
    for (std::size_t i = 0; i < shape.handles.size(); ++i) {
        const QPointF away = shape.handles[i] - point;
        const double far = std::hypot(away.x(), away.y());
        if (far <= nearest) {
            nearest = far;
            found = i;
        }
    }
    return found;
}

Drawing withHandle(Drawing drawing, std::size_t handle, const DrawingAnchor &to)
{
    auto &anchors = drawing.anchors;
    if (drawing.kind != DrawingKind::Rectangle) {
        if (handle < anchors.size())
            anchors[handle] = to;
        return drawing;
    }
    switch (handle) {
    case 0:
    case 1:
        anchors[handle] = to;
        break;
    case 2:
    case 3:
        anchors[handle == 2 ? 0 : 1].time = to.time;
        anchors[handle == 2 ? 1 : 0].price = to.price;
        break;
    case 4:
    case 5:
        anchors[handle - 4].time = to.time;
        break;
    case 6:
    case 7:
        anchors[handle - 6].price = to.price;
        break;
    default:
        break;
    }
    return drawing;
}

} // namespace agora::charts
