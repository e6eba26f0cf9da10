#include "tests/agency/socket_world.h"

using namespace agora;
using namespace agora::agency;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(agora::agency::Over)

/// REQ-REP and PUSH-PULL, over every transport.
class TestPatterns : public QObject {
    Q_OBJECT
private slots:
    void initTestCase_data();
    void init();
    void cleanup() { m_world.reset(); }

    void eitherSideMayBindAnyPattern();
    void aRequestIsAnsweredWithWhatTheHandlerReturns();
    void valuesArriveAsTheyWereSent();
    void theHandlerMayAnswerFirstAndGoOnWorking();
    void theHandlerMayAnswerLater();
    void aSecondAnswerIsLoggedAndCountedAndHarmsNobody();
    void anExceptionIsAnErrorReplyAndTheAgentGoesOn();
    void aRequestThatIsDroppedIsAnErrorReply();
    void requestAndAnswerAlternateStrictly();
    void aRequestThatIsGivenUpBlocksNobody();
    void requestsTakeTurnsAmongSeveralServers();
    void pullersTakeTurns();
    void aBusyPullerIsPassedOver();
    void aPullerThatLeavesLeavesItsShareToTheOthers();
    void aSenderWithoutPeerEndsWithASentence();
    void aSenderWhosePeerIsSlowEndsWithASentence();
    void nothingElseIsDeliveredWhileAHandlerWaits();
    void whatABlockedAgentWaitsForEndsWhenItIsInterrupted();
    void whatABlockedAgentWaitsForEndsWhenItIsStopped();
    void messagesOfARestartedPusherGoOn();

private:
    WorldAgent &add(const std::string &name, std::uint64_t epoch = 1) const
    {
        return m_world->add(name, epoch);
    }
    std::unique_ptr<SocketWorld> m_world;
};

void TestPatterns::initTestCase_data()
{
    QTest::addColumn<Over>("over");
    for (const auto &[over, name] : everyTransport)
        QTest::newRow(name) << over;
}

void TestPatterns::init()
{
    QFETCH_GLOBAL(Over, over);
    m_world = std::make_unique<SocketWorld>(over);
}

namespace {
const Handler echo = [](const Delivery &delivery) { return delivery.value; };
} // namespace

void TestPatterns::eitherSideMayBindAnyPattern()
{
    auto &server = add("server");
    auto &client = add("client");
    for (const auto pattern :
        {Pattern::Req, Pattern::Rep, Pattern::Push, Pattern::Pull, Pattern::Pub, Pattern::Sub,
            Pattern::AsyncReq, Pattern::AsyncRep, Pattern::SyncPub, Pattern::SyncSub}) {
        const std::string name(toString(pattern));
        int served = 0; // handlers that ran, on whichever side they are
        const Handler handler = [&](const Delivery &) {
            ++served;
            return Value("answer");
        };
        const bool handlesHere = requiresHandler(pattern) || pattern == Pattern::SyncSub
            || pattern == Pattern::AsyncReq;
        const bool handlesThere = requiresHandler(twinOf(pattern))
            || twinOf(pattern) == Pattern::SyncSub || twinOf(pattern) == Pattern::AsyncReq;
        const auto address = server.sockets->bind(
            pattern, name, {.handlers = handlesHere ? Handlers(handler) : Handlers()});
        AGORA_OK(address);
        AGORA_OK(client.sockets->connect(
            *address, name, {.handlers = handlesThere ? Handlers(handler) : Handlers()}));
        AGORA_OK(client.sockets->waitForPeers(name, 1));
        AGORA_OK(server.sockets->waitForPeers(name, 1));
        const auto isActive = [](Pattern each) {
            return each == Pattern::Req || each == Pattern::Push || each == Pattern::Pub
                || each == Pattern::AsyncReq || each == Pattern::SyncPub;
        };
        auto &active = isActive(pattern) ? server : client;
        if (pattern == Pattern::Req || pattern == Pattern::Rep)
            QCOMPARE(
                active.sockets->sendReceive(name, "question")->asText(), std::string("answer"));
        else
            AGORA_OK(active.sockets->send(name, "message"));
        const int expected = pattern == Pattern::AsyncReq || pattern == Pattern::AsyncRep ? 2 : 1;
        QVERIFY2(m_world->until([&] { return served == expected; }), name.c_str());
    }
}

