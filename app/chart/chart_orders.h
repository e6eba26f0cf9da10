#pragma once

#include "app/chart/order_popover.h"
#include "app/link/engine_port.h"
#include "app/order/order_draft.h"
#include "app/panel_context.h"
#include "charts/chart_types.h"

#include <QPointer>

namespace agora::app {

class ChartPage;
class EngineMarks;
class QuoteBoard;

/// Carries out what the mouse asks of the orders on one chart: asks back, sends it to the engine,
/// and tells the chart what became of it.
class ChartOrders final : public QObject {
    Q_OBJECT

public:
    /// Whether a change of an order is asked back before it is sent; shared by all charts.
    using Asks = std::function<bool()>;

    ChartOrders(const PanelContext &context, ChartPage &page, const EngineMarks &marks,
        const QuoteBoard &quotes, Asks asks);

signals:
    /// An order was wished for at a place of the chart.
    void orderWished(const agora::app::OrderDraft &draft);

private:
    void showMoney();
    void askToMove(const QString &lineId, double price);
    void move(const QString &lineId, double price);
    void askToCancel(const QString &lineId);
    void cancel(const charts::PriceLine &line);
    void askForExit(const QString &positionId, OrderType type, double price);
    void placeExit(const QString &positionId, OrderType type, double price);
    void ask(
        const OrderPopover::Question &question, const QString &lineId, std::function<void()> yes);
    void modify(const QString &lineId, const std::optional<Decimal> &price);
    void expectChange(const QString &lineId);
    void dropStaleQuestion();

    [[nodiscard]] std::optional<charts::PriceLine> find(const QString &lineId) const;
    /// The exit of that kind which works for the position already.
    [[nodiscard]] std::optional<charts::PriceLine> workingExit(OrderType type) const;
    [[nodiscard]] EnginePort::Answer dropping(const QString &lineId);
    [[nodiscard]] QString titleOf(const charts::PriceLine &line) const;
    [[nodiscard]] QString meaningOf(const QString &lineId, double price) const;
    [[nodiscard]] QString priceText(double price) const;
    [[nodiscard]] Decimal exact(double price) const;

    PanelContext m_context;
    ChartPage &m_page;
    const EngineMarks &m_marks;
    const QuoteBoard &m_quotes;
    Asks m_asks;
    QPointer<OrderPopover> m_popover;
    QString m_askedLine;
};

} // namespace agora::app
