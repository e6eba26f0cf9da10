#include "charts/drawing/drawing_input.h"

#include <QApplication>
#include <QMouseEvent>

#include <cmath>
#include <numbers>

namespace agora::charts {
namespace {

bool isFar(const QPointF &from, const QPointF &to)
{
    return (to - from).manhattanLength() >= QApplication::startDragDistance();
}

/// With Shift: level, upright or at 45 degrees on the screen; a rectangle becomes a square.
DrawingAnchor straight(
    const DrawingAnchor &from, const QPointF &to, const DrawingSpace &space, bool isSquare)
{
    const QPointF start = space.point(from);
    const QPointF by = to - start;
    const auto eighth = std::lround(std::atan2(by.y(), by.x()) / (std::numbers::pi / 4));
    DrawingAnchor anchor = space.barAnchorAt(to);
    if (!isSquare && eighth % 4 == 0)
        return {anchor.time, from.price};
    if (!isSquare && eighth % 2 == 0)
        return {from.time, anchor.price};
    const double wide = std::abs(space.point(anchor).x() - start.x());
    anchor.price = space.roundedValue(space.map.valueAt(start.y() + std::copysign(wide, by.y())));
    return anchor;
}

QPointF dominant(const QPointF &by)
{
    return std::abs(by.x()) > std::abs(by.y()) ? QPointF(by.x(), 0) : QPointF(0, by.y());
}

} // namespace

bool DrawingInput::press(const QMouseEvent &event)
{
    auto &board = m_view.board();
    m_shiftPress.reset();
    if (m_draft || board.tool())
        return pressTool(event);
    const auto hit = m_view.hitAt(event.position());
    if (event.button() == Qt::RightButton && hit && !board.isSelected(hit->id))
        board.select({hit->id});
    if (event.button() != Qt::LeftButton)
        return false;
    const bool isCtrl = event.modifiers().testFlag(Qt::ControlModifier);
    if (!hit) {
        if (!isCtrl)
            board.select({});
        if (event.modifiers() == Qt::ShiftModifier)
            m_shiftPress = event.position();
        return false;
    }
    m_view.takeFocus();
    if (!isCtrl && !board.isSelected(hit->id))
        board.select({hit->id});
    if (!isCtrl && board.set().find(hit->id)->isLocked)
        return false; // the chart below can still be dragged
    m_drag = Drag{.start = event.position(), .hit = *hit, .originals = {}, .isClone = isCtrl};
    return true;
}

bool DrawingInput::pressTool(const QMouseEvent &event)
{
    if (event.button() == Qt::RightButton) {
        m_ignoresMenu = true;
        return cancel();
    }
    if (event.button() != Qt::LeftButton)
        return false;
    m_pressedAt = event.position();
    m_view.takeFocus();
    if (!m_draft)
        return beginDraft(event.position());
    m_isFirstPress = false;
    setLastAnchor(event.position(), event.modifiers());
    return true;
}

bool DrawingInput::beginDraft(const QPointF &at)
{
    auto &board = m_view.board();
    const auto space = m_view.spaceAt(at);
    if (!space)
        return false; // scales and dividers go on working
    if (!m_view.hasBars()) {
        board.refuse(DrawingBoard::tr("There are no bars to draw on yet."));
        return true;
    }
    Drawing draft;
    draft.id = QStringLiteral("draft");
    draft.kind = *board.tool();
    draft.pane = space->pane;
    draft.style = board.shelf().styleOf(draft.kind);
    const DrawingAnchor first = m_view.anchorFor(at, *space);
    draft.anchors.assign(anchorCount(draft.kind) > 1 ? 2 : 1, first);
    m_draft = std::move(draft);
    m_placed = anchorCount(m_draft->kind) > 1 ? 1 : 0;
    m_isFirstPress = true;
    m_view.repaintSoon();
    return true;
}

void DrawingInput::measureFrom(const QPointF &at)
{
    auto &board = m_view.board();
    board.setTool(DrawingKind::Measure);
    m_pressedAt = at;
    if (!beginDraft(at))
        board.setTool(std::nullopt);
}

void DrawingInput::setLastAnchor(const QPointF &at, Qt::KeyboardModifiers keys)
{
    const auto space = m_view.spaceOf(m_draft->pane);
    if (!space)
        return;
    const QRectF &rect = space->map.rect;
    const QPointF kept(at.x(), std::clamp(at.y(), rect.top(), rect.bottom()));
    auto &anchors = m_draft->anchors;
    const bool isStraight = keys.testFlag(Qt::ShiftModifier) && anchors.size() > 1;
    anchors.back() = isStraight ? straight(anchors[anchors.size() - 2], kept, *space,
                         m_draft->kind == DrawingKind::Rectangle)
                                : m_view.anchorFor(kept, *space);
    m_view.repaintSoon();
}

void DrawingInput::releaseTool(const QMouseEvent &event)
{
    const bool isDragged = isFar(m_pressedAt, event.position());
    if (m_isFirstPress && m_draft->anchors.size() > 1 && !isDragged)
        return; // a click: the next one places the other end
    setLastAnchor(event.position(), event.modifiers());
    advance();
}

void DrawingInput::advance()
{
    auto &anchors = m_draft->anchors;
    if (anchors.size() > 1 && anchors.back() == anchors[anchors.size() - 2])
        return; // a double click is not two ends
    m_isFirstPress = false;
    if (++m_placed == anchorCount(m_draft->kind))
        return finish();
    anchors.push_back(anchors.back());
}

void DrawingInput::finish()
{
    auto &board = m_view.board();
    const Drawing done = *std::exchange(m_draft, std::nullopt);
    const QString id = board.add(done);
    if (!board.keepsDrawing())
        board.setTool(std::nullopt);
    board.select({id});
    if (done.kind == DrawingKind::Text)
        board.openProperties(id);
    m_view.repaintSoon();
}

bool DrawingInput::move(const QMouseEvent &event)
{
    const bool isHeld = event.buttons().testFlag(Qt::LeftButton);
    if (m_draft) {
        setLastAnchor(event.position(), event.modifiers());
        m_view.setHover(event.position());
        return true;
    }
    if (m_drag && isHeld) {
        dragTo(event.position(), event.modifiers());
        m_view.setHover(event.position());
        return true;
    }
    m_drag.reset();
    if (event.buttons() != Qt::NoButton)
        return false;
    hover(event.position());
    const bool isTool = m_view.board().tool() && m_view.spaceAt(event.position());
    if (!isTool && m_hovered.isEmpty())
        return false;
    m_view.setHover(event.position());
    return true;
}

void DrawingInput::hover(const QPointF &at)
{
    const auto tool = m_view.board().tool();
    const auto hit = tool ? std::nullopt : m_view.hitAt(at);
    const QString id = hit ? hit->id : QString();
    if (id != m_hovered) {
        m_hovered = id;
        m_view.repaintSoon();
    }
    if (tool && m_view.spaceAt(at))
        m_view.setCursor(*tool == DrawingKind::Text ? Qt::IBeamCursor : Qt::CrossCursor);
    else if (hit)
        m_view.setCursor(hit->handle ? Qt::SizeAllCursor : Qt::PointingHandCursor);
}

bool DrawingInput::release(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton)
        return false;
    if (m_draft) {
        releaseTool(event);
        return true;
    }
    if (m_drag) {
        endDrag(event);
        return true;
    }
    const auto pressed = std::exchange(m_shiftPress, std::nullopt);
    if (pressed && !isFar(*pressed, event.position()) && m_view.hasBars())
        measureFrom(event.position());
    return false;
}

