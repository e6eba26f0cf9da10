#include "charts/axes_painter.h"

#include <QFontMetricsF>

#include <algorithm>
#include <functional>

namespace agora::charts {
namespace {

/// A pen that counts in device pixels; dashes are a few of its widths long.
QPen linePen(const QColor &color, int width, Qt::PenStyle style)
{
    QPen pen(
        color, width, style == Qt::SolidLine ? Qt::SolidLine : Qt::CustomDashLine, Qt::FlatCap);
    if (style == Qt::DashLine)
        pen.setDashPattern({4, 4});
    else if (style == Qt::DotLine)
        pen.setDashPattern({1, 3});
    return pen;
}

} // namespace

AxisSizes::AxisSizes(const QFont &font, QPaintDevice *device)
{
    const QFontMetricsF metrics(font, device);
    lineHeight = std::ceil(metrics.height());
    characterWidth = metrics.horizontalAdvance(QLatin1Char('0'));
    padding = std::ceil(characterWidth * 0.75);
    tagHeight = std::ceil(lineHeight * 1.15);
    timeAxisHeight = std::ceil(lineHeight * 1.55);
}

QFont axisFont(const QFont &font)
{
    QFont smaller = font;
    if (font.pointSizeF() > 0)
        smaller.setPointSizeF(font.pointSizeF() * 0.92);
    return smaller;
}

QColor textOn(const QColor &fill)
{
    const double brightness = 0.299 * fill.redF() + 0.587 * fill.greenF() + 0.114 * fill.blueF();
    return brightness > 0.62 ? QColor(0x10, 0x14, 0x1a) : QColor(Qt::white);
}

void paintHorizontal(
    QPainter &painter, const PaneMap &map, double value, const QColor &color, Qt::PenStyle style)
{
    const DevicePixels pixels(painter, map);
    const int width = pixels.hairline();
    painter.setPen(linePen(color, width, style));
    const double y = pixels.y(value) + width / 2.0;
    // From the edge of the pane, so that dashes fall on the same pixels in every part of it.
    painter.drawLine(QPointF(std::floor(pixels.map().rect.left()), y),
        QPointF(std::ceil(pixels.map().rect.right()), y));
}

void paintVertical(
    QPainter &painter, const PaneMap &map, double bar, const QColor &color, Qt::PenStyle style)
{
    const DevicePixels pixels(painter, map);
    const int width = pixels.hairline();
    painter.setPen(linePen(color, width, style));
    const double left = std::floor(pixels.map().x(bar) - width / 2.0 + 0.5);
    const double x = left + width / 2.0;
    painter.drawLine(QPointF(x, pixels.map().rect.top()), QPointF(x, pixels.map().rect.bottom()));
}

void paintGrid(QPainter &painter, const PaneFrame &frame, const std::vector<TimeLabel> &labels,
    const ChartTheme &theme)
{
    for (const double tick : frame.ticks)
        paintHorizontal(painter, frame.map, tick, theme.grid);
    for (const auto &label : labels)
        paintVertical(painter, frame.map, static_cast<double>(label.bar),
            label.isMajor ? theme.axis : theme.grid);
}

void paintValueTexts(QPainter &painter, const PaneFrame &frame, const std::vector<AxisText> &texts,
    const std::vector<QRectF> &taken, const QFont &font, const ChartTheme &theme)
{
    const AxisSizes sizes(font, painter.device());
    painter.setFont(font);
    painter.setPen(theme.mutedText);
    for (const auto &text : texts) {
        const double top = frame.map.y(text.at) - sizes.lineHeight / 2;
        const QRectF box(frame.axis.left() + sizes.padding, top, frame.axis.width() - sizes.padding,
            sizes.lineHeight);
        const bool isCut = top < frame.axis.top() || box.bottom() > frame.axis.bottom();
        if (isCut
            || std::ranges::any_of(taken, [&](const auto &other) { return other.intersects(box); }))
            continue;
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text.text);
    }
}

void paintTimeTexts(QPainter &painter, const PaneMap &map, const QRectF &strip,
    const std::vector<AxisText> &texts, const QString &corner, const QFont &font,
    const ChartTheme &theme)
{
    QFont strong = font;
    strong.setBold(true);
    const double right = map.rect.right();
    for (const auto &label : texts) {
        const QFont &used = label.isMajor ? strong : font;
        const double width = QFontMetricsF(used, painter.device()).horizontalAdvance(label.text);
        const double x = map.x(label.at);
        if (x - width / 2 < strip.left() || x + width / 2 > right)
            continue;
        painter.setFont(used);
        painter.setPen(label.isMajor ? theme.text : theme.mutedText);
        painter.drawText(QRectF(x - width / 2 - 1, strip.top(), width + 2, strip.height()),
            Qt::AlignCenter | Qt::TextSingleLine, label.text);
    }
    const AxisSizes sizes(font, painter.device());
    const QRectF room(
        right + sizes.padding, strip.top(), strip.right() - right - sizes.padding, strip.height());
    painter.setFont(font);
    painter.setPen(theme.mutedText);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        QFontMetricsF(font, painter.device()).elidedText(corner, Qt::ElideRight, room.width()));
}

