#include "tests/agency/socket_world.h"

#include <zmq.h>

using namespace agora;
using namespace agora::agency;
using namespace std::chrono_literals;

/// Raw sockets against peers made with libzmq alone.
class TestPlainPeers : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void aPlainReqIsAnswered();
    void aPlainReqGetsAnErrorAsText();
    void aPlainRepIsAsked();
    void aPlainRepThatIsSilentIsGivenUp();
    void aPlainPushIsPulled();
    void aPlainPullIsPushed();
    void aPlainPubIsHeardByTopic();
    void unsubscribingStopsAPlainPub();
    void aPlainSubHearsTopicAndPayloadAsOne();
    void aMessageOfSeveralFramesHasATopic();
    void pushingWithoutPeerEndsWithASentence();
    void onlyTextsGoRaw();
    void rawSocketsOfTwoAgentsTalkToEachOther();
    void aPlainPeerNeedsTheKeyOnTcp();

private:
    struct Closer {
        void operator()(void *socket) const { zmq_close(socket); }
    };
    using Plain = std::unique_ptr<void, Closer>;
    Plain plain(int type, const std::string &endpoint, bool binds = false)
    {
        Plain socket(zmq_socket(m_context, type));
        const int none = 0;
        zmq_setsockopt(socket.get(), ZMQ_LINGER, &none, sizeof(none));
        const int limitMs = 20'000;
        zmq_setsockopt(socket.get(), ZMQ_RCVTIMEO, &limitMs, sizeof(limitMs));
        if (type == ZMQ_SUB)
            zmq_setsockopt(socket.get(), ZMQ_SUBSCRIBE, "", 0);
        const int done = binds ? zmq_bind(socket.get(), endpoint.c_str())
                               : zmq_connect(socket.get(), endpoint.c_str());
        if (done != 0)
            qFatal("%s: %s", endpoint.c_str(), zmq_strerror(zmq_errno()));
        return socket;
    }
    static void send(const Plain &socket, const std::string &text, int flags = 0)
    {
        zmq_send(socket.get(), text.data(), text.size(), flags);
    }
    /// Turns the agents until one message has come.
    std::string receive(const Plain &socket)
    {
        std::array<char, 1000> buffer{};
        int length = -1;
        const bool isThere = m_world->until([&] {
            length = zmq_recv(socket.get(), buffer.data(), buffer.size(), ZMQ_DONTWAIT);
            return length >= 0;
        });
        return isThere ? std::string(buffer.data(), static_cast<std::size_t>(length)) : "nothing";
    }
    Result<Address> bind(Pattern pattern, const Handlers &handlers = {})
    {
        return m_agent->sockets->bind(
            pattern, "raw", {.handlers = handlers, .serializer = Serializer::Raw});
    }
    Address placeOf(Pattern pattern) const
    {
        return {.transport = TransportKind::Ipc,
            .endpoint = m_world->ipcFolder() + "/plain",
            .pattern = pattern,
            .role = SocketRole::Server,
            .serializer = Serializer::Raw};
    }
    void *m_context = nullptr;
    std::unique_ptr<SocketWorld> m_world;
    WorldAgent *m_agent = nullptr;
};

void TestPlainPeers::init()
{
    m_context = zmq_ctx_new();
    m_world = std::make_unique<SocketWorld>(Over::Ipc);
    m_agent = &m_world->add("agent");
}

void TestPlainPeers::cleanup()
{
    m_world.reset();
    zmq_ctx_term(m_context);
}

void TestPlainPeers::aPlainReqIsAnswered()
{
    const auto address = bind(Pattern::Rep,
        Handler([](const Delivery &delivery) { return Value("re: " + delivery.value.asText()); }));
    AGORA_OK(address);
    const auto request = plain(ZMQ_REQ, address->url());
    const auto other = plain(ZMQ_REQ, address->url());
    for (int i = 0; i < 3; ++i) {
        send(request, "a\x00\xFF" + std::to_string(i));
        send(other, "b");
        QCOMPARE(receive(request), "re: a\x00\xFF" + std::to_string(i));
        QCOMPARE(receive(other), std::string("re: b"));
    }
}

void TestPlainPeers::aPlainReqGetsAnErrorAsText()
{
    const auto address = bind(Pattern::Rep,
        Handler([](const Delivery &) -> Value { throw std::runtime_error("it broke"); }));
    AGORA_OK(address);
    const auto request = plain(ZMQ_REQ, address->url());
    send(request, "x");
    QCOMPARE(receive(request), std::string("error: it broke"));
    send(request, "and again");
    QCOMPARE(receive(request), std::string("error: it broke"));
}

