#pragma once

#include "charts/extrema_pyramid.h"
#include "engine/base/clock.h"
#include "engine/base/thread_time.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

namespace agora::app {

using Milliseconds = std::chrono::duration<double, std::milli>;

/// Runs the event loop turn by turn and remembers the turns that held the GUI thread the longest:
/// whatever a user does waits for the end of one.
///
/// `cpu` is what the thread itself worked, so that a busy machine does not count. `held` is all
/// time that passed in the turn, with sleeping, disks, locks and threads that are waited for, less
/// the time in which this thread and one that it waits for wanted to go on but others had the cores
/// (where the system tells it).
class GuiWatch final {
public:
    struct Figures {
        Milliseconds cpu{};
        Milliseconds held{};
    };

    /// One turn of the event loop.
    void turn()
    {
        act([] { QCoreApplication::processEvents(QEventLoop::AllEvents); });
        act([] { QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); });
    }
    /// What a user's hand or the engine does, as if it came from the event loop.
    template <typename Deed>
    void act(Deed &&deed)
    {
        const auto queued = threadsQueuedNow();
        const auto begun = steadyNow();
        const auto cpu = threadCpuNow();
        deed();
        const Milliseconds worked = threadCpuNow() - cpu;
        const Milliseconds held = steadyNow() - begun - longestQueued(queued, threadsQueuedNow());
        m_worst.cpu = std::max(m_worst.cpu, worked);
        m_worst.held = std::max(m_worst.held, held);
        ++m_turns;
    }
    /// Turns until it is so; false after 90 s.
    template <typename Condition>
    bool until(Condition &&isSo)
    {
        for (const auto end = steadyNow() + std::chrono::seconds(90); steadyNow() < end;) {
            turn();
            if (isSo())
                return true;
            QTest::qSleep(1);
        }
        return false;
    }
    /// That many turns, with a pause for timers between them.
    void turns(int count)
    {
        for (int i = 0; i < count; ++i) {
            turn();
            QTest::qSleep(2);
        }
    }

    [[nodiscard]] const Figures &worst() const { return m_worst; }
    [[nodiscard]] int turnsSeen() const { return m_turns; }

private:
    /// Of two threads: this one, and one that it waits for.
    static Duration longestQueued(
        const std::map<int, Duration> &before, const std::map<int, Duration> &after)
    {
        Duration most{}, second{};
        for (const auto &[thread, queued] : after) {
            const auto known = before.find(thread);
            const Duration waited = queued - (known == before.end() ? Duration{} : known->second);
            second = std::max(second, std::min(most, waited));
            most = std::max(most, waited);
        }
        return most + second;
    }

    Figures m_worst;
    int m_turns = 0;
};

/// Processor time of some work of the kind that charts do, in milliseconds.
[[nodiscard]] inline double timeOfUsualWork()
{
    double best = HUGE_VAL;
    for (int round = 0; round < 5; ++round) {
        const auto begun = threadCpuNow();
        std::vector<double> values;
        double average = 1;
        for (int i = 0; i < 400'000; ++i) {
            average += (std::sin(i) - average) * 0.1;
            values.push_back(average);
        }
        charts::ExtremaPyramid pyramid;
        pyramid.update(values, values, 0);
        const Milliseconds took = threadCpuNow() - begun;
        if (!pyramid.extent(values, values, 7, values.size()).isEmpty())
            best = std::min(best, took.count());
    }
    return best;
}

/// How much slower this build runs our code than an optimised one: 1 for that one, else what that
/// work takes against what it takes in a release build on the same kind of machine.
[[nodiscard]] inline double slownessOfBuild()
{
#ifdef NDEBUG
    return 1;
#else
    constexpr double releaseMs = 6; // preset release, an AMD EPYC of 2.4 GHz
    static const double slowness = std::clamp(timeOfUsualWork() / releaseMs, 1.0, 12.0);
    return slowness;
#endif
}

/// The bound for an optimised build.
[[nodiscard]] inline Milliseconds mostHeld() { return Milliseconds(50) * slownessOfBuild(); }

} // namespace agora::app
