#pragma once

#include "charts/trading/order_figures.h"
#include "charts/trading/order_painter.h"
#include "charts/trading/trade_painter.h"

#include <QObject>
#include <QTimer>

#include <map>

class QEvent;
class QKeyEvent;
class QMouseEvent;

namespace agora::charts {

class ChartScene;
class PriceChart;

/// Trading on a chart: draws marks of trades and lines of orders, lets lines be dragged, cancelled
/// and placed with the mouse. It sends nothing: each wish is a signal, and the application answers
/// with `keepMove` or `dropMove`.
///
/// A line that was dragged stands at its new price and asks until the application answers; kept, it
/// waits as “pending” until the engine's lines show the new price; dropped, it returns.
class ChartTrading final : public QObject {
    Q_OBJECT

public:
    ChartTrading(PriceChart &chart, ChartScene &scene);

    /// For the figures in account currency.
    void setMoney(const MoneyTerms &terms);
    /// Off: lines are only shown. On at first.
    void setEditable(bool isEditable);
    [[nodiscard]] bool isEditable() const { return m_isEditable; }

    void keepMove(const QString &lineId);
    /// With a reason it is shown at the line for some seconds.
    void dropMove(const QString &lineId, const QString &reason = {});
    /// Where a line that was or is being dragged would go; nothing for one at rest.
    [[nodiscard]] std::optional<double> proposedPrice(const QString &lineId) const;
    [[nodiscard]] bool isPending(const QString &lineId) const;

    /// Tag of a line in the coordinates of the chart; empty when it is out of view.
    [[nodiscard]] QRectF tagArea(const QString &lineId) const;
    [[nodiscard]] QRectF crossArea(const QString &lineId) const;
    /// Right end of a line, at the price that it has or would get; for what stands beside it.
    [[nodiscard]] QPointF endOf(const QString &lineId) const;
    /// Text and figure of a tag as they stand now, for those who cannot see.
    [[nodiscard]] QString tagText(const QString &lineId) const;
    /// What the box beside the mouse says; empty when there is none.
    [[nodiscard]] QStringList noteText() const { return m_note; }
    /// Where results of trades and words of signals stand, in the coordinates of the chart.
    [[nodiscard]] const std::vector<QRectF> &markTextAreas() const { return m_markTexts; }
    /// Arrows of trades and diamonds of signals.
    [[nodiscard]] std::vector<QRectF> markAreas() const;
    /// Line whose tag or stroke lies there; empty when there is none.
    [[nodiscard]] QString lineAt(const QPointF &at) const;
    /// Price at that point of the price pane, a multiple of the tick; nothing elsewhere.
    [[nodiscard]] std::optional<double> priceAt(const QPointF &at) const;
    [[nodiscard]] std::vector<std::pair<OrderSide, OrderType>> placements(double price) const;
    [[nodiscard]] OrderFigures figures(const QString &lineId, double price) const;
    [[nodiscard]] QString moneyText(double amount, bool isSigned) const;

    // ---- for the chart itself
    /// True when the event was used.
    bool handle(QEvent &event);
    bool key(const QKeyEvent &event);
    void linesChanged();
    /// No text of a mark stands where something is `taken`.
    void paintMarks(QPainter &painter, const PaneFrame &frame, std::vector<QRectF> taken);
    void paint(QPainter &painter, const PaneFrame &frame);

signals:
    void orderMoveRequested(const QString &lineId, double price);
    void orderMoveRefused(const QString &lineId, const QString &reason);
    void orderCancelRequested(const QString &lineId);
    /// A stop (below a long, above a short) or a target was dragged out of a position's tag.
    void exitRequested(const QString &positionId, agora::OrderType type, double price);
    void orderPlaceRequested(agora::OrderSide side, agora::OrderType type, double price);

private:
    struct Move {
        double price = 0;
        bool isKept = false; ///< sent: waits for the engine
    };
    struct Drag {
        QString lineId;
        QPointF start;
        double grip = 0; ///< pixels from the line to the mouse
        bool isMoving = false;
        double price = 0;
    };

    bool press(const QMouseEvent &event);
    bool move(const QMouseEvent &event);
    bool release(const QMouseEvent &event);
    void finishDrag();
    void drag(const QPointF &at);
    void hover(const QPointF &at);
    void say(const QString &lineId, const QString &reason);
    void repaint();
    void clickToPlace(const QMouseEvent &event);
    [[nodiscard]] std::optional<PriceLine> find(const QString &lineId) const;
    /// The line that a drag moves: itself, or the exit that comes out of a position's tag.
    [[nodiscard]] PriceLine draggedLine(const PriceLine &line, double price) const;
    [[nodiscard]] double snapped(double y) const;
    [[nodiscard]] std::size_t shownIndex(const QString &lineId) const;

    [[nodiscard]] std::optional<QString> tagAt(const QPointF &at) const;
    void show();
    void showLine(const PriceLine &line);
    void showAt(const PriceLine &line, const QString &id, double price, const QString &prefix);
    [[nodiscard]] QString figureText(const PriceLine &line, double price, bool isLive) const;
    [[nodiscard]] QColor figureColor(const PriceLine &line, double price) const;
    void paintBand(QPainter &painter, const PaneFrame &frame) const;

    PriceChart &m_chart;
    ChartScene &m_scene;
    MoneyTerms m_terms;
    bool m_isEditable = true;
    std::map<QString, Move> m_moves; ///< by line
    std::optional<Drag> m_drag;
    std::optional<QPointF> m_clickStart; ///< of a click that places an order
    QString m_pressedCross;
    QString m_hovered;
    bool m_isCrossHovered = false;
    QStringList m_note;
    QPointF m_noteAt;
    QString m_refusedLine;
    QString m_refusal;
    QTimer m_refusalTimer;
    std::vector<MarkSpot> m_spots;
    std::vector<QRectF> m_markTexts;
    std::vector<ShownLine> m_shown;
    std::vector<QString> m_shownIds;
    std::vector<TagPlace> m_places;
};

} // namespace agora::charts
