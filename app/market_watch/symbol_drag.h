#pragma once

#include <QObject>
#include <QPoint>

#include <functional>

class QTableView;

namespace agora::app {

/// Lets rows of a table be dragged as the symbol they stand for, onto a chart.
class SymbolDrag final : public QObject {
    Q_OBJECT

public:
    /// Belongs to the table. `symbolAt` names the symbol under a point of its viewport, empty =
    /// none.
    SymbolDrag(QTableView &table, std::function<QString(const QPoint &)> symbolAt);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QTableView &m_table;
    std::function<QString(const QPoint &)> m_symbolAt;
    QPoint m_pressed;
    QString m_symbol;
};

} // namespace agora::app
