#include "app/chart/compare_dialog.h"

#include "app/chart/chart_page.h"
#include "app/chart/compared_symbols.h"
#include "app/tables/cell_format.h"
#include "app/tables/words.h"
#include "app/window/messages.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace agora::app {

CompareDialog::CompareDialog(ChartPage &page)
    : QDialog(&page), m_page(page), m_search(new QLineEdit(this)), m_symbols(new QListWidget(this))
{
    setObjectName(QStringLiteral("compareDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Compare %1 with").arg(page.symbol()));
    m_search->setObjectName(QStringLiteral("compare.search"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    m_symbols->setObjectName(QStringLiteral("compare.symbols"));
    auto *buttons = new QDialogButtonBox(this);
    buttons->setObjectName(QStringLiteral("compare.buttons"));
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole)->setDefault(true);
    auto *none = buttons->addButton(tr("Compare with None"), QDialogButtonBox::ResetRole);
    none->setObjectName(QStringLiteral("compare.none"));
    none->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_symbols);
    layout->addWidget(buttons);
    connect(m_search, &QLineEdit::textChanged, this, &CompareDialog::filter);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(none, &QPushButton::clicked, this, [this] {
        m_page.compared().clear();
        fill();
    });
    connect(m_symbols, &QListWidget::itemChanged, this, [this](const QListWidgetItem *item) {
        const auto symbol = item->data(Qt::UserRole).toString();
        if (item->checkState() != Qt::Checked)
            m_page.compared().remove(symbol);
        else if (const auto added = m_page.compared().add(symbol); !added)
            showProblem(this, toQString(added.error().message));
    });
    fill();
    resize(fontMetrics().averageCharWidth() * 66, fontMetrics().height() * 26);
}

void CompareDialog::fill()
{
    const QSignalBlocker quiet(m_symbols);
    m_symbols->clear();
    const auto chosen = m_page.compared().symbols();
    const auto &book = m_page.context().book;
    auto offered = book.symbols();
    for (const auto &symbol : chosen)
        if (!offered.contains(symbol))
            offered.append(symbol);
    for (const auto &symbol : offered) {
        if (symbol == m_page.symbol())
            continue;
        const auto *instrument = book.find(symbol);
        const auto name = instrument ? toQString(instrument->name) : QString();
        auto *item = new QListWidgetItem(
            name.isEmpty() ? symbol : QStringLiteral("%1   %2").arg(symbol, name), m_symbols);
        item->setData(Qt::UserRole, symbol);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(chosen.contains(symbol) ? Qt::Checked : Qt::Unchecked);
    }
    filter(m_search->text());
}

void CompareDialog::filter(const QString &text)
{
    for (int i = 0; i < m_symbols->count(); ++i)
        m_symbols->item(i)->setHidden(
            !m_symbols->item(i)->text().contains(text.trimmed(), Qt::CaseInsensitive));
}

} // namespace agora::app
