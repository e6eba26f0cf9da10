#pragma once

#include "charts/drawing/drawing_board.h"

#include <QAbstractTableModel>

namespace agora::app {

/// The drawings of a board, the front one first; names, sight and locks can be edited.
class DrawingListModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Visible, Locked, Kind, From, To, ColumnCount };

    explicit DrawingListModel(QObject *parent = nullptr);

    /// Null empties the list.
    void setBoard(charts::DrawingBoard *board);
    [[nodiscard]] QString idAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    void follow();
    void replaceRows(std::size_t begin, std::size_t end, std::vector<charts::Drawing> by);
    [[nodiscard]] QString textOf(const charts::Drawing &drawing, int column) const;

    QPointer<charts::DrawingBoard> m_board;
    std::vector<charts::Drawing> m_rows;
};

} // namespace agora::app
