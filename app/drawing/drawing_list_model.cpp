#include "app/drawing/drawing_list_model.h"

#include "app/tables/words.h"

#include <algorithm>

namespace agora::app {

using charts::Drawing;

DrawingListModel::DrawingListModel(QObject *parent) : QAbstractTableModel(parent) {}

void DrawingListModel::setBoard(charts::DrawingBoard *board)
{
    if (board == m_board)
        return;
    if (m_board)
        m_board->disconnect(this);
    m_board = board;
    if (board) {
        connect(board, &charts::DrawingBoard::drawingsChanged, this, &DrawingListModel::follow);
        connect(board, &QObject::destroyed, this, [this] {
            m_board.clear();
            follow();
        });
    }
    follow();
}

/// Only what has changed is told, so that views keep their place and their selection.
void DrawingListModel::follow()
{
    std::vector<Drawing> now;
    if (m_board) {
        const auto &all = m_board->set().all();
        now.assign(all.rbegin(), all.rend());
    }
    const auto isSame = [](const Drawing &a, const Drawing &b) { return a.id == b.id; };
    const auto [oldBegin, newBegin]
        = std::mismatch(m_rows.begin(), m_rows.end(), now.begin(), now.end(), isSame);
    const auto [oldEnd, newEnd]
        = std::mismatch(m_rows.rbegin(), std::make_reverse_iterator(oldBegin), now.rbegin(),
            std::make_reverse_iterator(newBegin), isSame);
    const auto begin = static_cast<std::size_t>(oldBegin - m_rows.begin());
    const auto end = static_cast<std::size_t>(oldEnd.base() - m_rows.begin());
    replaceRows(begin, end, {newBegin, newEnd.base()});
    for (std::size_t row = 0; row < now.size(); ++row) {
        if (m_rows[row] == now[row])
            continue;
        m_rows[row] = now[row];
        emit dataChanged(
            index(static_cast<int>(row), 0), index(static_cast<int>(row), ColumnCount - 1));
    }
}

void DrawingListModel::replaceRows(std::size_t begin, std::size_t end, std::vector<Drawing> by)
{
    const auto first = static_cast<int>(begin);
    const auto at
        = [this](std::size_t row) { return m_rows.begin() + static_cast<std::ptrdiff_t>(row); };
    if (end > begin) {
        beginRemoveRows({}, first, static_cast<int>(end) - 1);
        m_rows.erase(at(begin), at(end));
        endRemoveRows();
    }
    if (!by.empty()) {
        beginInsertRows({}, first, first + static_cast<int>(by.size()) - 1);
        m_rows.insert(at(begin), by.begin(), by.end());
        endInsertRows();
    }
}

QString DrawingListModel::idAt(int row) const
{
    return row < 0 || row >= rowCount() ? QString() : m_rows[static_cast<std::size_t>(row)].id;
}

int DrawingListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DrawingListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString DrawingListModel::textOf(const Drawing &drawing, int column) const
{
    const auto timeText = [](Timestamp at) {
        return toQString(formatIso(at, 0)).left(16).replace(QLatin1Char('T'), QLatin1Char(' '));
    };
    const auto byTime = [](const charts::DrawingAnchor &a, const charts::DrawingAnchor &b) {
        return a.time < b.time;
    };
    const auto [from, to] = std::ranges::minmax_element(drawing.anchors, byTime);
    switch (column) {
    case Name:
        return title(drawing);
    case Kind:
        return kindTitle(drawing.kind);
    case From:
        return timeText(from->time);
    case To:
        return from == to ? QString() : timeText(to->time);
    default:
        return {};
    }
}

QVariant DrawingListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &drawing = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    if (role == Qt::CheckStateRole && column == Visible)
        return drawing.isVisible ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::CheckStateRole && column == Locked)
        return drawing.isLocked ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::DisplayRole || (role == Qt::EditRole && column == Name))
        return textOf(drawing, column);
    if (role == Qt::ToolTipRole && (column == Name || column == Kind))
        return drawing.text.isEmpty() ? textOf(drawing, Name) : drawing.text;
    return {};
}

bool DrawingListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !m_board)
        return false;
    const QString id = idAt(index.row());
    const bool isOn = value.toInt() == Qt::Checked;
    if (role == Qt::CheckStateRole && index.column() == Visible)
        m_board->setVisible({id}, isOn);
    else if (role == Qt::CheckStateRole && index.column() == Locked)
        m_board->setLocked({id}, isOn);
    else if (role == Qt::EditRole && index.column() == Name)
        m_board->rename(id, value.toString());
    else
        return false;
    return true;
}

Qt::ItemFlags DrawingListModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.column() == Name)
        flags |= Qt::ItemIsEditable;
    if (index.column() == Visible || index.column() == Locked)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant DrawingListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[]
        = {tr("Name"), tr("Shown"), tr("Locked"), tr("Type"), tr("From"), tr("To")};
    return section < 0 || section >= ColumnCount ? QVariant() : titles[section];
}

} // namespace agora::app
