#include "charts/drawing/drawing_index.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace agora::charts {
namespace {

constexpr std::int64_t always = std::numeric_limits<std::int64_t>::max();
constexpr double unlimited = std::numeric_limits<double>::infinity();
constexpr double farAway = 1e7; // pixels
constexpr qsizetype shortest = 16; // letters: as long as the name of a kind

bool hasWords(const Drawing &drawing)
{
    return !drawing.text.isEmpty() || drawing.kind == DrawingKind::Text;
}

/// More than any letter needs of room, in any direction.
double roomOfText(qsizetype letters, double fontSize, const DrawingSpace &space)
{
    return static_cast<double>(letters + 2) * std::max(space.lineHeight, fontSize * 3);
}

double roomOf(const Drawing &drawing, const DrawingSpace &space)
{
    const double line = space.tolerance() + drawing.style.width * 6;
    if (!hasWords(drawing))
        return line;
    const auto letters = std::max(drawing.text.size(), shortest);
    return line + roomOfText(letters, drawing.style.fontSize, space);
}

bool goesOnRight(const Drawing &drawing)
{
    return drawing.style.extendsRight && canExtendRight(drawing.kind);
}

/// Lines beyond the box of the anchors lie anywhere above and below.
bool isAnyHeight(DrawingKind kind)
{
    return kind == DrawingKind::VerticalLine || kind == DrawingKind::Channel || hasLevels(kind);
}

void extendLine(QRectF &box, const QPointF &from, const QPointF &through)
{
    if (through.x() > from.x())
        box.setRight(farAway);
    if (through.x() < from.x())
        box.setLeft(-farAway);
    if (through.y() > from.y())
        box.setBottom(farAway);
    if (through.y() < from.y())
        box.setTop(-farAway);
}

/// Of its lines, without text.
QRectF boundsOf(const Drawing &drawing, const DrawingSpace &space)
{
    std::array<QPointF, 3> points;
    const std::size_t count = std::min(drawing.anchors.size(), points.size());
    QRectF box;
    for (std::size_t i = 0; i < count; ++i) {
        const QPointF point = points[i] = space.point(drawing.anchors[i]);
        if (i == 0)
            box = QRectF(point, point);
        box.setCoords(std::min(box.left(), point.x()), std::min(box.top(), point.y()),
            std::max(box.right(), point.x()), std::max(box.bottom(), point.y()));
    }
    if (isAnyHeight(drawing.kind))
        box.setCoords(box.left(), -farAway, box.right(), farAway);
    if (goesOnRight(drawing))
        box.setRight(farAway);
    if (drawing.kind == DrawingKind::HorizontalLine)
        box.setCoords(-farAway, box.top(), farAway, box.bottom());
    if (count < 2)
        return box;
    if (drawing.kind == DrawingKind::Ray || drawing.kind == DrawingKind::ExtendedLine)
        extendLine(box, points[0], points[1]);
    if (drawing.kind == DrawingKind::ExtendedLine)
        extendLine(box, points[1], points[0]);
    if (drawing.kind == DrawingKind::FibExtension && count == 3)
        box.setRight(std::max(box.right(),
            points[2].x()
                + std::max(std::abs(points[1].x() - points[0].x()), space.lineHeight * 9)));
    return box;
}

bool areApart(const QRectF &box, const QRectF &rect, double room)
{
    return box.right() < rect.left() - room || box.left() > rect.right() + room
        || box.bottom() < rect.top() - room || box.top() > rect.bottom() + room;
}

} // namespace

bool isOutOfView(const Drawing &drawing, const DrawingSpace &space)
{
    return drawing.anchors.empty()
        || areApart(boundsOf(drawing, space), space.map.rect, roomOf(drawing, space));
}

