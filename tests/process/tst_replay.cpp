#include "engine/market/bar_builder.h"
#include "engine/market/quote_csv.h"
#include "engine/store/market_store.h"
#include "engine/trading/account_book.h"
#include "tests/process/engine_process.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace agora;

namespace {
const std::filesystem::path quotesFile
    = std::filesystem::path(AGORA_FIXTURES) / "market" / "histdata-eurusd-quotes-2020-01-01.csv.gz";

const std::string brain = R"(
[[brain]]
name = "cross"
module = "sma_cross"
symbol = "EUR_USD"
period = "M1"
depth = 100
[brain.parameters]
fast = 5
slow = 20
)";

/// What a run left behind.
struct Outcome {
    std::vector<Order> orders; // by id
    std::vector<Fill> fills;
    std::map<std::string, Position> positions;
    Decimal balance;
    std::vector<QuoteBar> bars;
    std::vector<Tick> ticks;
};

std::vector<QuoteBar> barsOf(const std::vector<Tick> &ticks, Period period)
{
    std::vector<QuoteBar> bars;
    BarBuilder builder(period);
    const auto keep = [&](const QuoteBar &bar) {
        if (bar.isComplete())
            bars.push_back(bar);
    };
    for (const auto &tick : ticks) {
        builder.completeUntil(tick.time, keep);
        builder.update(tick, keep);
    }
    return bars;
}
} // namespace

/// The recorded quotes go through Feeder, Router, brain and Trader as separate processes; whatever
/// the delays, the same happens.
class TestReplay : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everyAgentIsAProcessOfItsOwn();
    void noTickIsLost();
    void barsEqualBarsComputedFromTheFile();
    void delaysChangeNoOrderAndNoFill();
    void positionAndBalanceFollowFromTheFills();

private:
    Outcome run(const std::string &extra);
    [[nodiscard]] bool isAllHeard(EngineProcess &engine) const;
    void checkProcesses(EngineProcess &engine);
    void checkGaps(EngineProcess &engine);
    RecordedQuotes m_quotes;
    Outcome m_plain;
    Outcome m_delayed;
    std::set<int> m_pids;
    std::vector<std::string> m_kinds;
    std::int64_t m_ticksTold = 0;
    std::int64_t m_gaps = 0;
};

void TestReplay::initTestCase()
{
    auto quotes = loadQuotes(quotesFile);
    QVERIFY2(quotes.hasValue(), quotes ? "" : quotes.error().message.c_str());
    m_quotes = std::move(*quotes);
    m_plain = run("");
    if (QTest::currentTestFailed())
        return;
    m_delayed = run("[faults]\nmax_delay_us = 250\nseed = 7\n");
}

