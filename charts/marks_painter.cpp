#include "charts/marks_painter.h"

#include <QFontMetricsF>

namespace agora::charts {
namespace {

constexpr double textPixelsPerBar = 3; // texts of trades are left out when bars are narrower

bool isInView(const PaneMap &map, double bar)
{
    return bar >= map.firstBar - 1 && bar <= map.lastBar + 1;
}

/// A triangle whose tip is at the price: from below for a purchase, from above for a sale.
QPolygonF arrow(const QPointF &tip, bool pointsUp, double size)
{
    const double down = pointsUp ? size : -size;
    return QPolygonF{tip, tip + QPointF(size * 0.62, down), tip + QPointF(-size * 0.62, down)};
}

QPolygonF diamond(const QPointF &middle, double size)
{
    return QPolygonF{middle + QPointF(0, -size), middle + QPointF(size, 0),
        middle + QPointF(0, size), middle + QPointF(-size, 0)};
}

class MarkPen {
public:
    MarkPen(QPainter &painter, const PaneFrame &frame, const ChartTheme &theme)
        : m_painter(painter), m_theme(theme)
    {
        painter.save();
        painter.setClipRect(frame.map.rect);
        painter.setRenderHint(QPainter::Antialiasing, true);
    }
    ~MarkPen() { m_painter.restore(); }
    MarkPen(const MarkPen &) = delete;
    MarkPen &operator=(const MarkPen &) = delete;

    void shape(const QPolygonF &polygon, const QColor &fill)
    {
        m_painter.setPen(
            QPen(m_theme.background, 1.2)); // stands out on a candle of the same colour
        m_painter.setBrush(fill);
        m_painter.drawPolygon(polygon);
    }
    void text(const QRectF &box, const QString &text, const QColor &color, const QFont &font)
    {
        QColor shade = m_theme.background;
        shade.setAlpha(190);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(shade);
        m_painter.drawRoundedRect(box, 2, 2);
        m_painter.setFont(font);
        m_painter.setPen(color);
        m_painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, text);
    }

private:
    QPainter &m_painter;
    const ChartTheme &m_theme;
};

QRectF textBox(QPainter &painter, const QFont &font, const QString &text, const QPointF &middle)
{
    const QFontMetricsF metrics(font, painter.device());
    const QSizeF size(
        metrics.horizontalAdvance(text) + metrics.averageCharWidth(), metrics.height() * 1.05);
    return {middle - QPointF(size.width() / 2, size.height() / 2), size};
}

QColor lineColor(const PriceLine &line, const ChartTheme &theme)
{
    switch (line.kind) {
    case PriceLine::Kind::StopLoss:
        return theme.loss;
    case PriceLine::Kind::TakeProfit:
        return theme.profit;
    case PriceLine::Kind::Position:
    case PriceLine::Kind::Order:
        break;
    }
    return line.side == OrderSide::Buy ? theme.buy : theme.sell;
}

} // namespace

void paintTrades(QPainter &painter, const PaneFrame &frame, const ChartData &data,
    const QFont &font, const ChartTheme &theme)
{
    MarkPen pen(painter, frame, theme);
    const PaneMap &map = frame.map;
    const double size = AxisSizes(font, painter.device()).lineHeight * 0.75;
    const auto sideColor
        = [&](OrderSide side) { return side == OrderSide::Buy ? theme.buy : theme.sell; };
    for (const auto &trade : data.trades) {
        const auto entryBar = data.barAt(trade.entryTime);
        const auto exitBar = trade.exitTime ? data.barAt(*trade.exitTime) : std::nullopt;
        const auto point = [&](std::size_t bar, double price) {
            return QPointF(map.x(static_cast<double>(bar)), map.y(price));
        };
        const bool isLineVisible = entryBar && exitBar
            && static_cast<double>(*exitBar) >= map.firstBar
            && static_cast<double>(*entryBar) <= map.lastBar;
        const QColor result = trade.profit < 0 ? theme.loss : theme.profit;
        if (isLineVisible) {
            painter.setPen(QPen(result, 1.4, Qt::DashLine));
            painter.drawLine(point(*entryBar, trade.entryPrice), point(*exitBar, trade.exitPrice));
        }
        if (entryBar && isInView(map, static_cast<double>(*entryBar)))
            pen.shape(arrow(point(*entryBar, trade.entryPrice), trade.side == OrderSide::Buy, size),
                sideColor(trade.side));
        if (!exitBar || !isInView(map, static_cast<double>(*exitBar)))
            continue;
        const QPointF exit = point(*exitBar, trade.exitPrice);
        const bool isExitUp = trade.side == OrderSide::Sell; // a short is closed by a purchase
        pen.shape(arrow(exit, isExitUp, size), sideColor(opposite(trade.side)));
        if (trade.text.isEmpty() || map.pixelsPerBar() < textPixelsPerBar)
            continue;
        const QPointF middle = exit + QPointF(0, (isExitUp ? 1 : -1) * size * 1.9);
        pen.text(textBox(painter, font, trade.text, middle), trade.text, result, font);
    }
}

