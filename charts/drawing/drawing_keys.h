#pragma once

#include "charts/drawing/drawing.h"

#include <QKeySequence>
#include <QList>

namespace agora::charts {

class DrawingBoard;

/// What keys do to the drawings of the chart that has the focus, in one place for charts, menus and
/// lists of keys.
enum class DrawingTask {
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    SelectAll,
    Delete,
    DeleteAll,
    HideAll,
    BringToFront,
    SendToBack
};

/// Keys that choose the tool; the first is the one to show. Empty = none.
[[nodiscard]] QList<QKeySequence> keysOf(DrawingKind kind);
[[nodiscard]] QList<QKeySequence> keysOf(DrawingTask task);

[[nodiscard]] bool canDo(const DrawingBoard &board, DrawingTask task);
void carryOut(DrawingBoard &board, DrawingTask task);

/// Does what the keys say; false when they say nothing or nothing can be done now. With
/// `isTrial` nothing is done.
bool pressKeys(DrawingBoard &board, const QKeySequence &keys, bool isTrial = false);

} // namespace agora::charts
