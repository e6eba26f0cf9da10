#include "engine/base/ensure.h"
#include "engine/market/bar_resampler.h"
#include "tests/agents/router/stream_world.h"

#include <QTest>

#include <cmath>

using namespace agora;
using namespace agora::test;
using namespace std::chrono_literals;
using protocol::BarSides;
using protocol::BarUpdates;

namespace {

/// Minutes without end, each a function of its number: an archive that needs no memory.
class EndlessArchive final : public BarHistory {
public:
    explicit EndlessArchive(agency::Bus *&bus) : m_bus(bus) {}

    static constexpr std::int64_t most = 1'200'000;
    static Timestamp end() { return noon(); } ///< of the last completed one
    static Timestamp openOf(std::int64_t back) { return end() - std::chrono::minutes(back + 1); }
    static QuoteBar barAt(Timestamp open)
    {
        const auto minute = (end() - open) / std::chrono::minutes(1);
        const double bid = 1.0 + static_cast<double>((minute * 7919) % 1000) / 1e5;
        const auto side = [](double low) { return Ohlc{low, low + 3e-5, low, low + 1e-5}; };
        return {.openTime = open,
            .bid = side(bid),
            .ask = side(bid + 1e-4),
            .mid = side(bid + 5e-5),
            .volume = static_cast<double>(minute % 90),
            .ticks = static_cast<std::uint32_t>(minute % 90),
            .flags = BarComplete | BarBackfilled};
    }
    static std::vector<QuoteBar> range(TimeRange wanted)
    {
        std::vector<QuoteBar> bars;
        const auto first = std::max(wanted.from, openOf(most - 1));
        for (auto at = first; at < std::min(wanted.to, end()); at += 1min)
            bars.push_back(barAt(at));
        return bars;
    }

    void load(const HistoryWish &wish, Loaded done) override
    {
        const auto minutes = wish.period.nominal() / Period::minutes(1).nominal();
        const auto count = static_cast<std::int64_t>(std::min(wish.depth, wish.inHand)) * minutes;
        const BarSpan first = BarEdges(wish.period).at(end() - std::chrono::minutes(count));
        const auto sources = range({first.open, end()});
        auto bars = wish.period == Period::minutes(1)
            ? sources
            : resample(sources, Period::minutes(1), wish.period, {}, end()).value();
        done(LoadedHistory{.bars = std::move(bars),
            .barsEnd = end(),
            .tail = {},
            .asOf = wish.asOf,
            .asOfNumber = wish.asOfNumber});
    }
    void read(const std::string &, Period period, TimeRange wanted, Read done) override
    {
        AGORA_ENSURE(period == Period::minutes(1));
        ++reads;
        m_bus->post([bars = range(wanted), done = std::move(done), this] {
            if (failAtRead != 0 && reads >= failAtRead)
                return done(fail("the disk is gone"));
            done(bars);
        });
    }
    void reach(
        const std::string &, Period, std::size_t count, Timestamp before, Reached done) override
    {
        std::optional<Timestamp> from;
        const auto back = (end() - before) / std::chrono::minutes(1)
            + static_cast<std::int64_t>(std::min<std::size_t>(count, 1U << 30U));
        if (back <= most || count == SIZE_MAX)
            from = openOf(std::min(back, most) - 1);
        m_bus->post([from, done = std::move(done)] { done(from); });
    }
    void keep(const std::string &, Period, const std::vector<QuoteBar> &) override {}

    int reads = 0;
    int failAtRead = 0;

private:
    agency::Bus *&m_bus;
};

} // namespace

class TestBarSnapshots : public QObject {
    Q_OBJECT
private slots:
    void aMillionBarsGoOutBetweenTheTicks();
    void deepHistoryIsResampledAsItIsRead();
    void aSideAloneIsSentAndTheOthersAreAbsent();
    void anArchiveThatFailsIsToldInOneSentence();
    void sinceReachesBackBeyondTheDepth();
    void deeperHistoryJoinsWhileTicksGoOn();
};