bool DrawingInput::doubleClick(const QMouseEvent &event)
{
    auto &board = m_view.board();
    if (m_draft || board.tool())
        return pressTool(event);
    const auto hit = m_view.hitAt(event.position());
    if (!hit || event.button() != Qt::LeftButton)
        return false;
    board.select({hit->id});
    board.openProperties(hit->id);
    return true;
}

/// The right button that gave up a tool opens no menu.
bool DrawingInput::contextMenu()
{
    return std::exchange(m_ignoresMenu, false) || m_draft.has_value();
}

void DrawingInput::beginDrag()
{
    auto &board = m_view.board();
    m_drag->hasMoved = true;
    if (m_drag->isClone && !board.isSelected(m_drag->hit.id))
        board.select({m_drag->hit.id});
    if (m_drag->isClone)
        m_drag->hit.handle.reset();
    for (const auto &drawing : board.selected()) {
        const bool isMeant = !m_drag->hit.handle || drawing.id == m_drag->hit.id;
        if (isMeant && (m_drag->isClone || !drawing.isLocked))
            m_drag->originals.push_back(drawing);
    }
    m_view.setCursor(m_drag->hit.handle ? Qt::SizeAllCursor : Qt::ClosedHandCursor);
}

void DrawingInput::dragTo(const QPointF &at, Qt::KeyboardModifiers keys)
{
    if (!m_drag->hasMoved && !isFar(m_drag->start, at))
        return;
    if (!m_drag->hasMoved)
        beginDrag();
    const QPointF whole = at - m_drag->start;
    const bool isStraight = keys.testFlag(Qt::ShiftModifier);
    m_moved.clear();
    for (const auto &original : m_drag->originals)
        m_moved.push_back(dragged(original, isStraight ? dominant(whole) : whole, at, keys));
    m_view.repaintSoon();
}