void TestPlainPeers::aPlainRepIsAsked()
{
    const auto place = placeOf(Pattern::Rep);
    const auto reply = plain(ZMQ_REP, place.url(), true);
    AGORA_OK(m_agent->sockets->connect(place, "ask"));
    for (const auto text : {"one", "two"}) {
        AGORA_OK(m_agent->sockets->send("ask", text));
        QCOMPARE(receive(reply), std::string(text));
        send(reply, std::string(text) + "!");
        QCOMPARE(m_agent->sockets->receive("ask")->asText(), std::string(text) + "!");
    }
}

void TestPlainPeers::aPlainRepThatIsSilentIsGivenUp()
{
    const auto place = placeOf(Pattern::Rep);
    const auto reply = plain(ZMQ_REP, place.url(), true);
    AGORA_OK(m_agent->sockets->connect(place, "ask"));
    const auto none = m_agent->sockets->sendReceive("ask", "first", 200ms);
    QVERIFY(!none);
    QVERIFY2(none.error().message.find("no answer (waited 0.2 s)") != std::string::npos,
        none.error().message.c_str());
    AGORA_OK(m_agent->sockets->send("ask", "second")); // a plain REQ would be stuck for ever
    QCOMPARE(receive(reply), std::string("first"));
    send(reply, "late");
    QCOMPARE(receive(reply), std::string("second"));
    send(reply, "in time");
    QCOMPARE(m_agent->sockets->receive("ask")->asText(), std::string("in time"));
}

void TestPlainPeers::aPlainPushIsPulled()
{
    std::vector<std::string> heard;
    const auto address = bind(Pattern::Pull,
        Handler([&](const Delivery &delivery) { heard.push_back(delivery.value.asText()); }));
    AGORA_OK(address);
    const auto push = plain(ZMQ_PUSH, address->url());
    for (const auto text : {"1", "2", "3"})
        send(push, text);
    QVERIFY(m_world->until([&] { return heard == std::vector<std::string>{"1", "2", "3"}; }));
}

void TestPlainPeers::aPlainPullIsPushed()
{
    const auto address = bind(Pattern::Push);
    AGORA_OK(address);
    const auto pull = plain(ZMQ_PULL, address->url());
    AGORA_OK(m_agent->sockets->send("raw", "hello"));
    QCOMPARE(receive(pull), std::string("hello"));
}

void TestPlainPeers::aPlainPubIsHeardByTopic()
{
    const auto place = placeOf(Pattern::Pub);
    const auto publisher = plain(ZMQ_PUB, place.url(), true);
    std::vector<std::string> heard;
    const auto note = [&](const Delivery &delivery) {
        heard.push_back(delivery.prefix + "<" + delivery.value.asText());
    };
    AGORA_OK(m_agent->sockets->connect(
        place, "in", {.handlers = std::map<std::string, Handler>{{"a", note}, {"ab", note}}}));
    QVERIFY(m_world->until([&] { // a plain PUB says nothing of its subscribers
        send(publisher, "ab");
        return !heard.empty();
    }));
    m_world->settle();
    heard.clear();
    for (const auto text : {"abc", "ax", "b"})
        send(publisher, text);
    QVERIFY(m_world->until([&] { return heard.size() == 3; }));
    QVERIFY((heard == std::vector<std::string>{"a<abc", "ab<abc", "a<ax"}));
}

void TestPlainPeers::unsubscribingStopsAPlainPub()
{
    const auto place = placeOf(Pattern::Pub);
    const auto publisher = plain(ZMQ_XPUB, place.url(), true); // shows what is subscribed
    const auto nothing = [](const Delivery &) {};
    AGORA_OK(m_agent->sockets->connect(
        place, "in", {.handlers = std::map<std::string, Handler>{{"a", nothing}}}));
    QCOMPARE(receive(publisher), std::string("\x01") + "a");
    AGORA_OK(
        m_agent->sockets->subscribe("in", {{"a", nothing}})); // again: only the handler changes
    AGORA_OK(m_agent->sockets->unsubscribe("in", {"a"}));
    QCOMPARE(receive(publisher), std::string("\x00", 1) + "a"); // one is enough: the traffic stops
}

