#include "engine/base/time.h"
#include "tests/console/console_run.h"

#include <QTest>

#include <mutex>
#include <sstream>
#include <thread>

using namespace agora;
using namespace agora::console;
using namespace std::chrono_literals;

namespace {

Ran run(FakeEngine &engine, const std::vector<std::string> &arguments)
{
    return runWith(engine, arguments);
}

agency::Value documentOf(FakeEngine &engine, std::vector<std::string> arguments)
{
    arguments.emplace_back("--json");
    const auto ran = run(engine, arguments);
    const auto document = agency::Value::parseJson(ran.out);
    if (ran.exit != 0 || !document) {
        QTest::qFail((ran.err + ran.out).c_str(), __FILE__, __LINE__);
        return {};
    }
    return *document;
}

agency::Value routerDescription()
{
    using agency::Value;
    Value::Object link{{"state", "up"}, {"endpoint", "ipc://f"}};
    Value all;
    all.set("name", "router");
    all.set("messages", 12);
    all.set("last_message_age_ms", Value());
    all.set("links", Value::Object{{"feeder", std::move(link)}});
    all.set("queues", Value::Object{{"posted", 0}});
    all.set("sockets", Value::Array{});
    all.set("note", "\033[2J");
    return all;
}

/// What one thread writes and another reads meanwhile.
class SharedText final : public std::streambuf {
public:
    [[nodiscard]] std::string now() const
    {
        const std::scoped_lock lock(m_lock);
        return m_text;
    }

protected:
    int_type overflow(int_type letter) override
    {
        const char one = traits_type::to_char_type(letter);
        return xsputn(&one, 1) == 1 ? letter : traits_type::eof();
    }
    std::streamsize xsputn(const char *letters, std::streamsize count) override
    {
        const std::scoped_lock lock(m_lock);
        m_text.append(letters, static_cast<std::size_t>(count));
        return count;
    }

private:
    mutable std::mutex m_lock;
    std::string m_text;
};

Timestamp at(const char *text) { return parseIso(text).value(); }
Decimal exact(const char *text) { return Decimal::parse(text).value(); }

Order limitOrder()
{
    Order order;
    order.request.id = "sma.1.1";
    order.request.owner = "sma";
    order.request.symbol = "EUR_USD";
    order.request.side = OrderSide::Sell;
    order.request.type = OrderType::Limit;
    order.request.units = 1000;
    order.request.price = exact("1.1");
    order.request.time = at("2020-01-02T10:00:00Z");
    order.state = OrderState::Working;
    order.updated = at("2020-01-02T10:00:01Z");
    return order;
}

Order filledOrder()
{
    auto order = limitOrder();
    order.request.id = "sma.1.2";
    order.request.side = OrderSide::Buy;
    order.request.type = OrderType::Market;
    order.request.price = std::nullopt;
    order.state = OrderState::Filled;
    order.filledUnits = 1000;
    order.averagePrice = exact("1.104565");
    return order;
}

} // namespace

class ConsoleTest : public QObject {
    Q_OBJECT

private slots:
    void emptyListsSaySo()
    {
        FakeEngine engine;
        QCOMPARE(run(engine, {"positions"}).out, std::string("no open positions\n"));
        QCOMPARE(run(engine, {"orders"}).out, std::string("no orders\n"));
        QCOMPARE(run(engine, {"orders", "--open"}).out, std::string("no open orders\n"));
        QCOMPARE(run(engine, {"trades"}).out, std::string("no trades\n"));
        QCOMPARE(run(engine, {"agents"}).out, std::string("no agents\n"));
        QCOMPARE(run(engine, {"brain", "list"}).out, std::string("no brains\n"));
        QCOMPARE(run(engine, {"logs"}).out, std::string("no log lines\n"));
        for (const auto *command : {"positions", "orders", "trades", "agents", "logs"})
            QCOMPARE(documentOf(engine, {command}).toJson(), std::string("[]"));
    }

