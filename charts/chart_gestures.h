#pragma once

#include <QPointF>

#include <optional>

class QEvent;
class QGestureEvent;
class QKeyEvent;
class QMouseEvent;
class QNativeGestureEvent;
class QWheelEvent;

namespace agora::charts {

class ChartScene;
class PriceChart;

/// What mouse, touchpad and keys do to a chart: drag, zoom, scale, box, dividers, crosshair.
class ChartGestures {
public:
    ChartGestures(PriceChart &chart, ChartScene &scene) : m_chart(chart), m_scene(scene) {}

    /// True when the event was used.
    bool handle(QEvent &event);
    bool key(const QKeyEvent &event);

private:
    enum class Zone { Plot, PriceScale, TimeScale, Divider, Spot, Box, Nowhere };
    struct Drag {
        Zone zone = Zone::Nowhere;
        std::size_t pane = 0; ///< of the scale, or above the divider
        QPointF start;
        QPointF last;
    };

    [[nodiscard]] Zone zoneAt(const QPointF &at) const;
    bool press(const QMouseEvent &event);
    bool pressSpot(const QPointF &at);
    bool move(const QMouseEvent &event);
    bool release(const QMouseEvent &event);
    bool doubleClick(const QMouseEvent &event);
    bool wheel(const QWheelEvent &event);
    bool slide(const QWheelEvent &event);
    bool pinch(const QGestureEvent &event);
    bool nativePinch(const QNativeGestureEvent &event);
    bool controlKey(const QKeyEvent &event);
    void zoomAt(double factor, const QPointF &at);
    void drag(const QPointF &at, bool isFree);
    void pan(const QPointF &by, bool isFree);
    void drawBox(const QPointF &at);
    void endBox();
    void giveUp();
    void showCursor(const QPointF &at);
    void scalePrice(std::size_t pane, double factor);
    void shiftPrice(std::size_t pane, double pixels);

    PriceChart &m_chart;
    ChartScene &m_scene;
    std::optional<Drag> m_drag;
};

} // namespace agora::charts
