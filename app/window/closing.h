#pragma once

#include "app/link/engine_port.h"

#include <QTimer>

class QWidget;

namespace agora::app {

class EngineStarter;

/// What is at stake when the window closes.
struct CloseStakes {
    bool ownsEngine = false; ///< this window started the engine
    int runningBrains = 0;
    int openPositions = 0;
    [[nodiscard]] bool needQuestion() const
    {
        return ownsEngine && (runningBrains > 0 || openPositions > 0);
    }
};

/// `running brains: 2, open positions: 1`
[[nodiscard]] QString describe(const CloseStakes &stakes);

/// Decides how the window closes: at once, after ending the engine that it started, or not at all.
class Closing final : public QObject {
    Q_OBJECT

public:
    /// Without a starter the engine is never this window's to end.
    Closing(EnginePort &port, EngineStarter *starter, QWidget *window);

    /// True when the window may close now; otherwise `ready` follows once it may, or nothing when
    /// the user stays.
    [[nodiscard]] bool mayClose(const CloseStakes &stakes);
    /// Ends an engine of ours without asking: the session or the terminal told us to go.
    void endWithoutAsking();
    [[nodiscard]] bool isEnding() const { return m_isEnding; }

signals:
    void ending();
    void ready();

private:
    void ask(const CloseStakes &stakes);
    void endEngine();
    void insist();
    void finish();

    EnginePort &m_port;
    EngineStarter *m_starter;
    QWidget *m_window;
    QTimer m_limit;
    bool m_isAsking = false;
    bool m_isEnding = false;
    bool m_isDecided = false;
    bool m_hasInsisted = false;
};

} // namespace agora::app
