#pragma once

#include <QPointF>

#include <optional>

class QEvent;
class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace agora::charts {

class ChartScene;
class PriceChart;

/// What mouse and keys do to a chart: drag, zoom, scale, dividers, crosshair.
class ChartGestures {
public:
    ChartGestures(PriceChart &chart, ChartScene &scene) : m_chart(chart), m_scene(scene) {}

    /// True when the event was used.
    bool handle(QEvent &event);
    bool key(const QKeyEvent &event);

private:
    enum class Zone { Plot, PriceScale, TimeScale, Divider, Nowhere };
    struct Drag {
        Zone zone = Zone::Nowhere;
        std::size_t pane = 0; ///< of the scale, or above the divider
        QPointF last;
    };

    [[nodiscard]] Zone zoneAt(const QPointF &at) const;
    bool press(const QMouseEvent &event);
    bool move(const QMouseEvent &event);
    bool release(const QMouseEvent &event);
    bool doubleClick(const QMouseEvent &event);
    bool wheel(const QWheelEvent &event);
    void drag(const QPointF &at);
    void pan(const QPointF &by);
    void showCursor(const QPointF &at);
    void scalePrice(std::size_t pane, double factor);

    PriceChart &m_chart;
    ChartScene &m_scene;
    std::optional<Drag> m_drag;
};

} // namespace agora::charts
