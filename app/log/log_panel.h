#pragma once

#include "app/panel_context.h"
#include "app/tables/keyed_table_model.h"
#include "engine/base/log.h"

#include <QSortFilterProxyModel>
#include <QWidget>

#include <vector>

class QComboBox;
class QLineEdit;

namespace agora::app {

class DataTable;

/// A log record with the running number that this window gave it.
struct LogRow {
    qint64 number = 0;
    LogRecord record;
};
using LogModel = KeyedTableModel<LogRow>;

[[nodiscard]] LogModel *makeLogModel(QObject *parent);

/// Lets a record through when it is grave enough and contains the text searched for.
class LogFilter final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setMinimum(LogLevel level);
    void setSearch(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    LogLevel m_minimum = LogLevel::Debug;
    QString m_search;
};

/// What the agents have to say, with a level filter and a search; follows the newest line while
/// that is in view.
class LogPanel final : public QWidget {
    Q_OBJECT

public:
    explicit LogPanel(const PanelContext &context, QWidget *parent = nullptr);
    [[nodiscard]] LogModel &model() { return *m_model; }

private:
    void showRecords(const std::vector<LogRecord> &records, bool snapshot);

    LogModel *m_model;
    LogFilter *m_filter;
    DataTable *m_table;
    QComboBox *m_level;
    QLineEdit *m_search;
    qint64 m_lastNumber = 0;
};

} // namespace agora::app
