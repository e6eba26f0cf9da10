#include "engine/agency/zmq_transport.h"
#include "engine/base/random.h"
#include "tests/agency/bus_pair.h"

#include <QTemporaryDir>
#include <QTest>
#include <thread>

using namespace agora;
using namespace agora::agency;

namespace {
constexpr Duration patience = std::chrono::seconds(60); // for a busy machine
const std::string topic = "t";

/// A subscriber that writes down what it is told.
struct Reader {
    std::vector<std::string> got;
    std::uint64_t missing = 0;
    int gaps = 0;
    int snapshots = 0;
    std::string problem;

    SubscribeOptions options(Flow flow)
    {
        return {.onMessage =
                    [this](const Message &message) {
                        if (message.isSnapshot())
                            ++snapshots;
                        else
                            got.push_back(toText(message.body));
                    },
            .onProblem = [this](const std::string &sentence) { problem = sentence; },
            .flow = flow,
            .onGap =
                [this](const StreamGap &gap) {
                    ++gaps;
                    missing += gap.missing;
                }};
    }
};

/// A publisher with one subscriber, which is not turned while the publisher publishes.
struct Pair {
    BusWorld world;
    Bus &publisher = world.add("publisher");
    Bus &subscriber = world.add("subscriber");
    Reader reader;
    SubscriptionId id = 0;
    int goneCount = 0;

    explicit Pair(Flow flow, OfferLimits limits = {})
    {
        publisher.offer(
            topic, [this](const Subscriber &who) { publisher.accept(who.id, {}); }, limits);
        publisher.onSubscriberGone([this](const Subscriber &) { ++goneCount; });
        id = subscriber.subscribe("publisher", topic, reader.options(flow));
        world.settle();
    }
    void publish(int from, int count)
    {
        for (int i = from; i < from + count; ++i)
            publisher.publish(topic, toBytes(std::to_string(i)));
    }
};
} // namespace

class FlowTest final : public QObject {
    Q_OBJECT
private slots:
    void dropOldestKeepsTheNewestAndTellsWhatIsMissing()
    {
        Pair pair({.policy = FlowPolicy::DropOldest, .limit = 8});
        pair.publish(1, 100);
        pair.world.settle();
        QCOMPARE(pair.reader.got.back(), "100");
        QCOMPARE(pair.reader.got.size() + pair.reader.missing, 100U);
        QVERIFY(pair.reader.got.size() <= 8U);
        QCOMPARE(pair.reader.gaps, 1);
        QCOMPARE(pair.publisher.describe()["dropped"].asInteger(),
            static_cast<std::int64_t>(pair.reader.missing));
        pair.publish(101, 3);
        pair.world.settle();
        QCOMPARE(pair.reader.got.back(), "103");
        QCOMPARE(pair.reader.gaps, 1);
    }

    void dropNewestTellsOfADropThatNothingFollows()
    {
        Pair pair({.policy = FlowPolicy::DropNewest, .limit = 8});
        pair.publish(1, 100);
        pair.world.settle();
        QCOMPARE(pair.reader.got.size(), 8U);
        QCOMPARE(pair.reader.got.back(), "8");
        QCOMPARE(pair.reader.missing, 92U);
    }

    void disconnectSlowEndsTheSubscriptionWithASentence()
    {
        Pair pair({.policy = FlowPolicy::DisconnectSlow, .limit = 8});
        pair.publish(1, 100);
        QCOMPARE(pair.goneCount, 1);
        QCOMPARE(pair.publisher.subscribers(topic), 0U);
        pair.world.settle();
        QVERIFY(pair.reader.problem.find("too slow") != std::string::npos);
    }

    void blockHoldsThePublisherUpUntilItsLimit()
    {
        Pair pair({.policy = FlowPolicy::Block, .limit = 8},
            {.blockAtMost = std::chrono::milliseconds(20)});
        int taken = 0;
        while (pair.publisher.tryPublish(topic, toBytes("x")))
            QVERIFY(++taken <= 8);
        QVERIFY(taken >= 7);
        pair.world.settle();
        QVERIFY(pair.publisher.tryPublish(topic, toBytes("x")));
        pair.world.settle();
        QCOMPARE(pair.reader.got.size(), static_cast<std::size_t>(taken) + 1);
        pair.publish(1, 20); // nobody turns the subscriber: after 20 ms it has to go
        QCOMPARE(pair.goneCount, 1);
        pair.world.settle();
        QVERIFY(pair.reader.problem.find("too slow") != std::string::npos);
        QCOMPARE(pair.reader.missing, 0U);
    }