void TestPatterns::aRequestIsAnsweredWithWhatTheHandlerReturns()
{
    auto &server = add("server");
    auto &client = add("client");
    const auto values = server.sockets->bind(Pattern::Rep, "values", {.handlers = echo});
    const auto results = server.sockets->bind(
        Pattern::Rep, "results", {.handlers = [](const Delivery &delivery) -> Result<Value> {
            if (delivery.value.asInteger() < 0)
                return fail("negative");
            return Value(delivery.value.asInteger() * 2);
        }});
    const auto nothing
        = server.sockets->bind(Pattern::Rep, "nothing", {.handlers = [](const Delivery &) {}});
    AGORA_OK(client.sockets->connect(*values, "values"));
    AGORA_OK(client.sockets->connect(*results, "results"));
    AGORA_OK(client.sockets->connect(*nothing, "nothing"));
    for (int i = 0; i < 10; ++i)
        QCOMPARE(client.sockets->sendReceive("values", i)->asInteger(), std::int64_t(i));
    QCOMPARE(client.sockets->sendReceive("results", 21)->asInteger(), std::int64_t(42));
    const auto refused = client.sockets->sendReceive("results", -1);
    QVERIFY(!refused);
    QCOMPARE(refused.error().message, std::string("negative"));
    QVERIFY(client.sockets->sendReceive("nothing", 1)->isNull());
}

void TestPatterns::valuesArriveAsTheyWereSent()
{
    auto &server = add("server");
    auto &client = add("client");
    Value object;
    object.set("bid", 1.0842);
    object.set("list", Value::Array{1, "two", nullptr, false});
    object.set("größe", "ÄÖÜ \xE2\x82\xAC");
    for (const auto serializer : {Serializer::Json, Serializer::MessagePack}) {
        const std::string name(toString(serializer));
        const auto address = server.sockets->bind(
            Pattern::Rep, name, {.handlers = echo, .serializer = serializer});
        AGORA_OK(address);
        AGORA_OK(client.sockets->connect(*address, name));
        for (const auto &value :
            {object, Value(), Value(""), Value(-1), Value(1e300), Value(Value::Object{})}) {
            const auto answer = client.sockets->sendReceive(name, value);
            AGORA_OK(answer);
            QVERIFY2(*answer == value, value.toJson().c_str());
        }
    }
    // Any bytes travel in a MessagePack text; JSON cannot carry them, and says so.
    const Value bytes(std::string("\x00\xFF\x80", 3));
    QVERIFY(*client.sockets->sendReceive("messagepack", bytes) == bytes);
    const auto asJson = client.sockets->sendReceive("json", bytes);
    QVERIFY(!asJson);
    QVERIFY2(
        asJson.error().message.find("UTF-8") != std::string::npos, asJson.error().message.c_str());
}

void TestPatterns::theHandlerMayAnswerFirstAndGoOnWorking()
{
    auto &server = add("server");
    auto &client = add("client");
    bool hasAnswer = false;
    const auto address = server.sockets->bind(
        Pattern::Rep, "main", {.handlers = [&](const Delivery &, const Reply &reply) {
            reply("early");
            // The work goes on until the client has its answer: it must not wait for our end.
            hasAnswer = server.sockets->context().waitUntil(
                [&] { return client.count("ask", "underWay") == 0; }, 20s);
        }});
    AGORA_OK(address);
    AGORA_OK(client.sockets->connect(*address, "ask"));
    AGORA_OK(client.sockets->send("ask", 1));
    QVERIFY(m_world->until([&] { return hasAnswer; }, 30s));
    QCOMPARE(client.sockets->receive("ask")->asText(), std::string("early"));
}

void TestPatterns::theHandlerMayAnswerLater()
{
    auto &server = add("server");
    auto &client = add("client");
    const auto address = server.sockets->bind(
        Pattern::Rep, "main", {.handlers = [&](const Delivery &delivery, const Reply &reply) {
            server.bus->after(10ms, [reply, value = delivery.value] { reply(value); });
        }});
    AGORA_OK(address);
    AGORA_OK(client.sockets->connect(*address, "main"));
    QCOMPARE(client.sockets->sendReceive("main", "later")->asText(), std::string("later"));
}

