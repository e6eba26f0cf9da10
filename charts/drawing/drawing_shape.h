#pragma once

#include "charts/chart_theme.h"
#include "charts/drawing/drawing_space.h"

#include <QPolygonF>

namespace agora::charts {

struct ShapeLine {
    QPointF from;
    QPointF to;
    QColor color;
    double width = 1;
    Qt::PenStyle dash = Qt::SolidLine;
    bool hasHead = false; ///< an arrow's, at `to`
};

struct ShapeArea {
    QPolygonF outline;
    QColor fill;
    bool isGrip = false; ///< the mouse takes hold of it anywhere
    bool isLevel = false; ///< a rectangle that is not turned
};

struct ShapeText {
    QRectF box;
    QString text;
    QColor color;
    QColor back; ///< invalid = none
    double fontSize = 0; ///< points; 0 = the chart's
    double angle = 0; ///< degrees clockwise, around the middle of the lower edge
    bool isGrip = false;

    [[nodiscard]] QPointF pivot() const { return {box.center().x(), box.bottom()}; }
    [[nodiscard]] bool contains(const QPointF &point) const;
};

/// What a drawing looks like in a pane: painted and touched by the mouse alike. Device-independent
/// pixels; lines are cut to the neighbourhood of the pane.
struct DrawingShape {
    std::vector<ShapeArea> areas;
    std::vector<ShapeLine> lines;
    std::vector<ShapeText> texts;
    std::vector<QPointF> handles; ///< as `moveHandle` counts them
};

/// A drawing that is not complete yet (fewer anchors) shows what there is of it.
[[nodiscard]] DrawingShape shapeOf(
    const Drawing &drawing, const DrawingSpace &space, const ChartTheme &theme);
[[nodiscard]] QColor lineColor(const Drawing &drawing, const ChartTheme &theme);
/// Price of a level of a complete Fibonacci drawing.
[[nodiscard]] double levelPrice(const Drawing &drawing, const FibLevel &level);

/// Pixels between the point and the nearest line, text or (with `areas`) filled area; infinite when
/// there is none.
[[nodiscard]] double distance(const DrawingShape &shape, const QPointF &point, bool areas);
[[nodiscard]] std::optional<std::size_t> handleAt(
    const DrawingShape &shape, const QPointF &point, double tolerance);
/// The drawing with one of its handles somewhere else.
[[nodiscard]] Drawing withHandle(Drawing drawing, std::size_t handle, const DrawingAnchor &to);
[[nodiscard]] QFont fontOf(const ShapeText &text, const DrawingSpace &space);

} // namespace agora::charts
