#include "tests/agency/bus_pair.h"

#include "engine/base/random.h"

#include <QTest>

using namespace agora;
using namespace agora::agency;

namespace {

std::string text(const Message &message) { return toText(message.body); }

/// Gives the parts 0 … count − 1, when it is asked, or later, by hand.
struct Parts {
    int count = 0;
    int given = 0;
    bool isLate = false;
    GivePart waiting;

    void give(const GivePart &to)
    {
        const auto part = given++;
        to(SnapshotPart{toBytes("s" + std::to_string(part)), part + 1 == count});
    }
};

/// Asked by the snapshot; gone when that is over.
NextPart asked(const std::shared_ptr<Parts> &parts)
{
    return [parts](const GivePart &to) {
        if (parts->isLate)
            parts->waiting = to;
        else
            parts->give(to);
    };
}

struct Heard {
    std::vector<std::string> all;
    int begins = 0;
    int ends = 0;
    int resyncs = 0;
    std::string problem;

    SubscribeOptions options(Flow flow = {})
    {
        return {.onMessage =
                    [this](const Message &message) {
                        if (message.has(FlagSnapshotBegin)) {
                            all.clear();
                            ++begins;
                        }
                        resyncs += message.has(FlagResync) ? 1 : 0;
                        ends += message.has(FlagSnapshotEnd) ? 1 : 0;
                        all.push_back(text(message));
                    },
            .onProblem = [this](const std::string &sentence) { problem = sentence; },
            .flow = flow};
    }
};

std::vector<std::string> expected(int parts, int from, int to)
{
    std::vector<std::string> all;
    for (int i = 0; i < parts; ++i)
        all.push_back("s" + std::to_string(i));
    for (int i = from; i <= to; ++i)
        all.push_back("u" + std::to_string(i));
    return all;
}

} // namespace

class TestLongSnapshots : public QObject {
    Q_OBJECT
private slots:
    void updatesOfMeanwhileFollowInOrder();
    void othersAreServedBetweenTheParts();
    void fewPartsAreOnTheirWay();
    void whoJoinsLaterGetsItsOwnBeginning();
    void whoVanishesFreesEverything();
    void aPartThatComesTooLateIsIgnored();
    void anErrorEndsTheSubscriptionWithItsSentence();
    void moreThanMayWaitBecomesANewSnapshot();
    void everyPolicyKeepsTheOrder_data();
    void everyPolicyKeepsTheOrder();
    void aBrokenStreamIsNotResumed();
};

void TestLongSnapshots::updatesOfMeanwhileFollowInOrder()
{
    const std::uint64_t seed = 99;
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    Random random(seed);
    for (int round = 0; round < 50; ++round) {
        BusWorld world;
        auto &publisher = world.add("publisher");
        auto &listener = world.add("listener");
        const auto parts
            = std::make_shared<Parts>(Parts{.count = 1 + static_cast<int>(random.below(40)),
                .given = 0,
                .isLate = false,
                .waiting = {}});
        int published = 0;
        int atBegin = -1;
        publisher.offer("long", [&](const Subscriber &who) {
            atBegin = published;
            publisher.acceptInParts(who.id, asked(parts));
        });
        Heard heard;
        listener.subscribe("publisher", "long", heard.options());
        for (int turn = 0; turn < 60; ++turn) {
            for (auto left = random.below(4); left > 0; --left)
                publisher.publish("long", toBytes("u" + std::to_string(++published)));
            publisher.turn(Duration::zero());
            if (random.below(2) == 0)
                listener.turn(Duration::zero());
        }
        world.settle();
        QCOMPARE(heard.begins, 1);
        QCOMPARE(heard.ends, 1);
        QCOMPARE(heard.all, expected(parts->count, atBegin + 1, published));
        QCOMPARE(parts.use_count(), 1L);
    }
}

void TestLongSnapshots::othersAreServedBetweenTheParts()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &slow = world.add("long-listener");
    auto &quick = world.add("quick-listener");
    const auto parts
        = std::make_shared<Parts>(Parts{.count = 3000, .given = 0, .isLate = false, .waiting = {}});
    publisher.offer(
        "long", [&](const Subscriber &who) { publisher.acceptInParts(who.id, asked(parts)); });
    publisher.offer("quick", [&](const Subscriber &who) { publisher.accept(who.id, {}); });
    Heard ofLong;
    std::vector<int> partsAtTick; // how far the snapshot was when each tick arrived
    quick.subscribe("publisher", "quick", {.onMessage = [&](const Message &message) {
        if (!message.isSnapshot())
            partsAtTick.push_back(static_cast<int>(ofLong.all.size()));
    }});
    world.settle();
    slow.subscribe("publisher", "long", ofLong.options());
    int ticks = 0;
    for (int round = 0; round < 100'000 && ofLong.ends == 0; ++round) {
        publisher.publish("quick", toBytes("tick"));
        ++ticks;
        for (auto *bus : {&publisher, &quick, &slow})
            bus->turn(Duration::zero());
    }
    world.settle();
    QCOMPARE(ofLong.ends, 1);
    QCOMPARE(ofLong.all.size(), std::size_t(3000));
    QCOMPARE(partsAtTick.size(), std::size_t(ticks));
    const auto between = std::count_if(
        partsAtTick.begin(), partsAtTick.end(), [](int part) { return part > 0 && part < 3000; });
    QVERIFY2(between >= 10, std::to_string(between).c_str());
}

