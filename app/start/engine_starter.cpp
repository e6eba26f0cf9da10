#include "app/start/engine_starter.h"

#include "engine/base/paths.h"
#include "engine/base/text.h"

namespace agora::app {

namespace {
constexpr auto watchInterval = std::chrono::milliseconds(100);
}

EngineStarter::EngineStarter(Settings settings, EnginePort &port, QObject *parent)
    : QObject(parent), m_settings(std::move(settings))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(m_settings.patience);
    m_watch.setInterval(watchInterval);
    connect(&m_patience, &QTimer::timeout, this, &EngineStarter::startNow);
    connect(&m_watch, &QTimer::timeout, this, &EngineStarter::watch);
    connect(&port, &EnginePort::connectionChanged, this, [this](Connection connection) {
        m_connection = connection;
        if (connection == Connection::Connected)
            m_patience.stop();
    });
    connect(&port, &EnginePort::engineChanged, this,
        [this](const client::EngineInfo &engine) { m_enginePid = engine.pid; });
}

void EngineStarter::begin() { m_patience.start(); }

void EngineStarter::startNow()
{
    if (m_child || m_connection == Connection::Connected)
        return;
    std::error_code ignored;
    std::filesystem::create_directories(m_settings.output.parent_path(), ignored);
    std::filesystem::remove(m_settings.output, ignored);
    auto child = Process::start({.program = m_settings.program,
        .arguments = m_settings.arguments,
        .environment = {},
        .output = m_settings.output,
        .ownSession = true});
    if (!child) {
        emit failed(tr("The engine could not be started. %1")
                        .arg(QString::fromStdString(child.error().message)));
        return;
    }
    m_child.emplace(std::move(*child));
    m_enginePid = 0;
    m_watch.start();
    emit starting();
}

bool EngineStarter::ownsEngine() const
{
    // Two windows may start an engine at once: the second engine gives way, and its window must not
    // end the first.
    return m_child && (m_enginePid == 0 || m_enginePid == m_child->pid());
}

void EngineStarter::terminateChild()
{
    if (m_child)
        m_child->terminate();
}

void EngineStarter::watch()
{
    const auto end = m_child ? m_child->poll() : std::nullopt;
    if (!end)
        return;
    const bool gaveWay = m_enginePid != 0 && m_enginePid != m_child->pid()
        && m_connection == Connection::Connected;
    const bool isClean = end->exitCode == 0 && end->signal == 0;
    m_child.reset();
    m_watch.stop();
    if (!gaveWay && !isClean) {
        const auto words = lastWords();
        emit failed(words.isEmpty()
                ? tr("The engine has ended with %1.").arg(QString::fromStdString(end->describe()))
                : tr("The engine has ended: %1").arg(words));
    }
    emit childEnded();
}

QString EngineStarter::lastWords() const
{
    const auto printed = readFile(m_settings.output);
    if (!printed)
        return {};
    const auto lines = split(*printed, '\n');
    for (auto line = lines.rbegin(); line != lines.rend(); ++line)
        if (const auto text = trimmed(*line); !text.empty())
            return QString::fromStdString(std::string(text));
    return {};
}

} // namespace agora::app
