#include "app/window/toolbox.h"

#include "app/account/account_panel.h"
#include "app/equity/equity_panel.h"
#include "app/log/log_panel.h"
#include "app/orders/orders_panel.h"
#include "app/positions/positions_panel.h"
#include "app/trades/trades_panel.h"

namespace agora::app {

Toolbox::Toolbox(const PanelContext &context, QWidget *parent)
    : QTabWidget(parent)
    , m_positions(new PositionsPanel(context, this))
    , m_orders(new OrdersPanel(context, this))
    , m_trades(new TradesPanel(context, this))
    , m_account(new AccountPanel(context, this))
    , m_equity(new EquityPanel(context, this))
    , m_log(new LogPanel(context, this))
{
    setObjectName(QStringLiteral("toolbox"));
    setDocumentMode(true);
    addTab(m_positions, tr("Positions"));
    addTab(m_orders, tr("Orders"));
    addTab(m_trades, tr("Trades"));
    addTab(m_account, tr("Account"));
    addTab(m_equity, tr("Equity"));
    addTab(m_log, tr("Log"));
    connect(m_positions, &PositionsPanel::openCountChanged, this, [this](int count) {
        setTabText(0, count > 0 ? tr("Positions (%1)").arg(count) : tr("Positions"));
    });
}

} // namespace agora::app
