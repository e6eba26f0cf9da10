// The Router's store side as its subscribers see it: gaps that are repaired, bars that are
// corrected, imports into a series that is live, and a store that hangs.
#include "engine/agents/router/router.h"

#include "engine/store/database.h"
#include "tests/agents/router/fake_feeder.h"

using namespace agora;
using namespace agora::test;
using namespace std::chrono_literals;

namespace {

const std::string symbol = "EUR_USD";
const Period m1 = Period::minutes(1);
const Period m5 = Period::minutes(5);

/// As a chart would hold it: every bar by its open time, refusing what is older than what it has.
class Chart {
public:
    Chart(agency::Bus &bus, Period period, std::uint32_t depth) : m_bus(bus)
    {
        m_id = bus.subscribe("router", protocol::topics::bars(symbol, period),
            {.arguments =
                    [=] {
                        return protocol::encode(protocol::BarRequest{symbol, period, depth});
                    },
                .onMessage =
                    [this](const agency::Message &message) {
                        if (message.body.empty())
                            return;
                        const auto batch = protocol::decode<BarBatch>(message.body);
                        if (!batch)
                            qFatal("%s", batch.error().message.c_str());
                        isThere = true;
                        for (const auto &bar : batch->bars)
                            take(bar, message.isSnapshot());
                    },
                .onProblem = [this](const std::string &sentence) { problem = sentence; }});
    }
    ~Chart() { m_bus.unsubscribe(m_id); }
    Chart(const Chart &) = delete;
    Chart &operator=(const Chart &) = delete;

    [[nodiscard]] const QuoteBar *at(Timestamp time) const
    {
        const auto found = bars.find(time);
        return found == bars.end() ? nullptr : &found->second;
    }

    std::map<Timestamp, QuoteBar> bars;
    std::vector<QuoteBar>
        corrections; ///< completed bars that replaced completed ones, or came late
    bool isThere = false;
    std::string problem;

private:
    void take(const QuoteBar &bar, bool isSnapshot)
    {
        const auto old = bars.find(bar.openTime);
        const bool isLate = !bars.empty() && bar.openTime < bars.rbegin()->first;
        const bool isReplacing = old != bars.end() && old->second.isComplete();
        if (!isSnapshot && bar.isComplete() && (isReplacing || isLate))
            corrections.push_back(bar);
        bars[bar.openTime] = bar;
    }
    agency::Bus &m_bus;
    agency::SubscriptionId m_id;
};

bool samePrices(const QuoteBar &a, const QuoteBar &b)
{
    return a.openTime == b.openTime && a.bid == b.bid && a.ask == b.ask && a.mid == b.mid
        && a.volume == b.volume;
}

} // namespace

