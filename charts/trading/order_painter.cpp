#include "charts/trading/order_painter.h"

#include <QFontMetricsF>

#include <numeric>

namespace agora::charts {
namespace {

struct TagSizes {
    TagSizes(const QFont &font, QPaintDevice *device)
        : metrics(font, device)
        , padding(std::ceil(metrics.averageCharWidth() * 0.8))
        , height(std::ceil(metrics.height() * 1.2))
    {}
    [[nodiscard]] double widthOf(const QString &text) const
    {
        return text.isEmpty() ? 0 : metrics.horizontalAdvance(text) + 2 * padding;
    }
    QFontMetricsF metrics;
    double padding;
    double height;
};

bool isInPane(const PaneFrame &frame, double price)
{
    const double y = frame.map.y(price);
    return y >= frame.map.rect.top() && y <= frame.map.rect.bottom();
}

/// The figure is the first to go when the chart is narrow.
bool hasRoomForFigure(const ShownLine &line, const PaneFrame &frame, const TagSizes &sizes)
{
    return sizes.widthOf(line.text) + sizes.widthOf(line.figure) + sizes.height
        < frame.map.rect.width() * 0.8;
}

/// Tops of boxes of one height, moved apart as little as is needed; `tops` ascend.
void spread(std::vector<double> &tops, double height, double lowest, double highest)
{
    for (std::size_t i = 0; i < tops.size(); ++i)
        tops[i] = std::max(tops[i], i == 0 ? lowest : tops[i - 1] + height);
    for (std::size_t i = tops.size(); i-- > 0;)
        tops[i] = std::min(tops[i], i + 1 == tops.size() ? highest : tops[i + 1] - height);
}

void paintLine(
    QPainter &painter, const PaneFrame &frame, const ShownLine &line, const ChartTheme &theme)
{
    const DevicePixels pixels(painter, frame.map);
    const int width = pixels.hairline() * (line.isStrong ? 2 : 1);
    QPen pen(line.isFaint ? mixed(line.color, theme.background, 0.45) : line.color, width,
        Qt::SolidLine, Qt::FlatCap);
    if (line.style != Qt::SolidLine)
        pen.setDashPattern(line.isFaint ? QVector<double>{1, 4} : QVector<double>{5, 4});
    painter.setPen(pen);
    const double y = pixels.y(line.price) + width / 2.0;
    painter.drawLine(QPointF(pixels.left(), y), QPointF(pixels.right(), y));
}

void paintTag(QPainter &painter, const ShownLine &line, const TagPlace &place, bool isCrossHovered,
    const TagSizes &sizes, const ChartTheme &theme)
{
    const QRectF &box = place.box;
    painter.setPen(QPen(line.color, line.isStrong ? 1.6 : 1));
    painter.setBrush(theme.background);
    painter.drawRoundedRect(box, 3, 3);
    const double textWidth = std::min(sizes.widthOf(line.text), box.width());
    const QRectF textBox(box.left(), box.top(), textWidth, box.height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(line.color);
    painter.drawRoundedRect(textBox, 3, 3);
    painter.setPen(textOn(line.color));
    painter.drawText(textBox, Qt::AlignCenter | Qt::TextSingleLine, line.text);
    const double rest
        = (place.cross.isEmpty() ? box.right() : place.cross.left()) - textBox.right();
    if (rest > sizes.padding) {
        painter.setPen(line.figureColor);
        painter.drawText(QRectF(textBox.right(), box.top(), rest, box.height()),
            Qt::AlignCenter | Qt::TextSingleLine, line.figure);
    }
    if (place.cross.isEmpty())
        return;
    const double arm = place.cross.width() * 0.2;
    const QPointF middle = place.cross.center();
    painter.setPen(QPen(isCrossHovered ? theme.loss : theme.mutedText, isCrossHovered ? 2 : 1.4));
    painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm));
    painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm));
}

} // namespace

QColor colorOf(const PriceLine &line, const ChartTheme &theme)
{
    if (line.kind == PriceLine::Kind::StopLoss)
        return theme.loss;
    if (line.kind == PriceLine::Kind::TakeProfit)
        return theme.profit;
    return line.side == OrderSide::Buy ? theme.buy : theme.sell;
}

