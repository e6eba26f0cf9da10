#pragma once

#include "charts/drawing/drawing_view.h"

class QMouseEvent;

namespace agora::charts {

/// What the mouse does with drawings: draw a new one by clicks or by a drag, select, move, clone.
class DrawingInput {
public:
    explicit DrawingInput(DrawingView &view) : m_view(view) {}

    /// True when the event was used.
    bool press(const QMouseEvent &event);
    bool move(const QMouseEvent &event);
    bool release(const QMouseEvent &event);
    bool doubleClick(const QMouseEvent &event);
    bool contextMenu();
    void leave();
    /// Gives up what is under way: the drawing begun, the drag, the tool, the selection.
    bool cancel();
    void forgetDraft();
    void nudge(int bars, int steps);

    [[nodiscard]] const std::optional<Drawing> &draft() const { return m_draft; }
    /// Drawings as the mouse has moved them so far.
    [[nodiscard]] const std::vector<Drawing> &moved() const { return m_moved; }
    [[nodiscard]] bool isDragging() const { return m_drag.has_value(); }
    [[nodiscard]] bool isCloning() const { return m_drag && m_drag->isClone; }
    [[nodiscard]] const QString &hovered() const { return m_hovered; }

private:
    struct Drag {
        QPointF start;
        DrawingView::Hit hit;
        std::vector<Drawing> originals;
        bool isClone = false; ///< Ctrl was held
        bool hasMoved = false;
    };

    bool pressTool(const QMouseEvent &event);
    bool beginDraft(const QPointF &at);
    void setLastAnchor(const QPointF &at, Qt::KeyboardModifiers keys);
    void releaseTool(const QMouseEvent &event);
    void advance();
    void finish();
    void measureFrom(const QPointF &at);
    void beginDrag();
    void dragTo(const QPointF &at, Qt::KeyboardModifiers keys);
    [[nodiscard]] Drawing dragged(const Drawing &original, const QPointF &by, const QPointF &at,
        Qt::KeyboardModifiers keys) const;
    void endDrag(const QMouseEvent &event);
    void hover(const QPointF &at);

    DrawingView &m_view;
    std::optional<Drawing> m_draft;
    int m_placed = 0; ///< anchors of the draft that stay where they are
    bool m_isFirstPress = false;
    QPointF m_pressedAt;
    std::optional<Drag> m_drag;
    std::vector<Drawing> m_moved;
    QString m_hovered;
    std::optional<QPointF> m_shiftPress;
    bool m_ignoresMenu = false;
};

} // namespace agora::charts
