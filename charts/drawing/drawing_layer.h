#pragma once

#include "charts/axes_painter.h"
#include "charts/drawing/drawing_painter.h"

#include <QImage>

namespace agora::charts {

class ChartScene;
class DrawingInput;
class DrawingView;

/// The picture of the drawings. Many that rest are kept as an image, so that moving one of
/// thousands, or the mouse, costs no more than that one.
class DrawingLayer {
public:
    DrawingLayer(const ChartScene &scene, const DrawingView &view, const DrawingInput &input)
        : m_scene(scene), m_view(view), m_input(input)
    {}

    void paint(QPainter &painter);
    /// Prices of horizontal lines, as long as there is room for the labels.
    void addTags(std::vector<AxisTag> &tags) const;
    /// Drawings, selection or settings are others than before.
    void invalidate() { ++m_revision; }

private:
    /// What the image hangs on.
    struct State {
        std::vector<double> numbers;
        ChartTheme theme;
        QString font;
        bool operator==(const State &) const = default;
    };

    [[nodiscard]] State state(double scale, const std::vector<DrawingSpace> &spaces) const;
    [[nodiscard]] std::vector<DrawingSpace> spaces(QPaintDevice *device) const;
    [[nodiscard]] bool isHeld(const Drawing &drawing) const; ///< selected: drawn on top
    [[nodiscard]] const Drawing &shown(const Drawing &drawing) const;
    void paintImage(QPainter &painter, const std::vector<DrawingSpace> &spaces);
    void paintResting(QPainter &painter, const std::vector<DrawingSpace> &spaces) const;
    void paintHeld(QPainter &painter, const std::vector<DrawingSpace> &spaces) const;
    void paintOne(QPainter &painter, const Drawing &drawing, const DrawingSpace &space,
        Emphasis emphasis) const;
    void paintHeldIn(QPainter &painter, const DrawingSpace &space) const;

    const ChartScene &m_scene;
    const DrawingView &m_view;
    const DrawingInput &m_input;
    QImage m_image;
    State m_drawn;
    int m_revision = 0;
};

} // namespace agora::charts
