#include "app/tables/cell_delegate.h"

#include "app/look/look.h"
#include "app/tables/data_table.h"

namespace agora::app {

CellDelegate::CellDelegate(const Look &look, const InstrumentBook &book, DataTable *table)
    : QStyledItemDelegate(table), m_look(look), m_book(book), m_table(*table)
{}

void CellDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto format = static_cast<Format>(index.data(FormatRole).toInt());
    // The option's own locale would leave the thousands ungrouped.
    option->text = formatCell(
        index.data(), format, index.data(SymbolRole).toString(), m_book, m_table.locale());
    const auto ink = colour(index, format);
    option->palette.setColor(QPalette::Text, ink);
    if (const int flash = index.data(FlashRole).toInt(); flash != 0 && !m_table.isStale())
        option->backgroundBrush = flash > 0 ? m_look.theme().flashUp : m_look.theme().flashDown;
}

QColor CellDelegate::colour(const QModelIndex &index, Format format) const
{
    const auto &theme = m_look.theme();
    if (m_table.isStale())
        return theme.muted;
    if (format == Format::Profit) {
        const double value = index.data().toDouble();
        return value > 0 ? theme.good : value < 0 ? theme.bad : theme.text;
    }
    switch (static_cast<Tone>(index.data(ToneRole).toInt())) {
    case Tone::Plain:
        return theme.text;
    case Tone::Muted:
        return theme.muted;
    case Tone::Good:
        return theme.good;
    case Tone::Bad:
        return theme.bad;
    case Tone::Warning:
        return theme.warning;
    case Tone::Buy:
        return theme.buy;
    case Tone::Sell:
        return theme.sell;
    }
    return theme.text;
}

} // namespace agora::app
