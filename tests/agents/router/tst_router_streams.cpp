#include "tests/agents/router/stream_world.h"

#include <QTest>

#include <random>

using namespace agora;
using namespace agora::test;
using namespace std::chrono_literals;
using protocol::BarRequest;
using protocol::BarSides;
using protocol::BarUpdates;

class TestRouterStreams : public QObject {
    Q_OBJECT
private slots:
    void aStalledClientEndsWithEveryBarInEveryMode_data();
    void aStalledClientEndsWithEveryBarInEveryMode();
    void whoIsRestartedOrCutOffMissesNothing();
    void aShortCutIsResumedWithoutASnapshot();
    void eachModeTellsWhatItPromises();
    void aThousandSubscribersCostOneSeries();
    void aFailedLoadHurtsOnlyThoseWhoWait();
    void correctionsReplaceAndOldOnesDoNot();
    void badRequestsAreRefusedWithOneSentence();
    void whatNobodyWantsIsForgotten();
};

void TestRouterStreams::aStalledClientEndsWithEveryBarInEveryMode_data()
{
    QTest::addColumn<int>("mode");
    QTest::newRow("every tick") << static_cast<int>(BarUpdates::EveryTick);
    QTest::newRow("paced") << static_cast<int>(BarUpdates::Paced);
    QTest::newRow("completed") << static_cast<int>(BarUpdates::Completed);
}

