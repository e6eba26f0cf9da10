#include "tests/agency/live_agents.h"
#include "tests/agency/worker_methods.h"

#include "engine/agency/attributes.h"
#include "engine/agency/proxy.h"

#include <QTest>

using namespace agora;
using namespace agora::agency;
using namespace std::chrono_literals;

namespace {
constexpr auto generous = 30s; ///< for what must succeed, on however slow a machine

/// A worker's method “gate” that takes until the test opens the gate; it outlives the worker.
struct Gate {
    std::atomic<bool> isOpen = false;
    std::atomic<int> passed = 0;

    void addTo(Bus &bus)
    {
        bus.method("gate", "Waits for the gate.", [this](const Value &, const Answer &) {
            const auto end = steadyNow() + generous; // a test that failed opens nothing
            while (!isOpen && steadyNow() < end)
                std::this_thread::sleep_for(1ms);
            ++passed;
        });
    }
};
} // namespace

class TestRemoteCalls : public QObject {
    Q_OBJECT
private slots:
    void aMethodTakesValuesAndGivesOne();
    void argumentsAreCheckedByName();
    void anUnknownMethodIsATypedErrorWithTheNearest();
    void aRemoteErrorCarriesTheRemoteText();
    void aMethodThatFailsNeverStopsTheAgent();
    void aBusyWorkerDelaysASafeCallButNotAnUnsafeOne();
    void onlyThreadSafeMethodsCanBeCalledUnsafely();
    void safetyIsChosenByCallByProxyAndByEnvironment();
    void oneWayReturnsAtOnceAndBothCallsComplete();
    void aSafeCallOnItselfIsRefused();
    void agentsCallEachOtherFromTheirHandlers();
    void anAgentThatWaitsCanBeFreed();
    void manyProxiesSeeOneObject();
    void methodsAreAddedAndReplacedWhileItRuns();
    void attributesAreReadAndSetRemotely();
    void initialAttributesMustNotClash();
    void anAgentDescribesItself();
};

void TestRemoteCalls::aMethodTakesValuesAndGivesOne()
{
    LiveWorld world;
    world.add("worker", addWorkerMethods);
    const Proxy worker("worker", world.nameServer(), {.limit = generous});
    Value arguments;
    arguments.set("a", 40);
    arguments.set("b", 2);
    const auto sum = worker.call("add", arguments);
    QVERIFY(sum);
    QCOMPARE(sum->asInteger(), 42);
    const auto inOrder = worker.call("add", Value::Array{1, 2, 3});
    QVERIFY(inOrder);
    QCOMPARE(inOrder->asInteger(), 6);
}

void TestRemoteCalls::argumentsAreCheckedByName()
{
    LiveWorld world;
    world.add("worker", addWorkerMethods);
    const Proxy worker("worker", world.nameServer(), {.limit = generous});
    Value arguments;
    arguments.set("a", 1);
    const auto refused = [&](const Value &given) {
        const auto reply = worker.call("work", given);
        return !reply && reply.error().kind == CallError::Kind::BadArguments ? reply.error().text
                                                                             : std::string();
    };
    const auto missing = worker.call("add", arguments);
    QVERIFY(!missing);
    QCOMPARE(missing.error().text, "needs the argument “b”");
    Value typo;
    typo.set("mss", 1);
    QCOMPARE(refused(typo), "has no argument “mss”, did you mean “ms”?");
    QCOMPARE(refused(Value::Array{1, 2}), "takes at most 1 arguments, not 2");
    QCOMPARE(refused(Value("fast")), "takes an object or an array of arguments");
}

void TestRemoteCalls::anUnknownMethodIsATypedErrorWithTheNearest()
{
    LiveWorld world;
    world.add("worker", addWorkerMethods);
    const auto reply = Proxy("worker", world.nameServer(), {.limit = generous}).call("refusee");
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, CallError::Kind::NoMethod);
    QCOMPARE(reply.error().text, "“worker” has no method “refusee”, did you mean “refuse”?");
}

void TestRemoteCalls::aRemoteErrorCarriesTheRemoteText()
{
    LiveWorld world;
    world.add("worker", addWorkerMethods);
    const Proxy worker("worker", world.nameServer(), {.limit = generous});
    const auto refused = worker.call("refuse");
    QVERIFY(!refused);
    QVERIFY(refused.error()
        == (CallError{
            CallError::Kind::Failed, "worker", "refuse", "the shop is closed on Sundays"}));
    QCOMPARE(refused.error().message(), "“worker”, method “refuse”: the shop is closed on Sundays");
    const auto thrown = worker.call("throw");
    QVERIFY(!thrown);
    QCOMPARE(thrown.error().kind, CallError::Kind::Failed);
    QCOMPARE(thrown.error().text, "the drawer is stuck");
    const auto dropped = worker.call("forget");
    QVERIFY(!dropped);
    QCOMPARE(dropped.error().text, "the request was dropped without an answer");
}