    void ordersStandInAlignedColumns()
    {
        FakeEngine engine;
        engine.orders = {limitOrder(), filledOrder()};
        const auto ran = run(engine, {"orders"});
        QCOMPARE(ran.exit, 0);
        QCOMPARE(ran.out,
            std::string("TIME                      ID       OWNER  SYMBOL   SIDE  TYPE    UNITS    "
                        "PRICE  STATE    FILLED  AVERAGE  REASON\n"
                        "2020-01-02T10:00:00.000Z  sma.1.1  sma    EUR_USD  sell  limit    1000  "
                        "1.10000  working       0        -\n"
                        "2020-01-02T10:00:00.000Z  sma.1.2  sma    EUR_USD  buy   market   1000    "
                        "    -  filled     1000  1.10457\n"));
        QVERIFY(!QString::fromStdString(run(engine, {"orders", "--open"}).out).contains("sma.1.2"));
    }

    void ordersAsJsonKeepEveryDigit()
    {
        FakeEngine engine;
        engine.orders = {filledOrder()};
        const auto order = documentOf(engine, {"orders"}).asArray().at(0);
        QCOMPARE(order["average_price"].asText(), std::string("1.104565"));
        QCOMPARE(order["time"].asText(), std::string("2020-01-02T10:00:00.000000000Z"));
        QCOMPARE(order["state"].asText(), std::string("filled"));
        QVERIFY(order.contains("price") && order["price"].isNull());
        QCOMPARE(order.asObject().size(), std::size_t{18});
    }

    void aClosedPositionIsNotOpen()
    {
        FakeEngine engine;
        engine.positions.resize(2);
        engine.positions[0].symbol = "EUR_USD";
        engine.positions[0].units = -1000;
        engine.positions[0].averagePrice = exact("1.1");
        engine.positions[1].symbol = "USD_JPY";
        engine.positions[1].realized = 12;
        const auto ran = run(engine, {"positions"});
        QCOMPARE(ran.out,
            std::string("SYMBOL   UNITS  AVERAGE  UNREALIZED  REALIZED  OWNER  UPDATED\n"
                        "EUR_USD  -1000  1.10000        0.00      0.00         -\n"));
        const auto document = documentOf(engine, {"positions"});
        QCOMPARE(document.asArray().size(), std::size_t{1});
        QCOMPARE(document.asArray()[0]["units"].asText(), std::string("-1000"));
    }

    void tradesAndAccountAreShown()
    {
        FakeEngine engine;
        Trade trade;
        trade.id = "t1";
        trade.owner = "sma";
        trade.symbol = "EUR_USD";
        trade.units = 1000;
        trade.entryPrice = exact("1.1");
        trade.entryTime = at("2020-01-02T10:00:00Z");
        trade.exitPrice = exact("1.2");
        trade.exitTime = at("2020-01-02T11:00:00Z");
        trade.profit = exact("99.995");
        engine.trades = {trade};
        engine.account.balance = exact("100099.995");
        engine.account.equity = 100100.5;
        const auto trades = run(engine, {"trades"}).out;
        QVERIFY(
            trades.find("1.10000  1.20000  100.00  2020-01-02T10:00:00.000Z") != std::string::npos);
        QCOMPARE(documentOf(engine, {"trades"}).asArray().at(0)["profit"].asText(),
            std::string("99.995"));
        const auto account = run(engine, {"account"}).out;
        QVERIFY(account.find("balance      100100.00\n") != std::string::npos);
        QVERIFY(account.find("equity       100100.50\n") != std::string::npos);
        QCOMPARE(documentOf(engine, {"account"})["balance"].asText(), std::string("100099.995"));
    }

