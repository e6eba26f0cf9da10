#include "tests/agency/bus_pair.h"

#include "engine/agency/timer_book.h"
#include "engine/agency/worker_thread.h"
#include "engine/agency/zmq_transport.h"

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

/// A bus with a transport that can be woken, turned by the test.
struct RealBus {
    SystemClock clock;
    Bus bus{BusSetup{.name = "agent", .epoch = 1, .clock = &clock}, makeZmqTransport()};

    /// Turns until the condition holds; false when that takes far too long.
    bool until(const std::function<bool()> &condition)
    {
        const auto deadline = steadyNow() + 30s;
        while (!condition() && steadyNow() < deadline)
            bus.turn(20ms);
        return condition();
    }
};

Note note(const std::string &topic, Value value = {}) { return {topic, std::move(value)}; }
} // namespace

class TestAgentParts : public QObject {
    Q_OBJECT
private slots:
    // timers
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
    // errors
    void anErrorIsContainedCountedAndToldWithItsContext_data();
    void anErrorIsContainedCountedAndToldWithItsContext();
    void thePolicyDecidesWhatAnErrorDoes();
    void aRequestThatThrowsIsAnsweredWithItsText();
    void anAnswerThatIsHandledBadlyStopsNobody();
    // worker threads
    void notesGoBothWays();
    void aBlockedThreadNeverBlocksTheAgent();
    void theQueuesAreBounded();
    void theAgentEndsTheThread();
    void theThreadEndsItself();
    void whatAThreadThrowsIsReportedToTheAgent();
    void aThreadThatDoesNotEndIsLeftToItself();
    void aHandlerMayEndItsOwnThread();
};

// ---- timers

void TestAgentParts::aTimerTicksAtOnceAndFromStartToStart()
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

void TestAgentParts::aTimerThatFallsBehindDropsTicks()
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

void TestAgentParts::aTimerThatCaughtUpIsOnItsGridAgain()
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

void TestAgentParts::startingATimerNeverBlocksNorRunsItsBody()
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

void TestAgentParts::afterRunsOnceAndAStoppedOneNever()
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

void TestAgentParts::afterZeroPostsToTheLoop()
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

void TestAgentParts::timersAreStoppedByIdByAliasAndAllAtOnce()
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

void TestAgentParts::timersAreListed()
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
    QCOMPARE(poll["id"].asInteger(), static_cast<std::int64_t>(id));
    QCOMPARE(poll["period_ms"].asNumber(), 250.0);
    QVERIFY(poll["ticks"].asInteger() >= 1);
    QVERIFY(list.asArray().back()["period_ms"].isNull());
    timers.every(
        1h, [] {}, "tea"); // takes the place of the other
    QCOMPARE(timers.count(), std::size_t(2));
}

void TestAgentParts::thousandsOfZeroPeriodTicksDoNotExhaustTheStack()
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

void TestAgentParts::tenThousandTimersCostNoThread()
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

void TestAgentParts::aTimerMayStopItselfAndStartOthers()
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

void TestAgentParts::stoppingWhileATimerBodySleepsAndThrowsNeverHangs()
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

// ---- errors

void TestAgentParts::anErrorIsContainedCountedAndToldWithItsContext_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("context");
    QTest::newRow("push") << "push"
                          << "push “order” from “brain”";
    QTest::newRow("publication") << "publication"
                                 << "publication “tick”";
    QTest::newRow("subscription") << "subscription"
                                  << "subscription of “bad” from “brain”";
    QTest::newRow("timer") << "timer"
                           << "timer “poll”";
    QTest::newRow("post") << "post"
                          << "posted work";
    QTest::newRow("method") << "method"
                            << "method “fail”";
    QTest::newRow("reply") << "reply"
                           << "answer to “agent.ping”";
}

void TestAgentParts::anErrorIsContainedCountedAndToldWithItsContext()
{
    QFETCH(QString, where);
    QFETCH(QString, context);
    BusWorld world;
    auto &trader = world.add("trader");
    auto &brain = world.add("brain");
    TimerBook timers(trader);
    const auto bang = [] { throw std::runtime_error("no more paper"); };
    std::vector<HandlerError> told;
    trader.errors().onError([&](const HandlerError &error) { told.push_back(error); });
    int fine = 0;
    std::string refusal;
    trader.onPush("order", [&](const Message &) { bang(); });
    trader.onPush("fine", [&](const Message &) { ++fine; });
    trader.method("fail", "Throws.", [&](const Value &, const Answer &) { bang(); });
    trader.offer("bad", [&](const Subscriber &) { bang(); });
    brain.offer("tick", [&](const Subscriber &who) { brain.accept(who.id, {toBytes("1")}); });
    if (where == "push")
        brain.push("trader", "order", {});
    if (where == "publication")
        trader.subscribe("brain", "tick", {.onMessage = [&](const Message &) { bang(); }});
    if (where == "subscription")
        brain.subscribe(
            "trader", "bad", {.onProblem = [&](const std::string &given) { refusal = given; }});
    if (where == "timer")
        timers.after(0s, bang, "poll");
    if (where == "post")
        trader.post(bang);
    if (where == "method")
        brain.call("trader", "fail", {}, 5s, [](const Result<Value> &) {});
    if (where == "reply")
        trader.call("brain", "agent.ping", {}, 5s, [&](const Result<Value> &) { bang(); });
    brain.push("trader", "fine", {});
    world.settle();
    QCOMPARE(trader.errors().count(), std::uint64_t(1));
    QCOMPARE(told.size(), std::size_t(1));
    QVERIFY2(QString::fromStdString(told[0].context).startsWith(context), told[0].context.c_str());
    QCOMPARE(told[0].text, "no more paper");
    QCOMPARE(fine, 1); // it goes on
    if (where == "subscription")
        QCOMPARE(refusal, "no more paper"); // whoever waits is told
}

