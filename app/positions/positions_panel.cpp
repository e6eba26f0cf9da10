#include "app/positions/positions_panel.h"

#include "app/tables/data_table.h"
#include "app/tables/words.h"
#include "app/window/messages.h"

#include <QMenu>
#include <QVBoxLayout>

namespace agora::app {

namespace {

OrderSide sideOf(const PositionRow &row)
{
    return row.position.units.isNegative() ? OrderSide::Sell : OrderSide::Buy;
}

/// Nothing for an instrument that has no lots.
std::optional<double> lotsOf(const Position &position, const InstrumentBook &book)
{
    const auto *instrument = book.find(toQString(position.symbol));
    if (!instrument || instrument->lotUnits.isZero())
        return {};
    return (position.units.abs() / instrument->lotUnits).toDouble();
}

QString symbol(const PositionRow &row) { return toQString(row.position.symbol); }

double closingPrice(const Position &position, const Tick &tick)
{
    return tick.price(position.units.isNegative() ? PriceSide::Ask : PriceSide::Bid);
}

} // namespace

PositionsModel *makePositionsModel(QObject *parent)
{
    return new PositionsModel(
        {
            {QT_TRANSLATE_NOOP("columns", "Symbol"), Format::Text,
                [](const PositionRow &row) -> QVariant { return symbol(row); }},
            {QT_TRANSLATE_NOOP("columns", "Side"), Format::Text,
                [](const PositionRow &row) -> QVariant { return sideText(sideOf(row)); },
                [](const PositionRow &row) { return toneOf(sideOf(row)); }},
            {QT_TRANSLATE_NOOP("columns", "Units"), Format::Units,
                [](const PositionRow &row) -> QVariant {
                    return row.position.units.abs().toDouble();
                }},
            {QT_TRANSLATE_NOOP("columns", "Lots"), Format::Lots,
                [](const PositionRow &row) -> QVariant {
                    return row.lots ? QVariant(*row.lots) : QVariant();
                }},
            {QT_TRANSLATE_NOOP("columns", "Average price"), Format::Price,
                [](const PositionRow &row) -> QVariant {
                    return row.position.averagePrice.toDouble();
                }},
            {QT_TRANSLATE_NOOP("columns", "Price"), Format::Price,
                [](const PositionRow &row) -> QVariant {
                    return row.closingPrice ? QVariant(*row.closingPrice) : QVariant();
                }},
            {QT_TRANSLATE_NOOP("columns", "Profit"), Format::Profit,
                [](const PositionRow &row) -> QVariant { return row.position.unrealized; }},
            {QT_TRANSLATE_NOOP("columns", "Realized"), Format::Profit,
                [](const PositionRow &row) -> QVariant {
                    return row.position.realized.toDouble();
                }},
            {QT_TRANSLATE_NOOP("columns", "Updated (UTC)"), Format::Time,
                [](const PositionRow &row) -> QVariant {
                    return static_cast<qlonglong>(toNanos(row.position.updated));
                },
                [](const PositionRow &) { return Tone::Muted; }},
        },
        symbol, symbol, parent);
}

PositionsPanel::PositionsPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(makePositionsModel(this))
    , m_table(new DataTable(context.look, context.book, this))
{
    m_table->setObjectName(QStringLiteral("positions.table"));
    m_table->setHint(tr("No open position. A brain opens one, or you do with F9."));
    m_table->show(*m_model);
    m_table->follow(context.port);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    connect(&context.port, &EnginePort::positionsChanged, this, &PositionsPanel::showPositions);
    connect(&context.port, &EnginePort::quotesChanged, this, &PositionsPanel::showQuotes);
    connect(m_table, &QTableView::activated, this,
        [this](const QModelIndex &at) { emit symbolActivated(at.data(SymbolRole).toString()); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &PositionsPanel::showMenu);
}

void PositionsPanel::showPositions(const std::vector<Position> &positions, bool snapshot)
{
    QList<PositionRow> open;
    QList<QString> closed;
    for (const auto &position : positions) {
        PositionRow row{
            .position = position, .lots = lotsOf(position, m_context.book), .closingPrice = {}};
        if (const auto *known = m_model->find(symbol(row)))
            row.closingPrice = known->closingPrice;
        if (position.units.isZero())
            closed.append(symbol(row));
        else
            open.append(row);
    }
    if (snapshot) {
        m_model->replaceAll(open);
    } else {
        m_model->remove(closed);
        m_model->apply(open);
    }
    emit openCountChanged(openCount());
}

void PositionsPanel::showQuotes(const Quotes &quotes)
{
    QList<PositionRow> moved;
    for (const auto &row : m_model->rows()) {
        const auto tick = quotes.find(row.position.symbol);
        if (tick == quotes.end())
            continue;
        moved.append(row);
        moved.back().closingPrice = closingPrice(row.position, tick->second);
    }
    m_model->apply(moved);
}

void PositionsPanel::askToClose(const QString &symbol)
{
    const auto *row = m_model->find(symbol);
    if (!row)
        return;
    const auto units = formatCell(
        row->position.units.abs().toDouble(), Format::Units, symbol, m_context.book, locale());
    confirm(this, QStringLiteral("confirmClosePosition"),
        tr("Close the position of %1 %2 (%3) at market?")
            .arg(units, symbol, sideText(sideOf(*row))),
        tr("Close Position"), [this, symbol] {
            m_context.port.closePosition(
                symbol, this, [this](const std::optional<QString> &problem) {
                    if (problem)
                        showProblem(this, *problem);
                });
        });
}

void PositionsPanel::showMenu(const QPoint &at)
{
    const auto index = m_table->indexAt(at);
    if (!index.isValid())
        return;
    const auto symbol = index.data(SymbolRole).toString();
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("positions.menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Close Position…"), this, [this, symbol] { askToClose(symbol); });
    menu->addAction(tr("Show Chart"), this, [this, symbol] { emit symbolActivated(symbol); });
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

} // namespace agora::app