void TestPlainPeers::aPlainSubHearsTopicAndPayloadAsOne()
{
    const auto address = bind(Pattern::Pub);
    AGORA_OK(address);
    const auto subscriber = plain(ZMQ_SUB, address->url());
    std::array<char, 100> buffer{};
    int length = -1;
    QVERIFY(m_world->until([&] {
        (void)m_agent->sockets->send("raw", "payload", {.topic = "topic:"});
        length = zmq_recv(subscriber.get(), buffer.data(), buffer.size(), ZMQ_DONTWAIT);
        return length >= 0;
    }));
    QCOMPARE(
        std::string(buffer.data(), static_cast<std::size_t>(length)), std::string("topic:payload"));
}

void TestPlainPeers::aMessageOfSeveralFramesHasATopic()
{
    const auto place = placeOf(Pattern::Pub);
    const auto publisher = plain(ZMQ_PUB, place.url(), true);
    std::optional<Delivery> heard;
    AGORA_OK(m_agent->sockets->connect(
        place, "in", {.handlers = [&](const Delivery &delivery) { heard = delivery; }}));
    QVERIFY(m_world->until([&] {
        send(publisher, "topic", ZMQ_SNDMORE);
        send(publisher, "payload");
        return heard.has_value();
    }));
    QCOMPARE(heard->topic, std::string("topic"));
    QCOMPARE(heard->value.asText(), std::string("payload"));
}

void TestPlainPeers::pushingWithoutPeerEndsWithASentence()
{
    AGORA_OK(bind(Pattern::Push));
    const auto sent = m_agent->sockets->send("raw", "x", {.limit = 100ms});
    QVERIFY(!sent);
    QVERIFY2(
        sent.error().message.find("PUSH “raw”") != std::string::npos, sent.error().message.c_str());
}

void TestPlainPeers::onlyTextsGoRaw()
{
    AGORA_OK(bind(Pattern::Pub));
    const auto sent = m_agent->sockets->send("raw", 1);
    QVERIFY(!sent);
    QVERIFY(sent.error().message.find("not 1") != std::string::npos);
}

void TestPlainPeers::rawSocketsOfTwoAgentsTalkToEachOther()
{
    auto &other = m_world->add("other");
    const auto address
        = bind(Pattern::Rep, Handler([](const Delivery &delivery) { return delivery.value; }));
    AGORA_OK(address);
    AGORA_OK(other.sockets->connect(*address, "ask"));
    QCOMPARE(other.sockets->sendReceive("ask", "echo")->asText(), std::string("echo"));
    AGORA_OK(m_agent->sockets->close("raw"));
    QVERIFY(!std::filesystem::exists(address->endpoint));
}

void TestPlainPeers::aPlainPeerNeedsTheKeyOnTcp()
{
    m_world = std::make_unique<SocketWorld>(Over::Tcp);
    m_agent = &m_world->add("agent");
    std::vector<std::string> heard;
    const auto address = bind(Pattern::Pull,
        Handler([&](const Delivery &delivery) { heard.push_back(delivery.value.asText()); }));
    AGORA_OK(address);
    const auto to = KeyedEndpoint::fromText(address->url());
    const auto stranger = plain(ZMQ_PUSH, to.address);
    send(stranger, "without key", ZMQ_DONTWAIT);
    Plain friendly(zmq_socket(m_context, ZMQ_PUSH));
    const int none = 0;
    zmq_setsockopt(friendly.get(), ZMQ_LINGER, &none, sizeof(none));
    const auto &own = m_world->security()->own;
    zmq_setsockopt(friendly.get(), ZMQ_CURVE_SERVERKEY, to.serverKey.c_str(), to.serverKey.size());
    zmq_setsockopt(
        friendly.get(), ZMQ_CURVE_PUBLICKEY, own.publicKey.c_str(), own.publicKey.size());
    zmq_setsockopt(
        friendly.get(), ZMQ_CURVE_SECRETKEY, own.secretKey.c_str(), own.secretKey.size());
    QCOMPARE(zmq_connect(friendly.get(), to.address.c_str()), 0);
    send(friendly, "with key");
    QVERIFY(m_world->until([&] { return !heard.empty(); }));
    m_world->settle();
    QVERIFY(heard == std::vector<std::string>{"with key"});
}

QTEST_GUILESS_MAIN(TestPlainPeers)
#include "tst_plain_peers.moc"
