#pragma once

#include "app/panel_context.h"
#include "app/tables/keyed_table_model.h"
#include "engine/model/trading.h"

#include <QWidget>

namespace agora::app {

class DataTable;
using AccountModel = KeyedTableModel<Account>;

[[nodiscard]] AccountModel *makeAccountModel(QObject *parent);

/// The account in one row.
class AccountPanel final : public QWidget {
    Q_OBJECT

public:
    explicit AccountPanel(const PanelContext &context, QWidget *parent = nullptr);
    [[nodiscard]] AccountModel &model() { return *m_model; }

private:
    AccountModel *m_model;
    DataTable *m_table;
};

} // namespace agora::app
