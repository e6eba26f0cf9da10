#include "app/data_window/data_window_model.h"

#include <QFont>

namespace agora::app {

void DataWindowModel::show(const QList<DataRow> &rows)
{
    const auto shared = std::min(rows.size(), m_rows.size());
    const auto before = static_cast<int>(m_rows.size());
    const auto now = static_cast<int>(rows.size());
    if (now < before) {
        beginRemoveRows({}, now, before - 1);
        m_rows.resize(now);
        endRemoveRows();
    }
    for (qsizetype i = 0; i < shared; ++i) {
        if (m_rows[i] == rows[i])
            continue;
        m_rows[i] = rows[i];
        const auto row = static_cast<int>(i);
        emit dataChanged(index(row, 0), index(row, 1));
    }
    if (now > before) {
        beginInsertRows({}, before, now - 1);
        m_rows.append(rows.mid(before));
        endInsertRows();
    }
}

int DataWindowModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DataWindowModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant DataWindowModel::data(const QModelIndex &at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_rows[at.row()];
    switch (role) {
    case Qt::DisplayRole:
        return at.column() == 0 ? row.name : row.value;
    case Qt::ForegroundRole:
        return at.column() == 1 && row.color.isValid() ? QVariant(row.color) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(static_cast<int>(
            Qt::AlignVCenter | (at.column() == 0 ? Qt::AlignLeft : Qt::AlignRight)));
    case Qt::FontRole:
        if (row.isHeading) {
            QFont strong;
            strong.setBold(true);
            return strong;
        }
        return {};
    default:
        return {};
    }
}

QVariant DataWindowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Name") : tr("Value");
}

} // namespace agora::app