class TestRouterHistory : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AgentWorld> m_world;
    std::unique_ptr<FakeFeeder> m_feeder;
    std::unique_ptr<Router> m_router;
    agency::Bus *m_screen = nullptr;
    agency::Bus *m_routerBus = nullptr;
    std::uint64_t m_epoch = 0;

    std::filesystem::path file() const { return m_folder->filePath("market.db").toStdString(); }
    MarketStore opened(MarketStore::Mode mode) const
    {
        auto store = MarketStore::open(file(), mode);
        if (!store)
            qFatal("%s", store.error().message.c_str());
        return std::move(*store);
    }
    std::vector<QuoteBar> stored(Period period) const
    {
        return opened(MarketStore::Mode::ReadOnly).bars(symbol, period, allTime).value();
    }
    bool until(const std::function<bool()> &holds) { return settleUntil(*m_world, holds); }
    /// Time passes and its ticks come.
    void live(Timestamp from, Timestamp to, const std::function<bool(const Tick &)> &isLost = {})
    {
        m_world->clock.advanceTo(to);
        m_feeder->stream(from, to, isLost);
        m_world->settle();
    }
    void startRouter(HistoryPace pace)
    {
        m_routerBus = &m_world->add("router", ++m_epoch);
        m_router = std::make_unique<Router>(*m_routerBus, opened(MarketStore::Mode::ReadWrite),
            std::vector<std::string>{symbol}, pace);
        QVERIFY(until([&] { return m_router->isReady(); }));
    }
    /// Repairs wait for hours unless a test wants them, corrections hurry.
    static HistoryPace quick()
    {
        return {.repair = {.firstLook = 1h, .pause = 1ms, .barsARequest = 300},
            .corrections = {.delay = 1ms}};
    }
    static HistoryPace repairing()
    {
        auto pace = quick();
        pace.repair.firstLook = 1ms;
        return pace;
    }
    agency::Value gaps(const std::string &arguments = "{}")
    {
        for (int attempt = 0; attempt < 10;
             ++attempt) { // a restarted Router is found a little later
            const auto answer = call(*m_screen, "router", "market.gaps", arguments);
            if (until([&] { return answer->has_value(); }) && **answer)
                return ***answer;
        }
        qFatal("no answer to market.gaps");
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_world = std::make_unique<AgentWorld>();
        m_feeder = std::make_unique<FakeFeeder>(m_world->add("feeder"));
        m_screen = &m_world->add("screen");
    }
    void cleanup()
    {
        m_router.reset();
        m_feeder.reset();
    }

    void ticksAndBarsPassWhileTheStoreHangs_data()
    {
        QTest::addColumn<bool>("isLocked");
        QTest::newRow("a commit that does not return") << false;
        QTest::newRow("a file that another program holds locked") << true;
    }
    void ticksAndBarsPassWhileTheStoreHangs()
    {
        QFETCH(bool, isLocked);
        startRouter(quick());
        Chart chart(*m_screen, m1, 10);
        Listener<TickBatch> ticks(*m_screen, "router", protocol::topics::ticks(symbol));
        QVERIFY(until([&] { return chart.isThere; }));
        std::optional<HeldStore> held;
        auto other = Database::open(file(), Database::Mode::ReadWrite);
        QVERIFY(other.hasValue());
        if (isLocked)
            QVERIFY(other->run("BEGIN IMMEDIATE"));
        else
            held.emplace("commit");
        live(noon(), noon() + 1min);
        if (isLocked)
            QVERIFY(until([&] { // two seconds in which the thread waits for the file
                return !m_routerBus->describe()["store"]["problem"].asText().empty();
            }));
        else
            QVERIFY(until([&] { return held->isReached(); }));
        for (auto at = noon() + 1min; at < noon() + 10min; at += 1s)
            live(at, at + 1s);
        // All of it is here, and the store still hangs.
        std::size_t count = 0;
        for (const auto &batch : ticks.updates)
            count += batch.ticks.size();
        const auto truth = m_feeder->market().ticks(noon(), noon() + 10min);
        QCOMPARE(count, truth.size());
        for (const auto &bar : m_feeder->bars(m1, noon(), noon() + 9min))
            QVERIFY(chart.at(bar.openTime) != nullptr && samePrices(*chart.at(bar.openTime), bar));
        const auto onDisk = opened(MarketStore::Mode::ReadOnly).ticks(symbol, allTime);
        QVERIFY(onDisk && onDisk->empty());
        if (isLocked)
            QVERIFY(other->run("COMMIT"));
        held.reset();
        QVERIFY(until([&] {
            return opened(MarketStore::Mode::ReadOnly).ticks(symbol, allTime).value().size()
                == truth.size();
        }));
    }

    void gapsAreKnownByDayAndRepairedNewestFirst()
    {
        const auto monday = noon();
        m_world->clock.advanceTo(monday);
        const auto from = monday - std::chrono::days(5); // Wednesday; the weekend is no gap
        {
            auto store = opened(MarketStore::Mode::ReadWrite);
            QVERIFY(store.putBars(symbol, m1, m_feeder->bars(m1, from, from + 1h)));
            QVERIFY(store.addCoverage(symbol, m1, {from, from + 1h}));
            QVERIFY(store.addCoverage(symbol, m1, {monday - 2h, monday - 1h}));
        }
        startRouter(quick());
        auto known = gaps();
        std::vector<std::string> days;
        for (const auto &day : known["days"].asArray())
            days.push_back(day["day"].asText());
        QCOMPARE(days,
            (std::vector<std::string>{"2024-01-03", "2024-01-04", "2024-01-05", "2024-01-08"}));
        QCOMPARE(known["days"].asArray()[1]["missing_minutes"].asInteger(), 24 * 60);
        QCOMPARE(known["days"].asArray()[3]["missing_minutes"].asInteger(), (14 - 1) * 60);
        QCOMPARE(known["days"].asArray()[3]["gaps"].asArray().size(), std::size_t(2));
        QVERIFY(gaps(R"({"symbol": "USD_JPY"})")["days"].asArray().empty());
        QVERIFY(gaps(R"({"period": "H1"})")["days"].asArray().empty());
        QVERIFY(m_feeder->histories.empty()); // nobody asked yet

        m_router.reset();
        m_world->kill(*m_routerBus);
        m_feeder->venueBegins = from + 4h; // and has nothing of three hours before
        startRouter(repairing());
        QVERIFY(until([&] {
            return gaps()["days"].asArray().empty() && gaps()["repairing"].asInteger() == 0;
        }));
        for (std::size_t i = 1; i < m_feeder->histories.size(); ++i)
            QVERIFY(m_feeder->histories[i].to <= m_feeder->histories[i - 1].from);
        for (const auto &request : m_feeder->histories)
            QVERIFY(request.to - request.from <= 300min);
        auto truth = m_feeder->bars(m1, from, from + 1h);
        const auto rest = m_feeder->bars(m1, from + 4h, monday);
        truth.insert(truth.end(), rest.begin(), rest.end());
        std::erase_if(truth, [&](const QuoteBar &bar) { // said to be covered, though empty
            return bar.openTime >= monday - 2h && bar.openTime < monday - 1h;
        });
        QCOMPARE(stored(m1), truth);

        // What the venue does not have is not asked for again.
        const auto asked = m_feeder->histories.size();
        m_feeder->say("disconnected");
        m_world->settle();
        m_feeder->say("connected");
        QVERIFY(until([&] { return gaps()["repairing"].asInteger() == 0; }));
        for (int i = 0; i < 20; ++i)
            QVERIFY(gaps()["days"].asArray().empty());
        QCOMPARE(m_feeder->histories.size(), asked);
    }

    void repairWaitsForWhoWaitsForHistory()
    {
        m_world->clock.advanceTo(noon());
        {
            auto store = opened(MarketStore::Mode::ReadWrite);
            QVERIFY(store.addCoverage(symbol, m1, {noon() - 6h, noon() - 5h}));
        }
        m_feeder->isHolding = true;
        startRouter(repairing());
        Chart chart(*m_screen, Period::hours(1), 20);
        QVERIFY(until([&] { return !m_feeder->held.empty(); }));
        const auto isRepair
            = [](const protocol::HistoryRequest &request) { return request.period == m1; };
        const auto before
            = std::count_if(m_feeder->histories.begin(), m_feeder->histories.end(), isRepair);
        QVERIFY(before <= 1); // one may have been under way
        for (int i = 0; i < 50; ++i) {
            m_world->settle();
            QTest::qWait(1);
        }
        QCOMPARE(std::count_if(m_feeder->histories.begin(), m_feeder->histories.end(), isRepair),
            before);
        m_feeder->answerHeld();
        QVERIFY(until([&] { return chart.isThere && gaps()["days"].asArray().empty(); }));
    }

    void aRepairThatFailsIsTriedAgainAndThenLeft()
    {
        m_world->clock.advanceTo(noon());
        {
            auto store = opened(MarketStore::Mode::ReadWrite);
            QVERIFY(store.addCoverage(symbol, m1, {noon() - 3h, noon() - 2h}));
        }
        m_feeder->refusal = "the venue is tired";
        startRouter(repairing());
        QVERIFY(until([&] { return m_feeder->histories.size() == 5; }));
        QVERIFY(until([&] { return gaps()["repairing"].asInteger() == 0; }));
        QCOMPARE(m_feeder->histories.size(), std::size_t(5));
        QCOMPARE(gaps()["days"].asArray().size(), std::size_t(1)); // still a gap
        m_feeder->refusal.clear();
        m_feeder->say("stale");
        m_world->settle();
        m_feeder->say("connected");
        QVERIFY(until([&] { return gaps()["days"].asArray().empty(); }));
    }

    void aLiveSeriesGetsWhatAnOutageKeptFromIt()
    {
        startRouter(repairing());
        Chart minutes(*m_screen, m1, 30);
        Chart fives(*m_screen, m5, 30);
        QVERIFY(until([&] { return minutes.isThere && fives.isThere; }));
        live(noon(), noon() + 3min);
        m_feeder->say("connected");
        m_feeder->say("disconnected");
        // Ten minutes of which no tick ever comes.
        live(noon() + 13min, noon() + 16min + 1s);
        QVERIFY(minutes.at(noon() + 5min) == nullptr);
        m_feeder->say("connected");
        const auto isWhole = [&](const Chart &chart, Period period, Timestamp to) {
            const auto truth = m_feeder->bars(period, noon(), to);
            return std::all_of(truth.begin(), truth.end(), [&](const QuoteBar &bar) {
                return chart.at(bar.openTime) != nullptr
                    && samePrices(*chart.at(bar.openTime), bar);
            });
        };
        QVERIFY(until([&] {
            return isWhole(minutes, m1, noon() + 16min) && isWhole(fives, m5, noon() + 15min);
        }));
        QVERIFY((minutes.at(noon() + 5min)->flags & BarBackfilled) != 0);
        QVERIFY((minutes.at(noon() + 5min)->flags & BarCorrected) == 0);
        const auto *halved = fives.at(noon()); // three of its five minutes were live
        QVERIFY(halved->revision > 0 && (halved->flags & BarCorrected) != 0);
        QVERIFY(std::is_sorted(fives.bars.begin(), fives.bars.end(),
            [](const auto &a, const auto &b) { return a.first < b.first; }));
        QVERIFY(until([&] { return stored(m5).size() >= 2; }));
        for (const auto &bar : stored(m5))
            QVERIFY(samePrices(bar, *fives.at(bar.openTime)));
    }

    void aBarThatLostATickIsCorrectedOnce()
    {
        startRouter(quick());
        Chart minutes(*m_screen, m1, 30);
        Chart fives(*m_screen, m5, 30);
        QVERIFY(until([&] { return minutes.isThere && fives.isThere; }));
        live(noon(), noon() + 2min);
        // The extremes of the third minute never arrive.
        const auto truth = m_feeder->bars(m1, noon() + 2min, noon() + 3min).front();
        const auto isLost = [&](const Tick &tick) {
            return tick.bid == truth.bid.high || tick.ask == truth.ask.low;
        };
        live(noon() + 2min, noon() + 3min, isLost);
        m_world->clock.advanceTo(noon() + 3min + 1s);
        m_feeder->stream(noon() + 3min, noon() + 3min + 1s);
        QVERIFY(until([&] {
            const auto *bar = minutes.at(noon() + 2min);
            return bar != nullptr && samePrices(*bar, truth);
        }));
        const auto *corrected = minutes.at(noon() + 2min);
        QCOMPARE(corrected->revision, std::uint16_t(1));
        QVERIFY((corrected->flags & BarCorrected) != 0 && corrected->isComplete());
        QVERIFY(minutes.corrections.size() == 1);

        live(noon() + 3min + 1s, noon() + 6min + 1s);
        const auto five = m_feeder->bars(m5, noon(), noon() + 5min).front();
        QVERIFY(until(
            [&] { return fives.at(noon()) != nullptr && samePrices(*fives.at(noon()), five); }));
        QVERIFY((fives.at(noon())->flags & BarCorrected) != 0 && fives.at(noon())->revision > 0);
        QVERIFY(until([&] { return stored(m5).size() == 1 && samePrices(stored(m5)[0], five); }));
        QCOMPARE(stored(m5)[0].revision, fives.at(noon())->revision);
        // Nothing goes round in circles: what is right is asked for once and published once.
        const auto asked = m_feeder->histories.size();
        const auto told = minutes.corrections.size() + fives.corrections.size();
        for (int i = 0; i < 300; ++i) {
            m_world->settle();
            QTest::qWait(2);
        }
        QCOMPARE(m_feeder->histories.size(), asked);
        QCOMPARE(minutes.corrections.size() + fives.corrections.size(), told);
        std::map<Timestamp, int> times;
        for (const auto &request : m_feeder->histories)
            ++times[request.from];
        for (const auto &[from, count] : times)
            QVERIFY(from < noon() || count == 1);
        for (const auto &bar : stored(m1)) // the others are as they were
            QVERIFY(bar.openTime == noon() + 2min || bar.revision == 0);
    }

    void aBarThatTheVenueDoesNotHaveYetIsAskedForLater()
    {
        startRouter(quick());
        Chart minutes(*m_screen, m1, 30);
        QVERIFY(until([&] { return minutes.isThere; }));
        m_feeder->venueBegins = noon() + 1h; // it has nothing new
        live(noon(), noon() + 1min + 1s, [](const Tick &tick) { return tick.number % 2 == 0; });
        const auto before = m_feeder->histories.size();
        QVERIFY(until([&] { return m_feeder->histories.size() > before; }));
        m_feeder->venueBegins = Timestamp::min();
        const auto truth = m_feeder->bars(m1, noon(), noon() + 1min).front();
        QVERIFY(until([&] { return samePrices(*minutes.at(noon()), truth); }));
    }

    void importedBarsReachALiveSeries()
    {
        startRouter(quick());
        Chart fives(*m_screen, m5, 50);
        QVERIFY(until([&] { return fives.isThere; }));
        live(noon(), noon() + 1min);
        auto bars = m_feeder->bars(m1, noon() - 60min, noon() - 50min);
        for (auto &bar : bars)
            bar.bid.high += 0.01; // of the same revision, as files have none
        const auto old = *fives.at(noon() - 60min);
        bool isStored = false;
        m_screen->request("router", "market.import.bars",
            protocol::encode(BarBatch{symbol, m1, bars}), 60s,
            [&](const Result<agency::Bytes> &reply) {
                QVERIFY(reply.hasValue());
                const auto counts = agency::Value::fromMessagePack(*reply);
                QCOMPARE((*counts)["replaced"].asInteger(), 10);
                isStored = true;
            });
        QVERIFY(until(
            [&] { return isStored && fives.at(noon() - 55min)->bid.high > old.bid.high + 0.005; }));
        QVERIFY((fives.at(noon() - 60min)->flags & BarCorrected) != 0);
        QVERIFY(fives.at(noon() - 60min)->revision > old.revision);
        QCOMPARE(fives.at(noon() - 50min)->revision, std::uint16_t(0));
    }

    void rangesAreFetchedOfTheVenueWhenAsked()
    {
        m_world->clock.advanceTo(noon());
        startRouter(quick());
        const auto fetch = [&](const std::string &period, Timestamp from, Timestamp to) {
            agency::Value arguments;
            arguments.set("symbol", symbol);
            arguments.set("period", period);
            arguments.set(
                "ranges", agency::Value::Array{agency::Value::Array{toNanos(from), toNanos(to)}});
            const auto answer = call(*m_screen, "router", "market.fetch", arguments.toJson());
            if (!until([&] { return answer->has_value(); }))
                qFatal("no answer to market.fetch");
            return **answer;
        };
        auto fetched
            = fetch("M1", noon() - 3h + 30s, noon() + 5h); // edges are found, the future is not
        QVERIFY(fetched.hasValue());
        QCOMPARE((*fetched)["added"].asInteger(), 180);
        QCOMPARE(stored(m1), m_feeder->bars(m1, noon() - 3h, noon()));
        fetched = fetch("M1", noon() - 3h, noon());
        QCOMPARE((*fetched)["added"].asInteger() + (*fetched)["corrected"].asInteger(), 0);
        QVERIFY(gaps()["days"].asArray().empty());
        const auto made = fetch("T100", noon() - 3h, noon());
        QVERIFY(!made && contains(made.error().message, "T100"));
        m_feeder->refusal = "the venue is tired";
        const auto refused = fetch("H1", noon() - 3h, noon());
        QVERIFY(!refused && contains(refused.error().message, "the venue is tired"));
    }
};

QTEST_GUILESS_MAIN(TestRouterHistory)
#include "tst_router_history.moc"
