#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <QList>

namespace agora::app {

/// One line of the Data Window: a heading when it has no value.
struct DataRow {
    QString name;
    QString value;
    QColor color = {}; ///< of the value; invalid = the usual
    bool isHeading = false;

    bool operator==(const DataRow &) const = default;
};

/// Names and values, replaced as a whole; only what changed is told to the view.
class DataWindowModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void show(const QList<DataRow> &rows);
    [[nodiscard]] const QList<DataRow> &rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &at, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    QList<DataRow> m_rows;
};

} // namespace agora::app
