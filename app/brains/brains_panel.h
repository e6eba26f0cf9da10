#pragma once

#include "app/link/engine_port.h"
#include "app/panel_context.h"
#include "app/tables/keyed_table_model.h"

#include <QWidget>

class QAction;

namespace agora::app {

class DataTable;

/// A brain with the agent that runs it, when there is one.
struct BrainRow {
    client::BrainInfo brain;
    std::optional<client::AgentInfo> agent;

    /// What the user is told: stopped by them, or what its agent is doing.
    [[nodiscard]] client::AgentPhase phase() const;
};
using BrainsModel = KeyedTableModel<BrainRow>;

[[nodiscard]] BrainsModel *makeBrainsModel(QObject *parent);

/// The brains of the system; its four actions serve the Brains menu too.
class BrainsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit BrainsPanel(const PanelContext &context, QWidget *parent = nullptr);

    [[nodiscard]] BrainsModel &model() { return *m_model; }
    [[nodiscard]] int runningCount() const;
    [[nodiscard]] QList<QAction *> actions() const { return {m_add, m_remove, m_start, m_stop}; }

signals:
    void addRequested();
    void symbolActivated(const QString &symbol);

private:
    void makeActions(const PanelContext &context);
    void merge();
    void updateActions();
    /// The selected brain, or the only one there is; empty otherwise.
    [[nodiscard]] QString chosen() const;
    void askToRemove();
    [[nodiscard]] EnginePort::Answer tellProblem();

    EnginePort &m_port;
    BrainsModel *m_model;
    DataTable *m_table;
    QAction *m_add = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_start = nullptr;
    QAction *m_stop = nullptr;
    std::vector<client::BrainInfo> m_brains;
    std::vector<client::AgentInfo> m_agents;
};

} // namespace agora::app
