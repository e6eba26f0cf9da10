#include "charts/trading/chart_trading.h"

#include "charts/chart_scene.h"
#include "charts/chart_text.h"
#include "charts/price_chart.h"

#include <QApplication>
#include <QMouseEvent>

#include <chrono>

// What the mouse does to lines of orders; how they look is in chart_trading_view.cpp.
namespace agora::charts {
namespace {

constexpr double reach = 3.5; // pixels from a line that still take it
constexpr auto refusalTime = std::chrono::seconds(6);

} // namespace

ChartTrading::ChartTrading(PriceChart &chart, ChartScene &scene) : m_chart(chart), m_scene(scene)
{
    m_refusalTimer.setSingleShot(true);
    m_refusalTimer.setInterval(refusalTime);
    connect(&m_refusalTimer, &QTimer::timeout, this, [this] {
        m_refusedLine.clear();
        repaint();
    });
}

void ChartTrading::setMoney(const MoneyTerms &terms)
{
    const bool isSame = m_terms == terms;
    m_terms = terms;
    if (!isSame && !m_scene.data.priceLines.empty())
        repaint();
}

void ChartTrading::setEditable(bool isEditable)
{
    m_isEditable = isEditable;
    m_drag.reset();
    repaint();
}

void ChartTrading::repaint() { m_scene.mark(ChartScene::Change::Hover); }

void ChartTrading::keepMove(const QString &lineId)
{
    if (const auto found = m_moves.find(lineId); found != m_moves.end())
        found->second.isKept = true;
    linesChanged(); // the engine may have been quicker
}

void ChartTrading::dropMove(const QString &lineId, const QString &reason)
{
    m_moves.erase(lineId);
    if (!reason.isEmpty())
        say(lineId, reason);
    repaint();
}

std::optional<double> ChartTrading::proposedPrice(const QString &lineId) const
{
    if (m_drag && m_drag->isMoving && m_drag->lineId == lineId)
        return m_drag->price;
    const auto found = m_moves.find(lineId);
    return found == m_moves.end() ? std::nullopt : std::optional(found->second.price);
}

bool ChartTrading::isPending(const QString &lineId) const
{
    const auto found = m_moves.find(lineId);
    return found != m_moves.end() && found->second.isKept;
}

void ChartTrading::linesChanged()
{
    const double tick = m_scene.data.instrument.point();
    for (auto at = m_moves.begin(); at != m_moves.end();) {
        const auto line = find(at->first);
        const bool isDone = !line
            || (at->second.isKept && line->kind != PriceLine::Kind::Position
                && std::abs(line->price - at->second.price) < tick / 2);
        at = isDone ? m_moves.erase(at) : std::next(at);
    }
    if (m_drag && !find(m_drag->lineId))
        m_drag.reset(); // filled or cancelled under the hand
    repaint();
}

std::optional<PriceLine> ChartTrading::find(const QString &lineId) const
{
    const auto &lines = m_scene.data.priceLines;
    const auto found = std::ranges::find(lines, lineId, &PriceLine::id);
    return found == lines.end() ? std::nullopt : std::optional(*found);
}

PriceLine ChartTrading::draggedLine(const PriceLine &line, double price) const
{
    if (line.kind != PriceLine::Kind::Position)
        return line;
    PriceLine exit = line;
    const auto market = marketOf(m_scene.data);
    const bool isLong = line.side == OrderSide::Buy;
    const double middle = market ? (market->bid + market->ask) / 2 : line.price;
    const bool isStop = (price < middle) == isLong;
    exit.kind = isStop ? PriceLine::Kind::StopLoss : PriceLine::Kind::TakeProfit;
    exit.type = isStop ? OrderType::Stop : OrderType::Limit;
    exit.side = opposite(line.side);
    exit.entry = line.price;
    exit.text = isStop ? ChartText::tr("stop loss") : ChartText::tr("take profit");
    return exit;
}

double ChartTrading::snapped(double y) const
{
    const PaneMap map = m_scene.frame(0).map;
    const double inside = std::clamp(y, map.rect.top() + 1, map.rect.bottom() - 1);
    return m_scene.data.instrument.roundPrice(map.valueAt(inside));
}

std::optional<double> ChartTrading::priceAt(const QPointF &at) const
{
    const PaneMap map = m_scene.frame(0).map;
    if (m_scene.data.series().empty() || !map.rect.contains(at))
        return std::nullopt;
    return snapped(at.y());
}

std::vector<std::pair<OrderSide, OrderType>> ChartTrading::placements(double price) const
{
    return placementsAt(price, m_scene.data);
}

OrderFigures ChartTrading::figures(const QString &lineId, double price) const
{
    const auto line = find(lineId);
    return line ? figuresAt(draggedLine(*line, price), price, m_scene.data, m_terms)
                : OrderFigures();
}

QString ChartTrading::moneyText(double amount, bool isSigned) const
{
    return charts::moneyText(amount, m_terms, isSigned);
}

std::optional<QString> ChartTrading::tagAt(const QPointF &at) const
{
    for (std::size_t i = m_places.size(); i-- > 0;) {
        if (i < m_shownIds.size() && m_places[i].box.contains(at))
            return m_shownIds[i];
    }
    return std::nullopt;
}

QString ChartTrading::lineAt(const QPointF &at) const
{
    if (const auto tag = tagAt(at))
        return *tag;
    const PaneMap map = m_scene.frame(0).map;
    if (!map.rect.contains(at))
        return {};
    QString nearest;
    double smallest = reach;
    for (const auto &line : m_scene.data.priceLines) {
        const double price = proposedPrice(line.id).value_or(line.price);
        const double distance = std::abs(map.y(price) - at.y());
        // A position's line is only for reading; its tag is for dragging exits out.
        if (distance < smallest && line.isMovable && line.kind != PriceLine::Kind::Position) {
            smallest = distance;
            nearest = line.id;
        }
    }
    return nearest;
}

// ---- mouse and keys

bool ChartTrading::handle(QEvent &event)
{
    if (!m_scene.stack().isShown(0))
        return false; // another pane fills the chart
    switch (event.type()) {
    case QEvent::MouseButtonPress:
        return press(static_cast<QMouseEvent &>(event));
    case QEvent::MouseMove:
        return move(static_cast<QMouseEvent &>(event));
    case QEvent::MouseButtonRelease:
        return release(static_cast<QMouseEvent &>(event));
    case QEvent::MouseButtonDblClick: // on a tag it is no double click on the pane
        return tagAt(static_cast<QMouseEvent &>(event).position()).has_value();
    case QEvent::Leave:
        m_hovered.clear();
        m_note.clear();
        repaint();
        return false;
    default:
        return false;
    }
}

bool ChartTrading::key(const QKeyEvent &event)
{
    if (event.key() != Qt::Key_Escape || !m_drag)
        return false;
    m_drag.reset();
    repaint();
    return true;
}

bool ChartTrading::press(const QMouseEvent &event)
{
    m_clickStart.reset();
    if (!m_isEditable || event.button() != Qt::LeftButton || m_scene.data.series().empty())
        return false;
    const QString lineId = lineAt(event.position());
    if (lineId.isEmpty()) {
        const bool isOnPrice = m_scene.frame(0).map.rect.contains(event.position());
        if (isOnPrice && event.modifiers().testFlag(Qt::ControlModifier))
            m_clickStart = event.position();
        return false; // the gesture goes on as it would; a click without a move places an order
    }
    m_chart.setFocus(Qt::MouseFocusReason);
    if (crossArea(lineId).contains(event.position())) {
        m_pressedCross = lineId;
        return true;
    }
    const auto line = find(lineId);
    if (!line || !line->isMovable || isPending(lineId))
        return true; // a tag is no place to pan from
    const double price = proposedPrice(lineId).value_or(line->price);
    m_drag = Drag{.lineId = lineId,
        .start = event.position(),
        .grip = event.position().y() - m_scene.frame(0).map.y(price),
        .price = price};
    return true;
}

bool ChartTrading::move(const QMouseEvent &event)
{
    if (m_drag && event.buttons().testFlag(Qt::LeftButton)) {
        drag(event.position());
        return true;
    }
    if (event.buttons() != Qt::NoButton) {
        const bool isFar = m_clickStart
            && (event.position() - *m_clickStart).manhattanLength()
                >= QApplication::startDragDistance();
        if (isFar)
            m_clickStart.reset();
        return !m_pressedCross.isEmpty();
    }
    hover(event.position());
    if (m_hovered.isEmpty())
        return false;
    m_scene.setHover(event.position());
    const auto line = find(m_hovered);
    const bool canMove = m_isEditable && line && line->isMovable && !isPending(m_hovered);
    m_scene.plotWidget().setCursor(m_isCrossHovered ? Qt::PointingHandCursor
            : canMove                               ? Qt::SizeVerCursor
                                                    : Qt::ArrowCursor);
    return true;
}

void ChartTrading::drag(const QPointF &at)
{
    if (!m_drag->isMoving
        && std::abs(at.y() - m_drag->start.y()) < QApplication::startDragDistance() / 2.0)
        return;
    m_drag->isMoving = true;
    m_drag->price = snapped(at.y() - m_drag->grip);
    m_refusedLine.clear();
    m_hovered = m_drag->lineId;
    m_note.clear();
    m_scene.setHover(std::nullopt); // the tag says it all
    repaint();
}

void ChartTrading::hover(const QPointF &at)
{
    const QString line = m_isEditable ? lineAt(at) : QString();
    const bool isOnCross = !line.isEmpty() && crossArea(line).contains(at);
    QStringList note;
    const auto spot = std::find_if(m_spots.rbegin(), m_spots.rend(),
        [&](const MarkSpot &each) { return each.area.contains(at); });
    if (line.isEmpty() && spot != m_spots.rend())
        note = markDetails(*spot, m_scene.data);
    if (line == m_hovered && isOnCross == m_isCrossHovered && note == m_note)
        return;
    m_hovered = line;
    m_isCrossHovered = isOnCross;
    m_note = note;
    m_noteAt = at;
    repaint();
}

bool ChartTrading::release(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton)
        return false;
    if (const QString pressed = std::exchange(m_pressedCross, {}); !pressed.isEmpty()) {
        if (crossArea(pressed).contains(event.position()))
            emit orderCancelRequested(pressed);
        return true;
    }
    if (m_clickStart) {
        clickToPlace(event);
        return false;
    }
    if (!m_drag)
        return false;
    finishDrag();
    return true;
}

