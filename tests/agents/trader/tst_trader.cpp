#include "engine/agents/trader/trader.h"

#include "engine/base/paths.h"
#include "tests/agents/agent_world.h"

#include <QTemporaryDir>

using namespace agora;
using namespace agora::test;

/// What must hold of the account whatever a brain, a venue or a power cut does.
class TestTrader : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void anOrderIsInTheJournalBeforeItLeaves();
    void aRefusalNamesItsRuleAndNothingLeaves();
    void nothingLeavesThatTheJournalDidNotTake();
    void aRepeatedIdIsAnsweredButNotExecutedTwice();
    void aFillCountsOnce();
    void aFillWaitsForTheRateItIsBookedWith();
    void aRestartGivesTheSameRecord();
    void aNewLifeReconcilesBeforeItTakesOrders();
    void anUnansweredOrderIsLookedUpAndNeverSentAgain();
    void aRestartedVenueIsAskedWhatWasMissed();
    void everybodyHearsWhatConcernsThem();
    void aPositionIsClosedOnceAtMarket();
    void aChangeOfPricesIsCheckedAskedAndKept();
    void aHaltHoldsOverARestart();
    void badMessagesStopNothing();
    void theStartBalanceIsDepositedOnce();

private:
    void start(std::uint64_t epoch = 1, const char *balance = "100000");
    void restart(const char *balance = "100000");
    void submitAndFill(
        const OrderRequest &request, const char *price, const char *commission = "0");
    [[nodiscard]] std::filesystem::path journalFile() const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / "journal.log";
    }
    [[nodiscard]] int journalRecords() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AgentWorld> m_world;
    std::unique_ptr<FakeRouter> m_router;
    std::unique_ptr<FakeVenue> m_venue;
    agency::Bus *m_brain = nullptr;
    agency::Bus *m_bus = nullptr;
    std::unique_ptr<Trader> m_trader;
};

void TestTrader::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_world = std::make_unique<AgentWorld>();
    m_router = std::make_unique<FakeRouter>(m_world->add("router"));
    m_venue = std::make_unique<FakeVenue>(m_world->add("venue"));
    m_brain = &m_world->add("fast");
    start();
    m_router->tick("EUR_USD", at(0), 1.1000, 1.1002);
    m_world->settle();
    QVERIFY(m_trader->isReady());
}

void TestTrader::cleanup()
{
    m_trader.reset();
    m_world.reset();
}

void TestTrader::start(std::uint64_t epoch, const char *balance)
{
    m_bus = &m_world->add("trader", epoch);
    TraderSettings settings;
    settings.balance = dec(balance);
    settings.instruments = {*findInstrument("EUR_USD"), *findInstrument("USD_JPY")};
    auto trader = Trader::open(*m_bus, std::move(*Journal::open(journalFile())), settings);
    QVERIFY2(trader, trader ? "" : trader.error().message.c_str());
    m_trader = std::move(*trader);
    m_world->settle();
}

