#include "app/agents/agents_panel.h"

#include "app/link/engine_port.h"
#include "app/tables/data_table.h"
#include "app/tables/words.h"

#include <QVBoxLayout>

namespace agora::app {

namespace {

using client::AgentInfo;
constexpr double staleHeartbeatMs = 3'000;

bool isAlive(const AgentInfo &agent) { return agent.pid > 0; }

QVariant pid(const AgentInfo &agent) { return isAlive(agent) ? QVariant(agent.pid) : QVariant(); }

QVariant heartbeat(const AgentInfo &agent)
{
    return isAlive(agent) ? QVariant(agent.heartbeatAgeMs) : QVariant();
}

QVariant cpu(const AgentInfo &agent)
{
    return isAlive(agent) ? QVariant(agent.cpuPercent) : QVariant();
}

QVariant memory(const AgentInfo &agent)
{
    return isAlive(agent) ? QVariant(agent.memoryMiB) : QVariant();
}

Tone heartbeatTone(const AgentInfo &agent)
{
    return agent.heartbeatAgeMs > staleHeartbeatMs ? Tone::Bad : Tone::Plain;
}

Tone restartsTone(const AgentInfo &agent)
{
    return agent.restarts > 0 ? Tone::Warning : Tone::Plain;
}

Tone muted(const AgentInfo &) { return Tone::Muted; }
QString key(const AgentInfo &agent) { return toQString(agent.name); }

} // namespace

AgentsModel *makeAgentsModel(QObject *parent)
{
    return new AgentsModel(
        {
            {QT_TRANSLATE_NOOP("columns", "Agent"), Format::Text,
                [](const AgentInfo &agent) -> QVariant { return key(agent); }},
            {QT_TRANSLATE_NOOP("columns", "Kind"), Format::Text,
                [](const AgentInfo &agent) -> QVariant { return toQString(agent.kind); }, muted},
            {QT_TRANSLATE_NOOP("columns", "State"), Format::Text,
                [](const AgentInfo &agent) -> QVariant { return phaseText(agent.phase); },
                [](const AgentInfo &agent) { return toneOf(agent.phase); }},
            {QT_TRANSLATE_NOOP("columns", "Process"), Format::Text, pid, muted},
            {QT_TRANSLATE_NOOP("columns", "CPU"), Format::Percent, cpu},
            {QT_TRANSLATE_NOOP("columns", "Memory"), Format::MiB, memory},
            {QT_TRANSLATE_NOOP("columns", "Heartbeat"), Format::Milliseconds, heartbeat,
                heartbeatTone},
            {QT_TRANSLATE_NOOP("columns", "Restarts"), Format::Count,
                [](const AgentInfo &agent) -> QVariant { return agent.restarts; }, restartsTone},
            {QT_TRANSLATE_NOOP("columns", "Note"), Format::Text,
                [](const AgentInfo &agent) -> QVariant { return toQString(agent.note); }, muted},
        },
        key, nullptr, parent);
}

AgentsPanel::AgentsPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_model(makeAgentsModel(this))
    , m_table(new DataTable(context.look, context.book, this))
{
    m_table->setObjectName(QStringLiteral("agents.table"));
    m_table->setHint(tr("The engine's agents appear here when it runs."));
    m_table->show(*m_model);
    m_table->follow(context.port);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    connect(
        &context.port, &EnginePort::agentsChanged, this, [this](const std::vector<AgentInfo> &all) {
            m_model->replaceAll({all.begin(), all.end()});
        });
}

} // namespace agora::app
