#include "app/indicator/available_list.h"
#include "app/indicator/configured_list.h"
#include "app/indicator/indicator_dialog.h"
#include "app/indicator/indicator_properties.h"
#include "app/indicator/indicator_templates.h"
#include "app/look/sentence_label.h"
#include "app/window/messages.h"
#include "charts/price_chart.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace agora::app {
namespace {

constexpr int previewDelayMs = 80; // of the last edit: a value that is being typed is not drawn yet

QToolButton *toolButton(const QString &text, const char *name, const QString &hint, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(QLatin1String(name));
    button->setText(text);
    button->setToolTip(hint);
    button->setAccessibleName(hint);
    button->setAutoRaise(true);
    return button;
}

} // namespace

IndicatorDialog::IndicatorDialog(charts::PriceChart &chart, const QDir &folder, QWidget *parent)
    : QDialog(parent)
    , m_chart(chart)
    , m_shelf(folder)
    , m_drafts(chart.indicators())
    , m_applied(chart.indicators())
{
    setObjectName(QStringLiteral("indicatorDialog"));
    setWindowTitle(tr("Indicators"));
    m_previewTimer.setSingleShot(true);
    m_previewTimer.setInterval(previewDelayMs);
    connect(&m_previewTimer, &QTimer::timeout, this, &IndicatorDialog::preview);
    auto *columns = new QSplitter(this);
    columns->setChildrenCollapsible(false);
    columns->addWidget(makeAvailable());
    columns->addWidget(makeConfigured());
    columns->addWidget(makeProperties());
    const int unit = fontMetrics().averageCharWidth();
    columns->setSizes({unit * 60, unit * 30, unit * 66}); // whole names of indicators
    for (int column = 0; column < 3; ++column)
        columns->setStretchFactor(column, column == 1 ? 1 : 2);
    m_problem = makeSentence("indicator.problem", "problem", this);
    m_notice = makeSentence("indicator.notice", "muted", this);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(columns, 1);
    layout->addWidget(m_problem);
    layout->addWidget(m_notice);
    layout->addWidget(makeFooter());
    makeShortcuts();
    QSize wanted(unit * 160, unit * 76);
    if (const auto *place = screen())
        wanted = wanted.boundedTo(place->availableSize() * 0.94);
    resize(wanted);
    showDrafts(m_drafts.count() > 0 ? 0 : -1);
    m_previewTimer.stop(); // nothing has been edited
    if (!m_shelf.problem().isEmpty())
        say(m_shelf.problem());
    m_available->focusSearch();
}

QWidget *IndicatorDialog::makeAvailable()
{
    auto *box = new QGroupBox(tr("Available"), this);
    m_available = new AvailableList(m_shelf, box);
    (new QVBoxLayout(box))->addWidget(m_available);
    connect(m_available, &AvailableList::chosen, this, &IndicatorDialog::addSetup);
    connect(m_available, &AvailableList::refused, this,
        [this](const QString &sentence) { say(sentence); });
    return box;
}

