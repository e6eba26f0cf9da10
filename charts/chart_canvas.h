#pragma once

#include <QPixmap>
#include <QRectF>
#include <QWidget>

#include <functional>

namespace agora::charts {

class ChartPlot;

/// The surface of a chart: a QCustomPlot with two buffered layers. What seldom changes is in the
/// still one; what moves with every quote and every movement of the mouse is in the one on top,
/// and so are the newest bars, as far as they have changed since.
class ChartCanvas {
public:
    struct Layers {
        std::function<void()> prepare; ///< before anything is drawn: lay out, choose scales
        /// Draws all, or what lies in the rectangle if it is not empty, in device-independent
        /// pixels.
        std::function<void(QPainter &, const QRectF &part)> still;
        std::function<void(QPainter &)> moving;
    };
    ChartCanvas(QWidget &parent, Layers layers);
    ~ChartCanvas();
    ChartCanvas(const ChartCanvas &) = delete;
    ChartCanvas &operator=(const ChartCanvas &) = delete;

    [[nodiscard]] QWidget &widget();
    /// Both layers anew.
    void redraw();
    /// This part of the still layer is stale; it is drawn over until the next `redraw`.
    void redrawNewest(const QRectF &part);
    /// The moving layer alone.
    void redrawMoving();
    /// At its own size, `scale` pixels for each of the screen's.
    [[nodiscard]] QPixmap picture(double scale);

private:
    ChartPlot *m_plot; // child of the parent
};

} // namespace agora::charts
