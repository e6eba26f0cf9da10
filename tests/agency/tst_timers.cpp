#include "tests/agency/real_bus.h"

#include "engine/agency/timer_book.h"

#include <QTest>
#include <atomic>
#include <dirent.h>
#include <thread>

using namespace agora;
using namespace agora::agency;
using namespace std::chrono_literals;

namespace {
/// Times are made up: what a busy machine does cannot change the outcome.
struct MadeUpTime {
    Timers<Duration> timers;
    Duration now{};
    void advance(Duration by, Duration step = 10ms)
    {
        const auto end = now + by;
        while (now < end) {
            now = std::min(now + step, end);
            timers.run(now);
        }
    }
};

int threadsOfThisProcess()
{
    int count = 0;
    auto *folder = opendir("/proc/self/task");
    while (folder != nullptr && readdir(folder) != nullptr)
        ++count;
    if (folder != nullptr)
        closedir(folder);
    return count;
}

} // namespace

class TestTimers : public QObject {
    Q_OBJECT
private slots:
    void aTimerTicksAtOnceAndFromStartToStart();
    void aTimerThatFallsBehindDropsTicks();
    void aTimerThatCaughtUpIsOnItsGridAgain();
    void startingATimerNeverBlocksNorRunsItsBody();
    void afterRunsOnceAndAStoppedOneNever();
    void afterZeroPostsToTheLoop();
    void timersAreStoppedByIdByAliasAndAllAtOnce();
    void timersAreListed();
    void thousandsOfZeroPeriodTicksDoNotExhaustTheStack();
    void tenThousandTimersCostNoThread();
    void aTimerMayStopItselfAndStartOthers();
    void stoppingWhileATimerBodySleepsAndThrowsNeverHangs();
};

void TestTimers::aTimerTicksAtOnceAndFromStartToStart()
{
    MadeUpTime time;
    int ticks = 0;
    std::vector<Duration> at;
    time.timers.every(0ms, 100ms, [&] {
        ++ticks;
        at.push_back(time.now);
        time.now += 30ms; // the body takes a while: periods still count from start to start
    });
    time.timers.run(time.now);
    QCOMPARE(ticks, 1);
    time.advance(2s - 30ms);
    QVERIFY2(ticks == 20 || ticks == 21, std::to_string(ticks).c_str());
    for (std::size_t i = 0; i < at.size(); ++i)
        QVERIFY(at[i] - 100ms * static_cast<int>(i) <= 40ms);
}

void TestTimers::aTimerThatFallsBehindDropsTicks()
{
    MadeUpTime time;
    int ticks = 0;
    const auto id = time.timers.every(0ms, 100ms, [&] {
        ++ticks;
        time.now += 400ms; // four times too slow
    });
    while (time.now < 2s)
        time.advance(10ms);
    QVERIFY2(ticks >= 4 && ticks <= 6, std::to_string(ticks).c_str());
    QVERIFY(time.timers.find(id)->dropped >= 10);
}

void TestTimers::aTimerThatCaughtUpIsOnItsGridAgain()
{
    MadeUpTime time;
    std::vector<Duration> at;
    bool isSlow = true;
    time.timers.every(0ms, 100ms, [&] {
        at.push_back(time.now);
        if (isSlow)
            time.now += 350ms;
    });
    while (time.now < 1s)
        time.advance(10ms);
    isSlow = false;
    const auto before = at.size();
    time.advance(1s);
    const auto after = at.size() - before;
    QVERIFY2(after >= 9 && after <= 11, std::to_string(after).c_str()); // missed ones do not follow
    for (std::size_t i = before + 1; i < at.size(); ++i) // the one that was due comes late
        QVERIFY(at[i] % 100ms <= 10ms);
}

void TestTimers::startingATimerNeverBlocksNorRunsItsBody()
{
    RealBus agent;
    TimerBook timers(agent.bus);
    int ticks = 0;
    timers.every(1h, [&] { ++ticks; });
    QCOMPARE(ticks, 0);
    agent.bus.turn(0ms);
    QCOMPARE(ticks, 1); // at once, not after an hour
    agent.bus.turn(0ms);
    QCOMPARE(ticks, 1);
}

void TestTimers::afterRunsOnceAndAStoppedOneNever()
{
    MadeUpTime time;
    std::vector<int> order;
    time.timers.once(2s, [&] { order.push_back(2); });
    time.timers.once(1s, [&] { order.push_back(1); });
    const auto stopped = time.timers.once(1500ms, [&] { order.push_back(99); });
    time.advance(990ms);
    QVERIFY(order.empty());
    time.advance(110ms);
    QCOMPARE(order, std::vector<int>{1});
    QVERIFY(time.timers.stop(stopped));
    QVERIFY(!time.timers.stop(stopped));
    time.advance(5s);
    QCOMPARE(order, (std::vector<int>{1, 2}));
    QCOMPARE(time.timers.count(), std::size_t(0));
}

void TestTimers::afterZeroPostsToTheLoop()
{
    RealBus agent;
    TimerBook timers(agent.bus);
    std::vector<std::string> order;
    timers.after(0s, [&] {
        order.push_back("first");
        timers.after(0s, [&] { order.push_back("posted by the first"); });
        order.push_back("first goes on");
    });
    order.push_back("caller");
    QVERIFY(agent.until([&] { return order.size() == 4; }));
    QCOMPARE(order,
        (std::vector<std::string>{"caller", "first", "first goes on", "posted by the first"}));
    QCOMPARE(timers.count(), std::size_t(0));
}

