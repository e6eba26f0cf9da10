#include "tests/agency/live_agents.h"
#include "tests/agency/worker_methods.h"

#include "engine/agency/proxy.h"

#include <QTest>

using namespace agora;
using namespace agora::agency;
using namespace std::chrono_literals;

namespace {
constexpr auto generous = 30s; ///< for what must succeed, on however slow a machine
}

class TestProxyLife : public QObject {
    Q_OBJECT
private slots:
    void aProxyMayBeMadeBeforeTheAgent();
    void waitingForAnAgentEndsInTheGivenTime();
    void aMissingNameServerIsToldWithinTheLimit();
    void theNameServerIsFoundThroughTheEnvironment();
    void aProxyTravelsAsAValue();
    void aSafeCallOnAStoppedAgentIsRefused();
    void anAgentThatEndsMeanwhileIsAnErrorBeforeTheLimit();
    void aNewLifeOfTheAgentIsFound();
};

void TestProxyLife::aProxyMayBeMadeBeforeTheAgent()
{
    LiveWorld world;
    const Proxy later("later", world.nameServer());
    std::thread starter([&] {
        std::this_thread::sleep_for(300ms);
        world.add("later", addWorkerMethods);
    });
    const auto running = later.waitForRunning(generous);
    starter.join();
    QVERIFY(running);
    QVERIFY(later.isRunning());
    QCOMPARE(later.call("add", Value::Array{2, 3}, generous)->asInteger(), 5);
}

void TestProxyLife::waitingForAnAgentEndsInTheGivenTime()
{
    LiveWorld world;
    const auto start = steadyNow();
    const auto connected = Proxy::connect("nobody", world.nameServer(), 1s);
    const auto took = steadyNow() - start;
    QVERIFY(!connected);
    QCOMPARE(connected.error().kind, CallError::Kind::NoAgent);
    QCOMPARE(connected.error().text, "no agent is called “nobody”");
    QVERIFY(took >= 700ms);
    QVERIFY(took < 10s);
    auto &slow = world.add("slow");
    QVERIFY(Proxy("slow", world.nameServer()).waitForRunning(generous));
    slow.setPhase("starting");
    QTRY_VERIFY_WITH_TIMEOUT(!Proxy("slow", world.nameServer()).isRunning(), 30'000);
    const auto notYet = Proxy("slow", world.nameServer()).waitForRunning(300ms);
    QVERIFY(!notYet);
    QCOMPARE(notYet.error().kind, CallError::Kind::NotRunning);
    // Whatever the name server has to do at the end: that the agent is there is known.
    std::thread busy([&] {
        std::this_thread::sleep_for(1500ms);
        world.holdUpNameServer(800ms);
    });
    const auto notYetEither = Proxy("slow", world.nameServer()).waitForRunning(2s);
    busy.join();
    QVERIFY(!notYetEither);
    QCOMPARE(notYetEither.error().kind, CallError::Kind::NotRunning);
    slow.setPhase("running");
    QVERIFY(Proxy("slow", world.nameServer()).waitForRunning(generous));
}

void TestProxyLife::aMissingNameServerIsToldWithinTheLimit()
{
    const QTemporaryDir folder;
    const auto nobody = ipcEndpoint(folder.path().toStdString(), "nameserver");
    const auto start = steadyNow();
    const auto reply = Proxy("worker", nobody, {.limit = 500ms}).call("add");
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, CallError::Kind::NoNameServer);
    QVERIFY(reply.error().text.find(nobody) != std::string::npos);
    const auto took = steadyNow() - start;
    QVERIFY(took >= 500ms);
    QVERIFY(took < 10s);
    const auto running = Proxy("worker", nobody).waitForRunning(200ms);
    QVERIFY(!running);
    QCOMPARE(running.error().kind, CallError::Kind::NoNameServer);
}

void TestProxyLife::theNameServerIsFoundThroughTheEnvironment()
{
    LiveWorld world;
    world.add("worker", addWorkerMethods);
    const Proxy worker("worker", "", {.limit = generous});
    qunsetenv("AGORA_NAMESERVER");
    const auto lost = worker.call("add", Value::Array{1, 2});
    QVERIFY(!lost);
    QCOMPARE(lost.error().kind, CallError::Kind::NoNameServer);
    qputenv("AGORA_NAMESERVER", QByteArray::fromStdString(world.nameServer()));
    QCOMPARE(worker.call("add", Value::Array{1, 2})->asInteger(), 3);
    qunsetenv("AGORA_NAMESERVER");
}

void TestProxyLife::aProxyTravelsAsAValue()
{
    LiveWorld world;
    world.add("worker", addWorkerMethods);
    const auto sent = Proxy("worker", world.nameServer(), {.limit = 29s}).unsafe();
    const auto packed = Value::fromMessagePack(sent.toValue().toMessagePack());
    QVERIFY(packed);
    const auto arrived = Proxy::fromValue(*packed);
    QVERIFY(arrived);
    QVERIFY(*arrived == sent);
    QCOMPARE(arrived->safety(), Safety::Unsafe);
    QVERIFY(arrived->call("thread"));
    QCOMPARE(arrived->safe().call("add", Value::Array{2, 2})->asInteger(), 4);
    QVERIFY(!Proxy::fromValue(Value("worker")));
}

void TestProxyLife::aSafeCallOnAStoppedAgentIsRefused()
{
    LiveWorld world;
    auto &agent = world.add("worker", addWorkerMethods);
    const Proxy worker("worker", world.nameServer(), {.limit = generous});
    QVERIFY(worker.call("thread"));
    agent.stopLoop();
    agent.setPhase("stopped");
    const auto reply = worker.call("thread"); // long before the limit
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, CallError::Kind::NotRunning);
    QVERIFY(worker.unsafe().call("thread"));
    QVERIFY(!worker.isRunning());
}

void TestProxyLife::anAgentThatEndsMeanwhileIsAnErrorBeforeTheLimit()
{
    LiveWorld world;
    std::vector<Answer> kept;
    auto &agent = world.add("worker", [&](Bus &bus) {
        bus.method("keep", "Never answers.",
            [&](const Value &, const Answer &answer) { kept.push_back(answer); });
    });
    std::thread ender([&] {
        std::this_thread::sleep_for(300ms);
        world.end(agent); // silently: its lease runs out
    });
    const auto reply = Proxy("worker", world.nameServer(), {.limit = 60s}).call("keep");
    ender.join();
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, CallError::Kind::NoAgent);
    QCOMPARE(reply.error().text, "“worker” ended before it answered");
}

void TestProxyLife::aNewLifeOfTheAgentIsFound()
{
    LiveWorld world;
    auto &first = world.add("worker", addWorkerMethods);
    const Proxy worker("worker", world.nameServer(), {.limit = generous});
    QVERIFY(worker.call("thread"));
    world.end(first);
    QTRY_VERIFY_WITH_TIMEOUT(!worker.within(300ms).isRunning(), 30'000); // its lease ran out
    world.add("worker", addWorkerMethods);
    QVERIFY(worker.waitForRunning(generous));
    const auto reply = worker.call("add", Value::Array{1, 2});
    QVERIFY2(reply, reply ? "" : reply.error().text.c_str());
    QCOMPARE(reply->asInteger(), 3);
}

QTEST_GUILESS_MAIN(TestProxyLife)
#include "tst_proxy_life.moc"