Drawing DrawingInput::dragged(
    const Drawing &original, const QPointF &by, const QPointF &at, Qt::KeyboardModifiers keys) const
{
    const auto space = m_view.spaceOf(original.pane);
    if (!space)
        return original;
    if (const auto handle = m_drag->hit.handle) {
        const bool isStraight
            = keys.testFlag(Qt::ShiftModifier) && original.anchors.size() == 2 && *handle < 2;
        return withHandle(original, *handle,
            isStraight ? straight(
                original.anchors[1 - *handle], at, *space, original.kind == DrawingKind::Rectangle)
                       : m_view.anchorFor(at, *space));
    }
    Drawing moved = original;
    const double bars = std::round(by.x() / space->map.pixelsPerBar());
    for (auto &anchor : moved.anchors)
        anchor = space->moved(anchor, bars, -by.y());
    return moved;
}

void DrawingInput::endDrag(const QMouseEvent &event)
{
    auto &board = m_view.board();
    if (m_drag->hasMoved)
        dragTo(event.position(), event.modifiers());
    const Drag drag = *std::exchange(m_drag, std::nullopt);
    const auto moved = std::exchange(m_moved, {});
    QStringList titles;
    for (const auto &drawing : moved)
        titles.append(title(drawing));
    if (drag.hasMoved && drag.isClone) {
        board.addAll(moved,
            wordsFor(DrawingBoard::tr("Clone %1"), DrawingBoard::tr("Clone %1 Drawings"), titles));
    } else if (drag.hasMoved) {
        board.modify(moved,
            wordsFor(DrawingBoard::tr("Move %1"), DrawingBoard::tr("Move %1 Drawings"), titles));
    } else if (drag.isClone) { // a click with Ctrl
        QStringList ids = board.selection();
        if (!ids.removeOne(drag.hit.id))
            ids.append(drag.hit.id);
        board.select(ids);
    } else {
        board.select({drag.hit.id});
    }
    hover(event.position());
    m_view.repaintSoon();
}

void DrawingInput::leave()
{
    if (m_hovered.isEmpty())
        return;
    m_hovered.clear();
    m_view.repaintSoon();
}

void DrawingInput::forgetDraft()
{
    m_draft.reset();
    m_drag.reset();
    m_moved.clear();
    m_hovered.clear();
    m_view.repaintSoon();
}

bool DrawingInput::cancel()
{
    auto &board = m_view.board();
    if (m_draft || m_drag) {
        const bool keepsTool = m_draft && board.keepsDrawing();
        forgetDraft();
        if (!keepsTool)
            board.setTool(std::nullopt);
        return true;
    }
    if (board.tool()) {
        board.setTool(std::nullopt);
        return true;
    }
    const bool hadSelection = !board.selection().isEmpty();
    board.select({});
    return hadSelection;
}

void DrawingInput::nudge(int bars, int steps)
{
    auto &board = m_view.board();
    std::vector<Drawing> moved;
    for (auto drawing : board.selected()) {
        const auto space = m_view.spaceOf(drawing.pane);
        if (drawing.isLocked || !space)
            continue;
        const double pixel = std::abs(space->map.valueAt(0) - space->map.valueAt(1));
        const double point = space->pane.isEmpty() ? space->instrument.point() : pixel;
        const double step = point * std::max(1.0, std::round(pixel / point)) * steps;
        for (auto &anchor : drawing.anchors) {
            anchor = space->moved(anchor, bars, 0);
            if (steps != 0)
                anchor.price = space->roundedValue(anchor.price + step);
        }
        moved.push_back(std::move(drawing));
    }
    board.modify(moved, DrawingBoard::tr("Nudge"), QStringLiteral("nudge"));
}

} // namespace agora::charts
