#include "tests/agency/socket_world.h"

using namespace agora;
using namespace agora::agency;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(agora::agency::Over)

/// Asynchronous requests (ASYNC_REQ, SYNC_SUB) over every transport, and answers within the stream
/// of publications.
class TestAsyncRequests : public QObject {
    Q_OBJECT
private slots:
    void initTestCase_data();
    void init();
    void cleanup() { m_world.reset(); }

    void answersComeInTheOrderOfTheirCompletion();
    void anEarlyAnswerDoesNotWaitForTheWork();
    void theHandlerIsGivenAtConnectOrWithTheRequest();
    void theHandlerMayBeNamed();
    void aRequestWithoutHandlerIsRefused();
    void anAnswerWithinTheLimitIsHandled();
    void aLateAnswerIsIgnoredAndCounted();
    void anExceededLimitCallsOnError();
    void anUnknownReplyIsWarnedAboutAndReachesNoHandler();
    void anErrorOfTheServerReachesOnError();
    void aLostServerReachesOnError();
    void aHandlerOfALostServerMayCloseTheSocket();
    void aRequestMayBeSentBeforeTheServerIsThere();
    void onlyTheRequesterGetsTheAnswerBetweenTwoPublications();
    void aSnapshotAndItsUpdatesHaveNoGap();
    void theHandlerOfSyncPubMayAnswerFirst();
    void theLimitsOfSyncPubAreThoseOfAsyncRequests();

private:
    struct Answers {
        std::vector<std::string> texts;
        std::vector<std::string> errors;
        Handler handler()
        {
            return [this](const Delivery &delivery) { texts.push_back(delivery.value.asText()); };
        }
        OnRequestError onError()
        {
            return [this](const std::string &sentence) { errors.push_back(sentence); };
        }
    };
    /// Connects a new client to `address`.
    WorldAgent &client(
        const Address &address, const Handlers &handlers, const std::string &name = "client")
    {
        auto &agent = m_world->add(name);
        if (const auto done = agent.sockets->connect(address, "ask", {.handlers = handlers}); !done)
            qFatal("%s", done.error().message.c_str());
        if (const auto up = agent.sockets->waitForPeers("ask", 1); !up)
            qFatal("%s", up.error().message.c_str());
        return agent;
    }
    Address server(const Handler &handler, Pattern pattern = Pattern::AsyncRep)
    {
        const auto address
            = m_world->add("server").sockets->bind(pattern, "main", {.handlers = handler});
        if (!address)
            qFatal("%s", address.error().message.c_str());
        return *address;
    }
    std::unique_ptr<SocketWorld> m_world;
};

void TestAsyncRequests::initTestCase_data()
{
    QTest::addColumn<Over>("over");
    for (const auto &[over, name] : everyTransport)
        QTest::newRow(name) << over;
}

void TestAsyncRequests::init()
{
    QFETCH_GLOBAL(Over, over);
    m_world = std::make_unique<SocketWorld>(over);
}

namespace {
const Handler echo = [](const Delivery &delivery) { return delivery.value; };
} // namespace

void TestAsyncRequests::answersComeInTheOrderOfTheirCompletion()
{
    std::map<std::string, Reply> open;
    const Handler keep = [&](const Delivery &delivery, const Reply &reply) {
        open.emplace(delivery.value.asText(), reply);
    };
    Answers answers;
    auto &asking = client(server(keep), answers.handler());
    for (const auto text : {"a", "b", "c"}) // three are under way at once
        AGORA_OK(asking.sockets->send("ask", text));
    QVERIFY(m_world->until([&] { return open.size() == 3; }));
    for (const auto text : {"c", "a", "b"}) {
        open.at(text)(text);
        open.erase(text);
        QVERIFY(
            m_world->until([&] { return !answers.texts.empty() && answers.texts.back() == text; }));
    }
    QVERIFY((answers.texts == std::vector<std::string>{"c", "a", "b"}));
}

void TestAsyncRequests::anEarlyAnswerDoesNotWaitForTheWork()
{
    Answers answers;
    bool wasAnsweredDuringWork = false;
    WorldAgent *worker = nullptr;
    const Handler early = [&](const Delivery &delivery, const Reply &reply) {
        reply(delivery.value);
        wasAnsweredDuringWork
            = worker->sockets->context().waitUntil([&] { return !answers.texts.empty(); }, 20s);
    };
    const auto address = server(early);
    worker = m_world->agents().front();
    auto &asking = client(address, answers.handler());
    AGORA_OK(asking.sockets->send("ask", "now"));
    QVERIFY(m_world->until([&] { return wasAnsweredDuringWork; }));
}

