#include "tests/agency/socket_world.h"

#include <filesystem>

using namespace agora;
using namespace agora::agency;

Q_DECLARE_METATYPE(agora::agency::Over)

/// Opening, naming, handlers and closing of pattern sockets, over every transport.
class TestSockets : public QObject {
    Q_OBJECT
private slots:
    void initTestCase_data();
    void init();
    void cleanup() { m_world.reset(); }

    void anAddressIsKnownByAlias();
    void aSocketIsKnownByItsAddress();
    void aTakenAliasIsRefused();
    void anAddressInUseIsReported();
    void theSameAddressTwiceGivesASecondAlias();
    void theSameAddressTwiceWithAHandlerIsRefused();
    void anAliasReusedForAnotherServerIsOneMoreConnection();
    void closingABoundSocketRemovesItsAliases();
    void closingAConnectedSocketRemovesItsAliases();
    void closeAllKeepsTheAgentsOwnSockets();
    void aClosedAliasCanBeUsedAgain();
    void aSocketMayCloseItselfInItsHandler();
    void aMissingHandlerIsRefused();
    void anUnknownHandlerNameIsRefused();
    void handlersAreMethodsFunctionsAndNames();
    void aNamedHandlerMayBeReplacedWhileTheAgentRuns();
    void handlersOfAListRunInStrictOrder();
    void connectingToAClientsAddressIsRefused();
    void aPeerOfAnotherPatternIsRefusedWithASentence();
    void anOutdatedLifeIsRefused();
    void everySocketDescribesItself();

private:
    WorldAgent &add(const std::string &name, std::uint64_t epoch = 1) const
    {
        return m_world->add(name, epoch);
    }
    std::unique_ptr<SocketWorld> m_world;
};

void TestSockets::initTestCase_data()
{
    QTest::addColumn<Over>("over");
    for (const auto &[over, name] : everyTransport)
        QTest::newRow(name) << over;
}

void TestSockets::init()
{
    QFETCH_GLOBAL(Over, over);
    m_world = std::make_unique<SocketWorld>(over);
}

namespace {
const Handler nothing = [](const Delivery &) {};

struct Heard {
    std::vector<std::string> texts;
    Handler handler()
    {
        return [this](const Delivery &delivery) { texts.push_back(delivery.value.asText()); };
    }
};
} // namespace

void TestSockets::anAddressIsKnownByAlias()
{
    auto &agent = add("agent");
    const auto address = agent.sockets->bind(Pattern::Rep, "main", {.handlers = nothing});
    AGORA_OK(address);
    QVERIFY(address->pattern == Pattern::Rep);
    QVERIFY(address->role == SocketRole::Server);
    QVERIFY(address->transport == m_world->kind());
    QVERIFY(*agent.sockets->addressOf("main") == *address);
    QVERIFY(agent.sockets->has("main"));
    QVERIFY(!agent.sockets->has("mian"));
    const auto unknown = agent.sockets->addressOf("mian");
    QVERIFY(!unknown);
    QVERIFY(unknown.error().message.find("did you mean “main”") != std::string::npos);
    const auto unnamed = agent.sockets->bind(Pattern::Pub, "");
    AGORA_OK(unnamed);
    QVERIFY(agent.sockets->has(*unnamed)); // under a generated alias
    QCOMPARE(agent.sockets->aliases().size(), std::size_t(2));
}

void TestSockets::aSocketIsKnownByItsAddress()
{
    auto &puller = add("puller");
    auto &pusher = add("pusher");
    Heard heard;
    const auto address = puller.sockets->bind(Pattern::Pull, "in", {.handlers = heard.handler()});
    AGORA_OK(address);
    AGORA_OK(pusher.sockets->connect(*address, "out"));
    AGORA_OK(pusher.sockets->send("out", "by alias"));
    AGORA_OK(pusher.sockets->send(*address, "by the server's address"));
    AGORA_OK(pusher.sockets->send(address->twin(), "by its own"));
    QVERIFY(m_world->until([&] { return heard.texts.size() == 3; }));
}

