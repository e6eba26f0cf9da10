#include "tests/agency/socket_world.h"

#include <filesystem>

using namespace agora;
using namespace agora::agency;
using namespace std::chrono_literals;

/// Where sockets listen, what they take when nothing is said, and what closing does to messages
/// that are still under way.
class TestSocketPlaces : public QObject {
    Q_OBJECT
private slots:
    void aTcpSocketTakesHostAndPort();
    void aTcpSocketMayAdvertiseAnotherHost();
    void aTcpSocketWithoutKeysIsRefused();
    void aNameOfAHostIsRefused();
    void anIpcSocketMayBeGivenAName();
    void agentsOfDifferentWorkingFoldersMeet();
    void anIpcNameThatLeavesTheFolderIsRefused();
    void ipcFilesAreRemovedWhenTheSocketIsClosed();
    void socketSaysMoreThanAgentSaysMoreThanSystem();
    void aBadEnvironmentIsToldAtTheFirstSocket();
    void serializersOfAgentAndSocket_data();
    void serializersOfAgentAndSocket();
    void lingerDecidesWhatARestartedReceiverGets();
};

namespace {
const Handler nothing = [](const Delivery &) {};

/// Sets a variable for the time of a test.
class Environment {
public:
    Environment(const char *name, const char *value) : m_name(name) { qputenv(name, value); }
    ~Environment() { qunsetenv(m_name); }
    Environment(const Environment &) = delete;
    Environment &operator=(const Environment &) = delete;

private:
    const char *m_name;
};
} // namespace

void TestSocketPlaces::aTcpSocketTakesHostAndPort()
{
    SocketWorld world(Over::Tcp);
    auto &agent = world.add("agent");
    const auto hostOf = [](const Address &address) {
        return *HostPort::parse(address.endpoint.substr(0, address.endpoint.find('|')));
    };
    const auto any = agent.sockets->bind(Pattern::Pub, "any");
    AGORA_OK(any);
    QCOMPARE(hostOf(*any).host, std::string("127.0.0.1")); // the agent's, any port
    QVERIFY(*hostOf(*any).port > 0);
    const auto host = agent.sockets->bind(Pattern::Pub, "host", {.at = "127.0.0.2"});
    AGORA_OK(host);
    QCOMPARE(hostOf(*host).host, std::string("127.0.0.2"));
    QVERIFY(*hostOf(*host).port > 0);
    const auto port = *hostOf(*host).port;
    AGORA_OK(agent.sockets->close("host"));
    Result<Address> both = fail("not yet"); // the very port that was free a moment ago
    QVERIFY(world.until([&] {
        both = agent.sockets->bind(
            Pattern::Pub, "both", {.at = HostPort{.host = "127.0.0.2", .port = port}.toText()});
        return both.hasValue();
    }));
    QVERIFY((hostOf(*both) == HostPort{.host = "127.0.0.2", .port = port}));
}

void TestSocketPlaces::aTcpSocketMayAdvertiseAnotherHost()
{
    SocketWorld world(Over::Tcp);
    auto &puller = world.add("puller");
    auto &pusher = world.add("pusher");
    int count = 0;
    const auto address = puller.sockets->bind(Pattern::Pull, "in",
        {.handlers = [&](const Delivery &) { ++count; },
            .at = "0.0.0.0",
            .advertise = "127.0.0.3"});
    AGORA_OK(address);
    QVERIFY2(address->endpoint.starts_with("127.0.0.3:"), address->endpoint.c_str());
    AGORA_OK(pusher.sockets->connect(*address, "out"));
    AGORA_OK(pusher.sockets->send("out", 1));
    QVERIFY(world.until([&] { return count == 1; }));
}

void TestSocketPlaces::aTcpSocketWithoutKeysIsRefused()
{
    SystemClock clock;
    Bus bus({.name = "agent", .epoch = 1, .clock = &clock}, makeZmqTransport());
    Sockets sockets(bus, {});
    const auto bound = sockets.bind(Pattern::Pub, "out", {.transport = TransportKind::Tcp});
    QVERIFY(!bound);
    QVERIFY2(bound.error().message.find("tcp needs keys") != std::string::npos,
        bound.error().message.c_str());
}

void TestSocketPlaces::aNameOfAHostIsRefused()
{
    SocketWorld world(Over::Tcp);
    auto &agent = world.add("agent");
    for (const auto place : {"localhost", "localhost:1000", "1.2.3.4:x", "127.0.0.1:99999"}) {
        const auto bound = agent.sockets->bind(Pattern::Pub, "x", {.at = place});
        QVERIFY2(!bound, place);
    }
}

void TestSocketPlaces::anIpcSocketMayBeGivenAName()
{
    SocketWorld world(Over::Ipc);
    auto &agent = world.add("agent");
    const auto address = agent.sockets->bind(Pattern::Pub, "out", {.at = "prices"});
    AGORA_OK(address);
    QCOMPARE(address->endpoint, world.ipcFolder() + "/prices.sock");
    const auto path = world.ipcFolder() + "/elsewhere";
    const auto absolute = agent.sockets->bind(Pattern::Pub, "absolute", {.at = path});
    AGORA_OK(absolute);
    QCOMPARE(absolute->endpoint, path);
    const auto one = agent.sockets->bind(Pattern::Pub, "one");
    const auto two = agent.sockets->bind(Pattern::Pub, "two");
    QVERIFY(one && two && one->endpoint != two->endpoint); // unnamed ones get names of their own
}

