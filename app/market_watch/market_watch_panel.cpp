#include "app/market_watch/market_watch_panel.h"

#include "app/market_watch/symbol_drag.h"
#include "app/tables/data_table.h"
#include "app/tables/words.h"

#include <QHeaderView>
#include <QMenu>
#include <QVBoxLayout>

#include <chrono>

namespace agora::app {

namespace {

constexpr auto flashTime = std::chrono::milliseconds(350);

QVariant arrow(const WatchRow &row)
{
    return row.move > 0 ? QStringLiteral("▲") : row.move < 0 ? QStringLiteral("▼") : QString();
}

QVariant bid(const WatchRow &row) { return row.tick ? QVariant(row.tick->bid) : QVariant(); }
QVariant ask(const WatchRow &row) { return row.tick ? QVariant(row.tick->ask) : QVariant(); }

QVariant spread(const WatchRow &row)
{
    if (!row.tick || row.pip <= 0)
        return {};
    return (row.tick->ask - row.tick->bid) / row.pip;
}

Tone moveTone(const WatchRow &row)
{
    return row.move > 0 ? Tone::Good : row.move < 0 ? Tone::Bad : Tone::Plain;
}

int flash(const WatchRow &row) { return row.isFlashing ? row.move : 0; }

} // namespace

WatchModel *makeWatchModel(QObject *parent)
{
    return new WatchModel(
        {
            {"", Format::Text, arrow, moveTone},
            {QT_TRANSLATE_NOOP("columns", "Symbol"), Format::Text,
                [](const WatchRow &row) -> QVariant { return row.symbol; }},
            {QT_TRANSLATE_NOOP("columns", "Bid"), Format::Price, bid, moveTone, flash},
            {QT_TRANSLATE_NOOP("columns", "Ask"), Format::Price, ask, moveTone, flash},
            {QT_TRANSLATE_NOOP("columns", "Spread, pips"), Format::Pips, spread},
        },
        [](const WatchRow &row) { return row.symbol; },
        [](const WatchRow &row) { return row.symbol; }, parent);
}

MarketWatchPanel::MarketWatchPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_port(context.port)
    , m_model(makeWatchModel(this))
    , m_table(new DataTable(context.look, context.book, this))
{
    m_table->setObjectName(QStringLiteral("marketWatch.table"));
    m_table->setHint(tr("Symbols appear here when the engine is connected."));
    m_table->show(*m_model);
    m_table->shareWidth();
    m_table->follow(m_port);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);

    m_flash.setSingleShot(true);
    m_flash.setInterval(flashTime);
    connect(&m_flash, &QTimer::timeout, this, &MarketWatchPanel::endFlash);
    connect(&m_port, &EnginePort::engineChanged, this,
        [this](const client::EngineInfo &engine) { showInstruments(engine.instruments); });
    connect(&m_port, &EnginePort::quotesChanged, this, &MarketWatchPanel::showQuotes);
    connect(m_table, &QTableView::activated, this,
        [this] { emit symbolActivated(m_table->currentKey()); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &MarketWatchPanel::showMenu);
    new SymbolDrag(*m_table,
        [this](const QPoint &at) { return m_table->indexAt(at).data(KeyRole).toString(); });
}

std::optional<Tick> MarketWatchPanel::quote(const QString &symbol) const
{
    const auto *row = m_model->find(symbol);
    return row ? row->tick : std::nullopt;
}

void MarketWatchPanel::showInstruments(const std::vector<Instrument> &instruments)
{
    QList<WatchRow> added;
    for (const auto &instrument : instruments) {
        const auto symbol = toQString(instrument.symbol);
        if (m_model->find(symbol))
            continue;
        added.append({.symbol = symbol,
            .name = toQString(instrument.name),
            .tick = std::nullopt,
            .pip = instrument.pip()});
        m_port.subscribeTicks(symbol);
    }
    if (!added.isEmpty())
        m_model->apply(added);
}

void MarketWatchPanel::showQuotes(const Quotes &quotes)
{
    QList<WatchRow> moved;
    for (const auto &[symbol, tick] : quotes) {
        const auto *known = m_model->find(toQString(symbol));
        if (!known)
            continue;
        auto row = *known;
        if (const double before = row.tick ? row.tick->bid : tick.bid; tick.bid != before) {
            row.move = tick.bid > before ? 1 : -1;
            row.isFlashing = true;
        }
        if (!row.tick)
            m_flash.stop();
        row.tick = tick;
        moved.append(row);
    }
    const bool isFirst = !moved.isEmpty() && !m_model->find(moved.front().symbol)->tick;
    m_model->apply(moved);
    if (isFirst)
        m_table->fitColumns();
    if (!m_flash.isActive())
        m_flash.start();
}

void MarketWatchPanel::endFlash()
{
    QList<WatchRow> calm;
    for (const auto &row : m_model->rows()) {
        if (!row.isFlashing)
            continue;
        calm.append(row);
        calm.back().isFlashing = false;
    }
    m_model->apply(calm);
}

void MarketWatchPanel::showMenu(const QPoint &at)
{
    const auto symbol = m_table->currentKey();
    if (symbol.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("New Chart of %1").arg(symbol), this,
        [this, symbol] { emit newChartRequested(symbol); });
    menu->addAction(tr("New Order…"), this, [this, symbol] { emit orderRequested(symbol); });
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

} // namespace agora::app
