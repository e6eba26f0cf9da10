#include "app/indicator/indicator_dialog.h"

#include "app/indicator/catalog_text.h"
#include "app/indicator/indicator_properties.h"
#include "app/window/messages.h"
#include "charts/price_chart.h"

#include <QDialogButtonBox>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace agora::app {

namespace {

constexpr int keyRole = Qt::UserRole;

QString describe(const charts::IndicatorSetup &setup)
{
    const auto *info = indicators::findIndicator(setup.key);
    return QString::fromStdString(info
            ? indicators::describe(*info, setup.parameters, setup.input, setup.secondInput)
            : setup.key);
}

QTreeWidgetItem *groupItem(QTreeWidget *tree, const QString &group)
{
    const auto known = tree->findItems(group, Qt::MatchExactly);
    if (!known.isEmpty())
        return known.front();
    auto *item = new QTreeWidgetItem(tree, {group});
    item->setFlags(Qt::ItemIsEnabled);
    item->setExpanded(true);
    return item;
}

} // namespace

IndicatorDialog::IndicatorDialog(charts::PriceChart &chart, QWidget *parent)
    : QDialog(parent), m_chart(chart), m_drafts(chart.indicators())
{
    setObjectName(QStringLiteral("indicatorDialog"));
    setWindowTitle(tr("Indicators"));
    m_properties = new IndicatorProperties(this);
    auto *right = new QGroupBox(tr("Properties"), this);
    (new QVBoxLayout(right))->addWidget(m_properties);

    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("indicator.problem"));
    m_problem->setProperty("problem", true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *buttons = new QDialogButtonBox(
        QDialogButtonBox::Ok | QDialogButtonBox::Apply | QDialogButtonBox::Cancel, this);
    nameButtons(*buttons);
    buttons->setObjectName(QStringLiteral("indicator.buttons"));

    auto *columns = new QHBoxLayout;
    columns->addWidget(makeAvailable(), 5);
    columns->addWidget(makeConfigured(), 3);
    columns->addWidget(right, 6);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(columns, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    const int unit = fontMetrics().averageCharWidth();
    resize(unit * 130, unit * 65);

    connect(m_properties, &IndicatorProperties::changed, this, &IndicatorDialog::updateDraft);
    connect(buttons->button(QDialogButtonBox::Apply), &QPushButton::clicked, this,
        &IndicatorDialog::apply);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (apply())
            accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fillAvailable();
    fillConfigured();
}

QWidget *IndicatorDialog::makeAvailable()
{
    auto *box = new QGroupBox(tr("Available"), this);
    m_search = new QLineEdit(box);
    m_search->setObjectName(QStringLiteral("indicator.search"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    m_available = new QTreeWidget(box);
    m_available->setObjectName(QStringLiteral("indicator.available"));
    m_available->setHeaderHidden(true);
    auto *add = new QPushButton(tr("Add"), box);
    add->setObjectName(QStringLiteral("indicator.add"));
    add->setAutoDefault(false);
    auto *layout = new QVBoxLayout(box);
    layout->addWidget(m_search);
    layout->addWidget(m_available);
    layout->addWidget(add);
    const auto addItem = [this](const QTreeWidgetItem *item) {
        if (item && item->parent())
            this->add(item->data(0, keyRole).toString().toStdString());
    };
    connect(m_search, &QLineEdit::textChanged, this, &IndicatorDialog::search);
    connect(m_available, &QTreeWidget::itemActivated, this, addItem);
    connect(
        add, &QPushButton::clicked, this, [this, addItem] { addItem(m_available->currentItem()); });
    return box;
}

QWidget *IndicatorDialog::makeConfigured()
{
    auto *box = new QGroupBox(tr("On the chart"), this);
    m_configured = new QListWidget(box);
    m_configured->setObjectName(QStringLiteral("indicator.configured"));
    m_remove = new QPushButton(tr("Remove"), box);
    m_remove->setObjectName(QStringLiteral("indicator.remove"));
    m_remove->setAutoDefault(false);
    auto *layout = new QVBoxLayout(box);
    layout->addWidget(m_configured);
    layout->addWidget(m_remove);
    connect(m_configured, &QListWidget::currentRowChanged, this, &IndicatorDialog::showProperties);
    connect(m_remove, &QPushButton::clicked, this, &IndicatorDialog::removeCurrent);
    return box;
}

void IndicatorDialog::fillAvailable()
{
    for (const auto &info : indicators::catalog()) {
        const auto name = catalogText(info.name);
        const auto shortName = QString::fromStdString(info.shortName);
        auto *item = new QTreeWidgetItem(groupItem(m_available, catalogText(info.group)),
            {name == shortName ? name : QStringLiteral("%1 (%2)").arg(name, shortName)});
        item->setData(0, keyRole, QString::fromStdString(info.key));
        item->setToolTip(0, catalogText(info.description));
    }
}

void IndicatorDialog::fillConfigured()
{
    for (const auto &draft : m_drafts)
        m_configured->addItem(describe(draft));
    m_configured->setCurrentRow(m_drafts.empty() ? -1 : 0);
    showProperties(m_configured->currentRow());
}

void IndicatorDialog::search(const QString &text)
{
    QTreeWidgetItem *firstHit = nullptr;
    for (int g = 0; g < m_available->topLevelItemCount(); ++g) {
        auto *group = m_available->topLevelItem(g);
        bool isAnyVisible = false;
        for (int i = 0; i < group->childCount(); ++i) {
            auto *item = group->child(i);
            const bool isHit = item->text(0).contains(text, Qt::CaseInsensitive);
            item->setHidden(!isHit);
            isAnyVisible = isAnyVisible || isHit;
            if (isHit && !firstHit)
                firstHit = item;
        }
        group->setHidden(!isAnyVisible);
    }
    m_available->setCurrentItem(text.isEmpty() ? nullptr : firstHit);
}

void IndicatorDialog::add(const std::string &key)
{
    const auto defaults = indicators::completed(key, {});
    if (!defaults)
        return;
    charts::IndicatorSetup setup;
    setup.key = key;
    setup.parameters = *defaults;
    m_drafts.push_back(setup);
    m_configured->addItem(describe(setup));
    m_configured->setCurrentRow(m_configured->count() - 1);
}

void IndicatorDialog::select(const QString &id)
{
    const auto known = std::ranges::find(m_drafts, id, &charts::IndicatorSetup::id);
    if (known != m_drafts.end())
        m_configured->setCurrentRow(static_cast<int>(known - m_drafts.begin()));
}

void IndicatorDialog::showProperties(int row)
{
    m_remove->setEnabled(row >= 0);
    if (row < 0 || row >= static_cast<int>(m_drafts.size()))
        return m_properties->clear();
    const auto &draft = m_drafts[static_cast<std::size_t>(row)];
    auto colors = m_chart.indicatorColors(draft.id);
    const auto &palette = m_chart.theme().palette;
    const auto outputs = indicators::findIndicator(draft.key)->outputs.size();
    for (auto i = static_cast<qsizetype>(colors.size()); i < static_cast<qsizetype>(outputs); ++i)
        colors.push_back(
            palette.value((row + i) % std::max<qsizetype>(1, palette.size()), Qt::gray));
    for (std::size_t i = 0; i < std::min(colors.size(), draft.colors.size()); ++i)
        if (draft.colors[i].isValid())
            colors[i] = draft.colors[i];
    auto others = m_drafts;
    others.erase(others.begin() + row);
    m_properties->edit(draft, colors, others);
}

void IndicatorDialog::updateDraft()
{
    const int row = m_configured->currentRow();
    if (row < 0)
        return;
    auto &draft = m_drafts[static_cast<std::size_t>(row)];
    draft = m_properties->setup();
    m_configured->item(row)->setText(describe(draft));
    m_problem->hide();
}

void IndicatorDialog::removeCurrent()
{
    const int row = m_configured->currentRow();
    if (row < 0)
        return;
    m_drafts.erase(m_drafts.begin() + row);
    delete m_configured->takeItem(row);
    showProperties(m_configured->currentRow());
}

bool IndicatorDialog::apply()
{
    const auto refuse = [this](const std::string &sentence) {
        m_problem->setText(QString::fromStdString(sentence));
        m_problem->show();
        return false;
    };
    const auto before = m_chart.indicators();
    for (const auto &known : before)
        if (std::ranges::find(m_drafts, known.id, &charts::IndicatorSetup::id) == m_drafts.end())
            m_chart.removeIndicator(known.id);
    for (auto &draft : m_drafts) {
        if (draft.id.isEmpty()) {
            const auto id = m_chart.addIndicator(draft);
            if (!id)
                return refuse(id.error().message);
            draft.id = *id;
        } else if (std::ranges::find(before, draft) == before.end()) {
            if (const auto done = m_chart.modifyIndicator(draft); !done)
                return refuse(done.error().message);
        }
    }
    m_problem->hide();
    return true;
}

} // namespace agora::app
