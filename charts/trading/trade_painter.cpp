#include "charts/trading/trade_painter.h"

#include "charts/chart_text.h"
#include "charts/trading/mark_texts.h"
#include "charts/trading/order_figures.h"

#include <QFontMetricsF>

#include <algorithm>
#include <set>
#include <tuple>

namespace agora::charts {
namespace {

constexpr double textPixelsPerBar = 1.5; // texts are left out when bars are narrower
constexpr std::size_t mostFineLines
    = 250; // beyond, lines are hairlines: dashes cost ten times more

struct Arrow {
    QPointF tip;
    bool pointsUp = true;
    QColor color;
    std::size_t index = 0;
};

/// A triangle whose tip is at the price: from below for a purchase, from above for a sale.
QPolygonF arrowShape(const QPointF &tip, bool pointsUp, double size)
{
    const double down = pointsUp ? size : -size;
    return QPolygonF{tip, tip + QPointF(size * 0.62, down), tip + QPointF(-size * 0.62, down)};
}

QPolygonF diamond(const QPointF &middle, double size)
{
    return QPolygonF{middle + QPointF(0, -size), middle + QPointF(size, 0),
        middle + QPointF(0, size), middle + QPointF(-size, 0)};
}

/// The part of a line between two verticals: dashes far outside would cost time.
QLineF clipped(const QLineF &line, double left, double right)
{
    const auto inside = [&](const QPointF &point) {
        const double x = std::clamp(point.x(), left, right);
        if (x == point.x() || line.dx() == 0)
            return point;
        return QPointF(x, line.y1() + line.dy() * (x - line.x1()) / line.dx());
    };
    return {inside(line.p1()), inside(line.p2())};
}

double pipsOf(const TradeMarker &trade, const ChartData &data)
{
    const double pip = data.instrument.pip();
    const double direction = trade.side == OrderSide::Buy ? 1 : -1;
    return pip > 0 ? (trade.exitPrice - trade.entryPrice) * direction / pip : 0;
}

/// One frame of marks: gathers what is in view, then draws lines, marks and texts in this order.
class MarkFrame {
public:
    MarkFrame(QPainter &painter, const PaneFrame &frame, const ChartData &data, const QFont &font,
        const ChartTheme &theme, const std::vector<QRectF> &taken)
        : m_painter(painter)
        , m_map(frame.map)
        , m_data(data)
        , m_font(font)
        , m_theme(theme)
        , m_size(AxisSizes(font, painter.device()).lineHeight * 0.75)
        , m_placer(frame.map.rect)
        , m_taken(taken)
    {
        m_painter.save();
        m_painter.setClipRect(m_map.rect, Qt::IntersectClip);
        m_painter.setRenderHint(QPainter::Antialiasing, true);
    }
    ~MarkFrame() { m_painter.restore(); }
    MarkFrame(const MarkFrame &) = delete;
    MarkFrame &operator=(const MarkFrame &) = delete;

    MarkPicture paint()
    {
        gatherTrades();
        m_isCrowded
            = static_cast<double>(m_arrows.size() + m_data.signalMarkers.size()) * m_size * 2
                > m_map.rect.width()
            && m_map.pixelsPerBar() < m_size;
        if (m_isCrowded)
            m_size *= 0.7;
        paintLines();
        for (const auto &arrow : m_arrows)
            paintArrow(arrow);
        paintSignals();
        for (const auto &box : m_taken)
            m_placer.block(box);
        MarkTexts texts(m_map, m_data.series(), m_size, m_placer);
        texts.place(std::move(m_labels), m_font, m_painter.device());
        texts.paint(m_painter, m_font, m_theme.background);
        return {std::move(m_spots), texts.boxes()};
    }

private:
    [[nodiscard]] bool isInView(std::size_t bar) const
    {
        const auto at = static_cast<double>(bar);
        return at >= m_map.firstBar - 1 && at <= m_map.lastBar + 1;
    }
    [[nodiscard]] QPointF point(std::size_t bar, double price) const
    {
        // Far outside, so that a wild price does not overflow the rasteriser.
        const double y
            = std::clamp(m_map.y(price), m_map.rect.top() - 10'000, m_map.rect.bottom() + 10'000);
        return {m_map.x(static_cast<double>(bar)), y};
    }
    [[nodiscard]] QColor colorOf(OrderSide side) const
    {
        return side == OrderSide::Buy ? m_theme.buy : m_theme.sell;
    }
    /// False when a mark of that colour stands there already; crowded marks keep apart, so that the
    /// price can be seen between them.
    bool isNewSpot(const QPointF &at, const QColor &color)
    {
        const double cell = std::max(2.0, m_size * (m_isCrowded ? 1.5 : 0.45));
        return m_markedCells
            .insert({static_cast<int>(std::floor(at.x() / cell)),
                static_cast<int>(std::floor(at.y() / cell)), color.rgb()})
            .second;
    }

