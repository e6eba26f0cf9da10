#include "charts/trading/mark_texts.h"

#include "charts/chart_theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace agora::charts {
namespace {

constexpr std::size_t mostTexts = 150; // looked at in one frame, the most important first
constexpr int mostRows = 6; // between a mark and its text: further away it belongs to none

bool doMeet(const QLineF &line, const QRectF &box)
{
    const QRectF reach = QRectF(line.p1(), line.p2()).normalized().adjusted(-1, -1, 1, 1);
    if (line.isNull() || !reach.intersects(box))
        return false;
    const QLineF diagonals[]{
        {box.topLeft(), box.bottomRight()}, {box.topRight(), box.bottomLeft()}};
    return std::ranges::any_of(diagonals, [&](const QLineF &diagonal) {
        return line.intersects(diagonal, nullptr) == QLineF::BoundedIntersection;
    });
}

} // namespace

/// Rather short than further away from the mark.
void MarkTexts::place(std::vector<MarkLabel> labels, const QFont &font, QPaintDevice *device)
{
    const QFontMetricsF metrics(font, device);
    const auto sizeOf = [&](const QString &text) {
        return QSizeF(
            metrics.horizontalAdvance(text) + metrics.averageCharWidth(), metrics.height() * 1.05);
    };
    const auto heavier = [](const MarkLabel &a, const MarkLabel &b) { return a.weight > b.weight; };
    std::ranges::stable_sort(labels, heavier);
    labels.resize(std::min(labels.size(), mostTexts));
    for (const auto &label : labels) {
        const QSizeF whole = sizeOf(label.text), brief = sizeOf(label.shortText);
        const bool isPlaced = tryPlaces(label, label.text, whole, placesNear(label, whole))
            || tryPlaces(label, label.shortText, brief, placesNear(label, brief));
        if (isPlaced || !label.mayStandApart)
            continue;
        if (!tryPlaces(label, label.text, whole, placesBeyondBars(label, whole)))
            tryPlaces(label, label.shortText, brief, placesBeyondBars(label, brief));
    }
}

bool MarkTexts::tryPlaces(
    const MarkLabel &label, const QString &text, const QSizeF &size, std::vector<QPointF> places)
{
    std::erase_if(places, [&](const QPointF &middle) {
        const QRectF box(middle - QPointF(size.width() / 2, size.height() / 2), size);
        return !m_placer.isFree(box) || isCrossed(box, leaderOf(box, label.mark));
    });
    const auto box = m_placer.place(size, places);
    if (box)
        m_texts.push_back({*box, leaderOf(*box, label.mark), text, label.color});
    return box.has_value();
}

/// No line runs through a text.
bool MarkTexts::isCrossed(const QRectF &box, const QLineF &leader) const
{
    return std::ranges::any_of(m_texts,
        [&](const Text &other) { return doMeet(other.leader, box) || doMeet(leader, other.box); });
}

/// Behind the mark, then beside it, then some rows further; off the bars.
std::vector<QPointF> MarkTexts::placesNear(const MarkLabel &label, const QSizeF &size) const
{
    const double step = size.height() + 2;
    const double behind = m_markSize * 1.2 + size.height() / 2;
    const double aside = m_markSize + size.width() / 2;
    const auto from = [&](double x, double y) { return label.mark + QPointF(x, y * label.away); };
    std::vector<QPointF> places{from(0, behind), from(aside, m_markSize * 0.5),
        from(-aside, m_markSize * 0.5), from(0, behind + step), from(aside, behind),
        from(-aside, behind), from(0, behind + 2 * step)};
    std::erase_if(places, [&](const QPointF &middle) { return coversBars(middle, size); });
    return places;
}