void TestAsyncRequests::theHandlerIsGivenAtConnectOrWithTheRequest()
{
    Answers usual;
    Answers special;
    auto &asking = client(server(echo), usual.handler());
    AGORA_OK(asking.sockets->send("ask", "1"));
    AGORA_OK(asking.sockets->send("ask", "2", {.onReply = special.handler()}));
    AGORA_OK(asking.sockets->send("ask", "3"));
    QVERIFY(m_world->until([&] { return usual.texts.size() == 2 && special.texts.size() == 1; }));
    QVERIFY((usual.texts == std::vector<std::string>{"1", "3"}));
    QVERIFY((special.texts == std::vector<std::string>{"2"}));
}

void TestAsyncRequests::theHandlerMayBeNamed()
{
    Answers answers;
    auto &asking = m_world->add("client", 1, {}, [&](const std::string &name) -> Result<Handler> {
        return name == "onAnswer" ? Result<Handler>(answers.handler()) : fail("no “" + name + "”");
    });
    AGORA_OK(asking.sockets->connect(server(echo), "ask"));
    AGORA_OK(asking.sockets->send("ask", "named", {.onReply = "onAnswer"}));
    QVERIFY(m_world->until([&] { return answers.texts.size() == 1; }));
    QVERIFY(!asking.sockets->send("ask", "named", {.onReply = "onAnswre"}));
}

void TestAsyncRequests::aRequestWithoutHandlerIsRefused()
{
    auto &asking = client(server(echo), {});
    const auto sent = asking.sockets->send("ask", 1);
    QVERIFY(!sent);
    QVERIFY(sent.error().message.find("handler") != std::string::npos);
    const auto published
        = m_world->add("other").sockets->bind(Pattern::SyncPub, "out", {.handlers = echo});
    AGORA_OK(published);
    auto &listening
        = client(*published, echo, "listener"); // topics' handlers are not meant for answers
    const auto asked = listening.sockets->send("ask", 1);
    QVERIFY(!asked);
    QVERIFY(asked.error().message.find("needs a handler") != std::string::npos);
}

void TestAsyncRequests::anAnswerWithinTheLimitIsHandled()
{
    Answers answers;
    auto &asking = client(server(echo), answers.handler());
    AGORA_OK(asking.sockets->send("ask", "x", {.wait = 60s, .onError = answers.onError()}));
    QVERIFY(m_world->until([&] { return answers.texts.size() == 1; }));
    QCOMPARE(asking.count("ask", "underWay"), std::uint64_t(0));
    QVERIFY(answers.errors.empty());
}

void TestAsyncRequests::aLateAnswerIsIgnoredAndCounted()
{
    std::vector<Reply> open;
    Answers answers;
    auto &asking
        = client(server([&](const Delivery &, const Reply &reply) { open.push_back(reply); }),
            answers.handler());
    AGORA_OK(asking.sockets->send("ask", "x", {.wait = 50ms})); // nobody minds: a warning
    QVERIFY(
        m_world->until([&] { return asking.count("ask", "expired") == 1 && open.size() == 1; }));
    QCOMPARE(asking.count("ask", "underWay"), std::uint64_t(0));
    open.front()("too late");
    QVERIFY(m_world->until([&] { return asking.count("ask", "lateReplies") == 1; }));
    QVERIFY(answers.texts.empty());
}

void TestAsyncRequests::anExceededLimitCallsOnError()
{
    std::vector<Reply> open;
    Answers answers;
    auto &asking
        = client(server([&](const Delivery &, const Reply &reply) { open.push_back(reply); }),
            answers.handler());
    AGORA_OK(asking.sockets->send("ask", "x", {.wait = 50ms, .onError = answers.onError()}));
    QVERIFY(m_world->until([&] { return answers.errors.size() == 1; }));
    QVERIFY2(answers.errors.front().find("no answer within 0.05 s") != std::string::npos,
        answers.errors.front().c_str());
    QVERIFY(answers.texts.empty());
}

