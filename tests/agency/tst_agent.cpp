#include "engine/agency/agent.h"

#include "engine/agency/agent_operations.h"
#include "tests/agency/socket_world.h"

using namespace agora;
using namespace agora::agency;
using namespace std::chrono_literals;

/// Class Agent: by subclass, and from outside through remote methods.
class TestAgent : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void aSubclassNamesItsHandlers();
    void anAgentIsConfiguredFromOutside();
    void everyPatternIsReachedFromOutside();
    void topicsAreChangedFromOutside();
    void methodsServeAsHandlers();
    void aMethodSetLaterServesAsHandler();
    void anUnknownHandlerIsRefusedWithASuggestion();
    void timersRunMethodsByName();
    void aSocketIsFoundByAgentAndAlias();
    void attributesAreServed();
    void aTypoInARemoteCallHarmsNobody();
    void durationsAreTextsOrSeconds();
    void aThreadOfAnAgentHasAPortToIt();

private:
    struct Box {
        std::unique_ptr<Bus> bus;
        std::unique_ptr<Agent> agent;
    };
    template <typename T>
    T &make(const std::string &name)
    {
        auto &box = m_agents.emplace_back();
        box.bus = newBus(name);
        auto agent = std::make_unique<T>(
            *box.bus, SocketsSetup{.defaults = {.transport = TransportKind::Inproc}});
        auto &made = *agent;
        box.agent = std::move(agent);
        m_client->know(name, "mem://" + name);
        return made;
    }
    std::unique_ptr<Bus> newBus(const std::string &name)
    {
        auto bus = std::make_unique<Bus>(
            BusSetup{.name = name, .epoch = 1, .endpoints = {"mem://" + name}, .clock = &m_clock},
            m_network->makeTransport());
        if (!bus->open())
            qFatal("cannot open %s", name.c_str());
        return bus;
    }
    /// Calls as a program outside would, everybody turning meanwhile.
    Result<Value> call(const std::string &agent, const std::string &method, const std::string &json)
    {
        const auto arguments = Value::parseJson(json);
        if (!arguments)
            qFatal("%s", arguments.error().message.c_str());
        std::optional<Result<Value>> reply;
        m_client->call(agent, method, *arguments, SocketWorld::patience,
            [&](Result<Value> given) { reply = std::move(given); });
        if (!until([&] { return reply.has_value(); }))
            return fail("no answer");
        return *reply;
    }
    bool until(const std::function<bool()> &done)
    {
        const auto deadline = steadyNow() + SocketWorld::patience;
        while (!done()) {
            if (steadyNow() > deadline)
                return false;
            int moved = m_client->turn(Duration::zero());
            for (auto &box : m_agents)
                moved += box.bus->turn(Duration::zero());
            if (moved == 0)
                std::this_thread::sleep_for(200us);
        }
        return true;
    }

    SystemClock m_clock;
    std::unique_ptr<MemoryNetwork> m_network;
    std::unique_ptr<Bus> m_client;
    std::deque<Box> m_agents;
};

void TestAgent::init()
{
    m_network = std::make_unique<MemoryNetwork>();
    m_client = newBus("client");
}

void TestAgent::cleanup()
{
    m_agents.clear();
    m_client.reset();
}

namespace {

/// Keeps what it is told.
class Desk : public Agent {
public:
    using Agent::Agent;
    Desk(Bus &bus, SocketsSetup sockets) : Agent(bus, std::move(sockets))
    {
        handler("onQuote", Handler(this, &Desk::onQuote));
        handler("double", Handler([](const Delivery &delivery) {
            return Value(delivery.value.asInteger() * 2);
        }));
        attributes().declare("heard", 0);
        method("count", {.summary = "How many."},
            [this](const Value &) { return Result<Value>(Value(std::int64_t(quotes.size()))); });
    }
    void onQuote(const Delivery &delivery)
    {
        quotes.push_back(delivery.value.asText());
        attributes().set("heard", std::int64_t(quotes.size()));
    }
    std::vector<std::string> quotes;
};

} // namespace

