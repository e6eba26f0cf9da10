#pragma once

#include "app/panel_context.h"
#include "app/tables/keyed_table_model.h"
#include "engine/client/engine_client.h"

#include <QWidget>

namespace agora::app {

class DataTable;
using AgentsModel = KeyedTableModel<client::AgentInfo>;

[[nodiscard]] AgentsModel *makeAgentsModel(QObject *parent);

/// Every agent of the engine as its Overmind sees it.
class AgentsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit AgentsPanel(const PanelContext &context, QWidget *parent = nullptr);
    [[nodiscard]] AgentsModel &model() { return *m_model; }

private:
    AgentsModel *m_model;
    DataTable *m_table;
};

} // namespace agora::app