void TestPatterns::aSecondAnswerIsLoggedAndCountedAndHarmsNobody()
{
    auto &server = add("server");
    auto &client = add("client");
    const auto address = server.sockets->bind(
        Pattern::Rep, "main", {.handlers = [](const Delivery &, const Reply &reply) {
            reply("first");
            reply("second");
        }});
    AGORA_OK(address);
    AGORA_OK(client.sockets->connect(*address, "main"));
    QCOMPARE(client.sockets->sendReceive("main", 1)->asText(), std::string("first"));
    QCOMPARE(client.sockets->sendReceive("main", 1)->asText(), std::string("first"));
    QCOMPARE(server.count("main", "answeredTwice"), std::uint64_t(2));
    QCOMPARE(client.count("main", "unknownReplies") + client.count("main", "lateReplies"),
        std::uint64_t(0)); // it never left
}

void TestPatterns::anExceptionIsAnErrorReplyAndTheAgentGoesOn()
{
    auto &server = add("server");
    auto &client = add("client");
    const auto address = server.sockets->bind(
        Pattern::Rep, "main", {.handlers = [](const Delivery &delivery) -> Value {
            if (delivery.value.asText() == "break")
                throw std::runtime_error("it broke");
            return "fine";
        }});
    AGORA_OK(address);
    AGORA_OK(client.sockets->connect(*address, "main"));
    const auto broken = client.sockets->sendReceive("main", "break");
    QVERIFY(!broken);
    QCOMPARE(broken.error().message, std::string("it broke"));
    QCOMPARE(client.sockets->sendReceive("main", "work")->asText(), std::string("fine"));
    QCOMPARE(server.bus->errors().count(), std::uint64_t(1));
    QVERIFY(server.bus->errors().last()->context.find("“main”") != std::string::npos);
    QVERIFY(!server.bus->isStopped());
}

void TestPatterns::aRequestThatIsDroppedIsAnErrorReply()
{
    auto &server = add("server");
    auto &client = add("client");
    const auto address = server.sockets->bind(
        Pattern::Rep, "main", {.handlers = [](const Delivery &, const Reply &) {}});
    AGORA_OK(address);
    AGORA_OK(client.sockets->connect(*address, "main"));
    const auto answer = client.sockets->sendReceive("main", 1);
    QVERIFY(!answer);
    QVERIFY(answer.error().message.find("unanswered") != std::string::npos);
}

void TestPatterns::requestAndAnswerAlternateStrictly()
{
    auto &server = add("server");
    auto &client = add("client");
    const auto address = server.sockets->bind(Pattern::Rep, "main", {.handlers = echo});
    AGORA_OK(address);
    AGORA_OK(client.sockets->connect(*address, "main"));
    QVERIFY(!client.sockets->receive("main", 0s)); // nothing was asked
    AGORA_OK(client.sockets->send("main", 1));
    const auto second = client.sockets->send("main", 2);
    QVERIFY(!second);
    QVERIFY(second.error().message.find("receive it first") != std::string::npos);
    QCOMPARE(client.sockets->receive("main")->asInteger(), std::int64_t(1));
    QVERIFY(!server.sockets->send("main", 1)); // a REP only answers
    QVERIFY(!server.sockets->receive("main"));
}

void TestPatterns::aRequestThatIsGivenUpBlocksNobody()
{
    auto &server = add("server");
    auto &client = add("client");
    std::vector<Reply> kept;
    const auto address = server.sockets->bind(
        Pattern::Rep, "main", {.handlers = [&](const Delivery &delivery, const Reply &reply) {
            if (delivery.value.asText() == "slow")
                kept.push_back(reply);
            else
                reply(delivery.value);
        }});
    AGORA_OK(address);
    AGORA_OK(client.sockets->connect(*address, "main"));
    AGORA_OK(client.sockets->waitForPeers("main", 1));
    const auto none = client.sockets->sendReceive("main", "slow", 200ms);
    QVERIFY(!none);
    QVERIFY2(none.error().message.find("no answer (waited 0.2 s)") != std::string::npos,
        none.error().message.c_str());
    QVERIFY(m_world->until([&] { return kept.size() == 1; }));
    kept.front()("too late");
    QCOMPARE(client.sockets->sendReceive("main", "fast")->asText(), std::string("fast"));
    QVERIFY(m_world->until([&] { return client.count("main", "lateReplies") == 1; }));
}

