#include "charts/drawing/drawing_keys.h"

#include "charts/drawing/drawing_board.h"

namespace agora::charts {
namespace {

constexpr std::array tasks{DrawingTask::Undo, DrawingTask::Redo, DrawingTask::Cut,
    DrawingTask::Copy, DrawingTask::Paste, DrawingTask::SelectAll, DrawingTask::Delete,
    DrawingTask::HideAll, DrawingTask::BringToFront, DrawingTask::SendToBack};

/// What is locked is not deleted by a key.
void deleteUnlocked(DrawingBoard &board)
{
    QStringList ids;
    for (const auto &drawing : board.selected())
        if (!drawing.isLocked)
            ids.append(drawing.id);
    if (ids.isEmpty())
        board.refuse(DrawingBoard::tr("What is selected is locked: unlock it first."));
    board.remove(ids);
}

} // namespace

QList<QKeySequence> keysOf(DrawingKind kind)
{
    switch (kind) {
    case DrawingKind::TrendLine:
        return {Qt::ALT | Qt::Key_T};
    case DrawingKind::Ray:
        return {Qt::ALT | Qt::Key_J};
    case DrawingKind::HorizontalLine:
        return {Qt::ALT | Qt::Key_H};
    case DrawingKind::VerticalLine:
        return {Qt::ALT | Qt::Key_V};
    case DrawingKind::Channel:
        return {Qt::ALT | Qt::SHIFT | Qt::Key_C};
    case DrawingKind::Rectangle:
        return {Qt::ALT | Qt::SHIFT | Qt::Key_R};
    case DrawingKind::FibRetracement:
        return {Qt::ALT | Qt::Key_F};
    case DrawingKind::FibExtension:
        return {Qt::ALT | Qt::SHIFT | Qt::Key_F};
    case DrawingKind::Measure:
        return {Qt::ALT | Qt::SHIFT | Qt::Key_M};
    case DrawingKind::Text:
        return {Qt::ALT | Qt::SHIFT | Qt::Key_T};
    case DrawingKind::Arrow:
        return {Qt::ALT | Qt::SHIFT | Qt::Key_A};
    case DrawingKind::ExtendedLine:
        break;
    }
    return {Qt::ALT | Qt::SHIFT | Qt::Key_E};
}

QList<QKeySequence> keysOf(DrawingTask task)
{
    switch (task) {
    case DrawingTask::Undo:
        return {Qt::CTRL | Qt::Key_Z, Qt::ALT | Qt::Key_Backspace};
    case DrawingTask::Redo:
        return {Qt::CTRL | Qt::Key_Y, Qt::CTRL | Qt::SHIFT | Qt::Key_Z};
    case DrawingTask::Cut:
        return {Qt::CTRL | Qt::Key_X};
    case DrawingTask::Copy:
        return {Qt::CTRL | Qt::Key_C};
    case DrawingTask::Paste:
        return {Qt::CTRL | Qt::Key_V};
    case DrawingTask::SelectAll:
        return {Qt::CTRL | Qt::Key_A};
    case DrawingTask::Delete:
        return {Qt::Key_Delete};
    case DrawingTask::HideAll:
        return {Qt::CTRL | Qt::ALT | Qt::Key_H};
    case DrawingTask::BringToFront:
        return {Qt::CTRL | Qt::Key_BracketRight};
    case DrawingTask::SendToBack:
        return {Qt::CTRL | Qt::Key_BracketLeft};
    case DrawingTask::DeleteAll:
        break;
    }
    return {};
}

bool canDo(const DrawingBoard &board, DrawingTask task)
{
    const bool hasSelection = !board.selection().isEmpty();
    switch (task) {
    case DrawingTask::Undo:
        return board.undoGroup().canUndo();
    case DrawingTask::Redo:
        return board.undoGroup().canRedo();
    case DrawingTask::Paste:
        return DrawingBoard::canPaste();
    case DrawingTask::SelectAll:
        return !board.set().all().empty() && !board.isHidden();
    case DrawingTask::DeleteAll:
        return !board.set().all().empty();
    case DrawingTask::HideAll:
        return true;
    default:
        return hasSelection;
    }
}

void carryOut(DrawingBoard &board, DrawingTask task)
{
    switch (task) {
    case DrawingTask::Undo:
        return board.undo();
    case DrawingTask::Redo:
        return board.redo();
    case DrawingTask::Cut:
        return board.cut();
    case DrawingTask::Copy:
        return board.copy();
    case DrawingTask::Paste:
        return board.paste();
    case DrawingTask::SelectAll:
        return board.selectAll();
    case DrawingTask::Delete:
        return deleteUnlocked(board);
    case DrawingTask::DeleteAll:
        return board.removeAll();
    case DrawingTask::HideAll:
        return board.setHidden(!board.isHidden());
    case DrawingTask::BringToFront:
        return board.bringToFront(board.selection());
    case DrawingTask::SendToBack:
        return board.sendToBack(board.selection());
    }
}

bool pressKeys(DrawingBoard &board, const QKeySequence &keys, bool isTrial)
{
    for (const auto kind : drawingKinds) {
        if (!keysOf(kind).contains(keys))
            continue;
        if (!isTrial)
            board.setTool(kind);
        return true;
    }
    for (const auto task : tasks) {
        if (!keysOf(task).contains(keys) || !canDo(board, task))
            continue;
        if (!isTrial)
            carryOut(board, task);
        return true;
    }
    return false;
}

} // namespace agora::charts
