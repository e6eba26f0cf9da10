#include "app/market_watch/symbol_drag.h"

#include "app/chart/symbol_mime.h"

#include <QApplication>
#include <QDrag>
#include <QMouseEvent>
#include <QTableView>

#include <utility>

namespace agora::app {

SymbolDrag::SymbolDrag(QTableView &table, std::function<QString(const QPoint &)> symbolAt)
    : QObject(&table), m_table(table), m_symbolAt(std::move(symbolAt))
{
    table.viewport()->installEventFilter(this);
}

bool SymbolDrag::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress) {
        const auto &press = static_cast<QMouseEvent &>(*event);
        m_pressed = press.position().toPoint();
        m_symbol = press.button() == Qt::LeftButton ? m_symbolAt(m_pressed) : QString();
    } else if (event->type() == QEvent::MouseButtonRelease) {
        m_symbol.clear();
    } else if (event->type() == QEvent::MouseMove && !m_symbol.isEmpty()) {
        const auto at = static_cast<QMouseEvent &>(*event).position().toPoint();
        if ((at - m_pressed).manhattanLength() < QApplication::startDragDistance())
            return true; // the table would begin to select
        auto *drag = new QDrag(&m_table); // deletes itself
        auto *data = new QMimeData;
        const auto symbol = std::exchange(m_symbol, {});
        data->setData(symbolMime, symbol.toUtf8());
        data->setText(symbol);
        drag->setMimeData(data);
        drag->exec(Qt::CopyAction);
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace agora::app