void ChartTrading::finishDrag()
{
    const Drag done = *std::exchange(m_drag, std::nullopt);
    repaint();
    const auto line = find(done.lineId);
    const double tick = m_scene.data.instrument.point();
    if (!done.isMoving || !line || std::abs(done.price - line->price) < tick / 2) {
        m_moves.erase(done.lineId);
        return;
    }
    const PriceLine moved = draggedLine(*line, done.price);
    if (const auto objection = objectionTo(moved, done.price, m_scene.data)) {
        m_moves.erase(done.lineId);
        say(done.lineId, *objection);
        emit orderMoveRefused(done.lineId, *objection);
        return;
    }
    m_moves[done.lineId] = {.price = done.price, .isKept = false};
    if (line->kind == PriceLine::Kind::Position)
        emit exitRequested(done.lineId, moved.type, done.price);
    else
        emit orderMoveRequested(done.lineId, done.price);
}

void ChartTrading::clickToPlace(const QMouseEvent &event)
{
    m_clickStart.reset();
    const auto price = priceAt(event.position());
    if (!price)
        return;
    const auto wanted
        = event.modifiers().testFlag(Qt::ShiftModifier) ? OrderType::Stop : OrderType::Limit;
    for (const auto &[side, type] : placements(*price)) {
        if (type == wanted)
            return emit orderPlaceRequested(side, type, *price);
    }
}

void ChartTrading::say(const QString &lineId, const QString &reason)
{
    m_refusedLine = lineId;
    m_refusal = reason;
    m_refusalTimer.start();
    repaint();
}

} // namespace agora::charts
