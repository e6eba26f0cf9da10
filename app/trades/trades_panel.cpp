#include "app/trades/trades_panel.h"

#include "app/link/engine_port.h"
#include "app/tables/data_table.h"
#include "app/tables/words.h"

#include <QVBoxLayout>

namespace agora::app {

namespace {

QVariant entryTime(const Trade &trade) { return static_cast<qlonglong>(toNanos(trade.entryTime)); }

QVariant exitTime(const Trade &trade) { return static_cast<qlonglong>(toNanos(trade.exitTime)); }
QVariant side(const Trade &trade) { return sideText(trade.side); }
Tone sideTone(const Trade &trade) { return toneOf(trade.side); }
Tone muted(const Trade &) { return Tone::Muted; }
QString key(const Trade &trade) { return toQString(trade.id); }
QString symbol(const Trade &trade) { return toQString(trade.symbol); }

} // namespace

TradesModel *makeTradesModel(QObject *parent)
{
    return new TradesModel(
        {
            {QT_TRANSLATE_NOOP("columns", "Exit time (UTC)"), Format::Time, exitTime, muted},
            {QT_TRANSLATE_NOOP("columns", "Owner"), Format::Text,
                [](const Trade &trade) -> QVariant { return toQString(trade.owner); }},
            {QT_TRANSLATE_NOOP("columns", "Symbol"), Format::Text,
                [](const Trade &trade) -> QVariant { return symbol(trade); }},
            {QT_TRANSLATE_NOOP("columns", "Side"), Format::Text, side, sideTone},
            {QT_TRANSLATE_NOOP("columns", "Units"), Format::Units,
                [](const Trade &trade) -> QVariant { return trade.units.toDouble(); }},
            {QT_TRANSLATE_NOOP("columns", "Entry price"), Format::Price,
                [](const Trade &trade) -> QVariant { return trade.entryPrice.toDouble(); }},
            {QT_TRANSLATE_NOOP("columns", "Exit price"), Format::Price,
                [](const Trade &trade) -> QVariant { return trade.exitPrice.toDouble(); }},
            {QT_TRANSLATE_NOOP("columns", "Profit"), Format::Profit,
                [](const Trade &trade) -> QVariant { return trade.profit.toDouble(); }},
            {QT_TRANSLATE_NOOP("columns", "Entry time (UTC)"), Format::Time, entryTime, muted},
            {QT_TRANSLATE_NOOP("columns", "Trade"), Format::Text,
                [](const Trade &trade) -> QVariant { return key(trade); }, muted},
        },
        key, symbol, parent);
}

TradesPanel::TradesPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_model(makeTradesModel(this))
    , m_table(new DataTable(context.look, context.book, this))
{
    m_table->setObjectName(QStringLiteral("trades.table"));
    m_table->setHint(tr("No closed trade yet."));
    m_table->show(*m_model);
    m_table->sortByColumn(0, Qt::DescendingOrder);
    m_table->follow(context.port);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    connect(&context.port, &EnginePort::tradesChanged, this,
        [this](const std::vector<Trade> &trades, bool snapshot) {
            const QList<Trade> batch(trades.begin(), trades.end());
            snapshot ? m_model->replaceAll(batch) : m_model->apply(batch);
        });
}

} // namespace agora::app
