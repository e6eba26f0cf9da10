#include "app/tables/data_table.h"

#include "app/link/engine_port.h"
#include "app/look/look.h"
#include "app/tables/cell_delegate.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace agora::app {

namespace {
constexpr int growthMs = 500; ///< how often numbers may widen their columns
}

DataTable::DataTable(const Look &look, const InstrumentBook &book, QWidget *parent)
    : QTableView(parent), m_book(book), m_look(look)
{
    setItemDelegate(new CellDelegate(look, book, this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(NoFrame);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(0);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setMinimumSectionSize(fontMetrics().height());
    connect(&look, &Look::changed, viewport(), qOverload<>(&QWidget::update));
    m_growth.setSingleShot(true);
    m_growth.setInterval(growthMs);
    connect(&m_growth, &QTimer::timeout, this, &DataTable::growColumns);
}

void DataTable::show(QAbstractItemModel &rows, QSortFilterProxyModel *proxy)
{
    auto *sorted = proxy ? proxy : new QSortFilterProxyModel(this);
    sorted->setSourceModel(&rows);
    sorted->setDynamicSortFilter(true);
    setModel(sorted);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder);
    const auto fitOnce = [this] {
        if (!m_isFitted && model()->rowCount() > 0)
            fitColumns();
    };
    connect(sorted, &QAbstractItemModel::rowsInserted, this, fitOnce);
    connect(sorted, &QAbstractItemModel::modelReset, this, fitOnce);
    // A price that comes later than its row, or with more digits, must not be cut.
    const auto growSoon = [this] {
        if (!m_growth.isActive())
            m_growth.start();
    };
    connect(sorted, &QAbstractItemModel::rowsInserted, this, growSoon);
    connect(sorted, &QAbstractItemModel::dataChanged, this, growSoon);
    fitColumns();
    m_isFitted = false;
}

void DataTable::fitColumns()
{
    m_isFitted = true;
    const bool isShared = horizontalHeader()->stretchSectionCount() > 0;
    if (!isShared)
        resizeColumnsToContents();
    const int roomToGrow = fontMetrics().averageCharWidth() * 3;
    for (int column = 0; column + 1 < model()->columnCount(); ++column) {
        const auto alignment = model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole);
        if (model()->headerData(column, Qt::Horizontal).toString().isEmpty())
            setColumnWidth(column, fontMetrics().height() * 7 / 4); // a sign: no title needs room
        else if (!isShared && Qt::Alignment(alignment.toInt()).testFlag(Qt::AlignLeft))
            setColumnWidth(column, columnWidth(column) + roomToGrow);
    }
}

void DataTable::growColumns()
{
    for (int column = 0; column + 1 < model()->columnCount(); ++column) {
        const bool isNumber = Qt::Alignment(
            model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt())
                                  .testFlag(Qt::AlignRight);
        if (!isNumber || horizontalHeader()->sectionResizeMode(column) != QHeaderView::Interactive)
            continue;
        if (const int wanted = sizeHintForColumn(column); wanted > columnWidth(column))
            setColumnWidth(column, wanted);
    }
}

void DataTable::shareWidth()
{
    fitColumns();
    horizontalHeader()->setStretchLastSection(false); // Qt shares wrongly when both are asked for
    for (int column = 0; column < model()->columnCount(); ++column)
        horizontalHeader()->setSectionResizeMode(column,
            model()->headerData(column, Qt::Horizontal).toString().isEmpty()
                ? QHeaderView::Fixed
                : QHeaderView::Stretch);
}

QByteArray DataTable::columns() const
{
    return m_isFitted ? horizontalHeader()->saveState() : QByteArray();
}

void DataTable::restoreColumns(const QByteArray &columns)
{
    m_isFitted = horizontalHeader()->restoreState(columns);
}

void DataTable::setHint(const QString &hint)
{
    m_hint = hint;
    viewport()->update();
}

void DataTable::follow(EnginePort &port)
{
    connect(&port, &EnginePort::connectionChanged, this, [this](Connection connection) {
        m_isStale = connection == Connection::Lost;
        viewport()->update();
    });
}

QString DataTable::currentKey() const
{
    return currentIndex().isValid() ? currentIndex().data(KeyRole).toString() : QString();
}

QString DataTable::cellText(const QModelIndex &at) const
{
    const auto format = static_cast<Format>(at.data(FormatRole).toInt());
    return formatCell(at.data(), format, at.data(SymbolRole).toString(), m_book, locale());
}

void DataTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_hint.isEmpty() || (model() && model()->rowCount() > 0))
        return;
    QPainter painter(viewport());
    painter.setPen(m_look.theme().muted);
    const int margin = fontMetrics().height();
    painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin),
        Qt::AlignCenter | Qt::TextWordWrap, m_hint);
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else
        QTableView::keyPressEvent(event);
}

void DataTable::copySelection() const
{
    auto rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const auto &row : std::as_const(rows)) {
        QStringList cells;
        for (int column = 0; column < model()->columnCount(); ++column)
            cells.append(cellText(row.siblingAtColumn(column)));
        lines.append(cells.join(QLatin1Char('\t')));
    }
    if (!lines.isEmpty())
        QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace agora::app
