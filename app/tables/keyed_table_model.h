#pragma once

#include "app/tables/cell_format.h"

#include <QAbstractTableModel>
#include <QCoreApplication>
#include <QHash>
#include <QList>

#include <algorithm>
#include <utility>

namespace agora::app {

/// One column: title (a `columns` text, translated when shown), how it is written, the raw value
/// that is sorted by.
template <typename Row>
struct Column {
    const char *title;
    Format format;
    QVariant (*value)(const Row &);
    Tone (*tone)(const Row &) = nullptr;
    int (*flash)(const Row &) = nullptr; ///< +1 rose, −1 fell a moment ago
};

/// A table described by its columns and its key, fed in batches.
template <typename Row>
class KeyedTableModel final : public QAbstractTableModel {
public:
    using Key = QString (*)(const Row &);

    /// `symbol` names the row's instrument, whose decimals prices and sizes take.
    KeyedTableModel(
        QList<Column<Row>> columns, Key key, Key symbol = nullptr, QObject *parent = nullptr)
        : QAbstractTableModel(parent), m_columns(std::move(columns)), m_key(key), m_symbol(symbol)
    {}

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }

    QVariant data(const QModelIndex &at, int role = Qt::DisplayRole) const override
    {
        if (!at.isValid() || at.row() >= rowCount() || at.column() >= columnCount())
            return {};
        const auto &row = m_rows[at.row()];
        const auto &column = m_columns[at.column()];
        switch (role) {
        case Qt::DisplayRole:
            return column.value(row);
        case Qt::TextAlignmentRole:
            return static_cast<int>(alignment(column.format));
        case FormatRole:
            return static_cast<int>(column.format);
        case ToneRole:
            return static_cast<int>(column.tone ? column.tone(row) : Tone::Plain);
        case FlashRole:
            return column.flash ? column.flash(row) : 0;
        case SymbolRole:
            return m_symbol ? m_symbol(row) : QString();
        case KeyRole:
            return m_key(row);
        default:
            return {};
        }
    }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
            return {};
        if (role == Qt::DisplayRole)
            return QCoreApplication::translate("columns", m_columns[section].title);
        if (role == Qt::TextAlignmentRole)
            return static_cast<int>(alignment(m_columns[section].format));
        return {};
    }

    /// After attaching: forget all, then this.
    void reset(const QList<Row> &snapshot)
    {
        beginResetModel();
        m_rows.clear();
        m_rowOfKey.clear();
        for (const auto &row : snapshot) {
            const auto key = m_key(row);
            if (const auto known = m_rowOfKey.constFind(key); known != m_rowOfKey.constEnd()) {
                m_rows[*known] = row;
                continue;
            }
            m_rowOfKey.insert(key, static_cast<int>(m_rows.size()));
            m_rows.append(row);
        }
        endResetModel();
    }

    /// A known key replaces its row, a new key is appended.
    void apply(const QList<Row> &batch)
    {
        QList<Row> added;
        QHash<QString, int> rowOfAdded;
        for (const auto &row : batch) {
            const auto key = m_key(row);
            if (const int known = m_rowOfKey.value(key, -1); known >= 0) {
                m_rows[known] = row;
                emit dataChanged(index(known, 0), index(known, columnCount() - 1));
            } else if (const int waiting = rowOfAdded.value(key, -1); waiting >= 0) {
                added[waiting] = row;
            } else {
                rowOfAdded.insert(key, static_cast<int>(added.size()));
                added.append(row);
            }
        }
        append(added);
    }

    /// A closed position leaves.
    void remove(const QList<QString> &keys)
    {
        for (const auto &key : keys)
            if (const int row = m_rowOfKey.value(key, -1); row >= 0)
                removeRange(row, row);
    }

    /// The oldest rows beyond `count` leave.
    void keepNewest(int count)
    {
        if (rowCount() > count)
            removeRange(0, rowCount() - count - 1);
    }

    /// These and no others, telling views only what changed, so that selections stay.
    void replaceAll(const QList<Row> &all)
    {
        QHash<QString, bool> kept;
        for (const auto &row : all)
            kept.insert(m_key(row), true);
        QList<QString> gone;
        for (const auto &row : std::as_const(m_rows))
            if (const auto key = m_key(row); !kept.contains(key))
                gone.append(key);
        remove(gone);
        apply(all);
    }

    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    [[nodiscard]] const Row *find(const QString &key) const
    {
        const int row = m_rowOfKey.value(key, -1);
        return row < 0 ? nullptr : &m_rows[row];
    }

private:
    static Qt::Alignment alignment(Format format)
    {
        return (isNumeric(format) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
    }

    void append(const QList<Row> &added)
    {
        if (added.isEmpty())
            return;
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(added.size()) - 1);
        for (const auto &row : added) {
            m_rowOfKey.insert(m_key(row), rowCount());
            m_rows.append(row);
        }
        endInsertRows();
    }

    void removeRange(int first, int last)
    {
        beginRemoveRows({}, first, last);
        for (int row = first; row <= last; ++row)
            m_rowOfKey.remove(m_key(m_rows[row]));
        m_rows.remove(first, last - first + 1);
        for (int row = first; row < rowCount(); ++row)
            m_rowOfKey[m_key(m_rows[row])] = row;
        endRemoveRows();
    }

    QList<Column<Row>> m_columns;
    Key m_key;
    Key m_symbol;
    QList<Row> m_rows;
    QHash<QString, int> m_rowOfKey;
};

} // namespace agora::app