void TestAgentParts::thePolicyDecidesWhatAnErrorDoes()
{
    for (const auto policy : {OnError::GoOn, OnError::Stop, OnError::Restart}) {
        RealBus agent;
        agent.bus.errors().setPolicy(policy);
        agent.bus.post([] { throw std::runtime_error("first"); });
        agent.bus.post([] { throw std::runtime_error("second"); });
        agent.bus.turn(0ms);
        const bool goesOn = policy == OnError::GoOn;
        QCOMPARE(agent.bus.isStopped(), !goesOn);
        QCOMPARE(agent.bus.errors().fatal().has_value(), !goesOn);
        if (!goesOn)
            QCOMPARE(agent.bus.errors().fatal()->text, "first");
        QVERIFY(parseOnError(toString(policy)) == policy);
    }
    QVERIFY(!parseOnError("panic"));
}

void TestAgentParts::aRequestThatThrowsIsAnsweredWithItsText()
{
    BusWorld world;
    auto &server = world.add("server");
    auto &client = world.add("client");
    server.onRequest("file",
        [](const Message &, const Answer &) { throw std::runtime_error("no such drawer"); });
    std::optional<Result<Bytes>> reply;
    client.request("server", "file", {}, 5s, [&](Result<Bytes> got) { reply = std::move(got); });
    world.settle();
    QVERIFY(reply && !*reply);
    QCOMPARE(reply->error().message, "no such drawer");
    QCOMPARE(server.errors().last()->context, "request “file” from “client”");
}

void TestAgentParts::anAnswerThatIsHandledBadlyStopsNobody()
{
    BusWorld world;
    auto &agent = world.add("agent");
    int told = 0;
    for (int i = 0; i < 3; ++i) // nobody of that name: each runs into its limit in one turn
        agent.request("nobody", "x", {}, 0s, [&](const Result<Bytes> &) {
            ++told;
            throw std::runtime_error("unprepared");
        });
    world.settle();
    QCOMPARE(told, 3);
    QCOMPARE(agent.errors().count(), std::uint64_t(3));
}

// ---- worker threads

void TestAgentParts::notesGoBothWays()
{
    RealBus agent;
    std::vector<std::int64_t> sums;
    std::thread::id handledIn;
    WorkerThread thread(agent.bus,
        {.name = "adder",
            .onNote =
                [&](Note &given) {
                    handledIn = std::this_thread::get_id();
                    sums.push_back(given.value.asInteger());
                }},
        [](AgentPort &port) {
            std::int64_t sum = 0;
            while (auto given = port.receive(1h)) {
                sum += given->value.asInteger() + static_cast<std::int64_t>(given->bytes.size());
                (void)port.send(note("sum", sum));
            }
        });
    QVERIFY(thread.send(note("add", 1)));
    QVERIFY(thread.send(note("add", 2)));
    QVERIFY(thread.send({.topic = "add", .value = 3, .bytes = toBytes("abcd")}));
    QVERIFY(agent.until([&] { return sums.size() == 3; }));
    QCOMPARE(sums, (std::vector<std::int64_t>{1, 3, 10}));
    QVERIFY(handledIn == std::this_thread::get_id());
    const auto row = thread.describe();
    QCOMPARE(row["name"].asText(), "adder");
    QCOMPARE(row["sent"].asInteger(), 3);
    QCOMPARE(row["received"].asInteger(), 3);
    QVERIFY(row["running"].asBool());
}

void TestAgentParts::aBlockedThreadNeverBlocksTheAgent()
{
    RealBus agent;
    std::atomic<bool> isReleased = false;
    WorkerThread thread(agent.bus, {.name = "blocked", .mostNotes = 10}, [&](AgentPort &) {
        while (!isReleased) // as in a system call: it looks at nothing
            std::this_thread::sleep_for(1ms);
    });
    int ticks = 0;
    agent.bus.every(0s, [&] { ++ticks; });
    int taken = 0;
    for (int i = 0; i < 100; ++i) {
        taken += thread.send(note("x")) ? 1 : 0;
        agent.bus.turn(0ms);
    }
    QCOMPARE(taken, 10); // bounded, and told
    QCOMPARE(ticks, 100);
    isReleased = true;
}

