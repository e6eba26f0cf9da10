#include "app/chart/compared_symbols.h"

#include "app/tables/cell_format.h"
#include "app/tables/words.h"
#include "charts/price_chart.h"

#include <QJsonArray>

namespace agora::app {

ComparedSymbols::ComparedSymbols(
    const PanelContext &context, charts::PriceChart &chart, QObject *parent)
    : QObject(parent), m_context(context), m_chart(chart)
{}

ComparedSymbols::~ComparedSymbols() = default;

Result<void> ComparedSymbols::add(const QString &symbol)
{
    if (m_feeds.contains(symbol))
        return {};
    const auto *instrument = m_context.book.find(symbol);
    if (!instrument)
        return fail("No symbol is called “" + symbol.toStdString() + "”.");
    if (!m_chart.addComparison(*instrument))
        return {};
    auto feed = std::make_unique<BarFeed>(m_context.port);
    connect(feed.get(), &BarFeed::changed, this,
        [this, name = instrument->symbol](const std::vector<QuoteBar> &bars, bool snapshot) {
            m_chart.applyComparisonBars(name, bars, snapshot);
        });
    connect(feed.get(), &BarFeed::refused, this, &ComparedSymbols::refused);
    open(symbol, *feed);
    m_feeds.emplace(symbol, std::move(feed));
    emit changed();
    return {};
}

void ComparedSymbols::open(const QString &symbol, BarFeed &feed)
{
    m_chart.applyComparisonBars(symbol.toStdString(), {}, true);
    feed.open(symbol, m_period, m_depth);
}

void ComparedSymbols::remove(const QString &symbol)
{
    if (m_feeds.erase(symbol) == 0)
        return;
    m_chart.removeComparison(symbol.toStdString());
    emit changed();
}

void ComparedSymbols::clear()
{
    m_feeds.clear();
    m_chart.clearComparisons();
    emit changed();
}

QStringList ComparedSymbols::symbols() const
{
    QStringList all; // in the order in which they were added
    for (const auto &compared : m_chart.comparisons())
        all.append(toQString(compared.instrument.symbol));
    return all;
}

void ComparedSymbols::follow(Period period, int depth)
{
    m_period = period;
    m_depth = depth;
    for (const auto &[symbol, feed] : m_feeds)
        open(symbol, *feed);
}

QJsonValue ComparedSymbols::save() const { return QJsonArray::fromStringList(symbols()); }

Result<void> ComparedSymbols::restore(const QJsonValue &value)
{
    clear();
    Result<void> first;
    for (const auto &item : value.toArray())
        if (const auto added = add(item.toString()); !added && first)
            first = added;
    return first;
}

} // namespace agora::app
