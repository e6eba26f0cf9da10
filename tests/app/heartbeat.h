#pragma once

#include "engine/base/clock.h"

#include <QTimer>

#include <algorithm>
#include <chrono>

namespace agora::app {

/// Beats in the GUI thread and remembers the longest time in which it could not: what a user would
/// feel as a window that hangs.
class Heartbeat final {
public:
    Heartbeat()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
        m_timer.start(std::chrono::milliseconds(2));
        m_last = steadyNow();
    }

    void reset()
    {
        m_longest = {};
        m_last = steadyNow();
    }
    [[nodiscard]] std::chrono::milliseconds longest()
    {
        beat(); // also what has not ended yet
        return std::chrono::duration_cast<std::chrono::milliseconds>(m_longest);
    }

private:
    void beat()
    {
        const auto now = steadyNow();
        m_longest = std::max(m_longest, Duration(now - m_last));
        m_last = now;
    }

    QTimer m_timer;
    decltype(steadyNow()) m_last{};
    Duration m_longest{};
};

} // namespace agora::app