void TestAgentParts::theQueuesAreBounded()
{
    RealBus agent;
    std::atomic<int> sent = 0;
    std::atomic<bool> wasRefused = false;
    int received = 0;
    WorkerThread thread(agent.bus,
        {.name = "flood", .mostNotes = 5, .onNote = [&](Note &) { ++received; }},
        [&](AgentPort &port) {
            while (port.send(note("x"), 10ms))
                ++sent;
            wasRefused = true; // the agent does not turn
            while (sent < 2000 && port.send(note("x"), 1h))
                ++sent;
        });
    QTRY_VERIFY_WITH_TIMEOUT(wasRefused.load(), 30'000);
    QCOMPARE(sent.load(), 5);
    QCOMPARE(thread.describe()["to_agent"].asInteger(), 5);
    QVERIFY(agent.until([&] { return received == 2000; })); // waits, and loses nothing
}

void TestAgentParts::theAgentEndsTheThread()
{
    RealBus agent;
    int ended = 0;
    std::optional<std::string> error;
    std::atomic<int> seen = 0;
    WorkerThread thread(agent.bus,
        {.name = "waits",
            .onEnd =
                [&](const std::optional<std::string> &given) {
                    ++ended;
                    error = given;
                }},
        [&](AgentPort &port) {
            seen = port.pause(1h) ? 1 : 2;
            QVERIFY(port.stopRequested());
            QVERIFY(!port.receive(1h)); // at once
        });
    QVERIFY(thread.isRunning());
    thread.requestStop();
    QVERIFY(agent.until([&] { return ended > 0; }));
    QCOMPARE(seen.load(), 1);
    QVERIFY(!error);
    QVERIFY(!thread.isRunning());
    QVERIFY(!thread.send(note("late")));
    QVERIFY(thread.stop(0s));
    agent.bus.turn(0ms);
    QCOMPARE(ended, 1);
}

void TestAgentParts::theThreadEndsItself()
{
    RealBus agent;
    std::vector<std::string> order;
    WorkerThread thread(agent.bus,
        {.name = "brief",
            .onNote = [&](Note &given) { order.push_back(given.topic); },
            .onEnd = [&](const std::optional<std::string> &) { order.emplace_back("end"); }},
        [](AgentPort &port) {
            (void)port.send(note("a"));
            (void)port.send(note("b"));
        });
    QVERIFY(agent.until([&] { return order.size() == 3; }));
    QCOMPARE(order, (std::vector<std::string>{"a", "b", "end"}));
    QVERIFY(!thread.isRunning());
}

void TestAgentParts::whatAThreadThrowsIsReportedToTheAgent()
{
    RealBus agent;
    std::optional<std::string> error;
    WorkerThread thread(agent.bus,
        {.name = "venue", .onEnd = [&](const std::optional<std::string> &given) { error = given; }},
        [](AgentPort &) { throw std::runtime_error("the line is dead"); });
    QVERIFY(agent.until([&] { return error.has_value(); }));
    QCOMPARE(*error, "the line is dead");
    QCOMPARE(agent.bus.errors().count(), std::uint64_t(1));
    QCOMPARE(agent.bus.errors().last()->context, "thread “venue”");
}

void TestAgentParts::aThreadThatDoesNotEndIsLeftToItself()
{
    RealBus agent;
    static std::atomic<bool> isReleased; // outlives the thread, whatever happens
    static std::atomic<int> result;
    isReleased = false;
    result = 0;
    auto thread = std::make_unique<WorkerThread>(
        agent.bus, WorkerThreadOptions{.name = "stuck"}, [](AgentPort &port) {
            while (!isReleased)
                std::this_thread::sleep_for(1ms);
            result = port.send(note("too late")) ? 1 : 2;
        });
    QVERIFY(!thread->stop(10ms));
    thread.reset(); // waits for its limit, no longer
    isReleased = true;
    QTRY_COMPARE_WITH_TIMEOUT(result.load(), 2, 30'000); // nobody is there
}

void TestAgentParts::aHandlerMayEndItsOwnThread()
{
    RealBus agent;
    std::unique_ptr<WorkerThread> thread;
    int notes = 0;
    thread = std::make_unique<WorkerThread>(agent.bus,
        WorkerThreadOptions{.name = "self",
            .onNote =
                [&](Note &) {
                    ++notes;
                    thread.reset();
                }},
        [](AgentPort &port) {
            while (port.send(note("x"))) {}
        });
    QVERIFY(agent.until([&] { return !thread; }));
    for (int i = 0; i < 10; ++i)
        agent.bus.turn(0ms);
    QCOMPARE(notes, 1);
}

QTEST_GUILESS_MAIN(TestAgentParts)
#include "tst_agent_parts.moc"