/// A client that does not read must not have the whole snapshot waiting for it.
void TestLongSnapshots::fewPartsAreOnTheirWay()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &listener = world.add("listener");
    const auto parts
        = std::make_shared<Parts>(Parts{.count = 500, .given = 0, .isLate = false, .waiting = {}});
    publisher.offer(
        "long", [&](const Subscriber &who) { publisher.acceptInParts(who.id, asked(parts)); });
    Heard heard;
    listener.subscribe("publisher", "long", heard.options());
    for (int i = 0; i < 20 && parts->given == 0; ++i) {
        listener.turn(Duration::zero());
        publisher.turn(Duration::zero());
    }
    for (int i = 0; i < 200; ++i)
        publisher.turn(Duration::zero());
    QVERIFY2(parts->given >= 1 && parts->given <= 16, std::to_string(parts->given).c_str());
    world.settle(1000);
    QCOMPARE(heard.all, expected(500, 1, 0));
}

void TestLongSnapshots::whoJoinsLaterGetsItsOwnBeginning()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    std::vector<std::shared_ptr<Parts>> snapshots;
    publisher.offer("long", [&](const Subscriber &who) {
        snapshots.push_back(std::make_shared<Parts>(
            Parts{.count = 30, .given = 0, .isLate = false, .waiting = {}}));
        publisher.acceptInParts(who.id, asked(snapshots.back()));
    });
    std::vector<Heard> heard(6);
    std::vector<int> publishedBefore;
    int published = 0;
    for (std::size_t i = 0; i < heard.size(); ++i) {
        auto &listener = world.add("listener" + std::to_string(i));
        listener.subscribe("publisher", "long", heard[i].options());
        for (int turn = 0; turn < 7 || snapshots.size() <= i; ++turn) {
            listener.turn(Duration::zero());
            const auto before = snapshots.size();
            publisher.turn(Duration::zero());
            if (snapshots.size() > before)
                publishedBefore.push_back(published);
            publisher.publish("long", toBytes("u" + std::to_string(++published)));
        }
    }
    world.settle();
    for (std::size_t i = 0; i < heard.size(); ++i)
        QCOMPARE(heard[i].all, expected(30, publishedBefore[i] + 1, published));
}

void TestLongSnapshots::whoVanishesFreesEverything()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &listener = world.add("listener");
    const auto parts
        = std::make_shared<Parts>(Parts{.count = 1000, .given = 0, .isLate = false, .waiting = {}});
    publisher.offer(
        "long", [&](const Subscriber &who) { publisher.acceptInParts(who.id, asked(parts)); });
    Heard heard;
    const auto id = listener.subscribe("publisher", "long", heard.options());
    while (heard.all.size() < 3)
        for (auto *bus : {&listener, &publisher})
            bus->turn(Duration::zero());
    QVERIFY(parts.use_count() > 1);
    QCOMPARE(publisher.subscribers("long"), std::size_t(1));
    listener.unsubscribe(id);
    world.settle();
    QCOMPARE(parts.use_count(), 1L);
    QVERIFY(parts->given < 1000);
    QCOMPARE(publisher.subscribers("long"), std::size_t(0));
}

void TestLongSnapshots::aPartThatComesTooLateIsIgnored()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &listener = world.add("listener");
    std::vector<std::shared_ptr<Parts>> snapshots;
    publisher.offer("long", [&](const Subscriber &who) {
        snapshots.push_back(
            std::make_shared<Parts>(Parts{.count = 2, .given = 0, .isLate = true, .waiting = {}}));
        publisher.acceptInParts(who.id, asked(snapshots.back()));
    });
    Heard first;
    Heard second;
    const auto id = listener.subscribe("publisher", "long", first.options());
    world.settle();
    listener.unsubscribe(id);
    listener.subscribe("publisher", "long", second.options());
    world.settle();
    QCOMPARE(snapshots.size(), std::size_t(2));
    snapshots[0]->give(snapshots[0]->waiting); // whoever it was for is gone
    world.settle();
    QVERIFY(first.all.empty() && second.all.empty());
    for (int i = 0; i < 2; ++i) {
        publisher.publish("long", toBytes("u" + std::to_string(i)));
        const auto give = snapshots[1]->waiting;
        snapshots[1]->give(give);
        give(SnapshotPart{toBytes("twice"), true}); // each is asked for once
        world.settle();
    }
    QCOMPARE(second.all, (std::vector<std::string>{"s0", "s1", "u0", "u1"}));
}

