#include "app/account/account_panel.h"

#include "app/link/engine_port.h"
#include "app/tables/data_table.h"
#include "app/tables/words.h"

#include <QVBoxLayout>

namespace agora::app {

namespace {

/// Equity in percent of the margin in use; empty while none is used.
QVariant marginLevel(const Account &account)
{
    return account.marginUsed > 0 ? QVariant(account.equity / account.marginUsed * 100)
                                  : QVariant();
}

} // namespace

AccountModel *makeAccountModel(QObject *parent)
{
    return new AccountModel(
        {
            {QT_TRANSLATE_NOOP("columns", "Currency"), Format::Text,
                [](const Account &account) -> QVariant { return toQString(account.currency); }},
            {QT_TRANSLATE_NOOP("columns", "Balance"), Format::Money,
                [](const Account &account) -> QVariant { return account.balance.toDouble(); }},
            {QT_TRANSLATE_NOOP("columns", "Equity"), Format::Money,
                [](const Account &account) -> QVariant { return account.equity; }},
            {QT_TRANSLATE_NOOP("columns", "Open profit"), Format::Profit,
                [](const Account &account) -> QVariant { return account.unrealized; }},
            {QT_TRANSLATE_NOOP("columns", "Margin used"), Format::Money,
                [](const Account &account) -> QVariant { return account.marginUsed; }},
            {QT_TRANSLATE_NOOP("columns", "Margin free"), Format::Money,
                [](const Account &account) -> QVariant { return account.marginFree; }},
            {QT_TRANSLATE_NOOP("columns", "Margin level"), Format::Percent, marginLevel},
            {QT_TRANSLATE_NOOP("columns", "Updated (UTC)"), Format::Time,
                [](const Account &account) -> QVariant {
                    return static_cast<qlonglong>(toNanos(account.updated));
                },
                [](const Account &) { return Tone::Muted; }},
        },
        [](const Account &) { return QStringLiteral("account"); }, nullptr, parent);
}

AccountPanel::AccountPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_model(makeAccountModel(this))
    , m_table(new DataTable(context.look, context.book, this))
{
    m_table->setObjectName(QStringLiteral("account.table"));
    m_table->setHint(tr("The account appears here when the engine is connected."));
    m_table->show(*m_model);
    m_table->follow(context.port);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    connect(&context.port, &EnginePort::accountChanged, this,
        [this](const Account &account) { m_model->apply({account}); });
}

} // namespace agora::app