void TestAsyncRequests::anUnknownReplyIsWarnedAboutAndReachesNoHandler()
{
    // A server that answers what nobody asked, made by hand.
    auto &agent = m_world->add("decoy");
    auto address = agent.sockets->bind(Pattern::AsyncRep, "main", {.handlers = echo});
    AGORA_OK(address);
    Answers answers;
    auto &asking = client(*address, answers.handler());
    AGORA_OK(asking.sockets->send("ask", "first"));
    QVERIFY(m_world->until([&] { return answers.texts.size() == 1; }));
    bool wasSent = false;
    agent.bus->onForeignFrame([&](PeerRef from, Frame &frame) {
        Frame reply{.header = {.kind = FrameKind::Reply, .correlation = 999},
            .topic = {},
            .body = frame.body};
        wasSent = wasSent || agent.sockets->context().send(from, reply);
        return true;
    });
    QVERIFY(m_world->until([&] { return asking.count("ask", "unknownReplies") >= 1; }));
    QVERIFY(wasSent);
    QCOMPARE(answers.texts.size(), std::size_t(1));
}

void TestAsyncRequests::anErrorOfTheServerReachesOnError()
{
    Answers answers;
    auto &asking = client(
        server([](const Delivery &) -> Result<Value> { return fail("no"); }), answers.handler());
    AGORA_OK(asking.sockets->send("ask", "x", {.onError = answers.onError()}));
    QVERIFY(m_world->until([&] { return answers.errors.size() == 1; }));
    QCOMPARE(answers.errors.front(), std::string("no"));
}

void TestAsyncRequests::aLostServerReachesOnError()
{
    Answers answers;
    const auto address = server([](const Delivery &, const Reply &reply) {
        static std::vector<Reply> kept;
        kept.push_back(reply);
    });
    auto &asking = client(address, answers.handler());
    AGORA_OK(asking.sockets->send("ask", "x", {.onError = answers.onError()}));
    QVERIFY(m_world->until([&] { return asking.count("ask", "underWay") == 1; }));
    m_world->settle();
    m_world->remove(*m_world->agents().front());
    auto &successor = m_world->add("server", 2);
    const auto place = address.endpoint.substr(0, address.endpoint.find('|'));
    QVERIFY(m_world->until([&] {
        return successor.sockets->bind(Pattern::AsyncRep, "main", {.handlers = echo, .at = place})
            .hasValue();
    }));
    QVERIFY(m_world->until([&] { return answers.errors.size() == 1; }));
    QVERIFY2(answers.errors.front().find("lost before it answered") != std::string::npos,
        answers.errors.front().c_str());
}

void TestAsyncRequests::aHandlerOfALostServerMayCloseTheSocket()
{
    std::vector<Reply> open;
    const auto address
        = server([&](const Delivery &, const Reply &reply) { open.push_back(reply); });
    auto &asking = client(address, echo);
    int errors = 0;
    const OnRequestError close = [&](const std::string &) {
        ++errors;
        (void)asking.sockets->close("ask");
    };
    for (int i = 0; i < 3; ++i)
        AGORA_OK(asking.sockets->send("ask", i, {.onError = close}));
    QVERIFY(m_world->until([&] { return open.size() == 3; }));
    m_world->remove(*m_world->agents().front()); // says goodbye
    QVERIFY(m_world->until([&] { return errors == 3; }));
    QVERIFY(!asking.sockets->has("ask"));
}

void TestAsyncRequests::aRequestMayBeSentBeforeTheServerIsThere()
{
    const auto address = server(echo);
    m_world->remove(*m_world->agents().front());
    Answers answers;
    auto &asking = m_world->add("client");
    AGORA_OK(asking.sockets->connect(address, "ask", {.handlers = answers.handler()}));
    AGORA_OK(asking.sockets->send("ask", "early")); // does not wait
    auto &later = m_world->add("server", 2);
    const auto place = address.endpoint.substr(0, address.endpoint.find('|'));
    QVERIFY(m_world->until([&] {
        return later.sockets->bind(Pattern::AsyncRep, "main", {.handlers = echo, .at = place})
            .hasValue();
    }));
    QVERIFY(m_world->until([&] { return answers.texts.size() == 1; }));
}