void TestAgent::aSubclassNamesItsHandlers()
{
    auto &desk = make<Desk>("desk");
    auto &feed = make<Agent>("feed");
    const auto address = desk.bind(Pattern::Pull, "in", {.handlers = "onQuote"});
    AGORA_OK(address);
    AGORA_OK(feed.connect(*address, "out"));
    QVERIFY(until([&] { return feed.sockets().describe()["out"]["peers"].asInteger() == 1; }));
    AGORA_OK(feed.send("out", "EUR_USD"));
    QVERIFY(until([&] { return desk.quotes == std::vector<std::string>{"EUR_USD"}; }));
}

void TestAgent::anAgentIsConfiguredFromOutside()
{
    auto &desk = make<Desk>("desk");
    make<Agent>("feed");
    const auto address
        = call("desk", "agent.bind", R"({"pattern":"PULL","alias":"in","handler":"onQuote"})");
    AGORA_OK(address);
    const auto alias
        = call("feed", "agent.connect", R"({"alias":"out","address":)" + address->toJson() + "}");
    AGORA_OK(alias);
    QCOMPARE(alias->asText(), std::string("out"));
    QVERIFY(until([&] {
        return call("feed", "agent.describe", "null")
                   ->
                   operator[]("sockets")["out"]["peers"]
                   .asInteger()
            == 1;
    }));
    AGORA_OK(call("feed", "agent.send", R"(["out", "first"])"));
    AGORA_OK(call("feed", "agent.send", R"({"socket":"out","value":"second"})"));
    QVERIFY(until([&] { return desk.quotes.size() == 2; }));
    AGORA_OK(call("feed", "agent.close", R"(["out"])"));
    QVERIFY(!call("feed", "agent.has_socket", R"(["out"])")->asBool());
    AGORA_OK(call("desk", "agent.close_all", "null"));
    QVERIFY(!call("desk", "agent.has_socket", R"(["in"])")->asBool());
    AGORA_OK(call("desk", "agent.ping", "null"));
}

void TestAgent::everyPatternIsReachedFromOutside()
{
    auto &desk = make<Desk>("desk");
    auto &other = make<Desk>("other");
    for (const std::string pattern : {"REP", "PULL", "PUB", "ASYNC_REP", "SYNC_PUB"}) {
        const bool needsHandler = requiresHandler(*parsePattern(pattern));
        const auto address = call("desk", "agent.bind",
            R"({"pattern":")" + pattern + R"(","alias":")" + pattern + "\""
                + (needsHandler ? R"(,"handler":"double")" : "") + "}");
        AGORA_OK(address);
        const bool subscribes = pattern.ends_with("PUB");
        AGORA_OK(call("other", "agent.connect",
            R"({"alias":")" + pattern + R"(","address":)" + address->toJson()
                + (subscribes ? R"(,"handler":{"tick":"onQuote"})" : "") + "}"));
        const auto topics
            = [&] { return other.sockets().describe()[pattern]["peers"].asInteger() == 1; };
        QVERIFY(until(topics));
    }
    AGORA_OK(
        call("other", "agent.send", R"({"socket":"ASYNC_REP","value":21,"handler":"onQuote"})"));
    AGORA_OK(call("desk", "agent.send", R"({"socket":"PUB","value":"p","topic":"tick.x"})"));
    AGORA_OK(call("desk", "agent.send", R"({"socket":"SYNC_PUB","value":"s","topic":"tick.x"})"));
    AGORA_OK(call("other", "agent.send",
        R"({"socket":"SYNC_PUB","value":1,"handler":"onQuote","wait":"5s"})"));
    QVERIFY(until([&] { return other.quotes.size() == 4; }));
    AGORA_OK(call("other", "agent.send", R"({"socket":"PULL","value":4})"));
    AGORA_OK(call("other", "agent.send", R"({"socket":"REP","value":4})"));
    QVERIFY(until([&] { return other.sockets().describe()["REP"]["underWay"].asInteger() == 0; }));
    QCOMPARE(other.sockets().receive("REP")->asInteger(), std::int64_t(8));
    (void)desk;
}