void TestSockets::aTakenAliasIsRefused()
{
    auto &agent = add("agent");
    AGORA_OK(agent.sockets->bind(Pattern::Pub, "x"));
    const auto again = agent.sockets->bind(Pattern::Pub, "x");
    QVERIFY(!again);
    QVERIFY(again.error().message.find("“x” is taken") != std::string::npos);
}

void TestSockets::anAddressInUseIsReported()
{
    auto &one = add("one");
    auto &other = add("other");
    const auto address = one.sockets->bind(Pattern::Pub, "x");
    AGORA_OK(address);
    const auto place = address->endpoint.substr(0, address->endpoint.find('|'));
    const auto taken = other.sockets->bind(Pattern::Pub, "x", {.at = place});
    QVERIFY(!taken);
    QVERIFY2(taken.error().message.find("Address already in use") != std::string::npos,
        taken.error().message.c_str());
    QVERIFY(!other.sockets->has("x"));
}

void TestSockets::theSameAddressTwiceGivesASecondAlias()
{
    auto &puller = add("puller");
    auto &pusher = add("pusher");
    Heard heard;
    const auto address = puller.sockets->bind(Pattern::Pull, "in", {.handlers = heard.handler()});
    AGORA_OK(address);
    QCOMPARE(*pusher.sockets->connect(*address, "one"), std::string("one"));
    QCOMPARE(*pusher.sockets->connect(*address, "two"), std::string("two"));
    AGORA_OK(pusher.sockets->send("one", "1"));
    AGORA_OK(pusher.sockets->send("two", "2"));
    QVERIFY(m_world->until([&] { return heard.texts.size() == 2; }));
    QCOMPARE(
        puller.sockets->describe()["in"]["links"].asArray().size(), std::size_t(1)); // one link
    AGORA_OK(pusher.sockets->close("two"));
    QVERIFY(!pusher.sockets->has("one")); // they are one socket
}

void TestSockets::theSameAddressTwiceWithAHandlerIsRefused()
{
    auto &publisher = add("publisher");
    auto &listener = add("listener");
    const auto address = publisher.sockets->bind(Pattern::Pub, "out");
    AGORA_OK(address);
    AGORA_OK(listener.sockets->connect(*address, "in", {.handlers = nothing}));
    const auto again = listener.sockets->connect(*address, "again", {.handlers = nothing});
    QVERIFY(!again);
    QVERIFY(again.error().message.find("already connected") != std::string::npos);
    QVERIFY(!listener.sockets->has("again"));
}

void TestSockets::anAliasReusedForAnotherServerIsOneMoreConnection()
{
    auto &pusher = add("pusher");
    std::array<Heard, 3> heard;
    for (std::size_t i = 0; i < heard.size(); ++i) {
        auto &puller = add("puller " + std::to_string(i));
        const auto address
            = puller.sockets->bind(Pattern::Pull, "in", {.handlers = heard.at(i).handler()});
        AGORA_OK(address);
        AGORA_OK(pusher.sockets->connect(*address, "out"));
    }
    AGORA_OK(pusher.sockets->waitForPeers("out", 3));
    for (int i = 0; i < 9; ++i)
        AGORA_OK(pusher.sockets->send("out", std::to_string(i)));
    QVERIFY(m_world->until([&] {
        return heard[0].texts.size() == 3 && heard[1].texts.size() == 3
            && heard[2].texts.size() == 3;
    }));
    auto &other = add("other");
    const auto pub = other.sockets->bind(Pattern::Pub, "out");
    AGORA_OK(pub);
    QVERIFY(!pusher.sockets->connect(*pub, "out", {})); // a SUB is no PUSH
}

void TestSockets::closingABoundSocketRemovesItsAliases()
{
    auto &puller = add("puller");
    const auto address = puller.sockets->bind(Pattern::Pull, "in", {.handlers = nothing});
    AGORA_OK(address);
    const bool isFile = m_world->over() == Over::Ipc;
    QCOMPARE(std::filesystem::exists(address->endpoint), isFile);
    AGORA_OK(puller.sockets->close("in"));
    QVERIFY(!puller.sockets->has("in"));
    QVERIFY(!puller.sockets->addressOf("in"));
    QVERIFY(!puller.sockets->close("in")); // a sentence, not a crash
    QVERIFY(!std::filesystem::exists(address->endpoint));
    const auto place = address->endpoint.substr(0, address->endpoint.find('|'));
    Result<Address> again = fail("not yet");
    // The system may take a moment until a tcp port is free.
    QVERIFY(m_world->until([&] {
        again = puller.sockets->bind(Pattern::Pull, "in", {.handlers = nothing, .at = place});
        return again.hasValue();
    }));
}