void TestPatterns::requestsTakeTurnsAmongSeveralServers()
{
    auto &client = add("client");
    const auto address = client.sockets->bind(Pattern::Req, "ask"); // the asking side binds
    AGORA_OK(address);
    for (const auto name : {"a", "b", "c"}) {
        auto &server = add(name);
        AGORA_OK(server.sockets->connect(
            *address, "main", {.handlers = [name](const Delivery &) { return Value(name); }}));
    }
    AGORA_OK(client.sockets->waitForPeers("ask", 3));
    std::map<std::string, int> answers;
    for (int i = 0; i < 9; ++i)
        ++answers[client.sockets->sendReceive("ask", i)->asText()];
    const std::map<std::string, int> expected{{"a", 3}, {"b", 3}, {"c", 3}};
    QVERIFY(answers == expected);
}

void TestPatterns::pullersTakeTurns()
{
    auto &pusher = add("pusher");
    const auto address = pusher.sockets->bind(Pattern::Push, "out");
    AGORA_OK(address);
    std::array<int, 3> counts{};
    for (std::size_t i = 0; i < counts.size(); ++i)
        AGORA_OK(add("puller " + std::to_string(i))
                     .sockets->connect(*address, "in",
                         {.handlers = [&counts, i](const Delivery &) { ++counts.at(i); }}));
    AGORA_OK(pusher.sockets->waitForPeers("out", 3));
    for (int i = 0; i < 30; ++i)
        AGORA_OK(pusher.sockets->send("out", i));
    QVERIFY(m_world->until([&] { return counts == std::array<int, 3>{10, 10, 10}; }));
}

void TestPatterns::aBusyPullerIsPassedOver()
{
    auto &pusher = add("pusher");
    const auto address = pusher.sockets->bind(Pattern::Push, "out", {.queue = {.limit = 4}});
    AGORA_OK(address);
    auto &busy = add("busy");
    auto &quick = add("quick");
    int atBusy = 0;
    int atQuick = 0;
    AGORA_OK(
        busy.sockets->connect(*address, "in", {.handlers = [&](const Delivery &) { ++atBusy; }}));
    AGORA_OK(
        quick.sockets->connect(*address, "in", {.handlers = [&](const Delivery &) { ++atQuick; }}));
    AGORA_OK(pusher.sockets->waitForPeers("out", 2));
    busy.isBusy = true; // with something else
    for (int i = 0; i < 100; ++i)
        AGORA_OK(pusher.sockets->send("out", i));
    QVERIFY(m_world->until([&] { return atQuick == 96; }));
    busy.isBusy = false;
    QVERIFY(m_world->until([&] { return atBusy == 4; })); // what its queue took; nothing is lost
}

void TestPatterns::aPullerThatLeavesLeavesItsShareToTheOthers()
{
    auto &pusher = add("pusher");
    const auto address = pusher.sockets->bind(Pattern::Push, "out", {.queue = {.limit = 40}});
    AGORA_OK(address);
    auto &leaving = add("leaving");
    int handled = 0;
    AGORA_OK(leaving.sockets->connect(*address, "in", {.handlers = [](const Delivery &) {}}));
    AGORA_OK(pusher.sockets->waitForPeers("out", 1));
    for (int i = 0; i < 40; ++i)
        AGORA_OK(pusher.sockets->send("out", i)); // 20 are under way to it, 20 wait here
    m_world->remove(leaving); // it goes before it could read a single one
    auto &next = add("next");
    AGORA_OK(
        next.sockets->connect(*address, "in", {.handlers = [&](const Delivery &) { ++handled; }}));
    QVERIFY(m_world->until([&] { return handled == 20; }));
    QCOMPARE(pusher.count("out", "lost"), std::uint64_t(20)); // and we are told
}

void TestPatterns::aSenderWithoutPeerEndsWithASentence()
{
    auto &agent = add("agent");
    AGORA_OK(agent.sockets->bind(Pattern::Push, "push"));
    AGORA_OK(agent.sockets->bind(Pattern::Req, "ask"));
    const auto pushed = agent.sockets->send("push", 1, {.limit = 100ms});
    QVERIFY(!pushed);
    QVERIFY2(pushed.error().message.find("nobody is connected (waited 0.1 s)") != std::string::npos,
        pushed.error().message.c_str());
    QVERIFY(!agent.sockets->sendReceive("ask", 1, 100ms));
    auto &gone = add("gone");
    const auto address = gone.sockets->bind(Pattern::Pull, "in", {.handlers = echo});
    AGORA_OK(address);
    m_world->remove(gone);
    AGORA_OK(agent.sockets->connect(*address, "out"));
    const auto nobody = agent.sockets->send("out", 1, {.limit = 100ms});
    QVERIFY(!nobody);
    QVERIFY2(nobody.error().message.find("nobody answers") != std::string::npos,
        nobody.error().message.c_str());
}

