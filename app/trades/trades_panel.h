#pragma once

#include "app/panel_context.h"
#include "app/tables/keyed_table_model.h"
#include "engine/model/trading.h"

#include <QWidget>

namespace agora::app {

class DataTable;
using TradesModel = KeyedTableModel<Trade>;

[[nodiscard]] TradesModel *makeTradesModel(QObject *parent);

/// Closed trades, the newest on top.
class TradesPanel final : public QWidget {
    Q_OBJECT

public:
    explicit TradesPanel(const PanelContext &context, QWidget *parent = nullptr);
    [[nodiscard]] TradesModel &model() { return *m_model; }

private:
    TradesModel *m_model;
    DataTable *m_table;
};

} // namespace agora::app
