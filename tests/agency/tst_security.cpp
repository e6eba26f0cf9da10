#include "engine/agency/security/key_store.h"
#include "engine/agency/zmq_transport.h"
#include "engine/base/clock.h"

#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>

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
    QTemporaryDir m_folder;
    [[nodiscard]] KeyStore store() const
    {
        return KeyStore(m_folder.path().toStdString() + "/keys");
    }

private slots:
    void keysAreKeptForTheirOwnerOnly()
    {
        const auto made = store().make("engine");
        QVERIFY2(made, made ? "" : made.error().message.c_str());
        QVERIFY(isKey(made->publicKey) && isKey(made->secretKey));
        const auto file = m_folder.path().toStdString() + "/keys/engine.key";
        QCOMPARE(int(std::filesystem::status(file).permissions()), 0600);
        QCOMPARE(
            int(std::filesystem::status(m_folder.path().toStdString() + "/keys").permissions()),
            0700);
        QVERIFY(*store().load("engine") == *made);
        QVERIFY(!store().make("engine")); // never overwritten
        QVERIFY(!store().make("../engine"));
        QVERIFY(!store().load("nobody"));
        std::filesystem::permissions(file, std::filesystem::perms(0640));
        const auto open = store().load("engine");
        QVERIFY(!open && open.error().message.find("open to others") != std::string::npos);
        std::filesystem::permissions(file, std::filesystem::perms(0600));
        std::ofstream(m_folder.path().toStdString() + "/keys/broken.key") << "short\n";
        std::filesystem::permissions(
            m_folder.path().toStdString() + "/keys/broken.key", std::filesystem::perms(0600));
        QVERIFY(!store().load("broken"));
        QVERIFY(!store().allow("somebody", "no key"));
    }

    void onlyAllowedClientsGetIn()
    {
        const auto security = store().security("engine");
        QVERIFY(security);
        const auto client = store().make("console");
        QVERIFY(client);
        const auto server = makeZmqTransport(*security);
        const auto port = server->bind("tcp://127.0.0.1:*");
        QVERIFY2(port, port ? "" : port.error().message.c_str());

        const auto stranger = makeZmqTransport(alone(makeKeyPair()));
        const auto console = makeZmqTransport(alone(*client));
        const auto fromStranger = stranger->connect(server->endpointOf(*port), "stranger");
        const auto fromConsole = console->connect(server->endpointOf(*port), "console");
        QVERIFY(fromStranger && fromConsole);
        QVERIFY(stranger->send(*fromStranger, hello) && console->send(*fromConsole, hello));
        QCOMPARE(
            framesUntil(*server, [&](int) { return server->counters().unauthenticated >= 2; }), 0);
        QVERIFY(server->counters().unauthenticated >= 2);

        QVERIFY(store().allow("console", client->publicKey)); // counts without a restart
        QVERIFY(store().isAllowed(client->publicKey));
        const auto again = makeZmqTransport(alone(*client));
        const auto fromAgain = again->connect(server->endpointOf(*port), "console");
        QVERIFY(fromAgain && again->send(*fromAgain, hello));
        QCOMPARE(framesUntil(*server, one), 1);
        const auto entries = store().list();
        QCOMPARE(entries.size(), 3U); // broken, console, engine
        QVERIFY(entries[1].isAllowed && entries[1].hasSecret && !entries[2].isAllowed);
    }

    void agentsOfOneSystemShareAKey()
    {
        const auto security = store().security("engine");
        QVERIFY(security);
        const auto server = makeZmqTransport(*security);
        const auto sister = makeZmqTransport(*security);
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