    void statusCountsAgentsAndBrains()
    {
        FakeEngine engine;
        engine.agents.resize(2);
        engine.agents[0].name = engine.agents[0].kind = "router";
        engine.agents[0].phase = client::AgentPhase::Running;
        engine.agents[1].name = "sma";
        engine.agents[1].kind = "brain";
        engine.agents[1].phase = client::AgentPhase::Parked;
        engine.agents[1].note = "died\n9";
        engine.brains.resize(1);
        engine.brains[0].name = "sma";
        engine.brains[0].module = "sma_cross";
        engine.brains[0].symbol = "EUR_USD";
        const auto status = run(engine, {"status"}).out;
        QVERIFY(status.find("agents    1 running, 1 parked\n") != std::string::npos);
        QVERIFY(status.find("brains    1 enabled, 0 stopped\n") != std::string::npos);
        const auto agents = run(engine, {"agents"}).out;
        QVERIFY2(agents.find("died 9") != std::string::npos, "a note cannot break the table");
        const auto brains = run(engine, {"brain", "list"}).out;
        QVERIFY(brains.find("sma   sma_cross  EUR_USD  M1      parked") != std::string::npos);
        const auto document = documentOf(engine, {"status"});
        QCOMPARE(document["profile"].asText(), std::string("default"));
        QCOMPARE(document["agents"].asArray().size(), std::size_t{2});
        QCOMPARE(document["brains"].asArray().size(), std::size_t{1});
    }

    void modulesShowTheirParameters()
    {
        FakeEngine engine;
        const auto modules = run(engine, {"brain", "modules"}).out;
        QVERIFY(modules.find("sma_cross – Crossing averages\n") != std::string::npos);
        QVERIFY(modules.find("  fast       integer       12  1 … 500  Fast average")
            != std::string::npos);
        QVERIFY(modules.find("  cannot be used: built for another version\n") != std::string::npos);
        const auto document = documentOf(engine, {"brain", "modules"});
        QVERIFY(document.asArray().at(0)["problem"].isNull());
        QCOMPARE(
            document.asArray().at(1)["problem"].asText(), std::string("built for another version"));
    }

    void aBrainIsAddedWithTypedParameters()
    {
        FakeEngine engine;
        const auto ran = run(engine,
            {"brain", "add", "sma_cross", "--symbol", "EUR_USD", "--period", "M5", "-p", "fast=7"});
        QCOMPARE(ran.out, std::string("brain “sma_cross-1” added\n"));
        QCOMPARE(engine.added.at(0).parameters.toJson(), std::string(R"({"fast":7})"));
        QVERIFY(engine.added.at(0).period == Period::minutes(5));
        const auto document = documentOf(
            engine, {"brain", "add", "sma_cross", "--symbol", "EUR_USD", "--name", "x"});
        QCOMPARE(document.toJson(), std::string(R"({"brain":"x","ok":true})"));
    }

    void aWrongBrainIsRefusedWithASuggestion()
    {
        FakeEngine engine;
        const auto add = [&](const std::string &module, const std::string &symbol) {
            return run(engine, {"brain", "add", module, "--symbol", symbol});
        };
        const auto unknown = add("sma_cros", "EUR_USD");
        QCOMPARE(unknown.exit, 1);
        QCOMPARE(unknown.out, std::string());
        QCOMPARE(unknown.err,
            std::string(
                "agoractl: there is no brain module “sma_cros”, did you mean “sma_cross”?\n"));
        QCOMPARE(add("sma_cross", "EURUSD").err,
            std::string(
                "agoractl: the venue has no instrument “EURUSD”, did you mean “EUR_USD”?\n"));
        QCOMPARE(add("old", "EUR_USD").err,
            std::string(
                "agoractl: brain module “old” cannot be used: built for another version\n"));
        QVERIFY(engine.added.empty());
    }

