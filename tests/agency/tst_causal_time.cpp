#include "tests/agency/bus_pair.h"

#include "engine/base/random.h"

#include <QTest>

using namespace agora;
using namespace agora::agency;

/// One instant of a replay sets messages going through several agents; the master must learn of the
/// rest exactly when all is done.
class TestCausalTime : public QObject {
    Q_OBJECT
private slots:
    void theMasterIsToldWhenAChainHasComeToRest();
    void aDeferredAnswerKeepsTheInstantOpen();
    void observersAreNotWaitedFor();
    void aDeadAgentDoesNotHoldTheReplay();
    void agentsFollowTheMastersClockAndAreWoken();
};

namespace {
/// Publishes an instant number on "tick" and counts the instants that came to rest.
struct Master {
    explicit Master(Bus &given) : bus(given)
    {
        bus.offer("tick", [this](const Subscriber &who) { bus.accept(who.id, {}); });
        bus.onQuiet([this] { ++quiet; });
    }
    void play(std::int64_t nanos)
    {
        bus.beginInstant(fromNanos(nanos));
        bus.publish("tick", toBytes(std::to_string(nanos)));
    }
    Bus &bus;
    int quiet = 0;
};
} // namespace

void TestCausalTime::theMasterIsToldWhenAChainHasComeToRest()
{
    BusWorld world;
    Master master(world.add("master", 1, true));
    auto &middle = world.add("middle", 1, true);
    auto &end = world.add("end", 1, true);
    int reached = 0;
    middle.subscribe("master", "tick", {.onMessage = [&](const Message &message) {
        if (message.isSnapshot())
            return;
        for (int i = 0; i < 3; ++i)
            middle.push("end", "work", Bytes(message.body.begin(), message.body.end()));
    }});
    end.onPush("work", [&](const Message &) { ++reached; });
    world.settle();
    for (int instant = 1; instant <= 20; ++instant) {
        master.play(instant);
        for (int round = 0; master.quiet < instant && round < 1000; ++round)
            world.settle(1);
        QCOMPARE(master.quiet, instant);
        QCOMPARE(reached, 3 * instant); // not a moment before all three arrived
        QVERIFY(end.now() == fromNanos(instant));
    }
}

void TestCausalTime::aDeferredAnswerKeepsTheInstantOpen()
{
    BusWorld world;
    Master master(world.add("master", 1, true));
    auto &brain = world.add("brain", 1, true);
    auto &trader = world.add("trader", 1, true);
    bool answered = false;
    std::vector<Answer> waiting;
    trader.method("order", "", [&](const Value &, Answer answer) {
        waiting.push_back(std::move(answer));
        trader.push("brain", "ack", {}); // a message of its own that comes before the answer
    });
    brain.onPush("ack", [](const Message &) {});
    brain.subscribe("master", "tick", {.onMessage = [&](const Message &message) {
        if (!message.isSnapshot())
            brain.call("trader", "order", {}, std::chrono::seconds(5),
                [&](const Result<Value> &) { answered = true; });
    }});
    world.settle();
    master.play(1);
    auto hold = trader.holdInstant();
    world.settle();
    QCOMPARE(master.quiet, 0); // the trader still works on it
    waiting.at(0).value(Value(1));
    hold.reset();
    world.settle();
    QVERIFY(answered);
    QCOMPARE(master.quiet, 1);
}

void TestCausalTime::observersAreNotWaitedFor()
{
    BusWorld world;
    Master master(world.add("master", 1, true));
    auto &window = world.add("window", 1, false);
    int seen = 0;
    window.subscribe(
        "master", "tick", {.onMessage = [&](const Message &) { ++seen; }, .isObserver = true});
    world.settle();
    master.play(1);
    master.bus.turn(Duration::zero()); // the window did not get a turn
    QCOMPARE(master.quiet, 1);
    world.settle();
    QCOMPARE(seen, 2);
}

void TestCausalTime::aDeadAgentDoesNotHoldTheReplay()
{
    BusWorld world;
    Master master(world.add("master", 1, true));
    auto *brain = &world.add("brain", 1, true);
    brain->subscribe("master", "tick", {.onMessage = [](const Message &) {}});
    world.settle();
    master.play(1);
    world.kill(*brain);
    for (int i = 0; i < 20; ++i)
        master.bus.turn(Duration::zero());
    QCOMPARE(master.quiet, 0);
    brain = &world.add("brain", 2, true); // its next life says hello: the first is written off
    brain->subscribe("master", "tick", {.onMessage = [](const Message &) {}});
    QTRY_COMPARE_WITH_TIMEOUT((world.settle(5), master.quiet), 1, 30'000);
}

void TestCausalTime::agentsFollowTheMastersClockAndAreWoken()
{
    BusWorld world;
    Master master(world.add("master", 1, true));
    auto &brain = world.add("brain", 1, true);
    std::vector<std::pair<std::string, std::int64_t>> asked;
    std::uint64_t id = 0;
    master.bus.onWakeRequest([&](const std::string &agent, Timestamp at, std::uint64_t wake) {
        asked.emplace_back(agent, toNanos(at));
        id = wake;
    });
    std::int64_t wokenAt = 0;
    brain.at(fromNanos(50), [&] { wokenAt = toNanos(brain.now()); });
    world.settle();
    QCOMPARE(asked.size(), std::size_t(1));
    QCOMPARE(asked[0].first, std::string("brain"));
    QCOMPARE(asked[0].second, std::int64_t(50));
    master.bus.beginInstant(fromNanos(50));
    master.bus.wake("brain", fromNanos(50), id);
    world.settle();
    QCOMPARE(wokenAt, std::int64_t(50));
    QCOMPARE(master.quiet, 1);
}

QTEST_GUILESS_MAIN(TestCausalTime)
#include "tst_causal_time.moc"