std::vector<TagPlace> placeOrderTags(const std::vector<ShownLine> &lines, const PaneFrame &frame,
    const QFont &font, QPaintDevice *device)
{
    const TagSizes sizes(font, device);
    const QRectF &pane = frame.map.rect;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].hasTag && isInPane(frame, lines[i].price))
            order.push_back(i);
    }
    const double gap = 1;
    const auto room = static_cast<std::size_t>(
        std::max(1.0, std::floor((pane.height() - 2) / (sizes.height + gap))));
    if (order.size() > room) {
        std::ranges::stable_sort(
            order, {}, [&](auto i) { return std::pair(!lines[i].isStrong, lines[i].away); });
        order.resize(room);
        std::ranges::sort(order);
    }
    std::ranges::stable_sort(order, {}, [&](auto i) { return frame.map.y(lines[i].price); });
    std::vector<double> tops;
    for (const auto i : order)
        tops.push_back(std::round(frame.map.y(lines[i].price) - sizes.height / 2));
    spread(tops, sizes.height + gap, pane.top() + 1, pane.bottom() - sizes.height - 1);
    std::vector<TagPlace> places(lines.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
        const auto &line = lines[order[k]];
        double width = sizes.widthOf(line.text);
        if (hasRoomForFigure(line, frame, sizes))
            width += sizes.widthOf(line.figure);
        width = std::min(width + (line.hasCross ? sizes.height : 0), pane.width() - 4);
        auto &place = places[order[k]];
        place.box = QRectF(
            std::round(pane.right() - sizes.padding - width), tops[k], width, sizes.height);
        if (line.hasCross)
            place.cross
                = QRectF(place.box.right() - sizes.height, tops[k], sizes.height, sizes.height);
    }
    return places;
}

void paintOrderLines(QPainter &painter, const PaneFrame &frame, const std::vector<ShownLine> &lines,
    const std::vector<TagPlace> &places, int hoveredCross, const QFont &font,
    const ChartTheme &theme)
{
    for (const auto &line : lines) {
        if (isInPane(frame, line.price))
            paintLine(painter, frame, line, theme);
    }
    painter.save();
    painter.setClipRect(frame.map.rect, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setFont(font);
    const TagSizes sizes(font, painter.device());
    std::vector<std::size_t> order(lines.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_partition(order, [&](auto i) { return !lines[i].isStrong; }); // on top
    for (const auto i : order) {
        if (!places[i].box.isEmpty())
            paintTag(
                painter, lines[i], places[i], static_cast<int>(i) == hoveredCross, sizes, theme);
    }
    painter.restore();
}

void paintNote(QPainter &painter, const QRectF &area, const QPointF &at, const QStringList &lines,
    const QFont &font, const ChartTheme &theme)
{
    if (lines.isEmpty())
        return;
    const TagSizes sizes(font, painter.device());
    double width = 0;
    for (const auto &line : lines)
        width = std::max(width, sizes.widthOf(line));
    const double rowHeight = std::ceil(sizes.metrics.height());
    const QSizeF size(width, rowHeight * static_cast<double>(lines.size()) + sizes.padding);
    const double away = sizes.height;
    QPointF corner = at + QPointF(away * 0.6, away * 0.6);
    if (corner.x() + size.width() > area.right())
        corner.setX(std::max(area.left(), at.x() - away * 0.6 - size.width()));
    if (corner.y() + size.height() > area.bottom())
        corner.setY(std::max(area.top(), at.y() - away * 0.6 - size.height()));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(theme.axis, 1));
    painter.setBrush(theme.tagBackground);
    painter.drawRoundedRect(QRectF(corner, size), 3, 3);
    painter.setFont(font);
    painter.setPen(textOn(theme.tagBackground));
    for (qsizetype i = 0; i < lines.size(); ++i)
        painter.drawText(QRectF(corner.x() + sizes.padding,
                             corner.y() + sizes.padding / 2 + static_cast<double>(i) * rowHeight,
                             width, rowHeight),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, lines[i]);
    painter.restore();
}

} // namespace agora::charts
