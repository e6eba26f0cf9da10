#include "app/orders/orders_panel.h"

#include "app/tables/data_table.h"
#include "app/tables/words.h"
#include "app/window/messages.h"

#include <QMenu>
#include <QVBoxLayout>

namespace agora::app {

namespace {

/// Of the order, so that a price of its own comes before the average it was filled at.
QVariant price(const Order &order)
{
    return order.request.price ? QVariant(order.request.price->toDouble()) : QVariant();
}

QVariant averagePrice(const Order &order)
{
    return order.averagePrice.isZero() ? QVariant() : QVariant(order.averagePrice.toDouble());
}

QVariant time(const Order &order) { return static_cast<qlonglong>(toNanos(order.request.time)); }

QVariant side(const Order &order) { return sideText(order.request.side); }
Tone sideTone(const Order &order) { return toneOf(order.request.side); }
QVariant state(const Order &order) { return stateText(order.state); }
Tone stateTone(const Order &order) { return toneOf(order.state); }
Tone muted(const Order &) { return Tone::Muted; }
QString key(const Order &order) { return toQString(order.request.id); }
QString symbol(const Order &order) { return toQString(order.request.symbol); }

} // namespace

OrdersModel *makeOrdersModel(QObject *parent)
{
    return new OrdersModel(
        {
            {QT_TRANSLATE_NOOP("columns", "Time (UTC)"), Format::Time, time, muted},
            {QT_TRANSLATE_NOOP("columns", "Owner"), Format::Text,
                [](const Order &order) -> QVariant { return toQString(order.request.owner); }},
            {QT_TRANSLATE_NOOP("columns", "Symbol"), Format::Text,
                [](const Order &order) -> QVariant { return symbol(order); }},
            {QT_TRANSLATE_NOOP("columns", "Side"), Format::Text, side, sideTone},
            {QT_TRANSLATE_NOOP("columns", "Type"), Format::Text,
                [](const Order &order) -> QVariant { return typeText(order.request.type); }},
            {QT_TRANSLATE_NOOP("columns", "Units"), Format::Units,
                [](const Order &order) -> QVariant { return order.request.units.toDouble(); }},
            {QT_TRANSLATE_NOOP("columns", "Order price"), Format::Price, price},
            {QT_TRANSLATE_NOOP("columns", "State"), Format::Text, state, stateTone},
            {QT_TRANSLATE_NOOP("columns", "Filled"), Format::Units,
                [](const Order &order) -> QVariant { return order.filledUnits.toDouble(); }},
            {QT_TRANSLATE_NOOP("columns", "Fill price"), Format::Price, averagePrice},
            {QT_TRANSLATE_NOOP("columns", "Order"), Format::Text,
                [](const Order &order) -> QVariant { return key(order); }, muted},
            {QT_TRANSLATE_NOOP("columns", "Reason"), Format::Text,
                [](const Order &order) -> QVariant { return toQString(order.reason); }},
        },
        key, symbol, parent);
}

OrdersPanel::OrdersPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_port(context.port)
    , m_model(makeOrdersModel(this))
    , m_table(new DataTable(context.look, context.book, this))
{
    m_table->setObjectName(QStringLiteral("orders.table"));
    m_table->setHint(tr("No order yet."));
    m_table->show(*m_model);
    m_table->sortByColumn(0, Qt::DescendingOrder);
    m_table->follow(m_port);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    connect(&m_port, &EnginePort::ordersChanged, this,
        [this](const std::vector<Order> &orders, bool snapshot) {
            const QList<Order> batch(orders.begin(), orders.end());
            snapshot ? m_model->replaceAll(batch) : m_model->apply(batch);
        });
    connect(m_table, &QWidget::customContextMenuRequested, this, &OrdersPanel::showMenu);
}

void OrdersPanel::showMenu(const QPoint &at)
{
    const auto id = m_table->indexAt(at).data(KeyRole).toString();
    const auto *order = m_model->find(id);
    if (!order)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *cancel = menu->addAction(tr("Cancel Order"), this, [this, id] {
        m_port.cancelOrder(id, this, [this](const std::optional<QString> &problem) {
            if (problem)
                showProblem(this, *problem);
        });
    });
    cancel->setEnabled(!isFinal(order->state));
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

} // namespace agora::app