void TestPatterns::aSenderWhosePeerIsSlowEndsWithASentence()
{
    auto &pusher = add("pusher");
    auto &puller = add("puller");
    const auto address = pusher.sockets->bind(Pattern::Push, "out", {.queue = {.limit = 10}});
    AGORA_OK(address);
    int handled = 0;
    AGORA_OK(puller.sockets->connect(
        *address, "in", {.handlers = [&](const Delivery &) { ++handled; }}));
    AGORA_OK(pusher.sockets->waitForPeers("out", 1));
    puller.isBusy = true;
    int sent = 0;
    Result<void> last;
    while ((last = pusher.sockets->send("out", sent, {.limit = 100ms})))
        ++sent;
    QCOMPARE(sent, 10);
    QVERIFY2(last.error().message.find("all pullers are busy") != std::string::npos,
        last.error().message.c_str());
    puller.isBusy = false;
    QVERIFY(m_world->until([&] { return handled == 10; }));
    AGORA_OK(pusher.sockets->send("out", 1)); // and it goes on
}

void TestPatterns::nothingElseIsDeliveredWhileAHandlerWaits()
{
    auto &server = add("server");
    auto &agent = add("agent");
    auto &pusher = add("pusher");
    std::string trace;
    const auto question = server.sockets->bind(
        Pattern::Rep, "main", {.handlers = [&](const Delivery &delivery, const Reply &reply) {
            // Answers when both pushes have certainly arrived at the agent.
            server.bus->after(200ms, [reply, value = delivery.value] { reply(value); });
        }});
    AGORA_OK(question);
    AGORA_OK(agent.sockets->connect(*question, "ask"));
    const auto in = agent.sockets->bind(Pattern::Pull, "in", {.handlers = [&](const Delivery &d) {
        trace += "(" + d.value.asText();
        if (d.value.asText() == "first")
            trace += agent.sockets->sendReceive("ask", " asked")->asText();
        trace += ")";
    }});
    AGORA_OK(in);
    AGORA_OK(pusher.sockets->connect(*in, "out"));
    for (const auto text : {"first", "second", "third"})
        AGORA_OK(pusher.sockets->send("out", text));
    QVERIFY(m_world->until([&] { return trace.ends_with("(third)"); }));
    QCOMPARE(trace, std::string("(first asked)(second)(third)"));
}

void TestPatterns::whatABlockedAgentWaitsForEndsWhenItIsInterrupted()
{
    auto &agent = add("agent");
    AGORA_OK(agent.sockets->bind(Pattern::Push, "out"));
    std::thread killer([&] {
        std::this_thread::sleep_for(50ms);
        agent.bus->transport().interrupt();
    });
    const auto sent = agent.sockets->send("out", 1, {.limit = forEver});
    killer.join();
    QVERIFY(!sent);
    QVERIFY2(sent.error().message.find("the agent ends") != std::string::npos,
        sent.error().message.c_str());
}

void TestPatterns::whatABlockedAgentWaitsForEndsWhenItIsStopped()
{
    auto &agent = add("agent");
    AGORA_OK(agent.sockets->bind(Pattern::Req, "ask"));
    std::thread stopper([&] {
        std::this_thread::sleep_for(50ms);
        agent.bus->stop();
    });
    QVERIFY(!agent.sockets->sendReceive("ask", 1, forEver));
    stopper.join();
}

void TestPatterns::messagesOfARestartedPusherGoOn()
{
    auto &puller = add("puller");
    std::vector<std::string> heard;
    const auto address = puller.sockets->bind(Pattern::Pull, "in",
        {.handlers = [&](const Delivery &delivery) { heard.push_back(delivery.value.asText()); }});
    AGORA_OK(address);
    for (std::uint64_t life = 1; life <= 3; ++life) {
        auto &pusher = add("pusher", life);
        AGORA_OK(pusher.sockets->connect(*address, "out"));
        AGORA_OK(pusher.sockets->send("out", std::to_string(life)));
        QVERIFY(m_world->until([&] { return heard.size() == life; }));
        m_world->remove(pusher);
    }
    const std::vector<std::string> expected{"1", "2", "3"};
    QCOMPARE(heard, expected);
}

QTEST_GUILESS_MAIN(TestPatterns)
#include "tst_patterns.moc"
