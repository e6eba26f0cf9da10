#include "engine/base/clock.h"
#include "engine/market/price_generator.h"
#include "tests/process/engine_process.h"

#include <QTest>
#include <csignal>
#include <set>

using namespace agora;

namespace {
const std::string liveSystem = R"(
[venue]
seed = 11
start = "2026-11-18T12:00:07Z"
instruments = ["EUR_USD", "USD_JPY"]

[[brain]]
name = "cross"
module = "sma_cross"
symbol = "EUR_USD"
period = "S5"
depth = 60
[brain.parameters]
fast = 2
slow = 5
)";
constexpr int coreCount = 6;
} // namespace

/// Agents die as processes do in life; the others go on and nothing is lost.
class TestSurvival : public QObject {
    Q_OBJECT
private slots:
    void init();
    void killedAgentsAreBackAndTheSeriesIsWhole();
    void ctrlCEndsEverythingWithinThreeSeconds();
    void aNewEngineAdoptsWhatAKilledOneLeft();
    void agentsOfAKilledReplayDoNotMixWithALiveEngine();
    void anAgentThatDiesTooOftenIsParked();
    void aRestartedTraderKnowsItsPositionsAndGoesOn();

private:
    void killAndAwait(const std::string &name);
    void waitForAll(int count);
    std::unique_ptr<EngineProcess> m_engine;
};

void TestSurvival::init()
{
    m_engine = std::make_unique<EngineProcess>(liveSystem);
    const auto started = m_engine->start();
    QVERIFY2(started.hasValue(), started ? "" : started.error().message.c_str());
    (void)m_engine->client();
    waitForAll(coreCount + 1);
}