    void thePublisherSetsTheBounds()
    {
        Pair pair({.policy = FlowPolicy::DropNewest, .limit = 1'000'000}, {.mostBehind = 10});
        pair.publish(1, 100);
        pair.world.settle();
        QCOMPARE(pair.reader.got.size(), 10U);
        QCOMPARE(pair.reader.missing, 90U);
        Pair defaults({.policy = FlowPolicy::DropNewest}, {.mostBehind = 10});
        for (int i = 0; i < 50; ++i) { // credit is given for a queue shorter than we knew, too
            defaults.publish(i * 5, 5);
            defaults.world.settle(10);
        }
        QCOMPARE(defaults.reader.got.size(), 250U);
    }

    void aSnapshotCanBeAskedForAtAnyTime()
    {
        Pair pair({.policy = FlowPolicy::DropOldest, .limit = 8});
        QCOMPARE(pair.reader.snapshots, 1);
        pair.publish(1, 100);
        pair.world.settle();
        pair.subscriber.askSnapshot(pair.id);
        pair.world.settle();
        QCOMPARE(pair.reader.snapshots, 2);
        QCOMPARE(pair.goneCount, 1); // the former subscription, so that nothing comes twice
        pair.publish(101, 1);
        pair.world.settle();
        QCOMPARE(pair.reader.got.back(), "101");
        QCOMPARE(std::ranges::count(pair.reader.got, "101"), 1);
        QCOMPARE(pair.publisher.subscribers(topic), 1U);
    }

    void whateverHappensNothingIsLostWithoutAWord()
    {
        const std::uint64_t seed = 20210405;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        for (const auto policy : {FlowPolicy::DropOldest, FlowPolicy::DropNewest}) {
            Pair pair(
                {.policy = policy, .limit = static_cast<std::uint32_t>(2 + random.below(20))});
            int published = 0;
            for (int round = 0; round < 300; ++round) {
                const int count = static_cast<int>(random.below(15));
                pair.publish(published + 1, count);
                published += count;
                for (auto turns = random.below(3); turns > 0; --turns)
                    pair.world.settle(1);
            }
            pair.world.settle();
            QCOMPARE(
                pair.reader.got.size() + pair.reader.missing, static_cast<std::size_t>(published));
            int last = 0;
            for (const auto &each : pair.reader.got) {
                QVERIFY(std::stoi(each) > last); // in order, none twice
                last = std::stoi(each);
            }
        }
    }

    void aBlockedPublisherLosesNothingAndKeepsTheOrderOfWhatComesMeanwhile()
    {
        QTemporaryDir folder;
        const auto endpoint = ipcEndpoint(folder.path().toStdString(), "publisher");
        constexpr int count = 20'000;
        SystemClock clock;
        std::atomic<int> received = 0;
        std::atomic<bool> isInOrder = true;
        std::jthread other([&](std::stop_token stop) {
            Bus bus({.name = "subscriber", .epoch = 1, .clock = &clock}, makeZmqTransport());
            bus.know("publisher", endpoint);
            bus.subscribe("publisher", topic,
                {.onMessage =
                        [&](const Message &message) {
                            if (message.isSnapshot())
                                return;
                            isInOrder
                                = isInOrder && toText(message.body) == std::to_string(received);
                            ++received;
                            if (received % 100 == 0)
                                bus.push("publisher", "seen", toBytes(std::to_string(received)));
                        },
                    .flow = {.policy = FlowPolicy::Block, .limit = 64},
                    .onGap = [&](const StreamGap &) { isInOrder = false; }});
            while (!stop.stop_requested())
                bus.turn(std::chrono::milliseconds(5));
        });
        Bus bus({.name = "publisher", .epoch = 1, .endpoints = {endpoint}, .clock = &clock},
            makeZmqTransport());
        QVERIFY(bus.open());
        bus.offer(topic, [&](const Subscriber &who) { bus.accept(who.id, {}); },
            {.blockAtMost = patience});
        int seen = 0;
        bool isSeenInOrder = true;
        bus.onPush("seen", [&](const Message &message) {
            isSeenInOrder = isSeenInOrder && std::stoi(toText(message.body)) == seen + 100;
            seen += 100;
        });
        const auto deadline = steadyNow() + patience;
        while (bus.subscribers(topic) == 0 && steadyNow() < deadline)
            bus.turn(std::chrono::milliseconds(5));
        bool isTwice = false;
        for (int i = 0; i < count; ++i) {
            bus.publish(topic, toBytes(std::to_string(i)));
            if (i % 1000 == 0)
                bus.turn(Duration::zero());
            isTwice = isTwice || seen > i;
        }
        while ((received < count || seen < count) && steadyNow() < deadline)
            bus.turn(std::chrono::milliseconds(5));
        QCOMPARE(received.load(), count);
        QVERIFY(isInOrder);
        QCOMPARE(seen, count);
        QVERIFY(isSeenInOrder && !isTwice);
    }
};

QTEST_GUILESS_MAIN(FlowTest)
#include "tst_flow.moc"