void TestTimers::timersAreStoppedByIdByAliasAndAllAtOnce()
{
    RealBus agent;
    TimerBook timers(agent.bus);
    int a = 0;
    int b = 0;
    int c = 0;
    const auto id = timers.every(0s, [&] { ++a; });
    timers.every(
        0s, [&] { ++b; }, "second");
    timers.every(0s, [&] { ++c; });
    int libraryTicks = 0;
    agent.bus.every(0s, [&] { ++libraryTicks; }); // not one of the agent's own
    QVERIFY(agent.until([&] { return a > 2 && b > 2 && c > 2; }));
    QVERIFY(timers.stop(id));
    const auto stoppedAt = a;
    const auto seen = c;
    QVERIFY(agent.until([&] { return c > seen + 2; }));
    QCOMPARE(a, stoppedAt);
    QVERIFY(timers.stop("second"));
    const auto unknown = timers.stop("secnd");
    QVERIFY(!unknown); // and the agent lives on
    const auto again = timers.stop(id);
    QVERIFY(!again);
    QCOMPARE(timers.stopAll(), std::size_t(1));
    const auto last = c;
    const auto library = libraryTicks;
    QVERIFY(agent.until([&] { return libraryTicks > library + 2; }));
    QCOMPARE(c, last);
    QVERIFY(agent.bus.errors().count() == 0);
}

void TestTimers::timersAreListed()
{
    RealBus agent;
    TimerBook timers(agent.bus);
    const auto id = timers.every(
        250ms, [] {}, "poll");
    timers.after(
        1h, [] {}, "tea");
    timers.after(
        0s, [] {}, "now");
    QCOMPARE(timers.list().asArray().size(), std::size_t(3));
    QVERIFY(agent.until([&] { return timers.count() == 2; })); // what fired is not listed
    const auto list = timers.list();
    const auto &poll = list.asArray().front();
    QCOMPARE(poll["alias"].asText(), "poll");
    QCOMPARE(agent.bus.describe()["timer_list"].asArray().size(), std::size_t(2));
    QCOMPARE(poll["id"].asInteger(), static_cast<std::int64_t>(id));
    QCOMPARE(poll["period_ms"].asNumber(), 250.0);
    QVERIFY(poll["ticks"].asInteger() >= 1);
    QVERIFY(list.asArray().back()["period_ms"].isNull());
    timers.every(
        1h, [] {}, "tea"); // takes the place of the other
    QCOMPARE(timers.count(), std::size_t(2));
}

void TestTimers::thousandsOfZeroPeriodTicksDoNotExhaustTheStack()
{
    RealBus agent;
    TimerBook timers(agent.bus);
    int every = 0;
    int chained = 0;
    timers.every(0s, [&] { ++every; });
    std::function<void()> chain = [&] {
        ++chained;
        timers.after(0s, chain);
    };
    timers.after(0s, chain);
    QVERIFY(agent.until([&] { return every > 5000 && chained > 5000; }));
    QVERIFY(std::abs(every - chained) < 100); // neither starves the other
}

void TestTimers::tenThousandTimersCostNoThread()
{
    RealBus agent;
    TimerBook timers(agent.bus);
    agent.bus.turn(0ms);
    const auto before = threadsOfThisProcess();
    int ticks = 0;
    for (int i = 0; i < 10'000; ++i)
        timers.every(1h, [&] { ++ticks; });
    QVERIFY(agent.until([&] { return ticks >= 10'000; }));
    QCOMPARE(threadsOfThisProcess(), before);
    QCOMPARE(timers.stopAll(), std::size_t(10'000));
}

void TestTimers::aTimerMayStopItselfAndStartOthers()
{
    RealBus agent;
    TimerBook timers(agent.bus);
    int ticks = 0;
    int later = 0;
    timers.every(
        0s,
        [&] {
            if (++ticks < 3)
                return;
            (void)timers.stop("self");
            timers.every(
                0s, [&] { ++later; }, "other");
        },
        "self");
    QVERIFY(agent.until([&] { return later > 3; }));
    QCOMPARE(ticks, 3);
}

void TestTimers::stoppingWhileATimerBodySleepsAndThrowsNeverHangs()
{
    for (const auto policy : {OnError::GoOn, OnError::Stop, OnError::Restart}) {
        RealBus agent;
        agent.bus.errors().setPolicy(policy);
        TimerBook timers(agent.bus);
        std::atomic<bool> isInside = false;
        timers.every(0s, [&] {
            isInside = true;
            std::this_thread::sleep_for(100ms);
            throw std::runtime_error("woken badly");
        });
        std::thread loop([&] { agent.bus.run(); });
        while (!isInside)
            std::this_thread::yield();
        agent.bus.stop();
        loop.join(); // hangs here, into the test's own limit, when it is broken
        QCOMPARE(agent.bus.errors().count(), std::uint64_t(1));
    }
}

QTEST_GUILESS_MAIN(TestTimers)
#include "tst_timers.moc"
