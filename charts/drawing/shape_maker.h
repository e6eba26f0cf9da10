#pragma once

#include "charts/drawing/drawing_shape.h"

namespace agora::charts {

/// Builds the shape of one drawing.
class ShapeMaker {
public:
    ShapeMaker(const Drawing &drawing, const DrawingSpace &space, const ChartTheme &theme);
    [[nodiscard]] DrawingShape make();

private:
    void lineKind();
    void horizontal();
    void vertical();
    void channel();
    void rectangle();
    void retracement();
    void extension();
    void measureBox();
    void words();
    void caption(const QPointF &middle, const QPointF &along = {});

    void line(const QPointF &from, const QPointF &to, bool hasHead = false);
    void line(const QPointF &from, const QPointF &to, const QColor &color, double width,
        Qt::PenStyle dash, bool hasHead);
    void area(const QPolygonF &outline, const QColor &fill, bool isGrip);
    void levels(double left, double right);
    void connector(const QPointF &from, const QPointF &to);
    /// `at` is the middle of its lower edge, or its top left corner; kept inside the pane.
    void textAbove(const QPointF &at, const QString &text, const QColor &color, const QColor &back);
    [[nodiscard]] QSizeF sizeOf(const QString &text) const;
    [[nodiscard]] QColor levelColor(std::size_t index) const;
    [[nodiscard]] QColor faint(QColor color) const;
    [[nodiscard]] QPointF farFrom(const QPointF &from, const QPointF &through) const;

    const Drawing &m_drawing;
    const DrawingSpace &m_space;
    const ChartTheme &m_theme;
    QRectF m_rect;
    QColor m_color;
    std::vector<QPointF> m_points;
    DrawingShape m_shape;
};

} // namespace agora::charts
