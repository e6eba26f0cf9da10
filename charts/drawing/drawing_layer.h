#pragma once

#include "charts/axes_painter.h"
#include "charts/drawing/drawing_painter.h"
#include "charts/drawing/drawing_picture.h"

namespace agora::charts {

class ChartScene;
class DrawingInput;
class DrawingView;

/// The picture of the drawings. Many that rest are kept as an image, so that moving one of
/// thousands, or the mouse, costs no more than that one.
class DrawingLayer {
public:
    /// `ready` is called when a picture of thousands of drawings can be shown.
    DrawingLayer(const ChartScene &scene, const DrawingView &view, const DrawingInput &input,
        std::function<void()> ready)
        : m_scene(scene), m_view(view), m_input(input), m_picture(std::move(ready))
    {}

    void paint(QPainter &painter);
    /// Prices of horizontal lines, as long as there is room for the labels.
    void addTags(std::vector<AxisTag> &tags) const;
    /// What was painted last is all there is.
    [[nodiscard]] bool isReady() const { return m_isReady; }
    /// Drawings, selection or settings are others than before.
    void invalidate() { ++m_revision; }

private:
    [[nodiscard]] PictureState state(double scale, const std::vector<DrawingSpace> &spaces) const;
    /// Those in view that nobody has hold of, from back to front.
    [[nodiscard]] std::vector<const Drawing *> resting(const DrawingSpace &space) const;
    [[nodiscard]] std::vector<DrawingSpace> spaces(QPaintDevice *device) const;
    [[nodiscard]] bool isHeld(const Drawing &drawing) const; ///< selected: drawn on top
    [[nodiscard]] const Drawing &shown(const Drawing &drawing) const;
    void paintImage(QPainter &painter, const std::vector<DrawingSpace> &spaces);
    void renew(const PictureState &now, double scale, const std::vector<DrawingSpace> &spaces);
    void paintResting(QPainter &painter, const std::vector<DrawingSpace> &spaces) const;
    void paintHeld(QPainter &painter, const std::vector<DrawingSpace> &spaces) const;
    void paintOne(QPainter &painter, const Drawing &drawing, const DrawingSpace &space,
        Emphasis emphasis) const;
    void paintHeldIn(QPainter &painter, const DrawingSpace &space) const;

    const ChartScene &m_scene;
    const DrawingView &m_view;
    const DrawingInput &m_input;
    DrawingPicture m_picture;
    DrawingPicture::Times m_times; ///< of the bars when a picture was begun last
    int m_revision = 0;
    bool m_isReady = true;
};

} // namespace agora::charts
