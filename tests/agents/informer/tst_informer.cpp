#include "engine/agents/informer/informer.h"
#include "tests/agents/agent_world.h"

#include <QTemporaryDir>

using namespace agora;
using namespace agora::test;

/// What windows show of the account must be so.
class TestInformer : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void theAccountIsValuedAtTheClosingSide();
    void aFillGivesOnePointOfMoneyAndPositionTogether();
    void everyMinuteHasAPoint();
    void aLiveCurveMovesOn();
    void nothingIsDrawnThatCannotBeValued();
    void theCurveSurvivesARestart();
    void aThinnedCurveKeepsItsExtremes();
    void signalsOfAllBrainsComeTogether();
    void ratesAreForTheAsking();
    void badMessagesStopNothing();

private:
    void start(std::uint64_t epoch = 1);
    void publishMoney(const char *balance);
    [[nodiscard]] static agency::Bytes money(const std::string &balance);
    void publishPosition(const char *symbol, int units, const char *price);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AgentWorld> m_world;
    std::unique_ptr<FakeRouter> m_router;
    agency::Bus *m_trader = nullptr;
    agency::Bus *m_overmind = nullptr;
    agency::Bus *m_window = nullptr;
    agency::Bus *m_bus = nullptr;
    std::string m_balance;
    std::vector<Position> m_positions;
    std::unique_ptr<Informer> m_informer;
    std::unique_ptr<Listener<Account>> m_accounts;
    std::unique_ptr<Listener<protocol::EquityBatch>> m_equity;
};

agency::Bytes TestInformer::money(const std::string &balance)
{
    agency::Value value;
    value.set("balance", balance);
    value.set("currency", "USD");
    return value.toMessagePack();
}

void TestInformer::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_world = std::make_unique<AgentWorld>();
    m_balance = "10000";
    m_positions.clear();
    m_router = std::make_unique<FakeRouter>(m_world->add("router"));
    m_trader = &m_world->add("trader");
    m_trader->offer("money",
        [this](const agency::Subscriber &who) { m_trader->accept(who.id, {money(m_balance)}); });
    m_trader->offer("positions", [this](const agency::Subscriber &who) {
        m_trader->accept(who.id, {protocol::encode(protocol::PositionBatch{m_positions})});
    });
    m_overmind = &m_world->add("nameserver");
    m_window = &m_world->add("window");
    start();
}

void TestInformer::cleanup()
{
    m_accounts.reset();
    m_equity.reset();
    m_informer.reset();
    m_world.reset();
}

void TestInformer::start(std::uint64_t epoch)
{
    m_bus = &m_world->add("informer", epoch);
    Informer::Settings settings;
    settings.instruments = {*findInstrument("EUR_USD"), *findInstrument("USD_JPY")};
    auto history = Journal::open(m_folder->path().toStdString() + "/equity.log");
    auto informer = Informer::open(*m_bus, std::move(*history), settings);
    QVERIFY2(informer, informer ? "" : informer.error().message.c_str());
    m_informer = std::move(*informer);
    m_accounts
        = std::make_unique<Listener<Account>>(*m_window, "informer", protocol::topics::account);
    m_equity = std::make_unique<Listener<protocol::EquityBatch>>(
        *m_window, "informer", protocol::topics::equity);
    m_world->settle();
    QVERIFY(m_informer->isReady());
}

void TestInformer::publishMoney(const char *balance)
{
    m_balance = balance;
    m_trader->publish("money", money(balance));
}

void TestInformer::publishPosition(const char *symbol, int units, const char *price)
{
    Position position;
    position.symbol = symbol;
    position.units = units;
    position.averagePrice = dec(price);
    m_trader->publish("positions", protocol::encode(protocol::PositionBatch{{position}}));
}

