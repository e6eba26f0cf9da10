#include "engine/agency/zmq_transport.h"
#include "engine/base/clock.h"

#include <QTest>
#include <mutex>
#include <set>

using namespace agora;
using namespace agora::agency;

namespace {
constexpr Duration patience = std::chrono::seconds(30); // for a busy machine
constexpr Duration slice = std::chrono::milliseconds(5);
const Frame hello{.header = {.kind = FrameKind::Push}, .topic = "t", .body = toBytes("hello")};

SecurityRef alone(KeyPair keys)
{
    return std::make_shared<Security>(Security{std::move(keys), {}});
}

/// Frames that arrive at `server` until `done`, or patience ends.
template <typename Done>
int framesUntil(Transport &server, const Done &done, Duration limit = patience)
{
    int frames = 0;
    const auto deadline = steadyNow() + limit;
    while (!done(frames) && steadyNow() < deadline)
        server.receive(slice, 64, [&](PeerRef, Frame &) { ++frames; });
    return frames;
}
const auto one = [](int frames) { return frames > 0; };
} // namespace

class SecurityTest final : public QObject {
    Q_OBJECT
private slots:
    void onlyAllowedClientsGetIn()
    {
        std::mutex lock; // handshakes are asked about in another thread
        std::set<std::string, std::less<>> allowed;
        const auto server = makeZmqTransport(
            std::make_shared<Security>(Security{makeKeyPair(), [&](std::string_view key) {
                                                    const std::scoped_lock guard(lock);
                                                    return allowed.contains(key);
                                                }}));
        const auto client = makeKeyPair();
        const auto port = server->bind("tcp://127.0.0.1:*");
        QVERIFY2(port, port ? "" : port.error().message.c_str());

        const auto stranger = makeZmqTransport(alone(makeKeyPair()));
        const auto console = makeZmqTransport(alone(client));
        const auto fromStranger = stranger->connect(server->endpointOf(*port), "stranger");
        const auto fromConsole = console->connect(server->endpointOf(*port), "console");
        QVERIFY(fromStranger && fromConsole);
        QVERIFY(stranger->send(*fromStranger, hello) && console->send(*fromConsole, hello));
        QCOMPARE(
            framesUntil(*server, [&](int) { return server->counters().unauthenticated >= 2; }), 0);
        QVERIFY(server->counters().unauthenticated >= 2);

        {
            const std::scoped_lock guard(lock);
            allowed.insert(client.publicKey); // counts without a restart
        }
        const auto again = makeZmqTransport(alone(client));
        const auto fromAgain = again->connect(server->endpointOf(*port), "console");
        QVERIFY(fromAgain && again->send(*fromAgain, hello));
        QCOMPARE(framesUntil(*server, one), 1);
    }

    void agentsOfOneSystemShareAKey()
    {
        const auto security = alone(makeKeyPair());
        const auto server = makeZmqTransport(security);
        const auto sister = makeZmqTransport(security);
        const auto port = server->bind("tcp://127.0.0.1:*");
        const auto connection = sister->connect(server->endpointOf(port.value()), "sister");
        QVERIFY(connection && sister->send(*connection, hello));
        QCOMPARE(framesUntil(*server, one), 1);
    }

    void aServerWithAnotherKeyIsNotTalkedTo()
    {
        const auto server = makeZmqTransport(alone(makeKeyPair()));
        const auto port = server->bind("tcp://127.0.0.1:*");
        auto wrong = KeyedEndpoint::fromText(server->endpointOf(port.value()));
        wrong.serverKey = makeKeyPair().publicKey;
        const auto client = makeZmqTransport(alone(makeKeyPair()));
        const auto connection = client->connect(wrong.toText(), "client");
        QVERIFY(connection && client->send(*connection, hello));
        QCOMPARE(framesUntil(*server, one, std::chrono::milliseconds(300)), 0);
    }

    void plainSocketsOverTcpAreCheckedToo()
    {
        const auto keys = makeKeyPair();
        const auto server = makeZmqTransport(alone(keys));
        const auto pull = server->openRaw(RawKind::Pull, RawRole::Bind, "tcp://127.0.0.1:*");
        QVERIFY(pull);
        const auto endpoint = server->endpointOf(*pull);
        const auto stranger = makeZmqTransport(alone(makeKeyPair()));
        const auto friendly = makeZmqTransport(alone(keys));
        const auto bad = stranger->openRaw(RawKind::Push, RawRole::Connect, endpoint);
        const auto good = friendly->openRaw(RawKind::Push, RawRole::Connect, endpoint);
        QVERIFY(bad && good);
        (void)stranger->sendRaw(*bad, RawParts{toBytes("bad")}, slice);
        QVERIFY(friendly->sendRaw(*good, RawParts{toBytes("good")}, patience));
        const auto got = server->receiveRaw(*pull, patience);
        QVERIFY(got);
        QCOMPARE(toText(got->front()), "good");
        QVERIFY(!server->receiveRaw(*pull, std::chrono::milliseconds(200)));
    }
};

QTEST_GUILESS_MAIN(SecurityTest)
#include "tst_security.moc"
