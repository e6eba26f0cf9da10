#include "charts/drawing/shape_maker.h"

#include "charts/drawing/drawing_texts.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace agora::charts {
namespace {

constexpr double beyond = 60; // pixels around the pane that lines still reach into

/// The part of a line inside of a rectangle (Liang and Barsky, 1984).
std::optional<std::pair<QPointF, QPointF>> clipped(
    const QPointF &from, const QPointF &to, const QRectF &rect)
{
    const QPointF by = to - from;
    double begin = 0, end = 1;
    const auto cut = [&](double slope, double room) {
        if (slope == 0)
            return room >= 0;
        const double at = room / slope;
        (slope < 0 ? begin : end) = slope < 0 ? std::max(begin, at) : std::min(end, at);
        return begin <= end;
    };
    if (!cut(-by.x(), from.x() - rect.left()) || !cut(by.x(), rect.right() - from.x())
        || !cut(-by.y(), from.y() - rect.top()) || !cut(by.y(), rect.bottom() - from.y()))
        return std::nullopt;
    return std::pair(from + by * begin, from + by * end);
}

} // namespace

QFont fontOf(const ShapeText &text, const DrawingSpace &space)
{
    QFont font = space.font;
    if (text.fontSize > 0)
        font.setPointSizeF(text.fontSize);
    return font;
}

QColor lineColor(const Drawing &drawing, const ChartTheme &theme)
{
    if (drawing.style.color.isValid())
        return theme.seen(drawing.style.color);
    return drawing.kind == DrawingKind::Text ? theme.text : theme.buy;
}

double levelPrice(const Drawing &drawing, const FibLevel &level)
{
    const auto &a = drawing.anchors;
    if (drawing.kind == DrawingKind::FibExtension)
        return a[2].price + (a[1].price - a[0].price) * level.value;
    return a[1].price + (a[0].price - a[1].price) * level.value;
}

ShapeMaker::ShapeMaker(const Drawing &drawing, const DrawingSpace &space, const ChartTheme &theme)
    : m_drawing(drawing)
    , m_space(space)
    , m_theme(theme)
    , m_rect(space.map.rect)
    , m_color(lineColor(drawing, theme))
{
    for (const auto &anchor : drawing.anchors)
        m_points.push_back(space.point(anchor));
}

DrawingShape ShapeMaker::make()
{
    if (m_points.empty())
        return {};
    m_shape.handles = m_points;
    const bool isComplete
        = m_points.size() == static_cast<std::size_t>(anchorCount(m_drawing.kind));
    if (!isComplete) {
        if (m_points.size() > 1)
            line(m_points[0], m_points[1]);
        return std::move(m_shape);
    }
    switch (m_drawing.kind) {
    case DrawingKind::TrendLine:
    case DrawingKind::Ray:
    case DrawingKind::ExtendedLine:
    case DrawingKind::Arrow:
        lineKind();
        break;
    case DrawingKind::HorizontalLine:
        horizontal();
        break;
    case DrawingKind::VerticalLine:
        vertical();
        break;
    case DrawingKind::Channel:
        channel();
        break;
    case DrawingKind::Rectangle:
        rectangle();
        break;
    case DrawingKind::FibRetracement:
        retracement();
        break;
    case DrawingKind::FibExtension:
        extension();
        break;
    case DrawingKind::Measure:
        measureBox();
        break;
    case DrawingKind::Text:
        words();
        break;
    }
    return std::move(m_shape);
}

void ShapeMaker::line(const QPointF &from, const QPointF &to, const QColor &color, double width,
    Qt::PenStyle dash, bool hasHead)
{
    const auto seen = clipped(from, to, m_rect.adjusted(-beyond, -beyond, beyond, beyond));
    if (!seen || from == to)
        return;
    m_shape.lines.push_back({.from = seen->first,
        .to = seen->second,
        .color = color,
        .width = width,
        .dash = dash,
        .hasHead = hasHead && seen->second == to});
}

void ShapeMaker::line(const QPointF &from, const QPointF &to, bool hasHead)
{
    line(from, to, m_color, m_drawing.style.width, m_drawing.style.dash, hasHead);
}

QColor ShapeMaker::faint(QColor color) const
{
    color.setAlphaF(static_cast<float>(std::clamp(m_drawing.style.opacity, 0.0, 1.0)));
    return color;
}

void ShapeMaker::area(const QPolygonF &outline, const QColor &fill, bool isGrip)
{
    if (m_drawing.style.isFilled && m_drawing.style.opacity > 0
        && outline.boundingRect().intersects(m_rect))
        m_shape.areas.push_back({outline, faint(fill), isGrip, outline.size() == 5});
}

QPointF ShapeMaker::farFrom(const QPointF &from, const QPointF &through) const
{
    const QPointF by = through - from;
    const double length = std::hypot(by.x(), by.y());
    const double reach
        = 2 * (m_rect.width() + m_rect.height()) + std::abs(from.x()) + std::abs(from.y());
    return length > 0 ? from + by * (std::max(1.0, reach / length)) : through;
}