void paintSignals(QPainter &painter, const PaneFrame &frame, const ChartData &data,
    const QFont &font, const ChartTheme &theme)
{
    MarkPen pen(painter, frame, theme);
    const double size = AxisSizes(font, painter.device()).lineHeight * 0.36;
    for (const auto &signal : data.signalMarkers) {
        const auto bar = data.barAt(signal.time);
        if (!bar || !isInView(frame.map, static_cast<double>(*bar)))
            continue;
        const auto direction = signal.direction;
        const QColor color = direction == SignalMarker::Direction::Up ? theme.buy
            : direction == SignalMarker::Direction::Down              ? theme.sell
                                                                      : theme.warning;
        const double below = direction == SignalMarker::Direction::Down ? -1 : 1;
        const QPointF middle
            = QPointF(frame.map.x(static_cast<double>(*bar)), frame.map.y(signal.price))
            + QPointF(0, below * size * 2);
        pen.shape(diamond(middle, size), color);
        if (signal.text.isEmpty() || frame.map.pixelsPerBar() < textPixelsPerBar)
            continue;
        const QPointF textMiddle = middle + QPointF(0, below * size * 2.6);
        pen.text(textBox(painter, font, signal.text, textMiddle), signal.text, color, font);
    }
}

void paintPriceLines(QPainter &painter, const PaneFrame &frame, const ChartData &data,
    const QFont &font, const ChartTheme &theme)
{
    for (const auto &line : data.priceLines) {
        const double y = frame.map.y(line.price);
        if (y < frame.map.rect.top() || y > frame.map.rect.bottom())
            continue;
        const QColor color = lineColor(line, theme);
        paintHorizontal(painter, frame.map, line.price, color,
            line.kind == PriceLine::Kind::Position ? Qt::SolidLine : Qt::DashLine);
        if (line.text.isEmpty())
            continue;
        MarkPen pen(painter, frame, theme);
        QRectF box = textBox(painter, font, line.text, {0, y});
        box.moveLeft(frame.map.rect.left() + AxisSizes(font, painter.device()).padding);
        pen.text(box, line.text, color, font);
    }
}

void paintQuoteLines(
    QPainter &painter, const PaneFrame &frame, const ChartData &data, const ChartTheme &theme)
{
    if (!data.quote)
        return;
    paintHorizontal(painter, frame.map, data.quote->bid, theme.bid, Qt::DotLine);
    paintHorizontal(painter, frame.map, data.quote->ask, theme.ask, Qt::DotLine);
}

QString countdown(const ChartData &data)
{
    if (!data.now || data.series().empty())
        return {};
    const Timestamp close = closeTime(data.series()[0].time, data.series().period());
    return close > *data.now ? countdownText(close - *data.now) : QString();
}

void paintLastPrice(
    QPainter &painter, const PaneFrame &frame, const ChartData &data, const ChartTheme &theme)
{
    if (data.series().empty())
        return;
    const Bar bar = data.series()[0];
    paintHorizontal(
        painter, frame.map, bar.close, barColor(bar.open, bar.close, theme), Qt::DotLine);
}

std::vector<AxisTag> priceTags(
    const ChartData &data, const PaneFrame &frame, const ChartTheme &theme)
{
    std::vector<AxisTag> tags;
    if (!data.series().empty()) {
        const Bar bar = data.series()[0];
        AxisTag last{bar.close, {data.priceText(bar.close)}, barColor(bar.open, bar.close, theme)};
        if (frame.percentBase > 0)
            last.lines.append(frame.text(bar.close, 1));
        if (const auto left = countdown(data); !left.isEmpty())
            last.lines.append(left);
        tags.push_back(std::move(last));
    }
    for (const auto &line : data.priceLines)
        tags.push_back({line.price, {data.priceText(line.price)}, lineColor(line, theme)});
    return tags;
}

} // namespace agora::charts