    void deedsAreConfirmedOrRefusedInTheEnginesWords()
    {
        FakeEngine engine;
        QCOMPARE(run(engine, {"brain", "stop", "sma"}).out, std::string("brain “sma” stopped\n"));
        QCOMPARE(run(engine, {"brain", "start", "sma"}).out, std::string("brain “sma” started\n"));
        QCOMPARE(run(engine, {"brain", "remove", "sma"}).out, std::string("brain “sma” removed\n"));
        QCOMPARE(engine.deeds, (std::vector<std::string>{"stop sma", "start sma", "remove sma"}));
        engine.problem = "there is no brain “sma”";
        for (const auto *verb : {"stop", "start", "remove"}) {
            const auto ran = run(engine, {"brain", verb, "sma", "--json"});
            QCOMPARE(ran.exit, 1);
            QCOMPARE(ran.out, std::string());
            QCOMPARE(ran.err, std::string("agoractl: there is no brain “sma”\n"));
        }
    }

    void aCallGivesWhatTheMethodGave()
    {
        FakeEngine engine;
        engine.agents.resize(1);
        engine.agents[0].name = "router";
        const auto document
            = documentOf(engine, {"call", "router", "echo", R"({"a":[1,2.5,"x"]})"});
        QCOMPARE(document.toJson(), std::string(R"({"a":[1,2.5,"x"]})"));
        QCOMPARE(run(engine, {"call", "rooter", "echo"}).err,
            std::string("agoractl: there is no agent “rooter”, did you mean “router”?\n"));
        engine.problem = "“router” has no method “ecco”";
        QCOMPARE(run(engine, {"call", "router", "ecco"}).err,
            std::string("agoractl: “router” has no method “ecco”\n"));
    }

    void shutdownWaitsForTheEnd()
    {
        FakeEngine engine;
        QCOMPARE(run(engine, {"shutdown"}).out, std::string("the engine has ended\n"));
        engine.problem = "a replay is being saved";
        QCOMPARE(run(engine, {"shutdown"}).exit, 1);
    }

    void anEngineThatEndsWithoutAnAnswerHasEndedToo()
    {
        FakeEngine engine;
        engine.answers = false;
        const auto ran = run(engine, {"shutdown"});
        QCOMPARE(ran.exit, 0);
        QCOMPARE(ran.out, std::string("the engine has ended\n"));
    }

    void noEngineIsExitCodeThree()
    {
        FakeEngine engine;
        engine.runs = false;
        const auto ran = run(engine, {"status", "--profile", "paper"});
        QCOMPARE(ran.exit, 3);
        QCOMPARE(ran.out, std::string());
        QCOMPARE(ran.err,
            std::string("agoractl: no engine runs for profile “paper”; start one with agorad or "
                        "agora\n"));
    }

    void anEngineThatDoesNotAnswerIsAFailureAfterTheTimeout()
    {
        FakeEngine engine;
        engine.answers = false;
        engine.tellsTrading = false;
        const auto called = run(engine, {"call", "overmind", "m", "--timeout", "0.2"});
        QCOMPARE(called.exit, 1);
        QCOMPARE(called.err, std::string("agoractl: the engine did not answer within 0.2 s\n"));
        QCOMPARE(run(engine, {"orders", "--timeout", "0.2"}).err,
            std::string("agoractl: the engine did not tell its orders within 0.2 s\n"));
        engine.agents.resize(1);
        engine.agents[0].name = engine.agents[0].kind = "trader";
        engine.agents[0].phase = client::AgentPhase::Parked;
        engine.agents[0].note = "died 5 times";
        QCOMPARE(run(engine, {"orders", "--timeout", "0.2"}).err,
            std::string("agoractl: the trader, which tells the orders, is parked: died 5 times\n"));
    }

    void wrongUsageOpensNoLine()
    {
        FakeEngine engine;
        const auto ran = run(engine, {"stats"});
        QCOMPARE(ran.exit, 2);
        QCOMPARE(
            ran.err, std::string("agoractl: unknown command “stats”, did you mean “status”?\n"));
        QCOMPARE(engine.opened, 0);
        QCOMPARE(run(engine, {"--help"}).exit, 0);
    }

