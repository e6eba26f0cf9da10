#include "charts/axes_painter.h"

#include <QFontMetricsF>

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
    painter.drawLine(QPointF(pixels.left(), y), QPointF(pixels.right(), y));
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

void paintLevels(QPainter &painter, const PaneFrame &frame, const std::vector<double> &levels,
    const ChartTheme &theme)
{
    for (const double level : levels)
        paintHorizontal(painter, frame.map, level, theme.level, Qt::DashLine);
}

void paintPriceAxis(
    QPainter &painter, const PaneFrame &frame, const QFont &font, const ChartTheme &theme)
{
    const AxisSizes sizes(font, painter.device());
    painter.setFont(font);
    painter.setPen(theme.mutedText);
    for (const double tick : frame.ticks) {
        const double y = frame.map.y(tick);
        if (y - sizes.lineHeight / 2 < frame.axis.top()
            || y + sizes.lineHeight / 2 > frame.axis.bottom())
            continue; // would be cut, or run into the pane beside it
        const QRectF box(frame.axis.left() + sizes.padding, y - sizes.lineHeight / 2,
            frame.axis.width() - sizes.padding, sizes.lineHeight);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            QString::number(tick, 'f', frame.decimals));
    }
}

void paintTimeAxis(QPainter &painter, const PaneMap &map, const QRectF &strip,
    const std::vector<TimeLabel> &labels, const QString &corner, const QFont &font,
    const ChartTheme &theme)
{
    QFont strong = font;
    strong.setBold(true);
    const double right = map.rect.right();
    for (const auto &label : labels) {
        const QFont &used = label.isMajor ? strong : font;
        const double width = QFontMetricsF(used, painter.device()).horizontalAdvance(label.text);
        const double x = map.x(static_cast<double>(label.bar));
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

void paintAxisTag(QPainter &painter, const PaneFrame &frame, double value, const QStringList &lines,
    const QColor &fill, const QFont &font)
{
    const double y = frame.map.y(value);
    if (y < frame.map.rect.top() - 1 || y > frame.map.rect.bottom() + 1)
        return;
    const AxisSizes sizes(font, painter.device());
    const double height
        = sizes.tagHeight + sizes.lineHeight * static_cast<double>(lines.size() - 1);
    double top = y - sizes.tagHeight / 2; // the first line names the value
    top = std::clamp(
        top, frame.axis.top(), std::max(frame.axis.top(), frame.axis.bottom() - height));
    const QRectF box(frame.axis.left(), std::round(top), frame.axis.width(), height);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(box, 2, 2);
    painter.setPen(textOn(fill));
    painter.setFont(font);
    double lineTop = box.top() + (sizes.tagHeight - sizes.lineHeight) / 2;
    for (const auto &line : lines) {
        painter.drawText(QRectF(box.left() + sizes.padding, lineTop, box.width() - sizes.padding,
                             sizes.lineHeight),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, line);
        lineTop += sizes.lineHeight;
    }
    painter.restore();
}

} // namespace agora::charts