void TestAgent::topicsAreChangedFromOutside()
{
    auto &desk = make<Desk>("desk");
    auto &feed = make<Agent>("feed");
    const auto address = feed.bind(Pattern::Pub, "out");
    AGORA_OK(address);
    AGORA_OK(desk.connect(*address, "in",
        {.handlers = std::map<std::string, Handler>{{"a", "onQuote"}, {"b", "onQuote"}}}));
    AGORA_OK(call("desk", "agent.unsubscribe", R"({"socket":"in","topics":["a","b"]})"));
    AGORA_OK(call("desk", "agent.subscribe", R"({"socket":"in","topics":{"c":"onQuote"}})"));
    QVERIFY(until([&] { return desk.sockets().describe()["in"]["peers"].asInteger() == 1; }));
    for (const auto topic : {"a", "b", "c"})
        AGORA_OK(feed.send("out", topic, {.topic = topic}));
    QVERIFY(until([&] { return desk.quotes == std::vector<std::string>{"c"}; }));
}

void TestAgent::methodsServeAsHandlers()
{
    make<Agent>("log");
    auto &feed = make<Agent>("feed");
    const auto address
        = call("log", "agent.bind", R"({"pattern":"REP","alias":"in","handler":"agent.log"})");
    AGORA_OK(address);
    AGORA_OK(feed.connect(*Address::from(*address), "out"));
    QVERIFY(until([&] { return feed.sockets().describe()["out"]["peers"].asInteger() == 1; }));
    AGORA_OK(feed.send("out", "Hello, world!")); // becomes the one argument of agent.log
    QVERIFY(until([&] { return feed.sockets().describe()["out"]["underWay"].asInteger() == 0; }));
    QVERIFY(feed.sockets().receive("out")->asBool());
}

void TestAgent::aMethodSetLaterServesAsHandler()
{
    auto &desk = make<Desk>("desk");
    auto &feed = make<Agent>("feed");
    std::string trace;
    desk.handler("step", [&](const Delivery &) { trace += "old "; });
    const auto address = desk.bind(Pattern::Pull, "in", {.handlers = "step"});
    AGORA_OK(address);
    AGORA_OK(feed.connect(*address, "out"));
    QVERIFY(until([&] { return feed.sockets().describe()["out"]["peers"].asInteger() == 1; }));
    AGORA_OK(feed.send("out", 1));
    QVERIFY(until([&] { return trace == "old "; }));
    desk.handler("step", [&](const Delivery &) { trace += "new"; });
    AGORA_OK(feed.send("out", 1));
    QVERIFY(until([&] { return trace == "old new"; }));
}

void TestAgent::anUnknownHandlerIsRefusedWithASuggestion()
{
    make<Desk>("desk");
    const auto bound
        = call("desk", "agent.bind", R"({"pattern":"PULL","alias":"in","handler":"onQoute"})");
    QVERIFY(!bound);
    QVERIFY2(bound.error().message.find("did you mean “onQuote”") != std::string::npos,
        bound.error().message.c_str());
    const auto number = call("desk", "agent.bind", R"({"pattern":"PULL","handler":7})");
    QVERIFY(!number);
    QVERIFY(number.error().message.find("7 is no handler") != std::string::npos);
}