QSizeF ShapeMaker::sizeOf(const QString &text) const
{
    if (m_space.texts) {
        const auto &known
            = m_space.texts->of(text, m_drawing.style.fontSize, m_space.font, m_space.device);
        const double room = known.height * 0.3;
        return known.size.grownBy({room, room * 0.4, room, room * 0.4});
    }
    ShapeText probe;
    probe.fontSize = m_drawing.style.fontSize;
    const QFont font = fontOf(probe, m_space);
    const QFontMetricsF metrics
        = m_space.device ? QFontMetricsF(font, m_space.device) : QFontMetricsF(font);
    const double pad = metrics.height() * 0.3;
    return metrics.size(0, text).grownBy({pad, pad * 0.4, pad, pad * 0.4});
}

void ShapeMaker::textAbove(
    const QPointF &at, const QString &text, const QColor &color, const QColor &back)
{
    const QSizeF size = sizeOf(text);
    QRectF box({at.x() - size.width() / 2, at.y() - size.height()}, size);
    if (back.isValid()) { // a label that belongs to its drawing stays readable
        box.moveLeft(std::clamp(box.left(), m_rect.left() + 2,
            std::max(m_rect.left() + 2, m_rect.right() - size.width() - 2)));
        box.moveTop(std::clamp(box.top(), m_rect.top() + 2,
            std::max(m_rect.top() + 2, m_rect.bottom() - size.height() - 2)));
    }
    m_shape.texts.push_back({.box = box,
        .text = text,
        .color = color,
        .back = back,
        .fontSize = m_drawing.style.fontSize,
        .isGrip = true});
}

void ShapeMaker::caption(const QPointF &middle, const QPointF &along)
{
    if (m_drawing.text.isEmpty())
        return;
    textAbove(middle - QPointF(0, 2), m_drawing.text, m_color, {});
    if (along.x() != 0) // readable from the left, whichever way the line was drawn
        m_shape.texts.back().angle = std::atan(along.y() / along.x()) * 180 / std::numbers::pi;
    else if (!along.isNull())
        m_shape.texts.back().angle = -90;
}

void ShapeMaker::lineKind()
{
    const QPointF a = m_points[0], b = m_points[1];
    switch (m_drawing.kind) {
    case DrawingKind::Ray:
        line(a, farFrom(a, b));
        break;
    case DrawingKind::ExtendedLine:
        line(farFrom(b, a), farFrom(a, b));
        break;
    default:
        line(a, b, m_drawing.kind == DrawingKind::Arrow);
    }
    caption((a + b) / 2, b - a);
}

void ShapeMaker::horizontal()
{
    const double y = m_points[0].y();
    line({m_rect.left(), y}, {m_rect.right(), y});
    const double middle = m_rect.right() - m_rect.width() / 8;
    m_shape.handles[0].setX(std::clamp(m_points[0].x(), m_rect.left() + 10, middle));
    if (!m_drawing.text.isEmpty())
        caption({m_rect.right() - sizeOf(m_drawing.text).width() / 2 - 4, y});
}

void ShapeMaker::vertical()
{
    const double x = m_points[0].x();
    line({x, m_rect.top()}, {x, m_rect.bottom()});
    m_shape.handles[0].setY(std::clamp(m_points[0].y(), m_rect.top() + 10, m_rect.bottom() - 10));
    if (!m_drawing.text.isEmpty()) {
        const QSizeF size = sizeOf(m_drawing.text);
        caption({x + size.width() / 2 + 2, m_rect.bottom() - 4});
    }
}

void ShapeMaker::channel()
{
    const QPointF a = m_points[0], b = m_points[1], third = m_points[2];
    const double slope = b.x() == a.x() ? 0 : (b.y() - a.y()) / (b.x() - a.x());
    const QPointF offset(0, third.y() - (a.y() + slope * (third.x() - a.x())));
    const bool isLong = m_drawing.style.extendsRight && b.x() != a.x();
    const QPointF from = b.x() < a.x() && isLong ? b : a;
    const QPointF through = from == a ? b : a;
    const QPointF to = isLong ? farFrom(from, through) : through;
    area(QPolygonF{from, to, to + offset, from + offset},
        m_drawing.style.fill.isValid() ? m_drawing.style.fill : m_color, true);
    line(from, to);
    line(from + offset, to + offset);
    QColor pale = m_color;
    pale.setAlphaF(0.6F);
    line(from + offset / 2, to + offset / 2, pale, 1, Qt::DashLine, false);
    caption((a + b) / 2, b - a);
}

