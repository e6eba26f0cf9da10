#include "tests/agency/bus_pair.h"
#include "tests/agency/real_bus.h"

#include "engine/agency/timer_book.h"
#include "engine/agency/worker_thread.h"

#include <QTest>
#include <atomic>
#include <thread>

using namespace agora;
using namespace agora::agency;
using namespace std::chrono_literals;

namespace {
Note note(const std::string &topic, Value value = {}) { return {topic, std::move(value)}; }
} // namespace

class TestAgentParts : public QObject {
    Q_OBJECT
private slots:
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
    QCOMPARE(agent.bus.describe()["thread adder"]["sent"].asInteger(), 3);
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