void TestAsyncRequests::onlyTheRequesterGetsTheAnswerBetweenTwoPublications()
{
    WorldAgent *publisher = nullptr;
    int published = 0;
    const auto address = server(
        [&](const Delivery &) { return Value("answered after " + std::to_string(published)); },
        Pattern::SyncPub);
    publisher = m_world->agents().front();
    std::map<std::string, std::vector<std::string>> heard;
    std::vector<WorldAgent *> listeners;
    for (const std::string name : {"a", "b", "c"}) {
        const Handler note = [&heard, name](const Delivery &delivery) {
            heard[name].push_back(delivery.value.asText());
        };
        listeners.push_back(&client(address, note, name));
    }
    const auto publishTen = [&] {
        for (int i = 0; i < 10; ++i)
            (void)publisher->sockets->send("main", std::to_string(++published));
    };
    publishTen();
    AGORA_OK(listeners[1]->sockets->send("ask", "where are you?",
        {.onReply = [&](const Delivery &d) { heard["b"].push_back(d.value.asText()); }}));
    QVERIFY(m_world->until([&] {
        publishTen();
        return heard["b"].size() > static_cast<std::size_t>(published) - 10
            && std::any_of(heard["b"].begin(), heard["b"].end(),
                [](const auto &text) { return text.starts_with("answered"); });
    }));
    const auto isWhole = [&](std::size_t extra) {
        return [&, extra](const std::string &name) {
            return heard[name].size() == static_cast<std::size_t>(published) + extra;
        };
    };
    QVERIFY(m_world->until([&] { return isWhole(0)("a") && isWhole(1)("b") && isWhole(0)("c"); }));
    const auto answer = std::find_if(heard["b"].begin(), heard["b"].end(),
        [](const auto &text) { return text.starts_with("answered"); });
    const auto number = std::distance(heard["b"].begin(), answer);
    QCOMPARE(*answer, "answered after " + std::to_string(number)); // between n and n + 1
    for (const auto &name : {"a", "c"})
        QVERIFY(std::none_of(heard[name].begin(), heard[name].end(),
            [](const auto &text) { return text.starts_with("answered"); }));
}

void TestAsyncRequests::aSnapshotAndItsUpdatesHaveNoGap()
{
    std::int64_t state = 0; // every publication adds one
    const auto address = server([&](const Delivery &) { return Value(state); }, Pattern::SyncPub);
    auto *publisher = m_world->agents().front();
    std::optional<std::int64_t> mine;
    int wrong = 0;
    auto &late = client(address, Handler([&](const Delivery &delivery) {
        if (!mine)
            return; // before the snapshot
        ++*mine;
        wrong += *mine == delivery.value.asInteger() ? 0 : 1;
    }));
    const auto publish = [&] { (void)publisher->sockets->send("main", ++state); };
    for (int i = 0; i < 100; ++i)
        publish();
    AGORA_OK(late.sockets->send(
        "ask", "state", {.onReply = [&](const Delivery &d) { mine = d.value.asInteger(); }}));
    QVERIFY(m_world->until([&] {
        publish();
        return mine && state > 500;
    }));
    QVERIFY(m_world->until([&] { return mine == state; }));
    QCOMPARE(wrong, 0);
}

void TestAsyncRequests::theHandlerOfSyncPubMayAnswerFirst()
{
    WorldAgent *publisher = nullptr;
    const auto address = server(
        [&](const Delivery &, const Reply &reply) {
            reply("answer");
            (void)publisher->sockets->send("main", "published after it");
        },
        Pattern::SyncPub);
    publisher = m_world->agents().front();
    Answers answers;
    auto &asking = client(address, answers.handler());
    AGORA_OK(asking.sockets->send("ask", "x", {.onReply = answers.handler()}));
    QVERIFY(m_world->until([&] { return answers.texts.size() == 2; }));
    QVERIFY((answers.texts == std::vector<std::string>{"answer", "published after it"}));
}

void TestAsyncRequests::theLimitsOfSyncPubAreThoseOfAsyncRequests()
{
    std::vector<Reply> open;
    const auto address = server(
        [&](const Delivery &, const Reply &reply) { open.push_back(reply); }, Pattern::SyncPub);
    Answers answers;
    auto &asking = client(address, answers.handler());
    AGORA_OK(asking.sockets->send(
        "ask", "x", {.onReply = answers.handler(), .wait = 50ms, .onError = answers.onError()}));
    QVERIFY(m_world->until([&] { return answers.errors.size() == 1 && open.size() == 1; }));
    open.front()("too late");
    QVERIFY(m_world->until([&] { return asking.count("ask", "lateReplies") == 1; }));
    QVERIFY(answers.texts.empty());
}

QTEST_GUILESS_MAIN(TestAsyncRequests)
#include "tst_async_requests.moc"
