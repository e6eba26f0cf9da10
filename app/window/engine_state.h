#pragma once

#include "app/link/engine_port.h"

namespace agora::app {

class Banner;
class Closing;
class EngineStarter;

/// Tells in the banner what the engine is doing whenever that is not simply "running": starting,
/// gone, not started and why, agents that failed for good, a replay that is over.
class EngineState final : public QObject {
    Q_OBJECT

public:
    struct Options {
        QString profile;
        bool wantsOwnEngine = false; ///< a replay, speed or configuration was asked for
    };

    /// Without a starter the window can only wait for an engine.
    EngineState(EnginePort &port, EngineStarter *starter, const Closing &closing, Banner &banner,
        const Options &options);

private:
    void update();
    void showUnconnected();
    void showConnected();

    EngineStarter *m_starter;
    const Closing &m_closing;
    Banner &m_banner;
    Options m_options;
    Connection m_connection = Connection::Connecting;
    client::EngineInfo m_engine;
    QStringList m_parked;
    QString m_startProblem; ///< why our engine could not be started or has ended
};

} // namespace agora::app
