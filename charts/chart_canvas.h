#pragma once

#include <QImage>
#include <QRegion>
#include <QWidget>

#include <functional>

namespace agora::charts {

/// The surface of a chart. What seldom changes stands in an image and is drawn anew only where it
/// became stale; what moves with every quote and every movement of the mouse is drawn on top.
class ChartCanvas final : public QWidget {
public:
    struct Layers {
        std::function<void()> prepare; ///< before anything is drawn: lay out, choose scales
        /// Draws within the rectangle, in device-independent pixels.
        std::function<void(QPainter &, const QRectF &part)> still;
        std::function<void(QPainter &)> moving;
    };
    ChartCanvas(QWidget *parent, Layers layers);

    /// The image is stale in this part, and shown anew with the next frame.
    void redraw(const QRect &part);
    void redrawAll() { redraw(rect()); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void bringUpToDate();

    Layers m_layers;
    QImage m_image;
    QRegion m_stale;
};

} // namespace agora::charts