bool mayTouch(const Drawing &drawing, const DrawingSpace &space, const QRectF &rect)
{
    if (drawing.anchors.empty())
        return false;
    const QRectF &pane = space.map.rect;
    QRectF box = boundsOf(drawing, space);
    const double room = roomOf(drawing, space);
    if (areApart(box, pane, room))
        return false;
    if (drawing.kind == DrawingKind::Measure)
        return true; // its label is kept inside the pane, wherever the rest is
    qsizetype letters = 0; // of labels that are kept behind the left edge
    if (hasLevels(drawing.kind))
        for (const auto &level : drawing.style.levels)
            letters = std::max(letters, level.label.size() + 2 * shortest);
    if (drawing.kind == DrawingKind::Rectangle)
        letters = drawing.text.size();
    if (letters > 0)
        box.setRight(std::max(box.right(),
            std::max(box.left(), pane.left())
                + roomOfText(letters, drawing.style.fontSize, space)));
    return !areApart(box, rect, room);
}

DrawingIndex::Entry DrawingIndex::entryOf(const Drawing &drawing)
{
    Entry entry{.first = always,
        .last = -always,
        .low = unlimited,
        .high = -unlimited,
        .drawing = &drawing,
        .hasText = hasWords(drawing)};
    for (const auto &anchor : drawing.anchors) {
        entry.first = std::min(entry.first, toNanos(anchor.time));
        entry.last = std::max(entry.last, toNanos(anchor.time));
        entry.low = std::min(entry.low, anchor.price);
        entry.high = std::max(entry.high, anchor.price);
    }
    const bool isRay
        = drawing.kind == DrawingKind::Ray || drawing.kind == DrawingKind::ExtendedLine;
    if (isAnyHeight(drawing.kind) || isRay)
        entry.low = -unlimited, entry.high = unlimited;
    const bool isLevel = drawing.kind == DrawingKind::HorizontalLine;
    const bool isBackward
        = drawing.anchors.size() > 1 && drawing.anchors[1].time < drawing.anchors[0].time;
    if (isLevel || drawing.kind == DrawingKind::ExtendedLine || (isRay && isBackward))
        entry.first = -always;
    if (isLevel || (isRay && !isBackward) || drawing.kind == DrawingKind::ExtendedLine
        || goesOnRight(drawing) || drawing.kind == DrawingKind::FibExtension)
        entry.last = always;
    return entry;
}

void DrawingIndex::build(const std::vector<Drawing> &drawings)
{
    m_entries.clear();
    m_entries.reserve(drawings.size());
    m_widestLine = m_largestFont = 0;
    m_longestText = shortest;
    for (const auto &drawing : drawings) {
        m_entries.push_back(entryOf(drawing));
        m_widestLine = std::max(m_widestLine, drawing.style.width);
        if (!hasWords(drawing))
            continue;
        m_longestText = std::max(m_longestText, drawing.text.size());
        m_largestFont = std::max(m_largestFont, drawing.style.fontSize);
    }
}

std::vector<const Drawing *> DrawingIndex::within(
    const DrawingSpace &space, const QRectF &rect) const
{
    struct Window {
        std::int64_t first, last;
        double low, high;
    };
    // A measure's label is kept inside the pane: it is asked for where the pane is.
    const auto windowOf = [&](const QRectF &part, double room) {
        const double bottom = space.map.valueAt(part.bottom() + room);
        const double top = space.map.valueAt(part.top() - room);
        return Window{.first = toNanos(space.bars.timeAt(space.map.barAt(part.left() - room) - 1)),
            .last = toNanos(space.bars.timeAt(space.map.barAt(part.right() + room) + 1)),
            .low = std::min(bottom, top),
            .high = std::max(bottom, top)};
    };
    const double room = space.tolerance() + m_widestLine * 6;
    const double roomWithText = room + roomOfText(m_longestText, m_largestFont, space);
    const Window plain = windowOf(rect, room);
    const Window wide = windowOf(space.map.rect, roomWithText);
    std::vector<const Drawing *> found;
    for (const auto &entry : m_entries) {
        const auto kind = entry.drawing->kind;
        const bool isWide = entry.hasText || kind == DrawingKind::Measure || hasLevels(kind);
        const Window &window = isWide ? wide : plain;
        const bool isApart = entry.last < window.first || entry.first > window.last
            || entry.high < window.low || entry.low > window.high;
        if (!isApart && entry.drawing->pane == space.pane && mayTouch(*entry.drawing, space, rect))
            found.push_back(entry.drawing);
    }
    return found;
}

} // namespace agora::charts