    void anAgentIsInspected()
    {
        FakeEngine engine;
        client::AgentInfo router;
        router.name = "router";
        engine.agents = {router};
        engine.description = routerDescription();
        const auto shown = run(engine, {"agent", "inspect", "router"}).out;
        QVERIFY2(shown
                == "last_message_age_ms  -\n"
                   "messages             12\n"
                   "name                 router\n"
                   "note                  [2J\n"
                   "\nlinks\n"
                   "name    endpoint  state\n"
                   "feeder  ipc://f   up\n"
                   "\nqueues\n"
                   "posted  0\n",
            shown.c_str());
        QVERIFY(documentOf(engine, {"agent", "inspect", "router"}) == engine.description);
        const auto unknown = run(engine, {"agent", "inspect", "rooter"});
        QCOMPARE(unknown.exit, 1);
        QVERIFY(unknown.err.find("did you mean “router”?") != std::string::npos);
    }

    void logsShowTheNewestLinesOfALevel()
    {
        FakeEngine engine;
        const auto time = at("2020-01-02T10:00:00Z");
        engine.log
            = {{time, LogLevel::Info, "router", "one"}, {time, LogLevel::Error, "feeder", "two"},
                {time, LogLevel::Warning, "router", "three\033[2J"}};
        QCOMPARE(run(engine, {"logs", "-n", "2"}).out,
            std::string("2020-01-02T10:00:00.000Z  error    feeder  two\n"
                        "2020-01-02T10:00:00.000Z  warning  router  three [2J\n"));
        QCOMPARE(run(engine, {"logs", "--level", "error"}).out,
            std::string("2020-01-02T10:00:00.000Z  error    feeder  two\n"));
        QCOMPARE(run(engine, {"logs", "--agent", "feeder"}).out,
            std::string("2020-01-02T10:00:00.000Z  error    feeder  two\n"));
        QCOMPARE(run(engine, {"logs", "--text", "ONE"}).out,
            std::string("2020-01-02T10:00:00.000Z  info     router  one\n"));
        QCOMPARE(run(engine, {"logs", "--since", "2020-01-03"}).out, std::string("no log lines\n"));
        QCOMPARE(documentOf(engine, {"logs", "-n", "1"}).asArray().at(0)["text"].asText(),
            std::string("three\033[2J"));
    }

    void followingTheLogEndsWithCtrlCAndRepeatsNothing()
    {
        FakeEngine engine;
        const auto time = at("2020-01-02T10:00:00Z");
        engine.log = {{time, LogLevel::Info, "router", "one"}};
        SharedText text;
        std::ostream out(&text);
        std::ostringstream err;
        std::atomic<bool> interrupted = false;
        int exit = -1;
        std::thread console([&] {
            exit = runConsole(
                {.open = engine.opener(), .out = out, .err = err, .interrupted = interrupted},
                std::vector<std::string>{"logs", "-f", "--json"});
        });
        engine.waitUntilOpen();
        engine.say({{time, LogLevel::Info, "router", "two"}}, false);
        engine.say(
            {{time, LogLevel::Info, "router", "one"}, {time, LogLevel::Info, "router", "two"},
                {time, LogLevel::Info, "router", "three"}},
            true); // the engine came back: its snapshot repeats what is known
        for (int i = 0; i < 12'000 && text.now().find("three") == std::string::npos; ++i)
            QTest::qSleep(5);
        interrupted = true;
        console.join();
        QCOMPARE(exit, 0);
        std::string texts;
        for (const auto &line : QString::fromStdString(text.now()).split('\n', Qt::SkipEmptyParts))
            texts += agency::Value::parseJson(line.toStdString()).value()["text"].asText() + " ";
        QCOMPARE(texts, std::string("one two three "));
    }
};

QTEST_APPLESS_MAIN(ConsoleTest)
#include "tst_console.moc"