void TestSocketPlaces::agentsOfDifferentWorkingFoldersMeet()
{
    SocketWorld world(Over::Ipc);
    auto &puller = world.add("puller");
    auto &pusher = world.add("pusher");
    QTemporaryDir here;
    QTemporaryDir there;
    const auto before = std::filesystem::current_path();
    int count = 0;
    std::filesystem::current_path(here.path().toStdString());
    const auto address = puller.sockets->bind(
        Pattern::Pull, "in", {.handlers = [&](const Delivery &) { ++count; }, .at = "meeting"});
    std::filesystem::current_path(there.path().toStdString());
    const auto connected = address ? pusher.sockets->connect(*address, "out") : address.failure();
    std::filesystem::current_path(before);
    AGORA_OK(connected);
    AGORA_OK(pusher.sockets->send("out", 1));
    QVERIFY(world.until([&] { return count == 1; }));
    QVERIFY(std::filesystem::is_empty(here.path().toStdString()));
}

void TestSocketPlaces::anIpcNameThatLeavesTheFolderIsRefused()
{
    SocketWorld world(Over::Ipc);
    auto &agent = world.add("agent");
    for (const auto name : {"../x", "a/b", ".", ".."})
        QVERIFY2(!agent.sockets->bind(Pattern::Pub, "x", {.at = name}), name);
    QTemporaryDir open; // a folder that others may enter
    std::filesystem::permissions(open.path().toStdString(), std::filesystem::perms(0755));
    const auto bound
        = agent.sockets->bind(Pattern::Pub, "x", {.at = open.filePath("socket").toStdString()});
    QVERIFY(!bound);
    QVERIFY2(bound.error().message.find(open.path().toStdString()) != std::string::npos,
        bound.error().message.c_str());
}

void TestSocketPlaces::ipcFilesAreRemovedWhenTheSocketIsClosed()
{
    SocketWorld world(Over::Ipc);
    auto &agent = world.add("agent");
    for (const auto alias : {"a", "b", "c"})
        AGORA_OK(agent.sockets->bind(Pattern::Pub, alias));
    const auto files = [&] {
        return std::distance(std::filesystem::directory_iterator(world.ipcFolder()),
            std::filesystem::directory_iterator());
    };
    QCOMPARE(files(), std::ptrdiff_t(3));
    AGORA_OK(agent.sockets->close("a"));
    QCOMPARE(files(), std::ptrdiff_t(2));
    agent.sockets->closeAll();
    QCOMPARE(files(), std::ptrdiff_t(0));
    AGORA_OK(agent.sockets->bind(Pattern::Pull, "d", {.handlers = nothing}));
    world.remove(agent); // it ends
    QCOMPARE(files(), std::ptrdiff_t(0));
}

void TestSocketPlaces::socketSaysMoreThanAgentSaysMoreThanSystem()
{
    SystemClock clock;
    QTemporaryDir folder;
    const auto transportOf = [&](std::optional<TransportKind> agent,
                                 std::optional<TransportKind> socket) {
        Bus bus({.name = "agent", .epoch = 1, .clock = &clock},
            makeZmqTransport(
                std::make_shared<const Security>(Security{.own = makeKeyPair(), .allows = {}})));
        Sockets sockets(
            bus, {.defaults = {.transport = agent}, .ipcFolder = folder.path().toStdString()});
        const auto address = sockets.bind(Pattern::Pub, "out", {.transport = socket});
        return address ? toString(address->transport) : "none";
    };
    constexpr auto inproc = TransportKind::Inproc;
    QCOMPARE(transportOf({}, {}), std::string_view("ipc")); // the library's
    QCOMPARE(transportOf(inproc, {}), std::string_view("inproc"));
    QCOMPARE(transportOf(inproc, TransportKind::Tcp), std::string_view("tcp"));
    const Environment system("AGORA_TRANSPORT", "tcp");
    QCOMPARE(transportOf({}, {}), std::string_view("tcp")); // the system's
    QCOMPARE(transportOf(inproc, {}), std::string_view("inproc"));
    QCOMPARE(transportOf(inproc, TransportKind::Ipc), std::string_view("ipc"));
    const Environment linger("AGORA_LINGER", "2s");
    QVERIFY(*SocketDefaults::system()->linger == 2s);
    const SocketDefaults own{.linger = 0s};
    QVERIFY(*own.over(*SocketDefaults::system()).linger == 0s);
    const Environment endless("AGORA_LINGER", "forever");
    QVERIFY(*SocketDefaults::system()->linger < 0s);
}

