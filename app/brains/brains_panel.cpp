#include "app/brains/brains_panel.h"

#include "app/look/look.h"
#include "app/tables/data_table.h"
#include "app/tables/words.h"
#include "app/window/messages.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>

namespace agora::app {

namespace {

QString key(const BrainRow &row) { return toQString(row.brain.name); }
QString symbol(const BrainRow &row) { return toQString(row.brain.symbol); }
Tone muted(const BrainRow &) { return Tone::Muted; }

QVariant note(const BrainRow &row) { return row.agent ? toQString(row.agent->note) : QString(); }

QVariant parameters(const BrainRow &row)
{
    QStringList texts;
    for (const auto &[name, value] : row.brain.parameters.asObject())
        texts.append(QStringLiteral("%1 %2").arg(toQString(name),
            value.isText() ? toQString(value.asText()) : toQString(value.toJson())));
    return texts.join(QStringLiteral(", "));
}

} // namespace

client::AgentPhase BrainRow::phase() const
{
    if (!brain.enabled)
        return client::AgentPhase::Stopped;
    return agent ? agent->phase : client::AgentPhase::Starting;
}

BrainsModel *makeBrainsModel(QObject *parent)
{
    return new BrainsModel(
        {
            {QT_TRANSLATE_NOOP("columns", "Brain"), Format::Text,
                [](const BrainRow &row) -> QVariant { return key(row); }},
            {QT_TRANSLATE_NOOP("columns", "State"), Format::Text,
                [](const BrainRow &row) -> QVariant { return phaseText(row.phase()); },
                [](const BrainRow &row) { return toneOf(row.phase()); }},
            {QT_TRANSLATE_NOOP("columns", "Symbol"), Format::Text,
                [](const BrainRow &row) -> QVariant { return symbol(row); }},
            {QT_TRANSLATE_NOOP("columns", "Period"), Format::Text,
                [](const BrainRow &row) -> QVariant {
                    return toQString(row.brain.period.toString());
                }},
            {QT_TRANSLATE_NOOP("columns", "Module"), Format::Text,
                [](const BrainRow &row) -> QVariant { return toQString(row.brain.module); }, muted},
            {QT_TRANSLATE_NOOP("columns", "Parameters"), Format::Text, parameters, muted},
            {QT_TRANSLATE_NOOP("columns", "Note"), Format::Text, note, muted},
        },
        key, symbol, parent);
}

BrainsPanel::BrainsPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_port(context.port)
    , m_model(makeBrainsModel(this))
    , m_table(new DataTable(context.look, context.book, this))
{
    m_table->setObjectName(QStringLiteral("brains.table"));
    m_table->setHint(tr("No brain yet. Brains › Add Brain… starts one."));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->show(*m_model);
    m_table->follow(m_port);
    makeActions(context);
    auto *bar = new QToolBar(this);
    bar->setObjectName(QStringLiteral("brains.bar"));
    bar->addActions(actions());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_table);

    connect(&m_port, &EnginePort::brainsChanged, this,
        [this](const std::vector<client::BrainInfo> &all) {
            m_brains = all;
            merge();
        });
    connect(&m_port, &EnginePort::agentsChanged, this,
        [this](const std::vector<client::AgentInfo> &all) {
            m_agents = all;
            merge();
        });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &BrainsPanel::updateActions);
    connect(m_table, &QTableView::activated, this,
        [this](const QModelIndex &at) { emit symbolActivated(at.data(SymbolRole).toString()); });
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions(actions());
    updateActions();
}

void BrainsPanel::makeActions(const PanelContext &context)
{
    const auto make = [&](const char *name, const QString &text, const QString &icon) {
        auto *action = new QAction(text, this);
        action->setObjectName(QString::fromLatin1(name));
        context.look.dress(action, icon);
        return action;
    };
    m_add = make("brains.add", tr("&Add Brain…"), QStringLiteral("add"));
    m_remove = make("brains.remove", tr("&Remove Brain…"), QStringLiteral("remove"));
    m_start = make("brains.start", tr("&Start Brain"), QStringLiteral("start"));
    m_stop = make("brains.stop", tr("S&top Brain"), QStringLiteral("stop"));
    connect(m_add, &QAction::triggered, this, &BrainsPanel::addRequested);
    connect(m_remove, &QAction::triggered, this, &BrainsPanel::askToRemove);
    connect(m_start, &QAction::triggered, this,
        [this] { m_port.startBrain(chosen(), this, tellProblem()); });
    connect(m_stop, &QAction::triggered, this,
        [this] { m_port.stopBrain(chosen(), this, tellProblem()); });
}

int BrainsPanel::runningCount() const
{
    return static_cast<int>(std::ranges::count_if(
        m_model->rows(), [](const BrainRow &row) { return row.brain.enabled; }));
}

void BrainsPanel::merge()
{
    QList<BrainRow> rows;
    for (const auto &brain : m_brains) {
        BrainRow row{.brain = brain, .agent = {}};
        const auto agent = std::ranges::find_if(m_agents, [&](const client::AgentInfo &known) {
            return known.kind == "brain" && known.name == brain.name;
        });
        if (agent != m_agents.end())
            row.agent = *agent;
        rows.append(row);
    }
    m_model->replaceAll(rows);
    updateActions();
}

QString BrainsPanel::chosen() const
{
    if (const auto selected = m_table->selectionModel()->selectedRows(); !selected.isEmpty())
        return selected.front().data(KeyRole).toString();
    return m_model->rowCount() == 1 ? key(m_model->rows().front()) : QString();
}

void BrainsPanel::updateActions()
{
    const auto *row = m_model->find(chosen());
    m_remove->setEnabled(row != nullptr);
    m_start->setEnabled(row && (!row->brain.enabled || row->phase() == client::AgentPhase::Parked));
    m_stop->setEnabled(row && row->brain.enabled);
}

void BrainsPanel::askToRemove()
{
    const auto name = chosen();
    if (name.isEmpty())
        return;
    confirm(this, QStringLiteral("confirmRemoveBrain"),
        tr("Remove the brain “%1”? Its trades stay on the books; a position that it opened stays "
           "open.")
            .arg(name),
        tr("Remove"), [this, name] { m_port.removeBrain(name, this, tellProblem()); });
}

EnginePort::Answer BrainsPanel::tellProblem()
{
    return [this](const std::optional<QString> &problem) {
        if (problem)
            showProblem(this, *problem);
    };
}

} // namespace agora::app