    [[nodiscard]] bool isClear(const QPointF &middle, double size) const
    {
        return m_placer.isFree(QRectF(middle.x() - size, middle.y() - size, 2 * size, 2 * size));
    }

    void gatherTrades()
    {
        const auto &times = m_data.series().times();
        const auto count = static_cast<double>(times.size());
        const auto barIn
            = [&](double bar) { return static_cast<std::size_t>(std::clamp(bar, 0.0, count - 1)); };
        const auto first = fromNanos(times[barIn(m_map.firstBar - 2)]);
        const bool isOpenEnd = m_map.lastBar + 2 >= count;
        const auto last = fromNanos(times[barIn(m_map.lastBar + 2)]);
        for (std::size_t i = 0; i < m_data.trades.size(); ++i) {
            const auto &trade = m_data.trades[i];
            const bool isOver = trade.exitTime.value_or(trade.entryTime) < first;
            if (!isOver && (isOpenEnd || trade.entryTime <= last))
                gather(trade, i);
        }
    }
    void gather(const TradeMarker &trade, std::size_t index)
    {
        const auto entry = m_data.barAt(trade.entryTime);
        const auto exit = trade.exitTime ? m_data.barAt(*trade.exitTime) : std::nullopt;
        if (entry && isInView(*entry))
            m_arrows.push_back({point(*entry, trade.entryPrice), trade.side == OrderSide::Buy,
                colorOf(trade.side), index});
        if (!exit)
            return;
        const QPointF tip = point(*exit, trade.exitPrice);
        const bool isExitUp = trade.side == OrderSide::Sell; // a short is closed by a purchase
        const QColor result = trade.profit < 0 ? m_theme.loss : m_theme.profit;
        if (entry)
            m_lines.emplace_back(QLineF(point(*entry, trade.entryPrice), tip), result);
        if (!isInView(*exit))
            return;
        m_arrows.push_back({tip, isExitUp, colorOf(opposite(trade.side)), index});
        if (!trade.text.isEmpty() && m_map.pixelsPerBar() >= textPixelsPerBar)
            m_labels.push_back(
                {trade.text + QStringLiteral(" · ") + pipsText(pipsOf(trade, m_data)), trade.text,
                    tip, isExitUp ? 1.0 : -1.0, std::abs(trade.profit), result, true});
    }

    void paintLines()
    {
        const bool isFine = m_lines.size() <= mostFineLines;
        m_painter.setRenderHint(QPainter::Antialiasing, isFine);
        for (const auto &[line, color] : m_lines) {
            if (isFine)
                m_painter.setPen(QPen(color, 1.4, Qt::DashLine));
            else if (std::abs(line.dx()) + std::abs(line.dy()) < 3)
                continue; // under its arrows
            else
                m_painter.setPen(QPen(mixed(color, m_theme.background, 0.6), 0));
            m_painter.drawLine(clipped(line, m_map.rect.left() - 10, m_map.rect.right() + 10));
        }
        m_painter.setRenderHint(QPainter::Antialiasing, true);
    }

