#pragma once

#include "app/link/engine_port.h"

class QLabel;
class QStatusBar;

namespace agora::app {

class Look;
class MarketTime;

/// The status bar: what is under the mouse; feed, replay, market time and connection.
class StatusLine final : public QObject {
    Q_OBJECT

public:
    StatusLine(QStatusBar &bar, EnginePort &port, const MarketTime &time, const Look &look);

    void showHover(const QString &text);
    void showTime(); ///< once a second, and when a replay moves

private:
    QLabel *addLabel(const char *name, const QString &toolTip);
    void showConnection(Connection connection, const QString &sentence);
    void showEngine(const client::EngineInfo &engine);
    void colour();

    QStatusBar &m_bar;
    const MarketTime &m_marketTime;
    const Look &m_look;
    QLabel *m_hover;
    QLabel *m_replay;
    QLabel *m_feed;
    QLabel *m_time;
    QLabel *m_connection;
    Connection m_state = Connection::Connecting;
};

} // namespace agora::app
