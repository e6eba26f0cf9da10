#pragma once

#include "app/panel_context.h"

#include <QTabWidget>

namespace agora::app {

class AccountPanel;
class EquityPanel;
class LogPanel;
class OrdersPanel;
class PositionsPanel;
class TradesPanel;

/// The tabs at the bottom: what is open, what was done, what it is worth, what was said.
class Toolbox final : public QTabWidget {
    Q_OBJECT

public:
    explicit Toolbox(const PanelContext &context, QWidget *parent = nullptr);

    [[nodiscard]] PositionsPanel &positions() { return *m_positions; }
    [[nodiscard]] OrdersPanel &orders() { return *m_orders; }
    [[nodiscard]] TradesPanel &trades() { return *m_trades; }
    [[nodiscard]] AccountPanel &account() { return *m_account; }
    [[nodiscard]] EquityPanel &equity() { return *m_equity; }
    [[nodiscard]] LogPanel &log() { return *m_log; }

private:
    PositionsPanel *m_positions;
    OrdersPanel *m_orders;
    TradesPanel *m_trades;
    AccountPanel *m_account;
    EquityPanel *m_equity;
    LogPanel *m_log;
};

} // namespace agora::app
