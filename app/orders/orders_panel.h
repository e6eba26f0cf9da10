#pragma once

#include "app/link/engine_port.h"
#include "app/panel_context.h"
#include "app/tables/keyed_table_model.h"

#include <QWidget>

namespace agora::app {

class DataTable;
using OrdersModel = KeyedTableModel<Order>;

[[nodiscard]] OrdersModel *makeOrdersModel(QObject *parent);

/// Every order with what became of it, the newest on top.
class OrdersPanel final : public QWidget {
    Q_OBJECT

public:
    explicit OrdersPanel(const PanelContext &context, QWidget *parent = nullptr);
    [[nodiscard]] OrdersModel &model() { return *m_model; }

private:
    void showMenu(const QPoint &at);

    EnginePort &m_port;
    OrdersModel *m_model;
    DataTable *m_table;
};

} // namespace agora::app