void TestRemoteCalls::aMethodThatFailsNeverStopsTheAgent()
{
    LiveWorld world;
    world.add("worker", addWorkerMethods);
    const Proxy worker("worker", world.nameServer(), {.limit = generous});
    for (int i = 0; i < 20; ++i) {
        QVERIFY(!worker.call("throw"));
        QVERIFY(!worker.call("no such thing"));
        QVERIFY(!worker.call("agent.get", Value("?")));
    }
    QCOMPARE(worker.call("add", Value::Array{1, 1})->asInteger(), 2);
    const auto described = worker.describe();
    QVERIFY(described);
    QCOMPARE((*described)["errors"]["count"].asInteger(), 20);
    QCOMPARE((*described)["errors"]["last"].asText(), "method “throw”: the drawer is stuck");
}

void TestRemoteCalls::aBusyWorkerDelaysASafeCallButNotAnUnsafeOne()
{
    Gate gate;
    LiveWorld world;
    world.add("worker", [&](Bus &bus) {
        addWorkerMethods(bus);
        gate.addTo(bus);
    });
    const Proxy worker("worker", world.nameServer(), {.limit = 2 * generous});
    QVERIFY(worker.oneWay("gate"));
    QVERIFY(worker.unsafe().call("thread"));
    QCOMPARE(gate.passed.load(), 0); // answered while the worker is busy
    std::thread opener([&] {
        std::this_thread::sleep_for(200ms);
        gate.isOpen = true;
    });
    const auto safe = worker.call("thread");
    opener.join();
    QVERIFY(safe);
    QCOMPARE(gate.passed.load(), 1); // answered after the work
    QVERIFY(worker.call("thread")->asInteger() != worker.unsafe().call("thread")->asInteger());
    QCOMPARE(worker.safety(), Safety::Safe); // the default is unchanged
}

void TestRemoteCalls::onlyThreadSafeMethodsCanBeCalledUnsafely()
{
    LiveWorld world;
    world.add("worker", addWorkerMethods);
    const auto worker = Proxy("worker", world.nameServer(), {.limit = generous}).unsafe();
    const auto refused = worker.call("add", Value::Array{1, 2});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, CallError::Kind::NotThreadSafe);
    QCOMPARE(refused.error().agent, "worker");
    const auto unknown = worker.call("ad");
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, CallError::Kind::NoMethod);
}

void TestRemoteCalls::safetyIsChosenByCallByProxyAndByEnvironment()
{
    QCOMPARE(Proxy("x").safety(), Safety::Safe);
    QCOMPARE(Proxy("x", "", {.safety = Safety::Unsafe}).safety(), Safety::Unsafe);
    const Proxy proxy("x");
    QCOMPARE(proxy.unsafe().safety(), Safety::Unsafe);
    QCOMPARE(proxy.unsafe().safe().safety(), Safety::Safe);
    QCOMPARE(proxy.safety(), Safety::Safe);
    qputenv("AGORA_SAFE_CALLS", "false");
    QCOMPARE(proxy.safety(), Safety::Unsafe);
    QCOMPARE(proxy.safe().safety(), Safety::Safe);
    qputenv("AGORA_SAFE_CALLS", "0"); // only “false” is false
    QCOMPARE(proxy.safety(), Safety::Safe);
    qunsetenv("AGORA_SAFE_CALLS");
}

