#pragma once

#include "app/link/engine_port.h"
#include "engine/base/process.h"

#include <QTimer>

#include <chrono>
#include <filesystem>

namespace agora::app {

/// Starts `agorad` when no engine answers for this profile, and remembers whether the engine at
/// work is the one it started.
class EngineStarter final : public QObject {
    Q_OBJECT

public:
    struct Settings {
        std::filesystem::path program;
        std::vector<std::string> arguments;
        std::filesystem::path output; ///< what agorad prints; begun anew at each start
        /// How long a running engine may take to answer before one of our own is started.
        std::chrono::milliseconds patience{300};
    };

    EngineStarter(Settings settings, EnginePort &port, QObject *parent = nullptr);

    /// Gives a running engine the time to answer, then starts one.
    void begin();
    void startNow();

    /// The engine at work is our child: closing this window ends it.
    [[nodiscard]] bool ownsEngine() const;
    [[nodiscard]] bool isChildRunning() const { return m_child.has_value(); }
    /// For an engine that does not follow a polite request to end.
    void terminateChild();

signals:
    void starting();
    /// Our engine could not be started or has ended by itself; a sentence for the user.
    void failed(const QString &sentence);
    /// Our engine is gone, whoever ended it.
    void childEnded();

private:
    void watch();
    [[nodiscard]] QString lastWords() const;

    Settings m_settings;
    QTimer m_patience;
    QTimer m_watch;
    std::optional<Process> m_child;
    Connection m_connection = Connection::Connecting;
    int m_enginePid = 0; ///< of the engine that answered; 0 = none yet
};

} // namespace agora::app
