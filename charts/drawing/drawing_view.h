#pragma once

#include "charts/drawing/drawing_board.h"
#include "charts/drawing/drawing_shape.h"

#include <QTimer>

class QEvent;
class QKeyEvent;
class QPainter;

namespace agora::charts {

class ChartScene;
class DrawingInput;
class PaintedLayer;
class PriceChart;

/// Shows the drawings of a board on a chart, in a layer of their own, and gives them what mouse and
/// keys say first.
class DrawingView final : public QObject {
    Q_OBJECT

public:
    DrawingView(PriceChart &chart, ChartScene &scene, DrawingBoard &board);
    ~DrawingView() override;

    /// True when the event was used.
    bool handle(QEvent &event);
    /// True when the key was used; with `isTrial` when it would be, and nothing is done.
    bool key(const QKeyEvent &event, bool isTrial = false);
    /// Draws now whatever has changed.
    void refresh();

    [[nodiscard]] DrawingBoard &board() const { return m_board; }
    [[nodiscard]] bool hasBars() const;
    /// The pane whose plot holds the point.
    [[nodiscard]] std::optional<DrawingSpace> spaceAt(const QPointF &at) const;
    /// Nothing when the chart does not show that pane now.
    [[nodiscard]] std::optional<DrawingSpace> spaceOf(const QString &pane) const;
    /// The point on a bar, drawn to a price by the magnet.
    [[nodiscard]] DrawingAnchor anchorFor(const QPointF &at, const DrawingSpace &space) const;

    struct Hit {
        QString id;
        std::optional<std::size_t> handle; ///< of a selected drawing
    };
    [[nodiscard]] std::optional<Hit> hitAt(const QPointF &at) const;

    void repaintSoon();
    void setCursor(Qt::CursorShape shape);
    /// The crosshair goes on while a tool has the mouse.
    void setHover(const QPointF &at);
    void takeFocus();

private:
    [[nodiscard]] DrawingSpace spaceOf(std::size_t pane, QPaintDevice *device = nullptr) const;
    [[nodiscard]] std::vector<double> magnetPrices(
        const DrawingSpace &space, std::size_t bar) const;
    [[nodiscard]] const Drawing &shown(const Drawing &drawing) const;
    void useLayer();
    void deleteLast();
    void paint(QPainter &painter);
    void paintPane(QPainter &painter, std::size_t pane);
    void paintTags(QPainter &painter);
    void fitPasted(std::vector<Drawing> &drawings, const QString &fromSymbol) const;
    void jumpTo(const Drawing &drawing);

    PriceChart &m_chart;
    ChartScene &m_scene;
    DrawingBoard &m_board;
    std::unique_ptr<DrawingInput> m_input;
    PaintedLayer *m_layer = nullptr; // owned by the plot
    QTimer m_timer;
    bool m_isLayerOwn = false;
};

} // namespace agora::charts