void TestSockets::closingAConnectedSocketRemovesItsAliases()
{
    auto &puller = add("puller");
    auto &pusher = add("pusher");
    const auto address = puller.sockets->bind(Pattern::Pull, "in", {.handlers = nothing});
    AGORA_OK(address);
    AGORA_OK(pusher.sockets->connect(*address, "out"));
    AGORA_OK(pusher.sockets->waitForPeers("out", 1));
    AGORA_OK(pusher.sockets->close("out"));
    QVERIFY(!pusher.sockets->has("out"));
    const auto sent = pusher.sockets->send("out", 1);
    QVERIFY(!sent);
    QVERIFY(sent.error().message.find("has no socket “out”") != std::string::npos);
    QVERIFY(m_world->until([&] { return puller.count("in", "peers") == 0; })); // it said goodbye
}

void TestSockets::closeAllKeepsTheAgentsOwnSockets()
{
    auto &agent = add("agent");
    auto &caller = add("caller");
    const auto port = agent.bus->transport().bind(m_world->over() == Over::Ipc
            ? "ipc://" + m_world->ipcFolder() + "/own.sock"
            : m_world->over() == Over::Tcp
            ? "tcp://127.0.0.1:0"
            : "inproc://agent-" + std::to_string(reinterpret_cast<std::uintptr_t>(&agent)));
    AGORA_OK(port);
    caller.bus->know("agent", agent.bus->transport().endpointOf(*port));
    AGORA_OK(agent.sockets->bind(Pattern::Pub, "out"));
    AGORA_OK(agent.sockets->bind(Pattern::Pull, "in", {.handlers = nothing}));
    agent.sockets->closeAll();
    QVERIFY(agent.sockets->aliases().empty());
    std::optional<Result<Value>> pong;
    caller.bus->call("agent", "agent.ping", {}, SocketWorld::patience,
        [&](Result<Value> reply) { pong = std::move(reply); });
    QVERIFY(m_world->until([&] { return pong.has_value(); }));
    AGORA_OK(*pong); // the control plane is still there
}

void TestSockets::aClosedAliasCanBeUsedAgain()
{
    auto &agent = add("agent");
    for (int i = 0; i < 3; ++i) {
        AGORA_OK(agent.sockets->bind(Pattern::Pub, "x"));
        AGORA_OK(agent.sockets->close("x"));
    }
    AGORA_OK(agent.sockets->bind(Pattern::Pull, "x", {.handlers = nothing}));
}

void TestSockets::aSocketMayCloseItselfInItsHandler()
{
    auto &puller = add("puller");
    auto &pusher = add("pusher");
    int count = 0;
    const auto address
        = puller.sockets->bind(Pattern::Pull, "in", {.handlers = [&](const Delivery &) {
              ++count;
              (void)puller.sockets->close("in");
          }});
    AGORA_OK(address);
    AGORA_OK(pusher.sockets->connect(*address, "out"));
    AGORA_OK(pusher.sockets->send("out", 1));
    QVERIFY(m_world->until([&] { return count == 1; }));
    m_world->settle();
    QVERIFY(!puller.sockets->has("in"));
}

void TestSockets::aMissingHandlerIsRefused()
{
    auto &agent = add("agent");
    for (const auto pattern :
        {Pattern::Rep, Pattern::Pull, Pattern::Sub, Pattern::AsyncRep, Pattern::SyncPub}) {
        const auto bound = agent.sockets->bind(pattern, "x");
        QVERIFY(!bound);
        QVERIFY(bound.error().message.find("requires a handler") != std::string::npos);
    }
    const auto address = agent.sockets->bind(Pattern::Push, "out");
    AGORA_OK(address);
    auto &other = add("other");
    QVERIFY(!other.sockets->connect(*address, "in")); // a PULL without handler
    const auto two = agent.sockets->bind(
        Pattern::Rep, "x", {.handlers = std::vector<Handler>{nothing, nothing}});
    QVERIFY(!two); // there is one answer to a request
    const auto topics = agent.sockets->bind(
        Pattern::Pull, "x", {.handlers = std::map<std::string, Handler>{{"topic", nothing}}});
    QVERIFY(!topics);
}

