#pragma once

#include "app/link/engine_port.h"
#include "app/panel_context.h"
#include "app/tables/keyed_table_model.h"

#include <QWidget>

namespace agora::app {

class DataTable;

/// A position with the price at which it would be closed now.
struct PositionRow {
    Position position;
    std::optional<double> lots;
    std::optional<double> closingPrice;
};
using PositionsModel = KeyedTableModel<PositionRow>;

[[nodiscard]] PositionsModel *makePositionsModel(QObject *parent);

/// Open positions; one that has been closed leaves.
class PositionsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit PositionsPanel(const PanelContext &context, QWidget *parent = nullptr);

    [[nodiscard]] PositionsModel &model() { return *m_model; }
    [[nodiscard]] int openCount() const { return m_model->rowCount(); }
    /// Asks first, then closes the whole position at market.
    void askToClose(const QString &symbol);

signals:
    void symbolActivated(const QString &symbol);
    void openCountChanged(int count);

private:
    void showPositions(const std::vector<Position> &positions, bool snapshot);
    void showQuotes(const Quotes &quotes);
    void showMenu(const QPoint &at);

    PanelContext m_context;
    PositionsModel *m_model;
    DataTable *m_table;
};

} // namespace agora::app