/// Above and below all bars that the text spans, in rows, the nearest first.
std::vector<QPointF> MarkTexts::placesBeyondBars(const MarkLabel &label, const QSizeF &size) const
{
    std::vector<QPointF> places;
    const double step = size.height() + 2;
    const double aside = m_markSize + size.width() / 2;
    for (const double x : {0.0, aside, -aside}) {
        const auto [top, bottom] = reachOfBars(label.mark.x() + x, size.width());
        for (const double away : {label.away, -label.away}) {
            const double edge = away > 0 ? std::max(bottom, label.mark.y() + m_markSize)
                                         : std::min(top, label.mark.y() - m_markSize);
            for (int row = 0; row < mostRows; ++row)
                places.emplace_back(label.mark.x() + x, edge + away * (step / 2 + row * step));
        }
    }
    std::erase_if(places, [&](const QPointF &place) {
        return std::abs(place.y() - label.mark.y()) > mostRows * step;
    });
    std::ranges::stable_sort(places, {}, [&](const QPointF &place) {
        return std::abs(place.y() - label.mark.y()) + std::abs(place.x() - label.mark.x()) / 4;
    });
    return places;
}

/// First and last.
std::pair<std::size_t, std::size_t> MarkTexts::barsUnder(double middle, double width) const
{
    const auto barAt = [&](double x) {
        const auto most = static_cast<double>(m_series.size() - 1);
        return static_cast<std::size_t>(std::clamp(std::round(m_map.barAt(x)), 0.0, most));
    };
    return {barAt(middle - width / 2), barAt(middle + width / 2)};
}

std::pair<double, double> MarkTexts::rowsOf(std::size_t bar) const
{
    return std::minmax({m_map.y(m_series.high()[bar]), m_map.y(m_series.low()[bar])});
}

/// Top and bottom of all bars there.
std::pair<double, double> MarkTexts::reachOfBars(double middle, double width) const
{
    double top = m_map.rect.bottom(), bottom = m_map.rect.top();
    const auto [first, last] = barsUnder(middle, width);
    for (auto bar = first; bar <= last; ++bar) {
        const auto [above, below] = rowsOf(bar);
        top = std::min(top, above);
        bottom = std::max(bottom, below);
    }
    return {top, bottom};
}

bool MarkTexts::coversBars(const QPointF &middle, const QSizeF &size) const
{
    const auto [first, last] = barsUnder(middle.x(), size.width());
    for (auto bar = first; bar <= last; ++bar) {
        const auto [top, bottom] = rowsOf(bar);
        if (top < middle.y() + size.height() / 2 && bottom > middle.y() - size.height() / 2)
            return true;
    }
    return false;
}

std::vector<QRectF> MarkTexts::boxes() const
{
    std::vector<QRectF> boxes;
    for (const auto &text : m_texts)
        boxes.push_back(text.box);
    return boxes;
}

void MarkTexts::paint(QPainter &painter, const QFont &font, const QColor &background) const
{
    for (const auto &text : m_texts) {
        if (text.leader.isNull())
            continue;
        painter.setPen(QPen(mixed(text.color, background, 0.6), 0));
        painter.drawLine(text.leader);
    }
    QColor shade = background;
    shade.setAlpha(200);
    painter.setFont(font);
    for (const auto &text : m_texts) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(shade);
        painter.drawRoundedRect(text.box, 2, 2);
        painter.setPen(text.color);
        painter.drawText(text.box, Qt::AlignCenter | Qt::TextSingleLine, text.text);
    }
}

/// Joins a text that stands apart with its mark; without length beside it.
QLineF MarkTexts::leaderOf(const QRectF &box, const QPointF &mark) const
{
    const bool isBelow = box.center().y() > mark.y();
    const QPointF end(
        std::clamp(mark.x(), box.left() + 2, box.right() - 2), isBelow ? box.top() : box.bottom());
    const QPointF from = mark + QPointF(0, isBelow ? m_markSize : -m_markSize);
    const double gap = isBelow ? end.y() - from.y() : from.y() - end.y();
    return gap < box.height() * 0.7 ? QLineF() : QLineF(from, end);
}

} // namespace agora::charts