void TestSocketPlaces::aBadEnvironmentIsToldAtTheFirstSocket()
{
    const Environment system("AGORA_SERIALIZER", "pickle");
    SystemClock clock;
    Bus bus({.name = "agent", .epoch = 1, .clock = &clock}, makeZmqTransport());
    Sockets sockets(bus, {});
    const auto bound = sockets.bind(Pattern::Pub, "out", {.transport = TransportKind::Inproc});
    QVERIFY(!bound);
    QVERIFY2(bound.error().message.find("AGORA_SERIALIZER: “pickle”") != std::string::npos,
        bound.error().message.c_str());
}

void TestSocketPlaces::serializersOfAgentAndSocket_data()
{
    QTest::addColumn<QString>("agent");
    QTest::addColumn<QString>("socket");
    QTest::addColumn<QString>("expected");
    QTest::newRow("neither") << ""
                             << ""
                             << "messagepack";
    QTest::newRow("agent") << "json"
                           << ""
                           << "json";
    QTest::newRow("socket") << ""
                            << "json"
                            << "json";
    QTest::newRow("both") << "json"
                          << "messagepack"
                          << "messagepack";
    QTest::newRow("raw agent") << "raw"
                               << ""
                               << "raw";
    QTest::newRow("raw socket") << "json"
                                << "raw"
                                << "raw";
}

void TestSocketPlaces::serializersOfAgentAndSocket()
{
    QFETCH(QString, agent);
    QFETCH(QString, socket);
    QFETCH(QString, expected);
    const auto read = [](const QString &text) -> std::optional<Serializer> {
        if (text.isEmpty())
            return std::nullopt;
        return *parseSerializer(text.toStdString());
    };
    SocketWorld world(Over::Ipc);
    auto &puller = world.add("puller", 1, {.serializer = read(agent)});
    auto &pusher = world.add("pusher", 1, {.serializer = Serializer::Json}); // has nothing to say
    std::string heard;
    const auto address = puller.sockets->bind(Pattern::Pull, "in",
        {.handlers = [&](const Delivery &delivery) { heard = delivery.value.asText(); },
            .serializer = read(socket)});
    AGORA_OK(address);
    QCOMPARE(std::string(toString(address->serializer)), expected.toStdString());
    AGORA_OK(pusher.sockets->connect(*address, "out"));
    QCOMPARE(std::string(toString(pusher.sockets->addressOf("out")->serializer)),
        expected.toStdString());
    AGORA_OK(pusher.sockets->send("out", "text"));
    QVERIFY(world.until([&] { return heard == "text"; }));
}

namespace {
/// A pusher whose puller is gone for a second, while it sends and closes.
struct Lingering {
    const char *title;
    Duration linger;
    bool isDefault; ///< of the agent; else said at close
    bool isReceived;
    std::string place{};
    WorldAgent *pusher = nullptr;
    std::string heard{};
};
} // namespace

void TestSocketPlaces::lingerDecidesWhatARestartedReceiverGets()
{
    // A busy machine needs more than the one second, so “long enough” is very long.
    std::vector<Lingering> cases;
    for (const bool isDefault : {true, false}) {
        cases.push_back({"long enough", 60s, isDefault, true});
        cases.push_back({"too short", 500ms, isDefault, false});
        cases.push_back({"none", 0s, isDefault, false});
        cases.push_back({"for ever", Duration(-1), isDefault, true});
    }
    SocketWorld world(Over::Ipc);
    auto &puller = world.add("puller", 1);
    for (auto &each : cases) {
        each.place = "place" + std::to_string(&each - cases.data());
        each.pusher = &world.add("pusher of " + each.place, 1,
            {.linger = each.isDefault ? std::optional(each.linger) : std::nullopt});
        const auto address = puller.sockets->bind(
            Pattern::Pull, each.place, {.handlers = nothing, .at = each.place});
        AGORA_OK(address);
        AGORA_OK(each.pusher->sockets->connect(*address, "out"));
        AGORA_OK(each.pusher->sockets->waitForPeers("out", 1));
    }
    world.remove(puller);
    for (const auto &each : cases)
        QVERIFY(world.until([&] { return each.pusher->count("out", "peers") == 0; }));
    std::this_thread::sleep_for(500ms); // ZeroMQ has to notice too, or it writes into the dead link
    for (const auto &each : cases) {
        AGORA_OK(each.pusher->sockets->send("out", "left behind"));
        AGORA_OK(each.pusher->sockets->close(
            "out", each.isDefault ? std::nullopt : std::optional(each.linger)));
    }
    std::this_thread::sleep_for(1s);
    auto &successor = world.add("puller", 2);
    for (auto &each : cases)
        AGORA_OK(successor.sockets->bind(Pattern::Pull, each.place,
            {.handlers
                = [&each](const Delivery &delivery) { each.heard = delivery.value.asText(); },
                .at = each.place}));
    for (const auto &each : cases) {
        if (each.isReceived)
            QVERIFY2(world.until([&] { return each.heard == "left behind"; }), each.title);
    }
    world.settle(500ms);
    for (const auto &each : cases)
        QVERIFY2(each.heard.empty() != each.isReceived, each.title);
}

QTEST_GUILESS_MAIN(TestSocketPlaces)
#include "tst_socket_places.moc"