QWidget *IndicatorDialog::makeConfigured()
{
    auto *box = new QGroupBox(tr("On the chart"), this);
    m_configured = new ConfiguredList(box);
    m_duplicate = new QPushButton(tr("Duplicate"), box);
    m_duplicate->setObjectName(QStringLiteral("indicator.duplicate"));
    m_duplicate->setToolTip(tr("Duplicate (Ctrl+D)"));
    m_remove = new QPushButton(tr("Remove"), box);
    m_remove->setObjectName(QStringLiteral("indicator.remove"));
    m_remove->setToolTip(tr("Remove (Del)"));
    m_up = toolButton(QStringLiteral("▲"), "indicator.up", tr("Move up (Alt+Up)"), box);
    m_down = toolButton(QStringLiteral("▼"), "indicator.down", tr("Move down (Alt+Down)"), box);
    m_undo = toolButton(QStringLiteral("↶"), "indicator.undo", tr("Undo (Ctrl+Z)"), box);
    m_redo = toolButton(QStringLiteral("↷"), "indicator.redo", tr("Redo (Ctrl+Y)"), box);
    auto *tools = new QHBoxLayout;
    for (auto *button : {m_up, m_down, m_undo, m_redo})
        tools->addWidget(button);
    tools->addStretch(1);
    auto *buttons = new QHBoxLayout;
    for (auto *button : {m_duplicate, m_remove}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    auto *layout = new QVBoxLayout(box);
    layout->addWidget(m_configured, 1);
    layout->addLayout(tools);
    layout->addLayout(buttons);
    connect(m_configured, &QListWidget::currentRowChanged, this, &IndicatorDialog::showProperties);
    connect(m_configured, &ConfiguredList::eyeClicked, this, &IndicatorDialog::toggleEye);
    connect(m_configured, &ConfiguredList::reordered, this, [this](const auto &ids) {
        m_drafts.reorder(ids);
        showDrafts(m_configured->currentRow());
    });
    connect(m_duplicate, &QPushButton::clicked, this, &IndicatorDialog::duplicateCurrent);
    connect(m_remove, &QPushButton::clicked, this, &IndicatorDialog::removeCurrent);
    connect(m_up, &QToolButton::clicked, this, [this] { moveCurrent(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveCurrent(1); });
    connect(m_undo, &QToolButton::clicked, this, &IndicatorDialog::undo);
    connect(m_redo, &QToolButton::clicked, this, &IndicatorDialog::redo);
    return box;
}

QWidget *IndicatorDialog::makeProperties()
{
    auto *box = new QGroupBox(tr("Properties"), this);
    m_properties = new IndicatorProperties(box);
    (new QVBoxLayout(box))->addWidget(m_properties);
    connect(m_properties, &IndicatorProperties::changed, this, &IndicatorDialog::updateDraft);
    return box;
}

QWidget *IndicatorDialog::makeFooter()
{
    auto *footer = new QWidget(this);
    auto *templates = new IndicatorTemplates(
        m_shelf, [this] { return m_drafts.setups(); }, footer);
    connect(templates, &IndicatorTemplates::loaded, this, &IndicatorDialog::takeTemplate);
    connect(templates, &IndicatorTemplates::refused, this,
        [this](const QString &sentence) { say(sentence); });
    m_preview = new QCheckBox(tr("Show changes at once"), footer);
    m_preview->setObjectName(QStringLiteral("indicator.preview"));
    m_preview->setToolTip(tr("The chart shows what is edited here; Cancel takes it back."));
    m_preview->setChecked(true);
    connect(m_preview, &QCheckBox::toggled, this, &IndicatorDialog::preview);
    auto *buttons = new QDialogButtonBox(
        QDialogButtonBox::Ok | QDialogButtonBox::Apply | QDialogButtonBox::Cancel, footer);
    nameButtons(*buttons);
    buttons->setObjectName(QStringLiteral("indicator.buttons"));
    connect(buttons->button(QDialogButtonBox::Apply), &QPushButton::clicked, this,
        &IndicatorDialog::apply);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (apply())
            accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &IndicatorDialog::reject);
    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(templates);
    layout->addWidget(m_preview);
    layout->addStretch(1);
    layout->addWidget(buttons);
    return footer;
}

void IndicatorDialog::makeShortcuts()
{
    const auto add = [](const QKeySequence &keys, QWidget *owner, Qt::ShortcutContext context,
                         auto &&handler) {
        auto *shortcut = new QShortcut(keys, owner);
        shortcut->setContext(context);
        QObject::connect(shortcut, &QShortcut::activated, owner, handler);
    };
    add(Qt::Key_Delete, m_configured, Qt::WidgetShortcut, [this] { removeCurrent(); });
    add(Qt::Key_Space, m_configured, Qt::WidgetShortcut, [this] {
        if (m_configured->currentRow() >= 0)
            toggleEye(m_configured->currentRow());
    });
    add(Qt::CTRL | Qt::Key_D, this, Qt::WindowShortcut, [this] { duplicateCurrent(); });
    add(Qt::ALT | Qt::Key_Up, this, Qt::WindowShortcut, [this] { moveCurrent(-1); });
    add(Qt::ALT | Qt::Key_Down, this, Qt::WindowShortcut, [this] { moveCurrent(1); });
    add(QKeySequence::Undo, this, Qt::WindowShortcut, [this] { undo(); });
    add(Qt::CTRL | Qt::Key_Y, this, Qt::WindowShortcut, [this] { redo(); });
    add(Qt::CTRL | Qt::Key_F, this, Qt::WindowShortcut, [this] { m_available->focusSearch(); });
}

} // namespace agora::app