void TestTrader::restart(const char *balance)
{
    const auto epoch = m_bus->epoch() + 1;
    m_trader.reset();
    m_world->kill(*m_bus);
    start(epoch, balance);
    // Others find the new life with their next beat.
    const auto reached = call(*m_brain, "trader", "trader.status");
    QTRY_VERIFY_WITH_TIMEOUT(
        (m_world->settle(), reached->has_value() && m_bus->isUp("venue")), 30'000);
    m_router->tick("EUR_USD", at(0), 1.1000, 1.1002);
    m_world->settle();
}

int TestTrader::journalRecords() const
{
    int count = 0;
    const auto read = readJournal(journalFile(), [&](const JournalRecord &) {
        ++count;
        return Result<void>();
    });
    return read ? count : -1;
}

void TestTrader::submitAndFill(
    const OrderRequest &request, const char *price, const char *commission)
{
    const auto said = submit(*m_brain, request);
    m_world->settle();
    QCOMPARE(str(*said), QString());
    m_venue->report(m_venue->filled(request, price, commission));
    m_world->settle();
}

void TestTrader::anOrderIsInTheJournalBeforeItLeaves()
{
    int recordsWhenItCame = 0;
    m_venue->onSubmit = [&](const OrderRequest &) { recordsWhenItCame = journalRecords(); };
    const auto request = marketOrder("fast.1.1", OrderSide::Buy, 1000);
    const auto said = submit(*m_brain, request);
    m_world->settle();
    QCOMPARE(str(*said), QString());
    QCOMPARE(m_venue->submitted.size(), std::size_t(1));
    QVERIFY(m_venue->submitted[0] == request);
    QCOMPARE(recordsWhenItCame, 2); // the deposit and the order
    QVERIFY(m_trader->record().orders().find("fast.1.1")->state == OrderState::Pending);
}

void TestTrader::aRefusalNamesItsRuleAndNothingLeaves()
{
    Listener<protocol::OrderBatch> orders(*m_brain, "trader", protocol::topics::orders);
    const auto request = marketOrder("fast.1.1", OrderSide::Buy, 2'000'000);
    const auto said = submit(*m_brain, request);
    const auto unpriced
        = submit(*m_brain, marketOrder("fast.1.2", OrderSide::Buy, 1000, "USD_JPY"));
    const auto exit = submit(*m_brain, marketOrder("fast.1.3.sl", OrderSide::Buy, 1000));
    auto vast = marketOrder("fast.1.4", OrderSide::Buy, 1);
    vast.units = Decimal::fromRaw(Decimal::fromWhole(9'000'000'000'000'000'000).raw() * 10);
    const auto beyond = submit(*m_brain, vast);
    m_world->settle();
    QVERIFY(said->starts_with("max_order_units: "));
    QVERIFY(unpriced->starts_with("margin: "));
    QVERIFY(exit->starts_with("request: "));
    QVERIFY(beyond->starts_with("request: "));
    QVERIFY(m_venue->submitted.empty());
    QCOMPARE(orders.updates.size(), std::size_t(4));
    QVERIFY(orders.updates[0].orders[0].state == OrderState::Rejected);
    QCOMPARE(str(orders.updates[0].orders[0].reason), str(*said));

    restart();
    const auto again = submit(*m_brain, request);
    m_world->settle();
    QCOMPARE(str(*again), str(*said)); // a refused order stays refused
}

void TestTrader::nothingLeavesThatTheJournalDidNotTake()
{
    auto request = marketOrder("fast.1.1", OrderSide::Buy, 1000);
    request.comment = std::string(journal_format::longestPayload + 1, 'x'); // no record is so long
    const auto said = submit(*m_brain, request);
    m_world->settle();
    QVERIFY(contains(*said, "journal.log"));
    QVERIFY(m_venue->submitted.empty());
    QVERIFY(m_trader->record().orders().find("fast.1.1")->state == OrderState::Rejected);
    submitAndFill(marketOrder("fast.1.2", OrderSide::Buy, 1000), "1.1002"); // and it goes on
}

void TestTrader::aRepeatedIdIsAnsweredButNotExecutedTwice()
{
    const auto request = marketOrder("fast.1.1", OrderSide::Buy, 1000);
    const auto first = submit(*m_brain, request);
    const auto second = submit(*m_brain, request);
    auto other = request;
    other.units = 2000;
    const auto third = submit(*m_brain, other);
    m_world->settle();
    QCOMPARE(str(*first), QString());
    QCOMPARE(str(*second), QString());
    QVERIFY(contains(*third, "fast.1.1"));
    QCOMPARE(m_venue->submitted.size(), std::size_t(1));
}

void TestTrader::aFillCountsOnce()
{
    Listener<protocol::FillBatch> fills(*m_brain, "trader", protocol::topics::fills);
    const auto request = marketOrder("fast.1.1", OrderSide::Buy, 1000);
    (void)submit(*m_brain, request);
    m_world->settle();
    const auto report = m_venue->filled(request, "1.1002", "0.05");
    m_venue->report(m_venue->state("fast.1.1", OrderState::Working));
    m_venue->report({report, report});
    m_venue->report(report);
    m_world->settle();
    QCOMPARE(m_trader->record().fills().size(), std::size_t(1));
    QCOMPARE(fills.updates.size(), std::size_t(1));
    QCOMPARE(str(m_trader->record().account().units("EUR_USD")), QString("1000"));
    QCOMPARE(str(m_trader->record().account().balance()), QString("99999.95"));
    QCOMPARE(journalRecords(), 4); // deposit, order, working, filled
}

void TestTrader::aFillWaitsForTheRateItIsBookedWith()
{
    m_router->tick("USD_JPY", at(0), 149.99, 150.01);
    m_world->settle();
    const auto in = marketOrder("fast.1.1", OrderSide::Buy, 1000, "USD_JPY");
    const auto out = marketOrder("fast.1.2", OrderSide::Sell, 1000, "USD_JPY");
    (void)submit(*m_brain, in);
    (void)submit(*m_brain, out);
    m_world->settle();
    restart(); // USD_JPY has no price in this life yet
    m_venue->report({m_venue->filled(in, "150"), m_venue->filled(out, "151.5"),
        m_venue->state("fast.1.2", OrderState::Filled)});
    m_world->settle();
    QCOMPARE(str(m_trader->record().account().balance()), QString("100000"));
    QVERIFY(m_trader->record().fills().empty());
    m_router->tick("USD_JPY", at(1), 151.49, 151.51);
    m_world->settle();
    QCOMPARE(m_trader->record().fills().size(), std::size_t(2));
    const auto rate = Decimal::fromDouble(1 / 151.5);
    QCOMPARE(
        str(m_trader->record().account().balance()), str(Decimal(100000) + Decimal(1500) * rate));
}

void TestTrader::aRestartGivesTheSameRecord()
{
    m_router->tick("USD_JPY", at(0), 149.99, 150.01);
    m_world->settle();
    submitAndFill(marketOrder("fast.1.1", OrderSide::Buy, 3000), "1.1002", "0.15");
    submitAndFill(
        marketOrder("slow.1.1", OrderSide::Buy, 2000, "USD_JPY", "slow"), "150.01", "0.1");
    m_router->tick("USD_JPY", at(1), 151.99, 152.01);
    m_world->settle();
    submitAndFill(
        marketOrder("slow.1.2", OrderSide::Sell, 500, "USD_JPY", "slow"), "151.99", "0.02");
    auto entry = marketOrder("fast.1.2", OrderSide::Sell, 4000);
    entry.stopLoss = dec("1.2");
    entry.takeProfit = dec("1.0");
    submitAndFill(entry, "1.1004", "0.2");
    (void)submit(*m_brain, marketOrder("fast.1.3", OrderSide::Buy, 9'000'000)); // refused
    m_world->settle();
    const auto before = m_trader->record();
    restart();
    const auto &after = m_trader->record();
    QVERIFY(after.orders().newest(100) == before.orders().newest(100));
    QCOMPARE(after.orders().size(), std::size_t(7)); // four filled, two exits, one refused
    QVERIFY(after.fills() == before.fills());
    QVERIFY(after.trades() == before.trades());
    QVERIFY(after.account().positions() == before.account().positions());
    QCOMPARE(str(after.account().balance()), str(before.account().balance()));

    // The money is what the fills make of it, reckoned by another road.
    const auto jpy = Decimal::fromDouble(1 / 152.0);
    const auto profit = Decimal(3000) * dec("0.0002") + Decimal(500) * dec("1.98") * jpy;
    QCOMPARE(str(after.account().balance()), str(Decimal(100000) + profit - dec("0.47")));
    QCOMPARE(str(after.account().units("EUR_USD")), QString("-1000"));
    QCOMPARE(str(after.account().units("USD_JPY")), QString("1500"));
}

void TestTrader::aNewLifeReconcilesBeforeItTakesOrders()
{
    const auto pending = marketOrder("fast.1.1", OrderSide::Buy, 1000);
    (void)submit(*m_brain, pending);
    m_world->settle();
    QVERIFY(m_venue->lookedUp.empty());
    restart();
    QVERIFY(!m_venue->lookedUp.empty());
    QCOMPARE(str(m_venue->lookedUp[0]), QString("fast.1.1"));
    const auto early = submit(*m_brain, marketOrder("fast.2.1", OrderSide::Buy, 1000));
    m_world->settle();
    QVERIFY(contains(*early, "the Trader is still reconciling with the venue"));
    m_venue->report(m_venue->filled(pending, "1.1002"));
    m_world->settle();
    const auto later = submit(*m_brain, marketOrder("fast.2.2", OrderSide::Buy, 1000));
    m_world->settle();
    QCOMPARE(str(*later), QString());
    QCOMPARE(m_venue->submitted.size(), std::size_t(2)); // the first was not sent again
    QCOMPARE(str(m_trader->record().account().units("EUR_USD")), QString("1000"));
}

void TestTrader::anUnansweredOrderIsLookedUpAndNeverSentAgain()
{
    Listener<protocol::OrderBatch> orders(*m_brain, "trader", protocol::topics::ownOrders("fast"));
    const auto request = marketOrder("fast.1.1", OrderSide::Buy, 1000);
    (void)submit(*m_brain, request);
    m_world->settle();
    m_world->clock.advanceTo(at(4));
    QTRY_VERIFY_WITH_TIMEOUT((m_world->settle(), !m_venue->lookedUp.empty()), 30'000);
    QVERIFY(orders.updates.back().orders[0].state == OrderState::Unknown);
    m_venue->report(m_venue->filled(request, "1.1002"));
    m_world->settle();
    QVERIFY(m_trader->record().orders().find("fast.1.1")->state == OrderState::Filled);
    QCOMPARE(m_venue->submitted.size(), std::size_t(1));
}

void TestTrader::aRestartedVenueIsAskedWhatWasMissed()
{
    const auto request = marketOrder("fast.1.1", OrderSide::Buy, 1000);
    (void)submit(*m_brain, request);
    m_world->settle();
    m_venue->report(m_venue->state("fast.1.1", OrderState::Working));
    m_world->settle();
    m_world->kill(m_venue->bus());
    FakeVenue reborn(m_world->add("venue", 2));
    QTRY_VERIFY_WITH_TIMEOUT((m_world->settle(), !reborn.lookedUp.empty()), 30'000);
    reborn.report(reborn.filled(request, "1.1002"));
    m_world->settle();
    QCOMPARE(str(m_trader->record().account().units("EUR_USD")), QString("1000"));
}

void TestTrader::everybodyHearsWhatConcernsThem()
{
    using namespace protocol;
    Listener<PositionBatch> positions(*m_brain, "trader", topics::positions);
    Listener<TradeBatch> trades(*m_brain, "trader", topics::trades);
    Listener<FillBatch> mine(*m_brain, "trader", topics::ownFills("fast"));
    Listener<FillBatch> theirs(*m_brain, "trader", topics::ownFills("slow"));
    Listener<OrderBatch> wrong(*m_brain, "trader", "orders-and-more");
    std::vector<agency::Value> money;
    m_brain->subscribe("trader", "money",
        {.arguments = {},
            .onMessage =
                [&](const agency::Message &message) {
                    money.push_back(agency::Value::fromMessagePack(message.body).value());
                },
            .onProblem = {}});
    m_world->settle();
    QVERIFY(!wrong.problem.empty());
    submitAndFill(marketOrder("fast.1.1", OrderSide::Buy, 1000), "1.1002", "0.1");
    submitAndFill(marketOrder("slow.1.1", OrderSide::Buy, 500, "EUR_USD", "slow"), "1.1002");
    submitAndFill(marketOrder("fast.1.2", OrderSide::Sell, 1000), "1.1000", "0.1");
    QCOMPARE(mine.updates.size(), std::size_t(2));
    QCOMPARE(theirs.updates.size(), std::size_t(1));
    QCOMPARE(trades.updates.size(), std::size_t(1));
    QCOMPARE(str(trades.updates[0].trades[0].profit), QString("-0.2"));
    QCOMPARE(str(trades.updates[0].trades[0].owner), QString("fast"));
    const auto &position = positions.updates.back().positions.at(0);
    QCOMPARE(str(position.units), QString("500"));
    QCOMPARE(str(position.owner), QString());
    QVERIFY(std::abs(position.unrealized - 500 * -0.0002) < 1e-9);
    QCOMPARE(money.size(), std::size_t(4)); // what there was, and each fill
    QCOMPARE(str(money.back()["balance"].asText()), QString("99999.6"));
    QCOMPARE(str(money.back()["commission"].asText()), QString("0.2"));
    QCOMPARE(str(money.back()["deposits"].asText()), QString("100000"));

    Listener<FillBatch> late(*m_brain, "trader", topics::ownFills("fast"));
    Listener<OrderBatch> lateOrders(*m_brain, "trader", topics::orders);
    Listener<PositionBatch> latePositions(*m_brain, "trader", topics::positions);
    m_world->settle();
    QCOMPARE(late.snapshots.at(0).fills.size(), std::size_t(2));
    QCOMPARE(lateOrders.snapshots.at(0).orders.size(), std::size_t(3));
    QCOMPARE(latePositions.snapshots.at(0).positions.size(), std::size_t(1));

    m_router->tick("EUR_USD", at(1), 1.1100, 1.1102);
    QTRY_VERIFY_WITH_TIMEOUT(
        (m_world->settle(),
            std::abs(positions.updates.back().positions.at(0).unrealized - 500 * 0.0098) < 1e-9),
        30'000);
}

void TestTrader::aPositionIsClosedOnceAtMarket()
{
    submitAndFill(marketOrder("fast.1.1", OrderSide::Sell, 1000), "1.1000");
    const auto closed = call(*m_brain, "trader", "position.close", R"({"symbol":"EUR_USD"})");
    const auto again = call(*m_brain, "trader", "position.close", R"({"symbol":"EUR_USD"})");
    const auto none = call(*m_brain, "trader", "position.close", R"({"symbol":"USD_JPY"})");
    m_world->settle();
    QVERIFY(**closed);
    QVERIFY(!**again);
    QVERIFY(contains((*none)->error().message, "USD_JPY"));
    const auto order = m_venue->submitted.back();
    QCOMPARE(str(order.id), str((**closed).value()["id"].asText()));
    QCOMPARE(str(order.owner), QString("manual"));
    QVERIFY(order.side == OrderSide::Buy && order.units == Decimal(1000));

    const auto cancelled
        = call(*m_brain, "trader", "order.cancel", R"({"id":")" + order.id + R"("})");
    const auto over = call(*m_brain, "trader", "order.cancel", R"({"id":"fast.1.1"})");
    const auto found = call(*m_brain, "trader", "order.find", R"({"id":"fast.1.1"})");
    m_world->settle();
    QVERIFY(**cancelled);
    QCOMPARE(m_venue->cancelled.size(), std::size_t(1));
    QCOMPARE(str(m_venue->cancelled[0]), str(order.id));
    QVERIFY(contains((*over)->error().message, "nothing to cancel"));
    QCOMPARE(str((**found).value()["averagePrice"].asText()), QString("1.1"));
}

void TestTrader::aChangeOfPricesIsCheckedAskedAndKept()
{
    auto request = marketOrder("fast.1.1", OrderSide::Buy, 1000);
    request.type = OrderType::Limit;
    request.price = dec("1.09");
    (void)submit(*m_brain, request);
    m_world->settle();
    m_venue->report(m_venue->state("fast.1.1", OrderState::Working));
    m_world->settle();
    const auto ask = [&](const char *arguments) {
        const auto reply = call(*m_brain, "trader", "order.modify", arguments);
        m_world->settle();
        return !*reply ? std::string("?") : **reply ? std::string() : (*reply)->error().message;
    };
    QVERIFY(contains(ask(R"({"id": "nobody", "price": "1.08"})"), "is not known"));
    QVERIFY(contains(ask(R"({"id": "fast.1.1"})"), "needs a price"));
    QVERIFY(contains(ask(R"({"id": "fast.1.1", "price": "low"})"), "price: "));
    QVERIFY(contains(ask(R"({"id": "fast.1.1", "price": "1.0800001"})"), "decimals"));
    QVERIFY(
        contains(ask(R"({"id": "fast.1.1", "price": "1.08", "stopLoss": "1.085"})"), "wrong side"));
    QVERIFY(m_venue->modified.empty());

    QCOMPARE(str(ask(R"({"id": "fast.1.1", "price": "1.08", "stopLoss": "1.07"})")), QString());
    QCOMPARE(m_venue->modified.size(), std::size_t(1));
    const auto price = [&] { return *m_trader->record().orders().find("fast.1.1")->request.price; };
    QCOMPARE(str(price()), QString("1.09")); // asked is not yet done
    Listener<protocol::OrderBatch> orders(*m_brain, "trader", protocol::topics::ownOrders("fast"));
    m_world->settle();
    auto report = m_venue->state("fast.1.1", OrderState::Working);
    report.terms = m_venue->modified.front().terms;
    m_venue->report(report);
    m_world->settle();
    QCOMPARE(str(price()), QString("1.08"));
    QCOMPARE(orders.updates.size(), std::size_t(1));
    QCOMPARE(str(*orders.updates[0].orders[0].request.stopLoss), QString("1.07"));
    restart();
    QCOMPARE(str(price()), QString("1.08"));
    m_venue->report(m_venue->state("fast.1.1", OrderState::Cancelled));
    m_world->settle();
    QVERIFY(contains(ask(R"({"id": "fast.1.1", "price": "1.07"})"), "nothing to change"));
}

void TestTrader::aHaltHoldsOverARestart()
{
    (void)call(*m_brain, "trader", "trader.halt", R"({"reason":"lunch"})");
    m_world->settle();
    restart();
    const auto refused = submit(*m_brain, marketOrder("fast.1.1", OrderSide::Buy, 1000));
    (void)call(*m_brain, "trader", "trader.resume");
    const auto accepted = submit(*m_brain, marketOrder("fast.1.2", OrderSide::Buy, 1000));
    const auto status = call(*m_brain, "trader", "trader.status");
    m_world->settle();
    QVERIFY(refused->starts_with("trading_halted: "));
    QVERIFY(contains(*refused, "lunch"));
    QCOMPARE(str(*accepted), QString());
    QVERIFY((**status).value()["reconciled"].asBool());
    QCOMPARE((**status).value()["orders"].asInteger(), std::int64_t(2));
}

void TestTrader::badMessagesStopNothing()
{
    const auto garbage = agency::toBytes("no message of ours");
    std::string said;
    m_brain->request("trader", "order.submit", garbage, std::chrono::seconds(5),
        [&](const Result<agency::Bytes> &reply) { said = reply ? "" : reply.error().message; });
    m_router->bus().publish(protocol::topics::ticks("EUR_USD"), garbage);
    m_router->tick("EUR_USD", at(0), -1, std::numeric_limits<double>::quiet_NaN());
    m_venue->bus().publish(protocol::topics::reports, garbage);
    m_venue->report(m_venue->state("never.heard.of", OrderState::Filled));
    const auto nameless = submit(*m_brain, marketOrder("", OrderSide::Buy, 1000));
    m_world->settle();
    QVERIFY(!said.empty());
    QVERIFY(contains(*nameless, "no id"));
    const auto request = marketOrder("fast.1.1", OrderSide::Buy, 1000);
    (void)submit(*m_brain, request);
    m_world->settle();
    auto wrong = m_venue->filled(request, "1.1");
    wrong.fill->price = Decimal::fromRaw(Decimal::fromWhole(9'000'000'000'000'000'000).raw() * 10);
    m_venue->report(wrong);
    auto over = m_venue->filled(request, "1.1002");
    over.fill->units = 5000;
    m_venue->report(over);
    m_venue->report(m_venue->filled(request, "1.1002"));
    m_world->settle();
    QCOMPARE(str(m_trader->record().account().units("EUR_USD")), QString("1000"));
}

void TestTrader::theStartBalanceIsDepositedOnce()
{
    QCOMPARE(str(m_trader->record().account().balance()), QString("100000"));
    restart("5");
    QCOMPARE(str(m_trader->record().account().balance()), QString("100000"));
    QCOMPARE(journalRecords(), 1);
    const auto read = TraderSettings::from(
        agency::Value::parseJson(R"({"currency":"EUR","balance":"12.5","symbols":["EUR_USD"],
            "maxOrderUnits":"1000","maxOpenOrders":3})")
            .value());
    QVERIFY(read);
    QCOMPARE(str(read->balance), QString("12.5"));
    QCOMPARE(read->limits.maxOpenOrders, 3);
    const auto wrong
        = TraderSettings::from(agency::Value::parseJson(R"({"balance":"much"})").value());
    QVERIFY(contains(wrong.error().message, "balance"));
}

QTEST_GUILESS_MAIN(TestTrader)
#include "tst_trader.moc"
