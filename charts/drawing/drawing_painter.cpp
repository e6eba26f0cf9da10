#include "charts/drawing/drawing_painter.h"

#include "charts/drawing/drawing_texts.h"

#include <QPainter>

#include <cmath>

namespace agora::charts {
namespace {

constexpr double haloWidth = 7;
constexpr float haloAlpha = 0.28F;

void paintHead(QPainter &painter, const ShapeLine &line)
{
    const QPointF by = line.to - line.from;
    const double length = std::hypot(by.x(), by.y());
    if (length < 1)
        return;
    const QPointF along = by / length;
    const QPointF aside(-along.y(), along.x());
    const double size = std::min(length, 6 + line.width * 2.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(line.color);
    painter.drawPolygon(QPolygonF{line.to, line.to - along * size + aside * size * 0.45,
        line.to - along * size - aside * size * 0.45});
}

/// Whole pixels of the screen, for lines without blur; 1.5 at usual scale is drawn as 1.
double wholePixels(double width, double scale)
{
    return std::max(1.0, std::floor(width * scale + 0.25)) / scale;
}

/// Level and upright lines are drawn on whole pixels.
void paintLine(QPainter &painter, const ShapeLine &line)
{
    const bool isCrisp = line.from.x() == line.to.x() || line.from.y() == line.to.y();
    const double scale = painter.deviceTransform().m11();
    const double width = isCrisp ? wholePixels(line.width, scale) : line.width;
    const QPen pen(line.color, width, line.dash, Qt::FlatCap);
    painter.setPen(pen);
    QPointF to = line.to;
    if (line.hasHead) { // the tip stays a tip
        const QPointF by = line.to - line.from;
        const double length = std::hypot(by.x(), by.y());
        to = length > 0 ? line.to - by / length * std::min(length, 3 + line.width) : to;
    }
    // Through the middle of a row of pixels when the width is odd, else between two.
    const auto onPixel = [&](double at) {
        const bool isOdd = std::lround(width * scale) % 2 == 1;
        return (isOdd ? std::floor(at * scale) + 0.5 : std::round(at * scale)) / scale;
    };
    QLineF drawn(line.from, to);
    if (line.from.x() == line.to.x())
        drawn.setLine(onPixel(line.from.x()), line.from.y(), onPixel(to.x()), to.y());
    else if (isCrisp)
        drawn.setLine(line.from.x(), onPixel(line.from.y()), to.x(), onPixel(to.y()));
    painter.drawLine(drawn);
    if (line.hasHead)
        paintHead(painter, line);
}

void paintHandles(QPainter &painter, const DrawingShape &shape, const DrawingSpace &space,
    const ChartTheme &theme, bool isLocked)
{
    const double radius = std::max(4.0, space.lineHeight * 0.28);
    painter.setPen(QPen(isLocked ? theme.mutedText : theme.buy, 1.6));
    painter.setBrush(theme.background);
    for (const auto &handle : shape.handles) {
        if (isLocked)
            painter.drawRect(QRectF(
                handle.x() - radius * 0.7, handle.y() - radius * 0.7, radius * 1.4, radius * 1.4));
        else
            painter.drawEllipse(handle, radius, radius);
    }
}

void paintText(
    QPainter &painter, const ShapeText &text, const DrawingSpace &space, Emphasis emphasis)
{
    const QTransform level = painter.transform();
    if (text.angle != 0) {
        painter.translate(text.pivot());
        painter.rotate(text.angle);
        painter.translate(-text.pivot());
    }
    if (text.back.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(text.back);
        painter.drawRoundedRect(text.box, 3, 3);
    }
    if (emphasis == Emphasis::Hovered) {
        QColor halo = text.color;
        halo.setAlphaF(haloAlpha);
        painter.setPen(QPen(halo, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(text.box, 3, 3);
    }
    painter.setPen(text.color);
    const auto *known = space.texts && text.angle == 0
        ? &space.texts->of(text.text, text.fontSize, space.font, space.device)
        : nullptr;
    if (known && known->hasGlyphs) {
        if (painter.font() != known->font)
            painter.setFont(known->font);
        painter.drawStaticText(text.box.center() + known->offset, known->glyphs);
    } else {
        painter.setFont(fontOf(text, space));
        painter.drawText(text.box, Qt::AlignCenter | Qt::TextDontClip, text.text);
    }
    if (text.angle != 0)
        painter.setTransform(level);
}

} // namespace

void paintShape(QPainter &painter, const DrawingShape &shape, const DrawingSpace &space,
    const ChartTheme &theme, Emphasis emphasis, bool isLocked)
{
    const bool isOver = emphasis == Emphasis::Hovered; // once more on top of itself
    for (const auto &area : shape.areas) {
        if (isOver)
            break;
        if (area.isLevel) {
            painter.setRenderHint(QPainter::Antialiasing, false);
            painter.fillRect(area.outline.boundingRect(), area.fill);
            continue;
        }
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.setPen(Qt::NoPen);
        painter.setBrush(area.fill);
        painter.drawPolygon(area.outline);
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    if (emphasis == Emphasis::Hovered) {
        for (const auto &line : shape.lines) {
            QColor halo = line.color;
            halo.setAlphaF(haloAlpha);
            painter.setPen(QPen(halo, line.width + haloWidth, Qt::SolidLine, Qt::RoundCap));
            painter.drawLine(QLineF(line.from, line.to));
        }
    }
    for (const auto &line : shape.lines)
        paintLine(painter, line);
    for (const auto &text : shape.texts)
        paintText(painter, text, space, emphasis);
    if (emphasis == Emphasis::Selected)
        paintHandles(painter, shape, space, theme, isLocked);
}

} // namespace agora::charts
