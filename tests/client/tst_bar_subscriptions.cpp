#include "engine/agency/zmq_transport.h"
#include "engine/client/engine_client.h"
#include "tests/agents/router/stream_world.h"

#include <QTemporaryDir>
#include <QTest>

#include <mutex>
#include <thread>

using namespace agora;
using namespace agora::test;
using namespace std::chrono_literals;
using protocol::BarRequest;
using protocol::BarUpdates;

namespace {

/// Keeps each subscription's bars by open time.
class Ears final : public client::EngineListener {
public:
    struct Series {
        std::map<Timestamp, QuoteBar> bars;
        int snapshots = 0;
        int ends = 0;
        std::string problem;
    };
    void onBars(client::SeriesId id, const BarBatch &batch, bool isSnapshot) override
    {
        const std::scoped_lock lock(m_lock);
        auto &series = m_series[id];
        if (isSnapshot) {
            series.bars.clear();
            ++series.snapshots;
        }
        for (const auto &bar : batch.bars)
            series.bars[bar.openTime] = bar;
    }
    void onSnapshotEnd(client::SeriesId id) override
    {
        const std::scoped_lock lock(m_lock);
        ++m_series[id].ends;
    }
    void onSeriesProblem(client::SeriesId id, const std::string &sentence) override
    {
        const std::scoped_lock lock(m_lock);
        m_series[id].problem = sentence;
    }
    [[nodiscard]] Series series(client::SeriesId id) const
    {
        const std::scoped_lock lock(m_lock);
        const auto found = m_series.find(id);
        return found == m_series.end() ? Series() : found->second;
    }

private:
    mutable std::mutex m_lock; // the client's thread writes, the test reads
    std::map<client::SeriesId, Series> m_series;
};

/// A name server and a Router's streams over ipc, turned by the test's thread.
class SmallEngine {
public:
    explicit SmallEngine(const std::string &folder)
        : m_folder(folder), m_names(setup("nameserver", 1), agency::makeZmqTransport())
    {
        if (!m_names.open())
            qFatal("the name server cannot listen in %s", folder.c_str());
        m_names.method("ns.lookup", "Where an agent listens.",
            [this](const agency::Value &arguments, const agency::Answer &answer) {
                if (arguments["name"].asText() != "router" || !m_router)
                    return answer.value(fail("nobody of that name"));
                agency::Value found;
                found.set("endpoint", m_router->endpoint());
                answer.value(std::move(found));
            });
        startRouter();
    }
    /// As after a crash: the store has all ticks.
    void startRouter()
    {
        m_streams.reset();
        m_router.reset();
        m_router
            = std::make_unique<agency::Bus>(setup("router", ++m_epoch), agency::makeZmqTransport());
        if (!m_router->open())
            qFatal("the Router cannot listen");
        m_streams = std::make_unique<RouterStreams>(*m_router, history);
        m_streams->addSymbol(euro);
        if (!history.ticks.empty())
            m_streams->setLastTick(euro, history.ticks.back());
    }
    void tick(Duration apart)
    {
        history.ticks.push_back(m_source.next(apart));
        clock.advanceTo(m_source.time());
        m_streams->takeTicks(euro, std::span(&history.ticks.back(), 1));
        turn();
    }
    void turn()
    {
        m_names.turn(Duration::zero());
        m_router->turn(Duration::zero());
    }
    RouterStreams &streams() { return *m_streams; }

    AllTicks history;
    ManualClock clock{noon()};

private:
    agency::BusSetup setup(const std::string &name, std::uint64_t epoch) const
    {
        return {.name = name,
            .epoch = epoch,
            .endpoints = {agency::ipcEndpoint(m_folder, name)},
            .clock = &clock};
    }

    std::string m_folder;
    agency::Bus m_names;
    std::unique_ptr<agency::Bus> m_router;
    std::unique_ptr<RouterStreams> m_streams;
    TickSource m_source{21};
    std::uint64_t m_epoch = 0;
};

} // namespace

class TestBarSubscriptions : public QObject {
    Q_OBJECT
private slots:
    void everyModeIsTheRoutersSeriesAlsoAfterItsRestart();
};

void TestBarSubscriptions::everyModeIsTheRoutersSeriesAlsoAfterItsRestart()
{
    QTemporaryDir folder;
    std::filesystem::permissions(folder.path().toStdString(), std::filesystem::perms::owner_all);
    SmallEngine engine(folder.path().toStdString());
    for (int i = 0; i < 500; ++i)
        engine.tick(2s);
    Ears ears;
    client::EngineClient client(
        Paths{.profile = "test", .config = {}, .data = {}, .runtime = folder.path().toStdString()},
        ears);
    const auto m1 = Period::minutes(1);
    const auto every = client.subscribeBars(euro, m1, 1000);
    const auto paced = client.subscribeBars(request(m1, 1000, BarUpdates::Paced, 100));
    const auto closed = client.subscribeBars(request(m1, 1000, BarUpdates::Completed));
    const auto refused = client.subscribeBars(request(m1, 1000, BarUpdates::Paced, 1));
    const auto isTrue = [&](client::SeriesId id, bool withForming) {
        return difference(ears.series(id).bars,
            barsOf(engine.history.ticks, m1, engine.clock.now() - 500ms, withForming))
            .empty();
    };
    const auto areTrue = [&] {
        engine.clock.advanceTo(engine.clock.now() + 1ms); // what is paced becomes due
        engine.turn();
        return isTrue(every, true) && isTrue(paced, true) && isTrue(closed, false);
    };
    QTRY_VERIFY_WITH_TIMEOUT(areTrue(), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(ears.series(refused).problem,
        std::string("a pace of 1 ms is not between 10 and 60000"), 30'000);
    for (int i = 0; i < 300; ++i)
        engine.tick(700ms);
    QTRY_VERIFY_WITH_TIMEOUT(areTrue(), 30'000);
    QCOMPARE(ears.series(every).snapshots, 1);
    QCOMPARE(ears.series(every).ends, 1);

    engine.startRouter();
    for (int i = 0; i < 300; ++i)
        engine.tick(700ms);
    QTRY_VERIFY_WITH_TIMEOUT(areTrue() && ears.series(closed).snapshots >= 2, 60'000);

    // A correction replaces, an older one does not.
    auto bar = std::next(ears.series(closed).bars.begin(), 3)->second;
    bar.revision = 2;
    bar.mid.high = 3.5;
    engine.streams().publishCorrections(euro, m1, {bar});
    const auto high = [&](client::SeriesId id) {
        engine.turn();
        return ears.series(id).bars.at(bar.openTime).mid.high;
    };
    for (const auto id : {every, paced, closed})
        QTRY_COMPARE_WITH_TIMEOUT(high(id), 3.5, 30'000);
    bar.revision = 1;
    bar.mid.high = 9.5;
    engine.streams().publishCorrections(euro, m1, {bar});
    engine.tick(1s);
    const auto newest = engine.history.ticks.back();
    QTRY_VERIFY_WITH_TIMEOUT(
        (engine.turn(), ears.series(every).bars.rbegin()->second.bid.close == newest.bid), 30'000);
    QCOMPARE(high(every), 3.5);
    client.unsubscribeBars(every);
}

QTEST_GUILESS_MAIN(TestBarSubscriptions)
#include "tst_bar_subscriptions.moc"
