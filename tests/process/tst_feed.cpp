#include "tests/process/engine_process.h"

#include "engine/base/clock.h"

#include <QTest>

#include <cmath>
#include <csignal>

using namespace agora;

namespace {
const std::string germany = R"(
[[hours]]
name = "every-day"
zone = "Europe/Berlin"
sessions = ["Mon 00:00 - Mon 00:00"]

[[instrument]]
symbol = "DE40_USD"
name = "Germany 40 in dollars"
precision = 1
units_precision = 2
minimum_units = "0.01"
lot_units = 1
margin_rate = 0.05
hours = "every-day"
typical_price = 18000.0
typical_spread_pips = 1.5
annual_volatility = 0.17
daily_ticks = 400000
)";

const std::string description = "[venue]\nseed = 5\ninstruments = [\"DE40_USD\", \"BTC_USD\"]\n"
                                "[risk]\nmax_order_units = 1000\n";
} // namespace

/// What the user says of instruments reaches every process, and what happens to the line reaches
/// the user.
class TestFeed : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_engine = std::make_unique<EngineProcess>(description);
        QVERIFY(writeFileAtomically(m_engine->paths().config / "instruments.toml", germany));
        const auto started = m_engine->start();
        QVERIFY2(started, started ? "" : started.error().message.c_str());
        (void)m_engine->client();
        QVERIFY(QTest::qWaitFor(
            [this] {
                const auto heard = m_engine->heard();
                return heard.engine && heard.engine->feedState == "connected";
            },
            60'000));
    }
    void cleanupTestCase() { m_engine.reset(); }

    void aMistakeInTheListStopsTheStart()
    {
        EngineProcess engine;
        QVERIFY(writeFileAtomically(engine.paths().config / "instruments.toml",
            "[[instrument]]\nsymbol = \"EUR_USD\"\nprecision = 55\n"));
        const auto run = engine.runToEnd({});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(
            QString::fromStdString(run.output).contains("instruments.toml:3:"), run.output.c_str());
        QVERIFY2(QString::fromStdString(run.output).contains("55"), run.output.c_str());
        QVERIFY(engine.pidsLeft().empty());
    }

    void anInstrumentOfTheUsersIsKnownToAll()
    {
        const auto heard = m_engine->heard();
        QCOMPARE(heard.engine->instruments.size(), std::size_t(2));
        const auto &index = heard.engine->instruments.front();
        QCOMPARE(index.symbol, std::string("DE40_USD"));
        QCOMPARE(index.precision, 1);
        QCOMPARE(index.hours.name(), std::string("every-day"));
        QVERIFY(QTest::qWaitFor([this] { return taken("DE40_USD") > 3; }, 60'000));
        const auto status = m_engine->console({"status"});
        QVERIFY2(
            QString::fromStdString(status.output).contains("connected"), status.output.c_str());
        const auto inspected = m_engine->console({"agent", "inspect", "feeder"});
        QVERIFY2(QString::fromStdString(inspected.output).contains("too far ahead")
                || QString::fromStdString(inspected.output).contains("too_far_ahead"),
            inspected.output.c_str());
        const auto instruments = m_engine->console({"instruments", "list"});
        QVERIFY2(QString::fromStdString(instruments.output).contains("DE40_USD"),
            instruments.output.c_str());
    }

    void itIsTradedByItsOwnSizesAndPrices()
    {
        OrderRequest request;
        request.id = "manual.1.1";
        request.owner = "manual";
        request.time = SystemClock().now();
        request.symbol = "DE40_USD";
        request.side = OrderSide::Buy;
        request.units = Decimal::parse("0.03").value();
        m_engine->client().placeOrder(request, {});
        QVERIFY(QTest::qWaitFor([this] { return !m_engine->heard().fills.empty(); }, 60'000));
        const auto fill = m_engine->heard().fills.front();
        QCOMPARE(fill.symbol, std::string("DE40_USD"));
        QCOMPARE(fill.units.toString(), std::string("0.03"));
        const double tenths = fill.price.toDouble() * 10;
        QVERIFY(std::abs(tenths - std::round(tenths)) < 1e-6);
    }

    /// The venue stands still: within seconds everybody is told; when it goes on nothing is missed.
    void aVenueThatStandsStillIsTold()
    {
        const auto before = taken("DE40_USD");
        const auto venue = m_engine->agent("venue");
        QVERIFY(venue);
        QCOMPARE(::kill(venue->pid, SIGSTOP), 0);
        const bool isTold = QTest::qWaitFor(
            [this] { return m_engine->heard().engine->feedState == "disconnected"; }, 60'000);
        const auto status = m_engine->console({"status"});
        ::kill(venue->pid, SIGCONT);
        QVERIFY(isTold);
        QVERIFY2(QString::fromStdString(status.output).contains("the venue does not answer")
                || m_engine->agent("venue")->pid != venue->pid,
            status.output.c_str());
        QVERIFY(QTest::qWaitFor(
            [this] { return m_engine->heard().engine->feedState == "connected"; }, 60'000));
        QVERIFY(QTest::qWaitFor([&] { return taken("DE40_USD") > before + 3; }, 60'000));
        const auto told = m_engine->call("feeder", "agent.describe");
        QVERIFY(told);
        QVERIFY((*told)["feed"]["line_losses"].asInteger() >= 1);
        QCOMPARE((*told)["ticks"]["DE40_USD"]["missing"].asInteger(), 0);
        QCOMPARE((*told)["feed"]["thread_failures"].asInteger(), 0);
    }

private:
    std::int64_t taken(const std::string &symbol)
    {
        const auto told = m_engine->call("feeder", "agent.describe");
        return told ? (*told)["ticks"][symbol]["taken"].asInteger() : -1;
    }

    std::unique_ptr<EngineProcess> m_engine;
};

QTEST_GUILESS_MAIN(TestFeed)
#include "tst_feed.moc"