QString numberText(double value, int decimals)
{
    const QString digits = QString::number(std::abs(value), 'f', decimals);
    return value < 0 ? QStringLiteral("\u2212") + digits : digits;
}

QString PaneFrame::text(double value, int moreDecimals) const
{
    if (!(percentBase > 0))
        return numberText(value, decimals + moreDecimals);
    const double percent = 100 * (value / percentBase - 1);
    const double smallest = 0.5 * std::pow(10.0, -decimals - moreDecimals);
    const QString sign = percent >= smallest ? QStringLiteral("+") : QString();
    const double shown = std::abs(percent) < smallest ? 0.0 : percent; // no minus before zero
    return sign + numberText(shown, decimals + moreDecimals) + QStringLiteral(" %");
}

QString zoneTitle(const Zone &zone)
{
    const auto name = QString::fromStdString(zone.name());
    return name.section(QLatin1Char('/'), -1).replace(QLatin1Char('_'), QLatin1Char(' '));
}

namespace {

/// Pushes tags away from the one below them, and back again where the axis ends. `order` runs
/// upwards.
void pushUp(std::vector<QRectF> &places, const std::vector<std::size_t> &order, double bottom,
    const QRectF &axis)
{
    for (const auto i : order) {
        places[i].moveBottom(std::min(places[i].bottom(), bottom));
        bottom = places[i].top() - 1;
    }
    double top = axis.top();
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
        places[*i].moveTop(std::max(places[*i].top(), top));
        top = places[*i].bottom() + 1;
    }
}

/// The same downwards.
void pushDown(std::vector<QRectF> &places, const std::vector<std::size_t> &order, double top,
    const QRectF &axis)
{
    for (const auto i : order) {
        places[i].moveTop(std::max(places[i].top(), top));
        top = places[i].bottom() + 1;
    }
    double bottom = axis.bottom();
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
        places[*i].moveBottom(std::min(places[*i].bottom(), bottom));
        bottom = places[*i].top() - 1;
    }
}

} // namespace

std::vector<QRectF> placedTags(
    const PaneFrame &frame, const std::vector<AxisTag> &tags, const AxisSizes &sizes)
{
    std::vector<QRectF> places(tags.size());
    std::vector<std::size_t> above, below;
    for (std::size_t i = 0; i < tags.size(); ++i) {
        const double y = frame.map.y(tags[i].value);
        if (y < frame.map.rect.top() - 1 || y > frame.map.rect.bottom() + 1)
            continue;
        const double height
            = sizes.tagHeight + sizes.lineHeight * static_cast<double>(tags[i].lines.size() - 1);
        const double lowest = std::max(frame.axis.top(), frame.axis.bottom() - height);
        const double top
            = std::clamp(std::round(y - sizes.tagHeight / 2), frame.axis.top(), lowest);
        places[i] = {frame.axis.left(), top, frame.axis.width(), height};
        if (i > 0)
            (y < frame.map.y(tags[0].value) ? above : below).push_back(i);
    }
    const auto yOf = [&](std::size_t i) { return frame.map.y(tags[i].value); };
    std::ranges::stable_sort(above, std::greater(), yOf);
    std::ranges::stable_sort(below, std::less(), yOf);
    const bool hasFirst = !places.empty() && !places.front().isEmpty();
    pushUp(places, above, hasFirst ? places.front().top() - 1 : frame.axis.bottom(), frame.axis);
    pushDown(places, below, hasFirst ? places.front().bottom() + 1 : frame.axis.top(), frame.axis);
    return places;
}

void paintTag(QPainter &painter, const QRectF &place, const AxisTag &tag, const QFont &font)
{
    if (place.isEmpty())
        return;
    const AxisSizes sizes(font, painter.device());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tag.fill);
    painter.drawRoundedRect(place, 2, 2);
    painter.setPen(textOn(tag.fill));
    painter.setFont(font);
    double top = place.top() + (sizes.tagHeight - sizes.lineHeight) / 2;
    for (const auto &line : tag.lines) {
        painter.drawText(QRectF(place.left() + sizes.padding, top, place.width() - sizes.padding,
                             sizes.lineHeight),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, line);
        top += sizes.lineHeight;
    }
    painter.restore();
}

} // namespace agora::charts