/// 10,000 ticks a second, while a client stands still between snapshot and stream, for so long that
/// it is left behind, and now and then for less.
void TestRouterStreams::aStalledClientEndsWithEveryBarInEveryMode()
{
    QFETCH(int, mode);
    const auto updates = static_cast<BarUpdates>(mode);
    const std::uint64_t seed = 20'240'108;
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    AgentWorld world(false, seed);
    Random random(seed);
    AllTicks history;
    TickSource source(seed);
    StreamRouter router(world, history);
    auto &client = world.add("client");
    const auto s5 = Period::parse("S5").value();
    const auto publish = [&](int count) {
        std::vector<Tick> batch;
        for (; count > 0; --count)
            batch.push_back(source.next(100us));
        history.ticks.insert(history.ticks.end(), batch.begin(), batch.end());
        world.clock.advanceTo(source.time());
        router.take(batch);
    };
    publish(60'000); // six seconds that nobody follows
    std::vector<std::unique_ptr<BarKeeper>> keepers;
    for (const auto period : {s5, Period::minutes(1), Period::ticks(777)})
        keepers.push_back(std::make_unique<BarKeeper>(client, request(period, 5000, updates)));
    // The subscription reaches the Router and the snapshot leaves it; the client does not read on.
    while (router.bus.subscribers(protocol::topics::of(request(s5, 1, updates))) == 0) {
        router.bus.turn(Duration::zero());
        if (keepers[0]->snapshots == 0 && history.loads < 3)
            client.turn(Duration::zero());
    }
    for (int stall = 0; stall < 4; ++stall) {
        // Each tick a message, so that the longest stall outlasts what may wait.
        for (const auto ticks = stall == 0 ? 24'000U : 50 + random.below(3000), count = ticks;
             history.ticks.size() < 60'000 + (stall + 1) * 30'000U && count > 0;) {
            publish(1 + static_cast<int>(random.below(2)));
            router.bus.turn(Duration::zero());
            if (history.ticks.size() % 3001 == 0 && stall > 0)
                client.turn(Duration::zero());
        }
        world.settle();
    }
    world.clock.advanceTo(source.time() + 300ms); // what was paced is due, no bar is over
    world.settle();
    const std::array<Period, 3> periods{s5, Period::minutes(1), Period::ticks(777)};
    for (std::size_t i = 0; i < keepers.size(); ++i) {
        const auto wanted
            = barsOf(history.ticks, periods[i], Timestamp::min(), updates != BarUpdates::Completed);
        const auto wrong = difference(keepers[i]->bars, wanted);
        QVERIFY2(wrong.empty(), (periods[i].toString() + ": " + wrong).c_str());
        QVERIFY(std::is_sorted(keepers[i]->told.begin(), keepers[i]->told.end()));
    }
    QCOMPARE(keepers[0]->snapshots > 1, updates == BarUpdates::EveryTick); // it was left behind
}

/// Whoever dies and comes back, whenever: the bars are those of all ticks, each once.
void TestRouterStreams::whoIsRestartedOrCutOffMissesNothing()
{
    const std::uint64_t seed = qEnvironmentVariableIsSet("AGORA_TEST_SEED")
        ? qgetenv("AGORA_TEST_SEED").toULongLong()
        : std::random_device{}();
    qInfo("seed: AGORA_TEST_SEED=%llu", static_cast<unsigned long long>(seed));
    AgentWorld world(false, seed);
    Random random(seed);
    AllTicks history;
    TickSource source(seed);
    std::uint64_t epoch = 1;
    auto router = std::make_unique<StreamRouter>(world, history, epoch);
    auto *client = &world.add("client");
    const auto m1 = Period::minutes(1);
    std::vector<std::unique_ptr<BarKeeper>> keepers;
    const auto subscribe = [&] {
        for (const auto updates : {BarUpdates::EveryTick, BarUpdates::Paced, BarUpdates::Completed})
            keepers.push_back(std::make_unique<BarKeeper>(*client, request(m1, 10'000, updates)));
    };
    subscribe();
    for (int round = 0; round < 120; ++round) {
        for (auto left = random.below(40); left > 0; --left) {
            const auto tick = source.next(std::chrono::milliseconds(random.below(9000)));
            history.ticks.push_back(tick);
            world.clock.advanceTo(tick.time);
            router->take(std::span(&tick, 1));
            if (random.below(3) == 0)
                world.settle();
        }
        switch (random.below(8)) {
        case 0: { // the Router: the store has its ticks
            auto &old = router->bus;
            router->streams.reset();
            world.kill(old);
            router = std::make_unique<StreamRouter>(world, history, ++epoch);
            if (!history.ticks.empty())
                router->streams->setLastTick(euro, history.ticks.back());
            break;
        }
        case 1: // the client
            for (auto &keeper : keepers)
                keeper.reset();
            keepers.clear();
            world.settle();
            world.kill(*client);
            client = &world.add("client", ++epoch);
            subscribe();
            break;
        case 2: // the link
            client->forget("router");
            break;
        case 3:
            client->know("router", "mem://router");
            break;
        default:
            break;
        }
    }
    client->know("router", "mem://router");
    // A link that was cut is noticed by its silence.
    const auto isWhole = [&] {
        world.clock.advanceTo(source.time() + 300ms);
        world.settle();
        return std::all_of(keepers.begin(), keepers.end(), [&](const auto &keeper) {
            const bool isCompletedOnly = keeper == keepers.back();
            return difference(keeper->bars,
                barsOf(history.ticks, m1, source.time() + 300ms - 500ms, !isCompletedOnly))
                .empty();
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(), 60'000);
    for (const auto &keeper : keepers)
        QVERIFY(std::adjacent_find(keeper->told.begin(), keeper->told.end(), std::greater_equal<>())
                == keeper->told.end()
            || keeper->snapshots > 1);
}

void TestRouterStreams::aShortCutIsResumedWithoutASnapshot()
{
    AgentWorld world;
    AllTicks history;
    TickSource source(5);
    StreamRouter router(world, history);
    auto &client = world.add("client");
    BarKeeper closed(client, request(Period::minutes(1), 100, BarUpdates::Completed));
    BarKeeper every(client, request(Period::minutes(1), 100));
    world.settle();
    const auto publish = [&](int count) {
        for (; count > 0; --count) {
            const auto tick = source.next(7s);
            history.ticks.push_back(tick);
            world.clock.advanceTo(tick.time);
            router.take(std::span(&tick, 1));
        }
    };
    publish(50);
    world.settle();
    client.forget("router");
    publish(100);
    client.know("router", "mem://router");
    world.settle();
    const auto until = source.time() - 500ms;
    QCOMPARE(closed.snapshots, 1);
    QCOMPARE(every.snapshots, 1);
    QCOMPARE(difference(closed.bars, barsOf(history.ticks, Period::minutes(1), until, false)),
        std::string());
    QCOMPARE(difference(every.bars, barsOf(history.ticks, Period::minutes(1), until, true)),
        std::string());
    QVERIFY(std::adjacent_find(closed.told.begin(), closed.told.end(), std::greater_equal<>())
        == closed.told.end());
    client.forget("router");
    publish(1000); // more than is kept for this
    client.know("router", "mem://router");
    world.settle();
    QCOMPARE(every.snapshots, 2);
    QCOMPARE(closed.snapshots, 1); // of these it is
    QCOMPARE(difference(
                 every.bars, barsOf(history.ticks, Period::minutes(1), source.time() - 500ms, true))
                 .substr(0, 4),
        std::string("the "));
}

void TestRouterStreams::eachModeTellsWhatItPromises()
{
    AgentWorld world;
    AllTicks history;
    TickSource source(6);
    StreamRouter router(world, history);
    auto &client = world.add("client");
    const auto s5 = Period::parse("S5").value();
    BarKeeper every(client, request(s5, 10));
    BarKeeper paced(client, request(s5, 10, BarUpdates::Paced, 1000));
    BarKeeper slow(client, request(s5, 10, BarUpdates::Paced, 4000));
    BarKeeper closed(client, request(s5, 10, BarUpdates::Completed));
    world.settle();
    for (int i = 0; i < 1000; ++i) { // 100 s, ten ticks a second, 20 bars
        const auto tick = source.next(100ms);
        history.ticks.push_back(tick);
        world.clock.advanceTo(tick.time);
        router.take(std::span(&tick, 1));
        world.settle();
    }
    const auto bars = barsOf(history.ticks, s5, Timestamp::min(), false).size();
    for (const auto *keeper : {&every, &paced, &slow, &closed})
        QCOMPARE(keeper->told.size(), bars); // completed ones at once, and once
    QCOMPARE(every.formingUpdates, std::size_t(1000));
    QVERIFY2(paced.formingUpdates >= 90 && paced.formingUpdates <= 102,
        std::to_string(paced.formingUpdates).c_str());
    QVERIFY2(slow.formingUpdates >= 22 && slow.formingUpdates <= 27,
        std::to_string(slow.formingUpdates).c_str());
    QCOMPARE(closed.formingUpdates, std::size_t(0));
    // What was held back comes when its time is over, without a tick.
    world.clock.advanceTo(source.time() + 4s - 1ms);
    world.settle();
    const auto newest = barsOf(history.ticks, s5, world.clock.now() - 500ms, true);
    QVERIFY(*slow.bars.rbegin() == *newest.rbegin());
    QVERIFY(*paced.bars.rbegin() == *newest.rbegin());
}

void TestRouterStreams::aThousandSubscribersCostOneSeries()
{
    AgentWorld world;
    AllTicks history;
    TickSource source(9);
    for (int i = 0; i < 3000; ++i)
        history.ticks.push_back(source.next(3s));
    world.clock.advanceTo(source.time());
    StreamRouter router(world, history);
    router.streams->setLastTick(euro, history.ticks.back());
    std::vector<std::unique_ptr<BarKeeper>> keepers;
    for (int i = 0; i < 10; ++i) {
        auto &client = world.add("client" + std::to_string(i));
        for (int n = 0; n < 100; ++n)
            keepers.push_back(
                std::make_unique<BarKeeper>(client, request(Period::minutes(1), 100)));
    }
    world.settle();
    for (int i = 0; i < 200; ++i) {
        const auto tick = source.next(500ms);
        history.ticks.push_back(tick);
        world.clock.advanceTo(tick.time);
        router.take(std::span(&tick, 1));
        world.settle();
    }
    auto wanted = barsOf(history.ticks, Period::minutes(1), source.time() - 500ms, true);
    while (wanted.size() > keepers[0]->bars.size())
        wanted.erase(wanted.begin());
    QVERIFY(keepers[0]->bars.size() > 101);
    for (const auto &keeper : keepers)
        QVERIFY(keeper->bars == wanted);
    QCOMPARE(history.loads, 1);
    const auto rows = series(world, world.add("asker"));
    QCOMPARE(rows.asArray().size(), std::size_t(1));
    const auto &row = rows.asArray().front();
    QCOMPARE(row["subscribers"].asInteger(), std::int64_t(1000));
    QCOMPARE(row["encodedBlocks"].asInteger(), std::int64_t(1));
    QVERIFY(row["encodedUpdates"].asInteger() <= 210); // a message a tick, for all of them
}

void TestRouterStreams::aFailedLoadHurtsOnlyThoseWhoWait()
{
    AgentWorld world;
    AllTicks history;
    TickSource source(11);
    for (int i = 0; i < 300; ++i)
        history.ticks.push_back(source.next(3s));
    world.clock.advanceTo(source.time());
    StreamRouter router(world, history);
    router.streams->setLastTick(euro, history.ticks.back());
    auto &client = world.add("client");
    BarKeeper served(client, request(Period::minutes(1), 5));
    world.settle();
    history.problem = "the venue does not answer";
    BarKeeper deeper(client, request(Period::minutes(1), 500));
    BarKeeper other(client, request(Period::minutes(5), 5));
    world.settle();
    QCOMPARE(deeper.problem, history.problem);
    QCOMPARE(other.problem, history.problem);
    const auto tick = source.next(1s);
    world.clock.advanceTo(tick.time);
    router.take(std::span(&tick, 1));
    world.settle();
    QVERIFY(served.updates > 0 && served.problem.empty());
    QCOMPARE(series(world, client).asArray().size(), std::size_t(1));
    history.problem.clear();
    BarKeeper later(client, request(Period::minutes(1), 500));
    world.settle();
    QVERIFY(later.isWhole);
}

void TestRouterStreams::correctionsReplaceAndOldOnesDoNot()
{
    AgentWorld world;
    AllTicks history;
    TickSource source(12);
    for (int i = 0; i < 2000; ++i)
        history.ticks.push_back(source.next(3s));
    world.clock.advanceTo(source.time());
    StreamRouter router(world, history);
    router.streams->setLastTick(euro, history.ticks.back());
    auto &client = world.add("client");
    const auto m1 = Period::minutes(1);
    std::vector<std::unique_ptr<BarKeeper>> keepers;
    for (const auto updates : {BarUpdates::EveryTick, BarUpdates::Paced, BarUpdates::Completed})
        keepers.push_back(std::make_unique<BarKeeper>(client, request(m1, 50, updates)));
    world.settle();
    auto bar = std::next(keepers[0]->bars.begin(), 20)->second;
    const auto send = [&](std::uint16_t revision, double high) {
        bar.revision = revision;
        bar.flags = BarComplete | BarCorrected;
        bar.bid.high = high;
        router.streams->publishCorrections(euro, m1, {bar});
        world.settle();
    };
    const auto highs = [&] {
        std::set<double> all;
        for (const auto &keeper : keepers)
            all.insert(keeper->bars.at(bar.openTime).bid.high);
        return all;
    };
    send(2, 2.5);
    QCOMPARE(highs(), std::set<double>{2.5});
    send(1, 1.5); // an older one that comes late
    send(2, 3.5);
    QCOMPARE(highs(), std::set<double>{2.5});
    send(3, 4.5);
    QCOMPARE(highs(), std::set<double>{4.5});
    BarKeeper later(client, request(m1, 50)); // finds it in its snapshot
    world.settle();
    QCOMPARE(later.bars.at(bar.openTime).bid.high, 4.5);
    QCOMPARE(later.bars.at(bar.openTime).revision, std::uint16_t(3));
    auto unwanted = bar; // nobody follows that period
    router.streams->publishCorrections(euro, Period::hours(1), {unwanted});
    router.streams->publishCorrections("GBP_USD", m1, {unwanted});
    // A stale state that reaches a client by any way is not news to it.
    BarRevisions revisions;
    QVERIFY(revisions.admit(bar));
    bar.revision = 2;
    QVERIFY(!revisions.admit(bar));
    bar.revision = 0;
    QVERIFY(!revisions.admit(bar));
    bar.revision = 3;
    QVERIFY(!revisions.admit(bar));
    bar.revision = 4;
    QVERIFY(revisions.admit(bar));
    bar.flags = BarLive;
    QVERIFY(!revisions.admit(bar));
}

void TestRouterStreams::badRequestsAreRefusedWithOneSentence()
{
    AgentWorld world;
    AllTicks history;
    StreamRouter router(world, history);
    auto &client = world.add("client");
    const auto problem = [&](const BarRequest &wrong) {
        BarKeeper keeper(client, wrong);
        world.settle();
        return keeper.problem;
    };
    auto wrong = request(Period::minutes(1), 5);
    wrong.symbol = "EUR_USB";
    QCOMPARE(problem(wrong),
        std::string("the venue has no instrument “EUR_USB”, did you mean “EUR_USD”?"));
    wrong = request(Period::minutes(1), 30'000'000);
    QCOMPARE(problem(wrong), std::string("a depth of 30000000 bars is more than 20000000"));
    wrong = request(Period::minutes(1), 5, BarUpdates::Paced, 5);
    QCOMPARE(problem(wrong), std::string("a pace of 5 ms is not between 10 and 60000"));
    wrong = request(Period::minutes(1), 5, BarUpdates::Completed, 50);
    QCOMPARE(problem(wrong), std::string("a pace of 50 ms was asked for in a mode that has none"));
    // What is asked for must be what is subscribed.
    std::string sentence;
    const auto options = [&](agency::Bytes arguments) -> agency::SubscribeOptions {
        return {.arguments = [arguments] { return arguments; },
            .onProblem = [&](const std::string &said) { sentence = said; }};
    };
    client.subscribe(
        "router", "bars/EUR_USD/M5", options(protocol::encode(request(Period::minutes(1), 5))));
    world.settle();
    QCOMPARE(sentence,
        std::string("what was asked for is the topic “bars/EUR_USD/M1”, but “bars/EUR_USD/M5” was "
                    "subscribed"));
    client.subscribe("router", "bars/EUR_USD/M5", options(agency::toBytes("rubbish")));
    world.settle();
    QCOMPARE(sentence, std::string("BarRequest: only 7 bytes"));
    QCOMPARE(series(world, client).asArray().size(), std::size_t(0));
}

void TestRouterStreams::whatNobodyWantsIsForgotten()
{
    AgentWorld world;
    AllTicks history;
    TickSource source(13);
    StreamRouter router(world, history, 1, 1ms);
    auto &client = world.add("client");
    {
        BarKeeper m1(client, request(Period::minutes(1), 5));
        BarKeeper paced(client, request(Period::minutes(1), 5, BarUpdates::Paced));
        BarKeeper m5(client, request(Period::minutes(5), 5, BarUpdates::Completed));
        world.settle();
        QTest::qWait(20);
        world.settle();
        QCOMPARE(series(world, client).asArray().size(), std::size_t(2));
        QCOMPARE(series(world, client).asArray()[0]["topics"].asArray().size(), std::size_t(2));
    }
    QTRY_VERIFY_WITH_TIMEOUT(series(world, client).asArray().empty(), 30'000);
}

QTEST_GUILESS_MAIN(TestRouterStreams)
#include "tst_router_streams.moc"
