#include "app/window/engine_state.h"

#include "app/start/engine_starter.h"
#include "app/tables/words.h"
#include "app/window/banner.h"
#include "app/window/closing.h"

namespace agora::app {

EngineState::EngineState(EnginePort &port, EngineStarter *starter, const Closing &closing,
    Banner &banner, const Options &options)
    : QObject(&banner), m_starter(starter), m_closing(closing), m_banner(banner), m_options(options)
{
    connect(&port, &EnginePort::connectionChanged, this, [this](Connection connection) {
        m_connection = connection;
        if (connection == Connection::Connected)
            m_startProblem.clear();
        update();
    });
    connect(&port, &EnginePort::engineChanged, this, [this](const client::EngineInfo &engine) {
        m_engine = engine;
        update();
    });
    connect(
        &port, &EnginePort::agentsChanged, this, [this](const std::vector<client::AgentInfo> &all) {
            m_parked.clear();
            for (const auto &agent : all)
                if (agent.phase == client::AgentPhase::Parked)
                    m_parked.append(toQString(agent.name));
            update();
        });
    connect(&closing, &Closing::ending, this, &EngineState::update);
    connect(&banner, &Banner::pressed, this, [this] {
        m_startProblem.clear();
        if (m_starter)
            m_starter->startNow();
    });
    if (starter) {
        connect(starter, &EngineStarter::starting, this, &EngineState::update);
        connect(starter, &EngineStarter::failed, this, [this](const QString &sentence) {
            m_startProblem = sentence;
            update();
        });
    }
    update();
}

void EngineState::update()
{
    if (m_closing.isEnding())
        m_banner.show(Banner::Kind::Info, tr("Ending the engine…"));
    else if (m_connection == Connection::Connected)
        showConnected();
    else
        showUnconnected();
}

void EngineState::showUnconnected()
{
    const bool isStarting = m_starter && m_starter->isChildRunning();
    const auto again = m_starter && !isStarting ? tr("Start the Engine") : QString();
    if (!m_startProblem.isEmpty())
        m_banner.show(Banner::Kind::Problem, m_startProblem, again);
    else if (m_connection == Connection::Lost)
        m_banner.show(
            Banner::Kind::Problem, tr("Engine gone – trading state unknown; reconnecting…"), again);
    else
        m_banner.show(Banner::Kind::Info,
            isStarting ? tr("Starting the engine…") : tr("Looking for a running engine…"));
}

void EngineState::showConnected()
{
    if (!m_parked.isEmpty())
        m_banner.show(Banner::Kind::Problem,
            tr("Failed again and again, and not restarted any more: %1. The log says why.")
                .arg(m_parked.join(QStringLiteral(", "))));
    else if (m_engine.isReplay && m_engine.replayFinished)
        m_banner.show(Banner::Kind::Info, tr("The replay is finished."));
    else if (m_options.wantsOwnEngine && m_starter && !m_starter->ownsEngine())
        m_banner.show(Banner::Kind::Warning,
            tr("An engine runs already for the profile “%1”, so --replay, --speed and --config "
               "were not applied. End it with “agoractl shutdown”, or name another --profile.")
                .arg(m_options.profile));
    else
        m_banner.clear();
}

} // namespace agora::app