void ShapeMaker::rectangle()
{
    QRectF box = QRectF(m_points[0], m_points[1]).normalized();
    if (m_drawing.style.extendsRight)
        box.setRight(std::max(box.right(), m_rect.right() + beyond));
    area(box, m_drawing.style.fill.isValid() ? m_drawing.style.fill : m_color, true);
    line(box.topLeft(), box.topRight());
    line(box.topRight(), box.bottomRight());
    line(box.bottomRight(), box.bottomLeft());
    line(box.bottomLeft(), box.topLeft());
    const QPointF a = m_points[0], b = m_points[1], middle = (a + b) / 2;
    m_shape.handles = {a, b, {a.x(), b.y()}, {b.x(), a.y()}, {a.x(), middle.y()},
        {b.x(), middle.y()}, {middle.x(), a.y()}, {middle.x(), b.y()}};
    if (!m_drawing.text.isEmpty()) {
        const QSizeF size = sizeOf(m_drawing.text);
        caption({std::max(box.left(), m_rect.left()) + size.width() / 2 + 2,
            box.top() + size.height() + 4});
    }
}

QColor ShapeMaker::levelColor(std::size_t index) const
{
    const auto &level = m_drawing.style.levels[index];
    if (level.color.isValid())
        return m_theme.seen(level.color);
    if (m_drawing.style.color.isValid() || m_theme.palette.isEmpty())
        return m_color;
    return m_theme.palette[static_cast<qsizetype>(index) % m_theme.palette.size()];
}

void ShapeMaker::connector(const QPointF &from, const QPointF &to)
{
    line(from, to, m_theme.mutedText, 1, Qt::DashLine, false);
}

void ShapeMaker::levels(double left, double right)
{
    struct Row {
        double y;
        QColor color;
        QString text;
    };
    std::vector<Row> rows;
    const auto &all = m_drawing.style.levels;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].isOn)
            continue;
        const double price = levelPrice(m_drawing, all[i]);
        rows.push_back({m_space.point({m_drawing.anchors[0].time, price}).y(), levelColor(i),
            levelLabel(all[i]) + QStringLiteral("   ") + m_space.valueText(price)});
    }
    std::ranges::sort(rows, std::greater(), &Row::y);
    for (std::size_t i = 1; i < rows.size(); ++i)
        area(QRectF(QPointF(left, rows[i].y), QPointF(right, rows[i - 1].y)), rows[i].color, false);
    double free = m_rect.bottom() + beyond;
    for (const auto &row : rows) {
        line({left, row.y}, {right, row.y}, row.color, m_drawing.style.width, m_drawing.style.dash,
            false);
        const QSizeF size = sizeOf(row.text);
        if (row.y > free) // it would lie on the label below
            continue;
        free = row.y - size.height();
        textAbove(
            {std::max(left, m_rect.left()) + size.width() / 2, row.y}, row.text, row.color, {});
    }
}

void ShapeMaker::retracement()
{
    const auto [left, right] = std::minmax(m_points[0].x(), m_points[1].x());
    connector(m_points[0], m_points[1]);
    levels(left, m_drawing.style.extendsRight ? std::max(right, m_rect.right()) : right);
}

void ShapeMaker::extension()
{
    connector(m_points[0], m_points[1]);
    connector(m_points[1], m_points[2]);
    const double width = std::abs(m_points[1].x() - m_points[0].x());
    const double left = m_points[2].x();
    const double right = left + std::max(width, m_space.lineHeight * 9);
    levels(left, m_drawing.style.extendsRight ? std::max(right, m_rect.right()) : right);
}

void ShapeMaker::measureBox()
{
    const auto facts = measure(m_space, m_drawing.anchors[0], m_drawing.anchors[1]);
    const QColor own = m_drawing.style.color;
    m_color
        = own.isValid() ? m_theme.seen(own) : (facts.change < 0 ? m_theme.loss : m_theme.profit);
    const QRectF box = QRectF(m_points[0], m_points[1]).normalized();
    area(box, m_drawing.style.fill.isValid() ? m_drawing.style.fill : m_color, true);
    const QPointF middle = box.center();
    line({middle.x(), m_points[0].y()}, {middle.x(), m_points[1].y()}, true);
    line({m_points[0].x(), middle.y()}, {m_points[1].x(), middle.y()}, true);
    const QString text = measureText(m_space, facts);
    const double gap = m_space.lineHeight * 0.4;
    const double bottom
        = facts.change < 0 ? box.bottom() + gap + sizeOf(text).height() : box.top() - gap;
    textAbove({middle.x(), bottom}, text, m_theme.tagText, m_theme.tagBackground);
}

void ShapeMaker::words()
{
    const QString text = m_drawing.text.isEmpty() ? kindTitle(m_drawing.kind) : m_drawing.text;
    const QSizeF size = sizeOf(text);
    QColor back;
    if (m_drawing.style.isFilled)
        back = faint(m_drawing.style.fill.isValid() ? m_drawing.style.fill : m_color);
    m_shape.texts.push_back({.box = QRectF(m_points[0], size),
        .text = text,
        .color = m_color,
        .back = back,
        .fontSize = m_drawing.style.fontSize,
        .isGrip = true});
}

} // namespace agora::charts