void TestLongSnapshots::anErrorEndsTheSubscriptionWithItsSentence()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &listener = world.add("listener");
    publisher.offer("long", [&](const Subscriber &who) {
        publisher.acceptInParts(who.id, [count = 0](const GivePart &give) mutable {
            if (count++ < 3)
                give(SnapshotPart{toBytes("s"), false});
            else
                give(fail("the disk is on fire"));
        });
    });
    Heard heard;
    listener.subscribe("publisher", "long", heard.options());
    world.settle();
    QCOMPARE(heard.all.size(), std::size_t(3));
    QCOMPARE(heard.problem, std::string("the disk is on fire"));
    QCOMPARE(publisher.subscribers("long"), std::size_t(0));
}

void TestLongSnapshots::moreThanMayWaitBecomesANewSnapshot()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &listener = world.add("listener");
    std::vector<std::shared_ptr<Parts>> snapshots;
    publisher.offer(
        "long",
        [&](const Subscriber &who) {
            snapshots.push_back(std::make_shared<Parts>(
                Parts{.count = 2, .given = 0, .isLate = snapshots.empty(), .waiting = {}}));
            publisher.acceptInParts(who.id, asked(snapshots.back()));
        },
        OfferLimits{.mostBehind = 40});
    Heard heard;
    listener.subscribe("publisher", "long", heard.options());
    world.settle();
    for (int i = 1; i <= 100; ++i)
        publisher.publish("long", toBytes("u" + std::to_string(i)));
    snapshots[0]->give(snapshots[0]->waiting);
    world.settle();
    snapshots[0]->give(snapshots[0]->waiting);
    world.settle();
    QCOMPARE(heard.resyncs, 1);
    QCOMPARE(snapshots.size(), std::size_t(2));
    publisher.publish("long", toBytes("u101"));
    world.settle();
    QCOMPARE(heard.all, expected(2, 101, 101));
}

void TestLongSnapshots::everyPolicyKeepsTheOrder_data()
{
    QTest::addColumn<int>("policy");
    for (const auto policy : {FlowPolicy::Resync, FlowPolicy::Block, FlowPolicy::DropOldest,
             FlowPolicy::DropNewest, FlowPolicy::DisconnectSlow})
        QTest::newRow(std::string(toString(policy)).c_str()) << static_cast<int>(policy);
}

void TestLongSnapshots::everyPolicyKeepsTheOrder()
{
    QFETCH(int, policy);
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &listener = world.add("listener");
    const auto parts
        = std::make_shared<Parts>(Parts{.count = 20, .given = 0, .isLate = true, .waiting = {}});
    publisher.offer(
        "long", [&](const Subscriber &who) { publisher.acceptInParts(who.id, asked(parts)); });
    Heard heard;
    listener.subscribe("publisher", "long",
        heard.options({.policy = static_cast<FlowPolicy>(policy), .limit = 64}));
    world.settle();
    for (int i = 1; i <= 20; ++i) {
        publisher.publish("long", toBytes("u" + std::to_string(i))); // waits for nobody
        parts->give(parts->waiting);
        world.settle();
    }
    publisher.publish("long", toBytes("u21"));
    world.settle();
    QCOMPARE(heard.all, expected(20, 1, 21));
}

void TestLongSnapshots::aBrokenStreamIsNotResumed()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &listener = world.add("listener");
    int resumed = 0;
    int asked = 0;
    publisher.offer(
        "kept",
        [&](const Subscriber &who) {
            ++asked;
            resumed += who.canResume ? 1 : 0;
            if (who.canResume)
                publisher.resume(who.id);
            else
                publisher.accept(who.id, {toBytes("s")});
        },
        10);
    Heard heard;
    const auto cutAnd = [&](auto meanwhile) { // subscribes anew from where it is
        listener.forget("publisher");
        publisher.publish("kept", toBytes("missed"));
        meanwhile();
        listener.know("publisher", "mem://publisher");
        world.settle();
    };
    listener.subscribe("publisher", "kept", heard.options());
    world.settle();
    publisher.publish("kept", toBytes("u1"));
    world.settle();
    cutAnd([] {});
    QCOMPARE(asked, 2);
    QCOMPARE(resumed, 1);
    QCOMPARE(heard.all, (std::vector<std::string>{"s", "u1", "missed"}));
    cutAnd([&] { publisher.breakStream("kept"); });
    QCOMPARE(asked, 3);
    QCOMPARE(resumed, 1);
    QCOMPARE(heard.all, (std::vector<std::string>{"s"}));
}

QTEST_GUILESS_MAIN(TestLongSnapshots)
#include "tst_long_snapshots.moc"