void TestSockets::anUnknownHandlerNameIsRefused()
{
    auto &agent = add("agent");
    const auto bound = agent.sockets->bind(Pattern::Pull, "in", {.handlers = "onQoute"});
    QVERIFY(!bound);
    QVERIFY2(
        bound.error().message.find("onQoute") != std::string::npos, bound.error().message.c_str());
    for (const auto json : {"1", "true", R"(["a", 2])", R"({"topic": 3})", R"([""])"})
        QVERIFY(!Handlers::from(*Value::parseJson(json)));
    QCOMPARE(Handlers::from(*Value::parseJson(R"(["a", "b"])"))->all().size(), std::size_t(2));
    QCOMPARE(Handlers::from(*Value::parseJson(R"({"t": "a"})"))->byTopic().size(), std::size_t(1));
}

namespace {
int functionCalls = 0;
void aFunction(const Delivery &) { ++functionCalls; }
struct Desk {
    int calls = 0;
    void onQuote(const Delivery &) { ++calls; }
};
} // namespace

void TestSockets::handlersAreMethodsFunctionsAndNames()
{
    int named = 0;
    auto &puller = m_world->add("puller", 1, {}, [&](const std::string &name) -> Result<Handler> {
        if (name != "onQuote")
            return fail("no handler “" + name + "”");
        return Handler([&](const Delivery &) { ++named; });
    });
    auto &pusher = add("pusher");
    Desk desk;
    functionCalls = 0;
    const std::vector<Handler> all{
        Handler(&desk, &Desk::onQuote), aFunction, "onQuote", [](const Delivery &) {}};
    const auto address = puller.sockets->bind(Pattern::Pull, "in", {.handlers = all});
    AGORA_OK(address);
    AGORA_OK(pusher.sockets->connect(*address, "out"));
    AGORA_OK(pusher.sockets->send("out", 1));
    QVERIFY(m_world->until([&] { return named == 1; }));
    QCOMPARE(desk.calls, 1);
    QCOMPARE(functionCalls, 1);
}

void TestSockets::aNamedHandlerMayBeReplacedWhileTheAgentRuns()
{
    std::map<std::string, std::function<void()>> methods;
    std::string trace;
    methods["onQuote"] = [&] { trace += "old "; };
    auto &puller = m_world->add("puller", 1, {}, [&](const std::string &name) -> Result<Handler> {
        return Handler([&methods, name](const Delivery &) { methods.at(name)(); });
    });
    auto &pusher = add("pusher");
    const auto address = puller.sockets->bind(Pattern::Pull, "in", {.handlers = "onQuote"});
    AGORA_OK(address);
    AGORA_OK(pusher.sockets->connect(*address, "out"));
    AGORA_OK(pusher.sockets->send("out", 1));
    QVERIFY(m_world->until([&] { return trace == "old "; }));
    methods["onQuote"] = [&] { trace += "new"; };
    AGORA_OK(pusher.sockets->send("out", 2));
    QVERIFY(m_world->until([&] { return trace == "old new"; }));
}

void TestSockets::handlersOfAListRunInStrictOrder()
{
    auto &puller = add("puller");
    auto &pusher = add("pusher");
    std::string trace;
    const auto append = [&](char letter) {
        return Handler([&trace, letter](const Delivery &) { trace += letter; });
    };
    const std::vector<Handler> inOrder{append('b'), append('c'), append('a')};
    const auto address = puller.sockets->bind(Pattern::Pull, "in", {.handlers = inOrder});
    AGORA_OK(address);
    AGORA_OK(pusher.sockets->connect(*address, "out"));
    for (int i = 0; i < 5; ++i)
        AGORA_OK(pusher.sockets->send("out", i));
    QVERIFY(m_world->until([&] { return trace.size() == 15; }));
    QCOMPARE(trace, std::string("bcabcabcabcabca"));
}

