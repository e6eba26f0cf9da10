#pragma once

#include "app/tables/cell_format.h"

#include <QStyledItemDelegate>

namespace agora::app {

class DataTable;
class Look;

/// Writes raw values with the user's locale and the row's instrument, in the tone of the cell.
class CellDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    CellDelegate(const Look &look, const InstrumentBook &book, DataTable *table);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    [[nodiscard]] QColor colour(const QModelIndex &index, Format format) const;

    const Look &m_look;
    const InstrumentBook &m_book;
    const DataTable &m_table;
};

} // namespace agora::app