    void paintShape(
        const QPolygonF &shape, const QColor &color, MarkSpot::Kind kind, std::size_t index)
    {
        // The rim stands out on a candle of the same colour.
        m_painter.setPen(QPen(m_theme.background, 1.2));
        m_painter.setBrush(color);
        m_painter.drawPolygon(shape);
        const QRectF box = shape.boundingRect();
        m_placer.block(box);
        m_spots.push_back({box.adjusted(-2, -2, 2, 2), kind, index});
    }
    void paintArrow(const Arrow &arrow)
    {
        if (isNewSpot(arrow.tip, arrow.color))
            paintShape(arrowShape(arrow.tip, arrow.pointsUp, m_size), arrow.color,
                MarkSpot::Kind::Trade, arrow.index);
    }

    void paintSignals()
    {
        const double size = m_size * 0.48;
        for (std::size_t index = 0; index < m_data.signalMarkers.size(); ++index) {
            const auto &signal = m_data.signalMarkers[index];
            const auto bar = m_data.barAt(signal.time);
            if (!bar || !isInView(*bar))
                continue;
            const bool isDown = signal.direction == SignalMarker::Direction::Down;
            const QColor color = signal.direction == SignalMarker::Direction::Up ? m_theme.buy
                : isDown                                                         ? m_theme.sell
                                                                                 : m_theme.warning;
            const double away = isDown ? -1 : 1;
            QPointF middle = point(*bar, signal.price) + QPointF(0, away * size * 2);
            if (!isNewSpot(middle, color))
                continue;
            for (int i = 0; i < 3 && !isClear(middle, size); ++i) // behind the arrow of its trade
                middle += QPointF(0, away * m_size * 0.6);
            if (m_isCrowded && !isClear(middle, size))
                continue;
            paintShape(diamond(middle, size), color, MarkSpot::Kind::Signal, index);
            if (!signal.text.isEmpty() && m_map.pixelsPerBar() >= textPixelsPerBar)
                m_labels.push_back({signal.text, signal.text, middle, away, 0, color, false});
        }
    }

    QPainter &m_painter;
    PaneMap m_map;
    const ChartData &m_data;
    QFont m_font;
    const ChartTheme &m_theme;
    double m_size;
    bool m_isCrowded = false;
    LabelPlacer m_placer;
    const std::vector<QRectF> &m_taken; ///< where no text may stand
    std::vector<std::pair<QLineF, QColor>> m_lines;
    std::vector<Arrow> m_arrows;
    std::vector<MarkLabel> m_labels;
    std::set<std::tuple<int, int, QRgb>> m_markedCells;
    std::vector<MarkSpot> m_spots;
};

QString stampOf(Timestamp time, const ChartData &data)
{
    return fullTimeText(time, data.series().period(), data.zone);
}

} // namespace

MarkPicture paintTradeMarks(QPainter &painter, const PaneFrame &frame, const ChartData &data,
    const QFont &font, const ChartTheme &theme, const std::vector<QRectF> &taken)
{
    if (data.series().empty() || (data.trades.empty() && data.signalMarkers.empty()))
        return {};
    return MarkFrame(painter, frame, data, font, theme, taken).paint();
}

QStringList markDetails(const MarkSpot &spot, const ChartData &data)
{
    if (spot.kind == MarkSpot::Kind::Signal) {
        if (spot.index >= data.signalMarkers.size())
            return {};
        const auto &signal = data.signalMarkers[spot.index];
        return {signal.details.isEmpty() ? signal.text : signal.details,
            stampOf(signal.time, data) + QStringLiteral("  ") + data.priceText(signal.price)};
    }
    if (spot.index >= data.trades.size())
        return {};
    const auto &trade = data.trades[spot.index];
    QStringList lines;
    if (!trade.details.isEmpty())
        lines.append(trade.details);
    lines.append(ChartText::tr("in %1  %2")
                     .arg(stampOf(trade.entryTime, data), data.priceText(trade.entryPrice)));
    if (!trade.exitTime)
        return lines << ChartText::tr("still open");
    lines.append(ChartText::tr("out %1  %2")
                     .arg(stampOf(*trade.exitTime, data), data.priceText(trade.exitPrice)));
    const QString pips = pipsText(pipsOf(trade, data));
    return lines << (trade.text.isEmpty() ? pips : trade.text + QStringLiteral("  ") + pips);
}

} // namespace agora::charts