void TestAgent::timersRunMethodsByName()
{
    auto &desk = make<Desk>("desk");
    int ticks = 0;
    desk.method("tick", {.summary = "Counts.", .arguments = {"by"}}, [&](const Value &arguments) {
        ticks += static_cast<int>(arguments["by"].asInteger());
        return Result<Value>(Value());
    });
    const auto id = call("desk", "agent.every",
        R"({"period":0.001,"method":"tick","arguments":{"by":2},"alias":"clock"})");
    AGORA_OK(id);
    QVERIFY(until([&] { return ticks >= 6; }));
    QCOMPARE(call("desk", "agent.timers", "null")->asArray().size(), std::size_t(1));
    AGORA_OK(call("desk", "agent.stop_timer", R"(["clock"])"));
    const auto stopped = ticks;
    AGORA_OK(call("desk", "agent.after", R"({"delay":"1ms","method":"tick","arguments":[100]})"));
    QVERIFY(until([&] { return ticks == stopped + 100; }));
    QVERIFY(!call("desk", "agent.every", R"({"period":"1s","method":"tack"})"));
    QVERIFY(!call("desk", "agent.every", R"({"period":"soon","method":"tick"})"));
    QVERIFY(!call("desk", "agent.stop_timer", R"(["clock"])")); // and the agent is still there:
    AGORA_OK(call("desk", "agent.ping", "null"));
}

void TestAgent::aSocketIsFoundByAgentAndAlias()
{
    auto &desk = make<Desk>("desk");
    const auto address = desk.bind(Pattern::Pull, "in", {.handlers = "onQuote"});
    AGORA_OK(address);
    const auto found = call("desk", "agent.address", R"(["in"])");
    AGORA_OK(found);
    QVERIFY(*Address::from(*found) == *address);
    const auto unknown = call("desk", "agent.address", R"(["on"])");
    QVERIFY(!unknown);
    QVERIFY(unknown.error().message.find("has no socket “on”") != std::string::npos);
    desk.sockets().closeAll();
    QVERIFY(!call("desk", "agent.address", R"(["in"])")); // a closed one has no address any more
}

void TestAgent::attributesAreServed()
{
    auto &desk = make<Desk>("desk");
    desk.onQuote({.value = "x"});
    QCOMPARE((*call("desk", "agent.get", R"({"names":["heard"]})"))["heard"].asInteger(),
        std::int64_t(1));
    AGORA_OK(call("desk", "agent.set", R"({"values":{"colour":"red"}})"));
    QCOMPARE(desk.attributes().get("colour").asText(), std::string("red"));
}

void TestAgent::aTypoInARemoteCallHarmsNobody()
{
    auto &desk = make<Desk>("desk");
    desk.method("break", {.summary = "Throws."},
        [](const Value &) -> Result<Value> { throw std::runtime_error("broken"); });
    for (const auto &[method, json] : std::vector<std::pair<std::string, std::string>>{
             {"agent.bnd", "{}"}, {"agent.bind", R"({"pattern":"PULP"})"},
             {"agent.bind", R"({"patern":"PULL"})"}, {"agent.address", R"(["typo"])"},
             {"agent.stop_timer", R"(["typo"])"}, {"break", "null"},
             {"agent.connect", R"({"address":"nonsense"})"}, {"agent.send", R"(["typo", 1])"}})
        QVERIFY2(!call("desk", method, json), method.c_str());
    QCOMPARE(call("desk", "count", "null")->asInteger(), std::int64_t(0));
    QVERIFY(!desk.bus().isStopped());
}

void TestAgent::durationsAreTextsOrSeconds()
{
    QVERIFY(*durationFrom(Value("250ms")) == 250ms);
    QVERIFY(*durationFrom(Value(2)) == 2s);
    QVERIFY(*durationFrom(Value(0.5)) == 500ms);
    QVERIFY(*durationFrom(Value("forever")) < 0s);
    QVERIFY(!durationFrom(Value("soon")));
    QVERIFY(!durationFrom(Value(true)));
}

void TestAgent::aThreadOfAnAgentHasAPortToIt()
{
    auto &desk = make<Desk>("desk");
    std::vector<std::string> notes;
    auto &thread = desk.runInThread(
        {.name = "worker", .onNote = [&](Note &note) { notes.push_back(note.topic); }},
        [](AgentPort &port) {
            if (const auto note = port.receive(20s))
                port.send({.topic = "got " + note->topic});
        });
    QVERIFY(thread.send({.topic = "work"}));
    QVERIFY(until([&] { return notes == std::vector<std::string>{"got work"}; }));
}

QTEST_GUILESS_MAIN(TestAgent)
#include "tst_agent.moc"
