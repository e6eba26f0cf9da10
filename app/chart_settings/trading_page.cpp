#include "app/chart_settings/trading_page.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

namespace agora::app {

TradingPage::TradingPage(QWidget *parent)
    : SettingsPage(parent)
    , m_orders(new QCheckBox(tr("&Orders and positions, with stops and targets"), this))
    , m_trades(new QCheckBox(tr("&Entries and exits of trades"), this))
    , m_signals(new QCheckBox(tr("Si&gnals of brains"), this))
{
    m_orders->setObjectName(QStringLiteral("settings.orders"));
    m_trades->setObjectName(QStringLiteral("settings.trades"));
    m_signals->setObjectName(QStringLiteral("settings.signals"));
    auto *note = new QLabel(
        tr("Lines that are not shown here cannot be dragged by accident; the orders stay."), this);
    note->setProperty("muted", true);
    note->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    for (auto *box : {m_orders, m_trades, m_signals}) {
        layout->addWidget(box);
        connect(box, &QCheckBox::clicked, this, &SettingsPage::changed);
    }
    layout->addWidget(note);
    layout->addStretch(1);
}

void TradingPage::edit(const ChartSettings &settings)
{
    m_orders->setChecked(settings.areOrdersVisible);
    m_trades->setChecked(settings.areTradesVisible);
    m_signals->setChecked(settings.areSignalsVisible);
}

void TradingPage::take(ChartSettings &settings) const
{
    settings.areOrdersVisible = m_orders->isChecked();
    settings.areTradesVisible = m_trades->isChecked();
    settings.areSignalsVisible = m_signals->isChecked();
}

} // namespace agora::app
