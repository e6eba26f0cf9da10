#pragma once

#include "app/chart/chart_plots.h"
#include "app/link/quote_board.h"
#include "app/order/order_draft.h"
#include "app/panel_context.h"

class QAction;
class QMenu;
class QSettings;

namespace agora::app {

class ChartArea;
class ChartPage;
class EngineMarks;

/// Trading from charts: gives every chart its orders and what brains draw on it, adds orders to the
/// menu of a chart, and opens the order dialog.
class ChartTradeDesk final : public QObject {
    Q_OBJECT

public:
    /// Must be made before the first chart is opened.
    ChartTradeDesk(const PanelContext &context, ChartArea &charts, const EngineMarks &marks,
        QSettings &settings, QWidget *window);

    [[nodiscard]] const QuoteBoard &quotes() const { return m_quotes; }
    void openOrder(const OrderDraft &draft);
    /// Whether changes of orders are asked back; kept in the settings, on at first.
    [[nodiscard]] bool asksBeforeChanges() const { return m_asks; }
    /// A switch for it, for menus.
    [[nodiscard]] QAction *askAction() const { return m_askAction; }
    /// Adds orders that would rest at the price under the mouse, and the brains' lines.
    void fillMenu(QMenu &menu, ChartPage &page, const QPoint &at);

signals:
    void orderAccepted(const QString &sentence);

private:
    void attach(ChartPage &page);

    PanelContext m_context;
    const EngineMarks &m_marks;
    QWidget *m_window;
    QuoteBoard m_quotes;
    ChartPlots m_plots;
    QAction *m_askAction;
    bool m_asks;
};

} // namespace agora::app
