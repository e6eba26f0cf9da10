#include "engine/agency/address.h"

#include <QTest>

using namespace agora;
using namespace agora::agency;

namespace {
std::string sentence(const auto &result) { return result ? std::string() : result.error().message; }
} // namespace

class TestAddress : public QObject {
    Q_OBJECT
private slots:
    void hostAndPortAreReadFromSixForms();
    void badHostsAndPortsAreRefused_data();
    void badHostsAndPortsAreRefused();
    void everyPatternHasItsTwin();
    void handlersAreRequiredWhereNothingElseCanHappen();
    void wordsThatMeanNothingAreRefused();
    void anAddressIsAValue();
    void aTwinKeepsTransportEndpointAndSerializer();
    void anAddressSurvivesTextAndValue();
    void whatCannotBeIsRefused_data();
    void whatCannotBeIsRefused();
};

void TestAddress::hostAndPortAreReadFromSixForms()
{
    const HostPort both{.host = "1.2.3.4", .port = 56};
    const Address tcp{.transport = TransportKind::Tcp, .endpoint = "1.2.3.4:56"};
    Value object;
    object.set("host", "1.2.3.4");
    object.set("port", 56);
    const std::vector<std::pair<Value, HostPort>> forms{{Value(), {}},
        {Value("1.2.3.4"), {.host = "1.2.3.4"}}, {Value("1.2.3.4:56"), both}, {object, both},
        {tcp.toValue(), both}, {Value("[::1]:56"), {.host = "::1", .port = 56}}};
    for (const auto &[form, expected] : forms) {
        const auto read = HostPort::from(form);
        QVERIFY2(read, (form.toJson() + ": " + sentence(read)).c_str());
        QVERIFY2(*read == expected, form.toJson().c_str());
    }
    QCOMPARE(both.toText(), std::string("1.2.3.4:56"));
    QCOMPARE(HostPort::parse("::1")->toText(), std::string("[::1]"));
}

void TestAddress::badHostsAndPortsAreRefused_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("named");
    QTest::newRow("name") << R"("localhost")"
                          << "localhost";
    QTest::newRow("name and port") << R"("example.com:80")"
                                   << "example.com";
    QTest::newRow("port too large") << R"("1.2.3.4:65536")"
                                    << "65536";
    QTest::newRow("port no number") << R"("1.2.3.4:http")"
                                    << "http";
    QTest::newRow("byte too large") << R"("1.2.3.256")"
                                    << "1.2.3.256";
    QTest::newRow("number") << "1.234"
                            << "1.234";
    QTest::newRow("list") << "[1]"
                          << "[1]";
    QTest::newRow("ipc address")
        << R"({"transport":"ipc","endpoint":"/x","pattern":"REP","role":"server","serializer":"raw"})"
        << "no host";
}

void TestAddress::badHostsAndPortsAreRefused()
{
    QFETCH(QString, json);
    QFETCH(QString, named);
    const auto read = HostPort::from(*Value::parseJson(json.toStdString()));
    QVERIFY(!read);
    QVERIFY2(read.error().message.find(named.toStdString()) != std::string::npos,
        read.error().message.c_str());
}

void TestAddress::everyPatternHasItsTwin()
{
    const std::vector<std::pair<Pattern, Pattern>> twins{{Pattern::Req, Pattern::Rep},
        {Pattern::Push, Pattern::Pull}, {Pattern::Pub, Pattern::Sub},
        {Pattern::AsyncReq, Pattern::AsyncRep}, {Pattern::SyncPub, Pattern::SyncSub}};
    for (const auto &[one, other] : twins) {
        QVERIFY(twinOf(one) == other);
        QVERIFY(twinOf(other) == one);
        QVERIFY(*parsePattern(toString(one)) == one);
        QVERIFY(*parsePattern(toString(other)) == other);
    }
    QVERIFY(twinOf(SocketRole::Server) == SocketRole::Client);
    QVERIFY(twinOf(SocketRole::Client) == SocketRole::Server);
}

void TestAddress::handlersAreRequiredWhereNothingElseCanHappen()
{
    for (const auto pattern :
        {Pattern::Rep, Pattern::Pull, Pattern::Sub, Pattern::AsyncRep, Pattern::SyncPub})
        QVERIFY(requiresHandler(pattern));
    for (const auto pattern :
        {Pattern::Req, Pattern::Push, Pattern::Pub, Pattern::AsyncReq, Pattern::SyncSub})
        QVERIFY(!requiresHandler(pattern));
}