void TestInformer::theAccountIsValuedAtTheClosingSide()
{
    m_router->tick("EUR_USD", at(0), 1.1000, 1.1002);
    m_router->tick("USD_JPY", at(0), 149.99, 150.01);
    publishPosition("EUR_USD", 10000, "1.0990");
    publishPosition("USD_JPY", -2000, "148");
    publishMoney("9990.5");
    m_world->settle();
    const auto &account = m_accounts->updates.back(); // at once: the balance changed
    const double yen = -2000 * 2.01 / 150.0;
    QCOMPARE(str(account.currency), QString("USD"));
    QCOMPARE(str(account.balance), QString("9990.5"));
    QVERIFY(std::abs(account.unrealized - (10.0 + yen)) < 1e-9);
    QVERIFY(std::abs(account.equity - (9990.5 + 10.0 + yen)) < 1e-9);
    const double margin = 10000 * 1.1001 * findInstrument("EUR_USD")->marginRate.toDouble()
        + 2000 * findInstrument("USD_JPY")->marginRate.toDouble();
    QVERIFY(std::abs(account.marginUsed - margin) < 1e-6);
    QVERIFY(std::abs(account.marginFree - (account.equity - margin)) < 1e-6);

    m_router->tick("EUR_USD", at(1), 1.1010, 1.1012);
    QTRY_VERIFY_WITH_TIMEOUT(
        (m_world->settle(), std::abs(m_accounts->updates.back().unrealized - (20.0 + yen)) < 1e-9),
        30'000);
}

void TestInformer::aFillGivesOnePointOfMoneyAndPositionTogether()
{
    m_router->tick("EUR_USD", at(0), 1.1000, 1.1002);
    publishPosition("EUR_USD", 10000, "1.1002");
    publishMoney("9999");
    m_world->settle();
    auto seen = m_equity->updates.size();
    QVERIFY(std::abs(m_equity->updates.back().points[0].equity - 9997.0) < 1e-9);

    // Prices between a fill's position and its money must not see half of it.
    m_router->tick("EUR_USD", at(1), 1.1100, 1.1102);
    m_world->settle();
    publishPosition("EUR_USD", 0, "0");
    m_world->settle();
    m_router->tick("EUR_USD", at(90), 1.1100, 1.1102);
    m_world->settle();
    QCOMPARE(m_equity->updates.size(), seen + 1);
    QVERIFY(std::abs(m_equity->updates.back().points[0].equity - (9999 + 98)) < 1e-9);
    m_world->clock.advanceTo(at(91));
    publishMoney("10097");
    m_world->settle();
    QCOMPARE(m_equity->updates.size(), seen + 2);
    const auto point = m_equity->updates.back().points[0];
    QCOMPARE(point.balance, 10097.0);
    QCOMPARE(point.equity, 10097.0);
    QVERIFY(point.time == at(91));
}

void TestInformer::everyMinuteHasAPoint()
{
    m_router->tick("EUR_USD", at(10), 1.1000, 1.1002);
    publishPosition("EUR_USD", 10000, "1.1000");
    publishMoney("10000");
    m_router->tick("EUR_USD", at(50), 1.1020, 1.1022);
    m_world->settle();
    const auto seen = m_equity->updates.size();
    m_router->tick("EUR_USD", at(59), 1.1030, 1.1032);
    m_world->settle();
    QCOMPARE(m_equity->updates.size(), seen);
    m_router->tick("EUR_USD", at(61), 1.1050, 1.1052);
    m_router->tick("EUR_USD", at(200), 1.1060, 1.1062);
    m_world->settle();
    QCOMPARE(m_equity->updates.size(), seen + 2);
    const auto &minute = m_equity->updates[seen].points[0];
    QVERIFY(minute.time == at(60));
    QVERIFY(std::abs(minute.equity - 10030) < 1e-9); // as the minute ended
    QVERIFY(m_equity->updates[seen + 1].points[0].time == at(180));
}

void TestInformer::aLiveCurveMovesOn()
{
    m_router->tick("EUR_USD", at(0), 1.1000, 1.1002);
    m_world->settle();
    const auto seen = m_equity->updates.size();
    m_world->clock.advanceTo(at(5));
    QTRY_VERIFY_WITH_TIMEOUT((m_world->settle(), m_equity->updates.size() > seen), 30'000);
    QVERIFY(m_equity->updates.back().points[0].time == at(5));
}

void TestInformer::nothingIsDrawnThatCannotBeValued()
{
    const auto seen = m_equity->updates.size();
    publishPosition("USD_JPY", 1000, "150");
    publishMoney("9999");
    m_world->settle();
    QCOMPARE(m_equity->updates.size(), seen);
    QCOMPARE(str(m_accounts->updates.back().balance), QString("9999")); // which is so all the same
    m_router->tick("USD_JPY", at(1), 151, 151.02);
    m_world->settle();
    QCOMPARE(m_equity->updates.size(), seen + 1);
    QVERIFY(std::abs(m_equity->updates.back().points[0].equity - (9999 + 1000 / 151.01)) < 1e-9);
}

void TestInformer::theCurveSurvivesARestart()
{
    m_world->clock.advanceTo(at(1));
    publishMoney("10001");
    m_world->clock.advanceTo(at(2));
    m_world->settle();
    publishMoney("10002");
    m_world->settle();
    m_informer.reset();
    m_world->kill(*m_bus);
    start(2);
    const auto curve = [this] { return m_equity->snapshots.at(0).points; };
    QTRY_VERIFY_WITH_TIMEOUT((m_world->settle(), !m_equity->snapshots.empty()), 30'000);
    QVERIFY(curve().size() >= 3);
    QCOMPARE(curve().front().balance, 10000.0);
    QCOMPARE(curve().back().balance, 10002.0);
    const auto points = curve();
    QVERIFY(std::is_sorted(points.begin(), points.end(),
        [](const EquityPoint &a, const EquityPoint &b) { return a.time < b.time; }));
}

void TestInformer::aThinnedCurveKeepsItsExtremes()
{
    const std::uint64_t seed = 20240108;
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    Random random(seed);
    EquityCurve curve;
    double lowest = 1e9;
    double highest = -1e9;
    for (int i = 0; i < 70'000; ++i) {
        const double equity = static_cast<double>(random.below(1'000'000));
        lowest = std::min(lowest, equity);
        highest = std::max(highest, equity);
        QVERIFY(curve.add({.time = at(i), .balance = 1, .equity = equity}));
        QVERIFY(curve.points().size() <= EquityCurve::capacity);
    }
    QVERIFY(!curve.add({.time = at(0), .balance = 1, .equity = 1}));
    for (const std::size_t most : {4UL, 5UL, 100UL, 5000UL}) {
        const auto points = curve.thinned(most);
        QVERIFY(points.size() <= most && points.size() >= 4);
        QVERIFY(points.front().time == at(0));
        QVERIFY(points.back().time == at(69'999));
        const auto byEquity
            = [](const EquityPoint &a, const EquityPoint &b) { return a.equity < b.equity; };
        const auto [low, high] = std::minmax_element(points.begin(), points.end(), byEquity);
        QCOMPARE(low->equity, lowest);
        QCOMPARE(high->equity, highest);
        QVERIFY(std::is_sorted(points.begin(), points.end(),
            [](const EquityPoint &a, const EquityPoint &b) { return a.time < b.time; }));
    }
}

void TestInformer::signalsOfAllBrainsComeTogether()
{
    auto &fast = m_world->add("fast");
    fast.offer("signals-of/", [&fast](const agency::Subscriber &who) { fast.accept(who.id, {}); });
    auto brains = agency::Value(agency::Value::Array{});
    m_overmind->offer("brains", [&](const agency::Subscriber &who) {
        m_overmind->accept(who.id, {brains.toMessagePack()});
    });
    m_informer.reset();
    m_world->kill(*m_bus);
    start(2);
    Listener<protocol::SignalBatch> all(*m_window, "informer", protocol::topics::allSignals);
    QTRY_VERIFY_WITH_TIMEOUT((m_world->settle(), all.snapshots.size() == 1), 30'000);
    agency::Value row;
    row.set("name", "fast");
    brains.append(row);
    m_overmind->publish("brains", brains.toMessagePack());
    m_world->settle();
    const auto say = [&](const char *name, int second) {
        Signal signal;
        signal.brain = "somebody else";
        signal.symbol = "EUR_USD";
        signal.name = name;
        signal.time = at(second);
        fast.publish("signals-of/fast", protocol::encode(protocol::SignalBatch{{signal}}));
        m_world->settle();
    };
    say("long", 1);
    QCOMPARE(all.updates.size(), std::size_t(1));
    QCOMPARE(str(all.updates[0].items[0].brain), QString("fast"));
    for (int i = 2; i < 600; ++i)
        say("flat", i);
    Listener<protocol::SignalBatch> late(*m_window, "informer", protocol::topics::allSignals);
    m_world->settle();
    QCOMPARE(late.snapshots.at(0).items.size(), BrainSignals::kept);
    QVERIFY(late.snapshots[0].items.back().time == at(599));
    m_overmind->publish("brains", agency::Value(agency::Value::Array{}).toMessagePack());
    m_world->settle();
    say("long", 700); // it was removed
    QCOMPARE(all.updates.size(), std::size_t(599));
}

void TestInformer::ratesAreForTheAsking()
{
    m_router->tick("USD_JPY", at(0), 149.99, 150.01);
    m_world->settle();
    const auto yen = call(*m_window, "informer", "rates.get", R"({"from":"JPY"})");
    const auto unknown = call(*m_window, "informer", "rates.get", R"({"from":"XYZ"})");
    m_world->settle();
    QCOMPARE((**yen).value()["rate"].asNumber(), 1 / 150.0);
    QCOMPARE(str((**yen).value()["to"].asText()), QString("USD"));
    QVERIFY(contains((*unknown)->error().message, "XYZ"));
}

void TestInformer::badMessagesStopNothing()
{
    const auto garbage = agency::toBytes("no message of ours");
    m_trader->publish("money", garbage);
    m_trader->publish("money", money("much"));
    m_trader->publish("positions", garbage);
    m_router->bus().publish(protocol::topics::ticks("EUR_USD"), garbage);
    m_router->tick("EUR_USD", at(0), std::numeric_limits<double>::infinity(), 0);
    m_overmind->publish("brains", garbage);
    m_world->settle();
    publishMoney("10003");
    m_world->settle();
    QCOMPARE(str(m_accounts->updates.back().balance), QString("10003"));
}

QTEST_GUILESS_MAIN(TestInformer)
#include "tst_informer.moc"