void TestSockets::connectingToAClientsAddressIsRefused()
{
    auto &puller = add("puller");
    auto &pusher = add("pusher");
    const auto address = puller.sockets->bind(Pattern::Pull, "in", {.handlers = nothing});
    AGORA_OK(address);
    const auto connected = pusher.sockets->connect(address->twin(), "out");
    QVERIFY(!connected);
    QVERIFY(connected.error().message.find("no server's address") != std::string::npos);
}

void TestSockets::aPeerOfAnotherPatternIsRefusedWithASentence()
{
    auto &replier = add("replier");
    auto &pusher = add("pusher");
    auto address = replier.sockets->bind(Pattern::Rep, "main", {.handlers = nothing});
    AGORA_OK(address);
    auto wrong = *address;
    wrong.pattern = Pattern::Pull;
    AGORA_OK(pusher.sockets->connect(wrong, "out"));
    const auto sent = pusher.sockets->send("out", 1); // no limit: it is hopeless
    QVERIFY(!sent);
    QVERIFY2(sent.error().message.find("talks to REQ, not to PUSH") != std::string::npos,
        sent.error().message.c_str());
    auto json = *address;
    json.serializer = Serializer::Json;
    AGORA_OK(pusher.sockets->connect(json, "ask"));
    const auto asked = pusher.sockets->sendReceive("ask", 1);
    QVERIFY(!asked);
    QVERIFY2(asked.error().message.find("speaks messagepack, not json") != std::string::npos,
        asked.error().message.c_str());
    QVERIFY(replier.count("main", "refused") > 0);
}

void TestSockets::anOutdatedLifeIsRefused()
{
    auto &puller = add("puller");
    auto &old = add("pusher", 1);
    Heard heard;
    const auto address = puller.sockets->bind(Pattern::Pull, "in", {.handlers = heard.handler()});
    AGORA_OK(address);
    AGORA_OK(old.sockets->connect(*address, "out"));
    AGORA_OK(old.sockets->send("out", "old life"));
    QVERIFY(m_world->until([&] { return heard.texts.size() == 1; }));
    auto &successor = add("pusher", 2); // while the old one only slept
    AGORA_OK(successor.sockets->connect(*address, "out"));
    AGORA_OK(successor.sockets->send("out", "new life"));
    QVERIFY(m_world->until([&] { return heard.texts.size() == 2; }));
    (void)old.sockets->send("out", "acts twice", {.limit = std::chrono::milliseconds(100)});
    QVERIFY(m_world->until([&] { return puller.count("in", "outdated") > 0; }));
    m_world->settle();
    const std::vector<std::string> expected{"old life", "new life"};
    QCOMPARE(heard.texts, expected);
}

void TestSockets::everySocketDescribesItself()
{
    auto &publisher = add("publisher");
    auto &listener = add("listener");
    const auto address = publisher.sockets->bind(Pattern::Pub, "out", {.queue = {.limit = 10}});
    AGORA_OK(address);
    AGORA_OK(listener.sockets->connect(*address, "in", {.handlers = nothing}));
    AGORA_OK(listener.sockets->waitForPeers("in", 1));
    AGORA_OK(publisher.sockets->send("out", 1));
    QVERIFY(m_world->until([&] {
        return listener.sockets->describe()["in"]["links"].asArray().at(0)["received"].asInteger()
            == 1;
    }));
    const auto row = publisher.bus->describe()["sockets"]["out"];
    QCOMPARE(row["pattern"].asText(), std::string("PUB"));
    QCOMPARE(row["peers"].asInteger(), std::int64_t(1));
    QCOMPARE(row["published"].asInteger(), std::int64_t(1));
    const auto &link = row["links"].asArray().at(0);
    QCOMPARE(link["agent"].asText(), std::string("listener"));
    QCOMPARE(link["out"]["sent"].asInteger(), std::int64_t(1));
    QCOMPARE(link["out"]["limit"].asInteger(), std::int64_t(10));
    QCOMPARE(link["out"]["policy"].asText(), std::string("drop-oldest"));
}

QTEST_GUILESS_MAIN(TestSockets)
#include "tst_sockets.moc"