void TestAddress::wordsThatMeanNothingAreRefused()
{
    QVERIFY(sentence(parseTransport("udp")).find("“udp”") != std::string::npos);
    QVERIFY(sentence(parsePattern("FOO")).find("SYNC_PUB") != std::string::npos); // what there is
    QVERIFY(sentence(parseRole("boss")).find("server, client") != std::string::npos);
    QVERIFY(sentence(parseSerializer("pickle")).find("messagepack") != std::string::npos);
    for (const auto word : {"inproc", "ipc", "tcp"})
        QCOMPARE(toString(*parseTransport(word)), std::string_view(word));
    for (const auto word : {"raw", "json", "messagepack"})
        QCOMPARE(toString(*parseSerializer(word)), std::string_view(word));
}

void TestAddress::anAddressIsAValue()
{
    const Address one{.transport = TransportKind::Tcp,
        .endpoint = "127.0.0.1:1",
        .pattern = Pattern::Pub,
        .role = SocketRole::Server,
        .serializer = Serializer::Json};
    auto copy = one;
    QVERIFY(copy == one);
    const auto differs = [&](auto member, auto value) {
        auto other = one;
        other.*member = value;
        return other != one;
    };
    QVERIFY(differs(&Address::transport, TransportKind::Ipc));
    QVERIFY(differs(&Address::endpoint, std::string("127.0.0.1:2")));
    QVERIFY(differs(&Address::pattern, Pattern::Push));
    QVERIFY(differs(&Address::role, SocketRole::Client));
    QVERIFY(differs(&Address::serializer, Serializer::Raw));
}

void TestAddress::aTwinKeepsTransportEndpointAndSerializer()
{
    const Address push{.transport = TransportKind::Tcp,
        .endpoint = "127.0.0.1:1",
        .pattern = Pattern::Push,
        .role = SocketRole::Server,
        .serializer = Serializer::Raw};
    const auto twin = push.twin();
    QVERIFY(twin.pattern == Pattern::Pull);
    QVERIFY(twin.role == SocketRole::Client);
    QVERIFY(twin.transport == push.transport);
    QVERIFY(twin.endpoint == push.endpoint);
    QVERIFY(twin.serializer == push.serializer);
    QVERIFY(twin.twin() == push);
    QVERIFY(twin != push);
}

void TestAddress::anAddressSurvivesTextAndValue()
{
    const Address ipc{.transport = TransportKind::Ipc,
        .endpoint = "/run/my agents/a b.sock", // spaces too
        .pattern = Pattern::SyncPub,
        .role = SocketRole::Server,
        .serializer = Serializer::MessagePack};
    QCOMPARE(
        ipc.toText(), std::string("SYNC_PUB server messagepack ipc:///run/my agents/a b.sock"));
    QVERIFY(*Address::parse(ipc.toText()) == ipc);
    QVERIFY(*Address::from(ipc.toValue()) == ipc);
    QVERIFY(*Address::from(Value(ipc.toText())) == ipc);
    const auto wire = Value::fromMessagePack(ipc.twin().toValue().toMessagePack());
    QVERIFY(*Address::from(*wire) == ipc.twin());
    const auto keyed = Address::parse(
        "REP server json tcp://127.0.0.1:5|rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7");
    QVERIFY2(keyed, sentence(keyed).c_str()); // with the server's public key
}

void TestAddress::whatCannotBeIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("why");
    QTest::newRow("no address") << "hello"
                                << "no address";
    QTest::newRow("pattern") << "ROP server json tcp://127.0.0.1:5"
                             << "ROP";
    QTest::newRow("role") << "REP boss json tcp://127.0.0.1:5"
                          << "boss";
    QTest::newRow("no endpoint") << "REP server json inproc://"
                                 << "no endpoint";
    QTest::newRow("relative") << "REP server json ipc://here/x"
                              << "absolute path";
    QTest::newRow("no port") << "REP server json tcp://127.0.0.1"
                             << "host:port";
    QTest::newRow("raw") << "ASYNC_REP server raw tcp://127.0.0.1:5"
                         << "raw";
}

void TestAddress::whatCannotBeIsRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, why);
    const auto read = Address::parse(text.toStdString());
    QVERIFY(!read);
    QVERIFY2(read.error().message.find(why.toStdString()) != std::string::npos,
        read.error().message.c_str());
}

QTEST_GUILESS_MAIN(TestAddress)
#include "tst_address.moc"
