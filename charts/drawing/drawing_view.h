#pragma once

#include "charts/drawing/drawing_board.h"
#include "charts/drawing/drawing_index.h"
#include "charts/drawing/drawing_shape.h"
#include "charts/drawing/drawing_texts.h"

class QEvent;
class QKeyEvent;

namespace agora::charts {

class ChartScene;
class DrawingInput;
class DrawingLayer;
class PriceChart;

/// Joins the drawings of a board with a chart: shows them, and gives them what mouse and keys say
/// first.
class DrawingView final : public QObject {
    Q_OBJECT

public:
    DrawingView(PriceChart &chart, ChartScene &scene, DrawingBoard &board);
    ~DrawingView() override;

    /// A tool is in hand, or a drawing follows the mouse: nobody else should hear of it.
    [[nodiscard]] bool isBusy() const;
    /// True when the event was used.
    bool handle(QEvent &event);
    /// True when the key was used; with `isTrial` when it would be, and nothing is done.
    bool key(const QKeyEvent &event, bool isTrial = false);

    [[nodiscard]] DrawingBoard &board() const { return m_board; }
    [[nodiscard]] bool hasBars() const;
    /// The pane whose plot holds the point.
    [[nodiscard]] std::optional<DrawingSpace> spaceAt(const QPointF &at) const;
    /// Nothing when the chart does not show that pane now.
    [[nodiscard]] std::optional<DrawingSpace> spaceOf(const QString &pane) const;
    [[nodiscard]] DrawingSpace spaceOf(std::size_t pane, QPaintDevice *device = nullptr) const;
    /// The point on a bar, drawn to a price by the magnet.
    [[nodiscard]] DrawingAnchor anchorFor(const QPointF &at, const DrawingSpace &space) const;

    struct Hit {
        QString id;
        std::optional<std::size_t> handle; ///< of a selected drawing
    };
    [[nodiscard]] std::optional<Hit> hitAt(const QPointF &at) const;
    /// Drawings that may show something within that part of the pane, from back to front.
    [[nodiscard]] std::vector<const Drawing *> within(
        const DrawingSpace &space, const QRectF &rect) const;

    void repaintSoon(); ///< what the mouse has hold of
    void repaintAll();
    void setCursor(Qt::CursorShape shape);
    /// The crosshair goes on while a tool has the mouse.
    void setHover(const QPointF &at);
    void takeFocus();

private:
    [[nodiscard]] std::vector<double> magnetPrices(
        const DrawingSpace &space, std::size_t bar) const;
    void deleteLast();
    void fitPasted(std::vector<Drawing> &drawings, const QString &fromSymbol) const;
    void jumpTo(const Drawing &drawing);

    PriceChart &m_chart;
    ChartScene &m_scene;
    DrawingBoard &m_board;
    std::unique_ptr<DrawingInput> m_input;
    std::unique_ptr<DrawingLayer> m_layer;
    mutable DrawingIndex m_index;
    mutable bool m_isIndexed = false;
    mutable DrawingTexts m_texts;
};

} // namespace agora::charts