Outcome TestReplay::run(const std::string &extra)
{
    Outcome outcome;
    EngineProcess engine(extra + brain);
    const auto started = engine.start({"--replay", quotesFile.string(), "--speed", "max"});
    if (!started) {
        QTest::qFail(started.error().message.c_str(), __FILE__, __LINE__);
        return outcome;
    }
    (void)engine.client();
    const auto isFinished = [&] {
        const auto heard = engine.heard();
        return heard.engine && heard.engine->replayFinished;
    };
    if (!QTest::qWaitFor([&] { return isFinished(); }, 240'000)) {
        QTest::qFail(("the replay did not finish: " + engine.output()).c_str(), __FILE__, __LINE__);
        return outcome;
    }
    if (!QTest::qWaitFor([&] { return isAllHeard(engine); }, 60'000)) {
        QTest::qFail("a window hears less than the Trader did", __FILE__, __LINE__);
        return outcome;
    }
    checkProcesses(engine);
    checkGaps(engine);
    const auto heard = engine.heard();
    for (const auto &[id, order] : heard.orders)
        outcome.orders.push_back(order);
    outcome.fills = heard.fills;
    outcome.positions = heard.positions;
    if (heard.account)
        outcome.balance = heard.account->balance;
    engine.process().terminate();
    (void)engine.process().wait(std::chrono::seconds(60));
    auto store = MarketStore::open(
        engine.paths().data / "replay" / "market.db", MarketStore::Mode::ReadOnly);
    if (store) {
        const TimeRange all{fromNanos(0), Timestamp::max()};
        outcome.bars = store->bars("EUR_USD", Period::minutes(1), all).valueOr({});
        outcome.ticks = store->ticks("EUR_USD", all).valueOr({});
    }
    return outcome;
}

/// What observers get trails the replay, each stream by itself.
bool TestReplay::isAllHeard(EngineProcess &engine) const
{
    const auto status = engine.call("trader", "trader.status");
    const auto heard = engine.heard();
    if (!status || !heard.account || !heard.positions.contains("EUR_USD"))
        return false;
    const auto working = std::count_if(heard.orders.begin(), heard.orders.end(),
        [](const auto &entry) { return !isFinal(entry.second.state); });
    Decimal units;
    for (const auto &fill : heard.fills)
        units = units + (fill.side == OrderSide::Buy ? fill.units : -fill.units);
    const auto &position = heard.positions.at("EUR_USD");
    const auto &last = m_quotes.ticks.back(); // positions are valued anew only now and then
    const double price = units.isPositive() ? last.bid : last.ask;
    const double unrealized = units.toDouble() * (price - position.averagePrice.toDouble());
    return std::ssize(heard.orders) == (*status)["orders"].asInteger()
        && working == (*status)["working"].asInteger()
        && std::ssize(heard.fills) == (*status)["fills"].asInteger()
        && heard.account->balance.toString() == (*status)["balance"].asText()
        && position.units == units && std::abs(position.unrealized - unrealized) < 1e-6;
}

void TestReplay::checkProcesses(EngineProcess &engine)
{
    m_pids.clear();
    m_kinds.clear();
    for (const auto &agent : engine.heard().agents) {
        const auto command
            = readFile("/proc/" + std::to_string(agent.pid) + "/cmdline").valueOr("");
        if (command.find("--kind") == std::string::npos)
            continue;
        m_pids.insert(agent.pid);
        m_kinds.push_back(agent.kind);
    }
}

void TestReplay::checkGaps(EngineProcess &engine)
{
    const auto status = engine.call("cross", "brain.status");
    m_ticksTold = status ? (*status)["ticksTold"].asInteger() : -1;
    for (const auto *name : {"feeder", "router", "cross", "trader"}) {
        const auto agent = engine.call(name, "agent.describe");
        m_gaps += agent ? (*agent)["gaps"].asInteger() : 1;
    }
}

void TestReplay::everyAgentIsAProcessOfItsOwn()
{
    std::sort(m_kinds.begin(), m_kinds.end());
    const std::vector<std::string> expected{
        "brain", "feeder", "informer", "logger", "router", "trader", "venue"};
    QCOMPARE(m_kinds, expected);
    QCOMPARE(m_pids.size(), expected.size());
}

void TestReplay::noTickIsLost()
{
    QCOMPARE(m_ticksTold, std::int64_t(m_quotes.ticks.size()));
    QCOMPARE(m_gaps, std::int64_t(0));
    QCOMPARE(m_plain.ticks.size(), m_quotes.ticks.size());
    for (std::size_t i = 0; i < m_quotes.ticks.size(); ++i)
        QVERIFY(m_plain.ticks[i] == m_quotes.ticks[i]);
}

void TestReplay::barsEqualBarsComputedFromTheFile()
{
    const auto expected = barsOf(m_quotes.ticks, Period::minutes(1));
    QVERIFY(expected.size() > 300);
    for (const auto *outcome : {&m_plain, &m_delayed}) {
        QCOMPARE(outcome->bars.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY2(outcome->bars[i] == expected[i], formatIso(expected[i].openTime).c_str());
    }
}

void TestReplay::delaysChangeNoOrderAndNoFill()
{
    QVERIFY(m_plain.fills.size() >= 10); // the file has enough crosses to mean something
    QCOMPARE(m_plain.orders.size(), m_plain.fills.size());
    QVERIFY(m_plain.orders == m_delayed.orders);
    QVERIFY(m_plain.fills == m_delayed.fills);
    QVERIFY(m_plain.positions == m_delayed.positions);
    QVERIFY(m_plain.balance == m_delayed.balance);
}

void TestReplay::positionAndBalanceFollowFromTheFills()
{
    AccountBook book;
    book.deposit(Decimal::fromWhole(100'000), {}, "start");
    for (const auto &fill : m_plain.fills)
        book.apply(fill, 1); // EUR/USD in an account of USD
    QCOMPARE(m_plain.balance.toString(), book.balance().toString());
    const auto &position = m_plain.positions.at("EUR_USD");
    QCOMPARE(position.units.toString(), book.units("EUR_USD").toString());
    QCOMPARE(position.averagePrice.toString(), book.position("EUR_USD").averagePrice.toString());
    for (const auto &fill : m_plain.fills) { // paper fills at bid and ask of the moment
        const auto tick = std::find_if(m_quotes.ticks.rbegin(), m_quotes.ticks.rend(),
            [&](const Tick &each) { return each.time <= fill.time; });
        QVERIFY(tick != m_quotes.ticks.rend());
        const auto price = fill.side == OrderSide::Buy ? tick->ask : tick->bid;
        QCOMPARE(fill.price.toDouble(), price);
    }
}

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