void TestSurvival::waitForAll(int count)
{
    QTRY_VERIFY2_WITH_TIMEOUT(
        [&] {
            const auto agents = m_engine->heard().agents;
            return std::ssize(agents) == count
                && std::all_of(agents.begin(), agents.end(),
                    [](const auto &agent) { return agent.phase == client::AgentPhase::Running; });
        }(),
        m_engine->output().c_str(), 60'000);
}

void TestSurvival::killAndAwait(const std::string &name)
{
    const auto before = m_engine->heard().agents;
    const auto victim = m_engine->agent(name);
    QVERIFY(victim.has_value());
    auto process = Process::adopt(victim->pid);
    QVERIFY(process.hasValue());
    const auto killedAt = steadyNow();
    process->kill();
    QTRY_VERIFY2_WITH_TIMEOUT(
        [&] {
            const auto now = m_engine->agent(name);
            return now && now->pid != victim->pid && now->phase == client::AgentPhase::Running;
        }(),
        m_engine->output().c_str(), 60'000);
    const auto took = std::chrono::duration<double>(steadyNow() - killedAt).count();
    qInfo("%s was back after %.2f s", name.c_str(), took);
    QVERIFY2(took < 2.0, name.c_str());
    for (const auto &agent : before) {
        if (agent.name != name)
            QCOMPARE(m_engine->agent(agent.name)->pid, agent.pid); // the others never stopped
    }
}

void TestSurvival::killedAgentsAreBackAndTheSeriesIsWhole()
{
    m_engine->client().subscribeBars("EUR_USD", Period::make(Period::Unit::Second, 5).value(), 60);
    QTest::qWait(2000);
    for (const auto *name : {"cross", "router", "feeder"}) {
        killAndAwait(name);
        if (QTest::currentTestFailed())
            return;
        QTest::qWait(3000);
    }
    QTest::qWait(8000);
    const auto series = m_engine->call("cross", "brain.series");
    QVERIFY2(series.hasValue(), series ? "" : series.error().message.c_str());
    const auto &times = (*series)["times"].asArray();
    const auto &closes = (*series)["closes"].asArray();
    QVERIFY(times.size() >= 50);
    // The truth: what the seeded market did, asked again in one piece.
    PriceGenerator market(11, *findInstrument("EUR_USD"));
    const auto first = fromNanos(times.front().asInteger());
    const auto last = fromNanos(times.back().asInteger());
    const auto expected = market.bars(
        Period::make(Period::Unit::Second, 5).value(), first, last + std::chrono::seconds(5));
    QCOMPARE(times.size(), expected.size()); // no gap, no double
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(times[i].asInteger(), toNanos(expected[i].openTime));
        QCOMPARE(closes[i].asNumber(), expected[i].mid.close);
    }
    // What a window got over the same time is the same series; it may hear of the last one later.
    const auto newest = toNanos(expected.back().openTime);
    std::map<std::int64_t, QuoteBar> heard;
    const auto isWhole = [&] {
        heard = m_engine->heard().bars;
        const auto found = heard.find(newest);
        return found != heard.end() && found->second.isComplete();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(), 60'000);
    std::size_t compared = 0;
    for (const auto &bar : expected) {
        const auto found = heard.find(toNanos(bar.openTime));
        if (found == heard.end())
            continue;
        QCOMPARE(found->second.mid.close, bar.mid.close);
        ++compared;
    }
    QVERIFY(compared + 20 >= expected.size());
}

void TestSurvival::ctrlCEndsEverythingWithinThreeSeconds()
{
    QVERIFY(!m_engine->pidsLeft().empty());
    const auto asked = steadyNow();
    ::kill(m_engine->process().pid(), SIGINT);
    const auto end = m_engine->process().wait(std::chrono::seconds(60));
    const auto took = std::chrono::duration<double>(steadyNow() - asked).count();
    QVERIFY(end.has_value());
    QCOMPARE(end->exitCode, 0);
    QVERIFY2(took < 3.0, std::to_string(took).c_str());
    QCOMPARE(m_engine->pidsLeft().size(), std::size_t(0));
    QCOMPARE(m_engine->socketsLeft().size(), std::size_t(0));
}

void TestSurvival::aNewEngineAdoptsWhatAKilledOneLeft()
{
    const auto before = m_engine->heard().agents;
    m_engine->process().kill();
    (void)m_engine->process().wait(std::chrono::seconds(60));
    QTest::qWait(500);
    QCOMPARE(std::ssize(m_engine->pidsLeft()), std::ssize(before)); // they go on without it
    QVERIFY(m_engine->start().hasValue());
    QTest::qWait(1500);
    waitForAll(coreCount + 1);
    for (const auto &agent : before)
        QCOMPARE(m_engine->agent(agent.name)->pid, agent.pid);
    const auto status = m_engine->call("cross", "brain.status");
    QVERIFY(status.hasValue());
}

void TestSurvival::agentsOfAKilledReplayDoNotMixWithALiveEngine()
{
    EngineProcess engine;
    const std::filesystem::path quotes = std::filesystem::path(AGORA_FIXTURES) / "market"
        / "histdata-eurusd-quotes-2020-01-01.csv.gz";
    QVERIFY(engine.start({"--replay", quotes.string(), "--speed", "10"}).hasValue());
    (void)engine.client();
    const auto runs = [&] {
        const auto agents = engine.heard().agents;
        return std::ssize(agents) == coreCount
            && std::all_of(agents.begin(), agents.end(),
                [](const auto &agent) { return agent.phase == client::AgentPhase::Running; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(runs(), 60'000);
    std::set<int> old;
    for (const auto &agent : engine.heard().agents)
        old.insert(agent.pid);
    QTest::qWait(300);
    engine.process().kill();
    (void)engine.process().wait(std::chrono::seconds(60));
    QVERIFY(engine.start().hasValue()); // now the simulated market
    QTRY_VERIFY_WITH_TIMEOUT(runs() && !old.contains(engine.agent("venue")->pid), 60'000);
    for (const int pid : engine.pidsLeft())
        QVERIFY(!old.contains(pid));
}

void TestSurvival::anAgentThatDiesTooOftenIsParked()
{
    for (int death = 0; death < 5; ++death) {
        QTRY_VERIFY_WITH_TIMEOUT(
            m_engine->agent("cross")->phase == client::AgentPhase::Running, 60'000);
        const auto pid = m_engine->agent("cross")->pid;
        auto process = Process::adopt(pid);
        QVERIFY(process.hasValue());
        process->kill();
        QTRY_VERIFY_WITH_TIMEOUT(m_engine->agent("cross")->pid != pid, 60'000);
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_engine->agent("cross")->phase == client::AgentPhase::Parked, 60'000);
    QVERIFY(m_engine->agent("cross")->note.find("parked after 5 deaths") != std::string::npos);
    const auto again = m_engine->console({"brain", "start", "cross"});
    QCOMPARE(again.exitCode, 0);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_engine->agent("cross")->phase == client::AgentPhase::Running, 60'000);
}

void TestSurvival::aRestartedTraderKnowsItsPositionsAndGoesOn()
{
    const auto order = [&](OrderSide side, const char *id) {
        OrderRequest request{.id = id,
            .owner = "manual",
            .symbol = "USD_JPY",
            .side = side,
            .units = Decimal::fromWhole(1000),
            .time = SystemClock().now()};
        m_engine->client().placeOrder(request, {});
    };
    const auto units = [&] {
        const auto positions = m_engine->heard().positions;
        const auto found = positions.find("USD_JPY");
        return found == positions.end() ? Decimal() : found->second.units;
    };
    order(OrderSide::Buy, "manual.1.1");
    QTRY_VERIFY_WITH_TIMEOUT(units() == Decimal::fromWhole(1000), 60'000);
    killAndAwait("trader");
    if (QTest::currentTestFailed())
        return;
    QTest::qWait(1000);
    QVERIFY(units() == Decimal::fromWhole(1000));
    order(OrderSide::Buy, "manual.1.1"); // the same id again is not executed again
    order(OrderSide::Buy, "manual.1.2");
    QTRY_VERIFY_WITH_TIMEOUT(units() == Decimal::fromWhole(2000), 60'000);
    killAndAwait("venue"); // and the venue keeps its accounts
    QTest::qWait(500);
    order(OrderSide::Sell, "manual.1.3");
    QTRY_VERIFY_WITH_TIMEOUT(units() == Decimal::fromWhole(1000), 60'000);
}

QTEST_GUILESS_MAIN(TestSurvival)
#include "tst_survival.moc"