void TestRemoteCalls::oneWayReturnsAtOnceAndBothCallsComplete()
{
    Gate gate;
    LiveWorld world;
    world.add("worker", [&](Bus &bus) {
        addWorkerMethods(bus);
        gate.addTo(bus);
    });
    const Proxy worker("worker", world.nameServer(), {.limit = generous});
    QVERIFY(worker.call("thread"));
    QVERIFY(worker.oneWay("gate"));
    QVERIFY(worker.oneWay("gate"));
    QCOMPARE(gate.passed.load(), 0); // it waited for neither
    gate.isOpen = true;
    QTRY_COMPARE_WITH_TIMEOUT(gate.passed.load(), 2, 30'000);
    QVERIFY(worker.oneWay("no such method")); // its error is logged there, and harms nobody
    QVERIFY(worker.call("thread"));
}

void TestRemoteCalls::aSafeCallOnItselfIsRefused()
{
    LiveWorld world;
    const Proxy self("worker", world.nameServer(), {.limit = generous});
    std::atomic<int> posted = 0;
    world.add("worker", [&](Bus &bus) {
        addWorkerMethods(bus);
        bus.method("mark", "Counts.", [&](const Value &, const Answer &) { ++posted; });
        bus.method("self", "Calls itself.", [&](const Value &, const Answer &answer) {
            const auto reply = self.call("add", Value::Array{1, 2});
            const bool isUnsafeFine = self.unsafe().call("thread").hasValue();
            const bool isOneWayFine = self.oneWay("mark").hasValue();
            answer.value(Value(Value::Array{
                reply.hasValue(), reply ? "" : reply.error().text, isUnsafeFine, isOneWayFine}));
        });
    });
    const auto reply = self.call("self");
    QVERIFY(reply);
    const auto &row = reply->asArray();
    QVERIFY(!row[0].asBool());
    QCOMPARE(row[1].asText(),
        "“worker” cannot call its own method “add” safely: it would wait for itself; run it "
        "directly, post it, or call it unsafely or one-way");
    QVERIFY(row[2].asBool());
    QVERIFY(row[3].asBool());
    QTRY_COMPARE_WITH_TIMEOUT(posted.load(), 1, 30'000);
}

void TestRemoteCalls::agentsCallEachOtherFromTheirHandlers()
{
    LiveWorld world;
    world.add("worker", addWorkerMethods);
    const Proxy worker("worker", world.nameServer(), {.limit = generous});
    world.add("boss", [&](Bus &bus) {
        bus.method("delegate", "Lets the worker add.", [&](const Value &, const Answer &answer) {
            const auto sum = worker.call("add", Value::Array{20, 22});
            answer.value(sum ? Result<Value>(*sum) : fail(sum.error().message()));
        });
    });
    const auto reply = Proxy("boss", world.nameServer(), {.limit = generous}).call("delegate");
    QVERIFY(reply);
    QCOMPARE(reply->asInteger(), 42);
}

void TestRemoteCalls::anAgentThatWaitsCanBeFreed()
{
    LiveWorld world;
    std::vector<Answer> kept;
    world.add("hole", [&](Bus &bus) {
        bus.method("ask", "Keeps everybody waiting.",
            [&](const Value &, const Answer &answer) { kept.push_back(answer); });
    });
    std::atomic<bool> isWaiting = false;
    std::atomic<int> kind = 0;
    auto &blocked = world.add("blocked", [&](Bus &bus) {
        bus.method("wait", "Waits for ever.", [&](const Value &, const Answer &) {
            isWaiting = true;
            const auto reply = Proxy("hole", world.nameServer()).call("ask", {}, withoutLimit);
            kind = reply ? 0 : static_cast<int>(reply.error().kind);
        });
    });
    QVERIFY(Proxy("blocked", world.nameServer(), {.limit = generous}).oneWay("wait"));
    QTRY_VERIFY_WITH_TIMEOUT(isWaiting.load(), 30'000);
    blocked.bus().interrupt();
    QTRY_COMPARE_WITH_TIMEOUT(kind.load(), static_cast<int>(CallError::Kind::Interrupted), 30'000);
}

void TestRemoteCalls::manyProxiesSeeOneObject()
{
    LiveWorld world;
    std::int64_t count = 0;
    world.add("counter", [&](Bus &bus) {
        bus.method("count", "Counts the calls.",
            [&](const Value &, const Answer &answer) { answer.value(Value(++count)); });
    });
    std::vector<Proxy> proxies(200, Proxy("counter", world.nameServer(), {.limit = generous}));
    for (const auto &proxy : proxies)
        QVERIFY(proxy.call("count"));
    std::vector<std::thread> threads; // osBrain refuses the 17th at the same time
    std::atomic<int> failures = 0;
    for (int i = 0; i < 20; ++i)
        threads.emplace_back([&] {
            for (int call = 0; call < 10; ++call)
                failures += proxies[0].call("count") ? 0 : 1;
        });
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(failures.load(), 0);
    QCOMPARE(proxies[7].call("count")->asInteger(), 401);
}

void TestRemoteCalls::methodsAreAddedAndReplacedWhileItRuns()
{
    LiveWorld world;
    world.add("worker", [](Bus &bus) {
        bus.method("learn", "Learns a word.", [&bus](const Value &in, const Answer &answer) {
            bus.method("say", "Says the word.",
                [word = in["word"].asText()](
                    const Value &, const Answer &told) { told.value(Value(word)); });
            answer.value(Value(true));
        });
    });
    const Proxy worker("worker", world.nameServer(), {.limit = generous});
    QVERIFY(!worker.call("say"));
    for (const auto *word : {"one", "two"}) {
        Value arguments;
        arguments.set("word", word);
        QVERIFY(worker.call("learn", arguments));
        QCOMPARE(worker.call("say")->asText(), word);
    }
    QVERIFY(worker.methods()->contains("say"));
}

void TestRemoteCalls::attributesAreReadAndSetRemotely()
{
    Gate gate;
    LiveWorld world;
    Attributes attributes;
    std::vector<double> seen;
    attributes.declare(
        "speed", 1.5,
        [](const Value &value) {
            return value.isNumber() ? Result<void>() : fail("a speed is a number");
        },
        [&](const Value &value) { seen.push_back(value.asNumber()); });
    attributes.declare("name", "Ada");
    world.add("worker", [&](Bus &bus) {
        addWorkerMethods(bus);
        gate.addTo(bus);
        attributes.serveOn(bus);
    });
    const Proxy worker("worker", world.nameServer(), {.limit = generous});
    QCOMPARE(worker.get("name")->asText(), "Ada");
    QVERIFY(worker.set("speed", 2.5));
    QVERIFY(worker.set("colour", "red")); // a new one
    const auto both = worker.get(std::vector<std::string>{"speed", "colour"});
    QVERIFY(both);
    QCOMPARE(both->at("speed").asNumber(), 2.5);
    QCOMPARE(both->at("colour").asText(), "red");
    const auto refused = worker.set({{"name", "Bob"}, {"speed", "fast"}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().text, "attribute “speed”: a speed is a number");
    QCOMPARE(worker.get("name")->asText(), "Ada"); // all or none
    const auto typo = worker.get("sped");
    QVERIFY(!typo);
    QCOMPARE(typo.error().text, "there is no attribute “sped”, did you mean “speed”?");
    QVERIFY(worker.oneWay("gate"));
    QCOMPARE(worker.get("speed")->asNumber(), 2.5);
    QCOMPARE(gate.passed.load(), 0); // although it is busy
    gate.isOpen = true;
    QVERIFY(worker.call("thread"));
    QCOMPARE(seen, std::vector<double>{2.5});
}

void TestRemoteCalls::initialAttributesMustNotClash()
{
    Attributes attributes;
    attributes.declare("speed", 1.5);
    QVERIFY(attributes.setInitial({}));
    QVERIFY(attributes.setInitial(Value::Object{{"a", 1}, {"b", "x"}}));
    QCOMPARE(attributes.get("b").asText(), "x");
    const auto clash = attributes.setInitial(Value::Object{{"c", 1}, {"speed", 2}});
    QVERIFY(!clash);
    QVERIFY(clash.error().message.find("“speed”") != std::string::npos);
    QVERIFY(!attributes.contains("c")); // nothing of it was taken
    QVERIFY(!attributes.setInitial(Value("speed=3")));
}

void TestRemoteCalls::anAgentDescribesItself()
{
    LiveWorld world;
    world.add("worker", [](Bus &bus) {
        addWorkerMethods(bus);
        bus.describeWith("sockets", [] { return Value(Value::Array{"one"}); });
    });
    const Proxy worker("worker", world.nameServer(), {.limit = generous});
    QVERIFY(worker.call("thread"));
    const auto all = worker.describe();
    QVERIFY(all);
    const auto &row = *all;
    QCOMPARE(row["name"].asText(), "worker");
    QCOMPARE(row["methods"]["add"]["summary"].asText(), "The sum.");
    QCOMPARE(row["methods"]["add"]["arguments"].asArray().size(), std::size_t(3));
    QVERIFY(row["methods"]["thread"]["thread_safe"].asBool());
    QCOMPARE(row["sockets"].asArray().size(), std::size_t(1));
    QVERIFY(row["messages"].asInteger() >= 2);
    QVERIFY(row["last_message_age_ms"].isInteger());
    QVERIFY(row["last_message_age_ms"].asInteger() >= 0);
    QVERIFY(row["queues"]["posted"].isInteger());
    QVERIFY(row["queues"]["to_peers"].isInteger());
    QVERIFY(row["transport"]["frames_in"].asInteger() >= 2);
    QCOMPARE(row["errors"]["policy"].asText(), "go-on");
}

QTEST_GUILESS_MAIN(TestRemoteCalls)
#include "tst_remote_calls.moc"
