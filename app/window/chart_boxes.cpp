#include "app/window/chart_boxes.h"

#include "app/chart/chart_page.h"
#include "app/tables/cell_format.h"
#include "app/tables/words.h"

#include <QSignalBlocker>
#include <QToolBar>

namespace agora::app {

ChartBoxes::ChartBoxes(
    const PanelContext &context, QToolBar &bar, std::function<ChartPage *()> page)
    : QObject(&bar)
    , m_context(context)
    , m_bar(bar)
    , m_page(std::move(page))
    , m_symbol(new QComboBox(&bar))
    , m_period(new QComboBox(&bar))
{
    m_symbol->setObjectName(QStringLiteral("symbolBox"));
    m_symbol->setToolTip(tr("Symbol of the chart in front; or type its letters on the chart"));
    m_symbol->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_symbol->setMinimumContentsLength(10);
    m_period->setObjectName(QStringLiteral("periodBox"));
    m_period->setToolTip(
        tr("Period of the chart in front; or type it on the chart: 5, 4H, 1D, T100"));
    m_period->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const auto period : standardPeriods())
        m_period->addItem(toQString(period.toString()));
    m_period->addItem(tr("Other…"));
    m_period->setItemData(m_period->count() - 1, true);
    connect(m_symbol, &QComboBox::currentTextChanged, this, &ChartBoxes::chooseSymbol);
    connect(m_period, &QComboBox::currentIndexChanged, this, &ChartBoxes::choosePeriod);
}

void ChartBoxes::addSymbol() { m_bar.addWidget(m_symbol); }

void ChartBoxes::addPeriod() { m_bar.addWidget(m_period); }

void ChartBoxes::chooseSymbol(const QString &symbol)
{
    if (auto *page = m_page(); page && !m_isSyncing)
        page->setSymbol(symbol);
}

void ChartBoxes::choosePeriod(int index)
{
    auto *page = m_page();
    if (!page || m_isSyncing || index < 0)
        return;
    if (m_period->itemData(index).toBool()) {
        sync();
        page->askForPeriod();
    } else if (const auto period = Period::parse(m_period->itemText(index).toStdString())) {
        page->setPeriod(*period);
    }
}

void ChartBoxes::showSymbols()
{
    const auto symbols = m_context.book.symbols();
    QStringList shown;
    for (int i = 0; i < m_symbol->count(); ++i)
        shown.append(m_symbol->itemText(i));
    if (shown == symbols)
        return;
    m_isSyncing = true;
    m_symbol->clear();
    m_symbol->addItems(symbols);
    m_isSyncing = false;
    sync();
}

void ChartBoxes::sync()
{
    const auto *page = m_page();
    m_symbol->setEnabled(page != nullptr);
    m_period->setEnabled(page != nullptr);
    if (!page)
        return;
    m_isSyncing = true;
    if (m_symbol->findText(page->symbol()) < 0)
        m_symbol->addItem(page->symbol());
    m_symbol->setCurrentText(page->symbol());
    const auto period = toQString(page->period().toString());
    if (m_period->findText(period) < 0)
        m_period->insertItem(m_period->count() - 1, period);
    m_period->setCurrentText(period);
    m_isSyncing = false;
}

} // namespace agora::app