void TestBarSnapshots::aMillionBarsGoOutBetweenTheTicks()
{
    AgentWorld world;
    agency::Bus *bus = nullptr;
    EndlessArchive archive(bus);
    StreamRouter router(world, archive);
    bus = &router.bus;
    TickSource source(3, noon() + 1s);
    auto &deep = world.add("deep");
    auto &quick = world.add("quick");
    std::vector<std::size_t> barsAtTick; // how far the snapshot was when each tick arrived
    std::unique_ptr<BarKeeper> keeper;
    quick.subscribe(
        "router", protocol::topics::ticks(euro), {.onMessage = [&](const agency::Message &message) {
            if (!message.isSnapshot())
                barsAtTick.push_back(keeper ? keeper->bars.size() : 0);
        }});
    world.settle();
    keeper = std::make_unique<BarKeeper>(deep, request(Period::minutes(1), 1'000'000));
    while (keeper->snapshots == 0) { // no tick is in the history
        deep.turn(Duration::zero());
        router.bus.turn(Duration::zero());
    }
    std::vector<Tick> ticks;
    for (int round = 0; round < 200'000 && !keeper->isWhole; ++round) {
        ticks.push_back(source.next(1ms));
        world.clock.advanceTo(ticks.back().time);
        router.take(std::span(&ticks.back(), 1));
        for (auto *each : {&router.bus, &deep, &quick})
            each->turn(Duration::zero());
    }
    QVERIFY(keeper->isWhole);
    world.settle();
    QCOMPARE(barsAtTick.size(), ticks.size());
    const auto between = std::count_if(barsAtTick.begin(), barsAtTick.end(),
        [](std::size_t bars) { return bars > 0 && bars < 1'000'000; });
    qInfo("%d parts, %lld ticks between them", keeper->parts, static_cast<long long>(between));
    QVERIFY(keeper->parts > 100);
    QVERIFY(between > 50);
    // Every bar of the million, and behind them what the ticks made meanwhile.
    QCOMPARE(keeper->bars.size(), std::size_t(1'000'001));
    auto at = EndlessArchive::openOf(999'999);
    for (const auto &[open, bar] : keeper->bars) {
        QCOMPARE(open, at);
        if (open < noon() && !(bar == EndlessArchive::barAt(open)))
            QFAIL(formatIso(open).c_str());
        at += 1min;
    }
    const auto live = barsOf(ticks, Period::minutes(1), Timestamp::min(), true);
    QVERIFY(*keeper->bars.rbegin() == *live.rbegin());
}

void TestBarSnapshots::deepHistoryIsResampledAsItIsRead()
{
    AgentWorld world;
    agency::Bus *bus = nullptr;
    EndlessArchive archive(bus);
    StreamRouter router(world, archive);
    bus = &router.bus;
    auto &client = world.add("client");
    const auto m5 = Period::minutes(5);
    BarKeeper keeper(client, request(m5, 100'000, BarUpdates::Completed));
    QVERIFY(turnUntil(world, [&] { return keeper.isWhole; }));
    const auto first = keeper.bars.begin()->first;
    QVERIFY(keeper.bars.size() >= 100'000 && keeper.bars.size() < 103'000);
    const auto wanted
        = resample(EndlessArchive::range({first, noon()}), Period::minutes(1), m5, {}, noon())
              .value();
    QCOMPARE(keeper.bars.size(), wanted.size());
    for (const auto &bar : wanted)
        QVERIFY2(keeper.bars.at(bar.openTime) == bar, formatIso(bar.openTime).c_str());
}

void TestBarSnapshots::aSideAloneIsSentAndTheOthersAreAbsent()
{
    AgentWorld world;
    AllTicks history;
    TickSource source(8);
    for (int i = 0; i < 5000; ++i)
        history.ticks.push_back(source.next(3s));
    world.clock.advanceTo(source.time());
    StreamRouter router(world, history);
    router.streams->setLastTick(euro, history.ticks.back());
    auto &client = world.add("client");
    auto wanted = request(Period::minutes(1), 200);
    wanted.sides = BarSides::Ask;
    BarKeeper ask(client, wanted);
    world.settle();
    const auto all = barsOf(history.ticks, Period::minutes(1), Timestamp::min(), true);
    QCOMPARE(ask.bars.size(), std::size_t(201));
    for (const auto &[open, bar] : ask.bars) {
        QVERIFY(bar.ask == all.at(open).ask);
        QCOMPARE(bar.volume, all.at(open).volume);
        QVERIFY(std::isnan(bar.bid.close) && std::isnan(bar.mid.high));
    }
}

void TestBarSnapshots::anArchiveThatFailsIsToldInOneSentence()
{
    AgentWorld world;
    agency::Bus *bus = nullptr;
    EndlessArchive archive(bus);
    archive.failAtRead = 20;
    StreamRouter router(world, archive);
    bus = &router.bus;
    auto &client = world.add("client");
    BarKeeper keeper(client, request(Period::minutes(1), 1'000'000));
    QVERIFY(turnUntil(world, [&] { return !keeper.problem.empty(); }));
    QCOMPARE(keeper.problem, std::string("the disk is gone"));
    QCOMPARE(
        router.bus.subscribers(protocol::topics::bars(euro, Period::minutes(1))), std::size_t(0));
}

void TestBarSnapshots::sinceReachesBackBeyondTheDepth()
{
    AgentWorld world;
    AllTicks history;
    TickSource source(14);
    for (int i = 0; i < 3000; ++i)
        history.ticks.push_back(source.next(3s));
    world.clock.advanceTo(source.time());
    StreamRouter router(world, history);
    router.streams->setLastTick(euro, history.ticks.back());
    auto &client = world.add("client");
    auto wanted = request(Period::minutes(1), 10, BarUpdates::Completed);
    wanted.since = BarEdges(Period::minutes(1)).at(source.time() - 90min).open;
    BarKeeper keeper(client, wanted);
    world.settle();
    QCOMPARE(keeper.bars.begin()->first, wanted.since);
    QCOMPARE(keeper.bars.size(), std::size_t(90));
    wanted.since = source.time() - 2min;
    BarKeeper shorter(client, wanted);
    world.settle();
    QCOMPARE(shorter.bars.size(), std::size_t(10));
}

void TestBarSnapshots::deeperHistoryJoinsWhileTicksGoOn()
{
    AgentWorld world;
    AllTicks history;
    TickSource source(10);
    for (int i = 0; i < 3000; ++i)
        history.ticks.push_back(source.next(3s));
    history.begin = BarEdges(Period::minutes(1)).at(history.ticks[2000].time).open; // at first
    world.clock.advanceTo(source.time());
    StreamRouter router(world, history);
    router.streams->setLastTick(euro, history.ticks.back());
    auto &client = world.add("client");
    BarKeeper shallow(client, request(Period::minutes(1), 20));
    world.settle();
    history.begin = Timestamp::min();
    history.isLate = true;
    BarKeeper deep(client, request(Period::minutes(1), 140));
    world.settle();
    const auto before = shallow.updates;
    const auto publish = [&] {
        const auto tick = source.next(3s);
        history.ticks.push_back(tick);
        world.clock.advanceTo(tick.time);
        router.take(std::span(&tick, 1));
    };
    for (int i = 0; i < 100; ++i)
        publish();
    world.settle();
    QVERIFY(shallow.updates >= before + 100); // nobody waits for another's history
    QVERIFY(!deep.isWhole);
    history.answerAll();
    for (int i = 0; i < 30; ++i)
        publish();
    world.settle();
    QVERIFY(deep.isWhole);
    auto wanted = barsOf(history.ticks, Period::minutes(1), source.time() - 500ms, true);
    QVERIFY(deep.bars.size() >= 141);
    while (wanted.size() > deep.bars.size())
        wanted.erase(wanted.begin());
    QCOMPARE(difference(deep.bars, wanted), std::string());
    QCOMPARE(shallow.snapshots, 1);
}

QTEST_GUILESS_MAIN(TestBarSnapshots)
#include "tst_bar_snapshots.moc"
