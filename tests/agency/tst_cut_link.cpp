// Two hosts, here two addresses of the loopback range, and a line between them that is cut and
// comes back: tcp with keys.
#include "engine/agency/bus.h"
#include "engine/agency/links.h"
#include "engine/agency/zmq_transport.h"
#include "engine/base/clock.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace agora;
using namespace agora::agency;

namespace {

constexpr int patience = 60'000; // ms, for a busy machine

/// The line: passes on what comes, until it is cut.
class Line : public QObject {
public:
    Line(QHostAddress here, QHostAddress there, quint16 port)
        : m_here(std::move(here)), m_there(std::move(there)), m_port(port)
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] { join(); });
    }
    /// The first time at any free port, afterwards at the same.
    bool open()
    {
        const bool isOpen = m_server.listen(m_here, m_known);
        m_known = m_server.serverPort();
        return isOpen;
    }
    quint16 port() const { return m_known; }
    void cut()
    {
        m_server.close();
        for (auto *socket : findChildren<QTcpSocket *>()) {
            socket->abort();
            delete socket;
        }
    }

    bool doesSwallow = false; ///< what the listener sends
    qint64 swallowed = 0; ///< bytes

private:
    void join()
    {
        while (auto *near = m_server.nextPendingConnection()) {
            near->setParent(this);
            auto *far = new QTcpSocket(this);
            far->connectToHost(m_there, m_port);
            connect(near, &QTcpSocket::readyRead, far, [this, near, far] {
                const auto bytes = near->readAll();
                swallowed += doesSwallow ? bytes.size() : 0;
                if (!doesSwallow)
                    far->write(bytes);
            });
            connect(far, &QTcpSocket::readyRead, near, [=] { near->write(far->readAll()); });
            connect(near, &QTcpSocket::disconnected, far, &QTcpSocket::abort);
            connect(far, &QTcpSocket::disconnected, near, &QTcpSocket::abort);
        }
    }
    QTcpServer m_server;
    QHostAddress m_here;
    QHostAddress m_there;
    quint16 m_port;
    quint16 m_known = 0;
};

struct Host {
    Host(const std::string &name, const SecurityRef &keys, std::vector<std::string> endpoints)
        : transport(makeZmqTransport(keys)), bus(nullptr)
    {
        auto *raw = transport.get();
        bus = std::make_unique<Bus>(
            BusSetup{.name = name, .epoch = 1, .endpoints = {}, .clock = &clock},
            std::move(transport));
        for (const auto &endpoint : endpoints) {
            const auto port = raw->bind(endpoint);
            if (!port)
                qFatal("%s", port.error().message.c_str());
            address = raw->endpointOf(*port);
        }
    }
    SystemClock clock;
    std::unique_ptr<Transport> transport;
    std::unique_ptr<Bus> bus;
    std::string address; ///< with its key
};

} // namespace

class TestCutLink : public QObject {
    Q_OBJECT

    SecurityRef m_keys;
    std::unique_ptr<Host> m_publisher;
    std::unique_ptr<Host> m_listener;
    std::unique_ptr<Line> m_line;

    void turn()
    {
        QCoreApplication::processEvents();
        m_publisher->bus->turn(std::chrono::milliseconds(1));
        m_listener->bus->turn(std::chrono::milliseconds(1));
    }

private slots:
    void init()
    {
        m_keys = std::make_shared<Security>(Security{makeKeyPair(), {}});
        m_publisher = std::make_unique<Host>(
            "publisher", m_keys, std::vector<std::string>{"tcp://127.0.0.2:*"});
        m_listener = std::make_unique<Host>("listener", m_keys, std::vector<std::string>{});
        const auto real = KeyedEndpoint::fromText(m_publisher->address);
        const auto port
            = static_cast<quint16>(std::stoi(real.address.substr(real.address.rfind(':') + 1)));
        m_line = std::make_unique<Line>(QHostAddress("127.0.0.3"), QHostAddress("127.0.0.2"), port);
        QVERIFY(m_line->open());
        m_listener->bus->know("publisher",
            KeyedEndpoint{"tcp://127.0.0.3:" + std::to_string(m_line->port()), real.serverKey}
                .toText());
    }

    void cleanup()
    {
        m_listener.reset();
        m_publisher.reset();
        m_line.reset();
    }

    void aStreamGoesOnWithoutLossWhenTheLineIsBack()
    {
        m_publisher->bus->offer(
            "count",
            [this](const Subscriber &who) {
                if (who.canResume)
                    m_publisher->bus->resume(who.id);
                else
                    m_publisher->bus->accept(who.id, {toBytes("0")});
            },
            10'000);
        std::vector<int> heard;
        m_listener->bus->subscribe("publisher", "count", {.onMessage = [&](const Message &message) {
            heard.push_back(std::stoi(toText(message.body)));
        }});
        QTRY_VERIFY_WITH_TIMEOUT((turn(), heard.size() == 1), patience);
        int sent = 0;
        const auto publish = [&](int count) {
            for (int i = 0; i < count; ++i)
                m_publisher->bus->publish("count", toBytes(std::to_string(++sent)));
        };
        for (int cut = 0; cut < 3; ++cut) {
            publish(200);
            for (int i = 0; i < 5; ++i)
                turn(); // some of it is under way
            m_line->cut();
            publish(200);
            for (int i = 0; i < 100; ++i)
                turn();
            QVERIFY(m_line->open());
            publish(200);
            QTRY_VERIFY_WITH_TIMEOUT((turn(), !heard.empty() && heard.back() == sent), patience);
        }
        for (std::size_t i = 0; i < heard.size(); ++i)
            QCOMPARE(heard[i], int(i)); // each once, in order
    }

    /// The publisher still knows the listener, and nothing but the subscription is missing.
    void aSubscriptionThatTheLineSwallowedIsMadeAgain()
    {
        m_publisher->bus->offer("count",
            [this](const Subscriber &who) { m_publisher->bus->accept(who.id, {toBytes("0")}); });
        m_listener->bus->push("publisher", "nothing", {});
        QTRY_VERIFY_WITH_TIMEOUT((turn(), m_listener->bus->isUp("publisher")), patience);
        m_line->doesSwallow = true;
        int heard = 0;
        m_listener->bus->subscribe(
            "publisher", "count", {.onMessage = [&](const Message &) { ++heard; }});
        QTRY_VERIFY_WITH_TIMEOUT((turn(), m_line->swallowed > 0), patience);
        m_line->cut();
        m_line->doesSwallow = false;
        QVERIFY(m_line->open());
        QTRY_VERIFY_WITH_TIMEOUT((turn(), heard > 0), patience);
        QVERIFY(m_publisher->bus->subscribers("count") == 1);
    }

    void requestsAreAnsweredAgainWhenTheLineIsBack()
    {
        m_publisher->bus->onRequest("echo", [](const Message &message, const Answer &answer) {
            answer(Bytes(message.body.begin(), message.body.end()));
        });
        const auto ask = [&](Duration limit) {
            std::optional<Result<Bytes>> got;
            m_listener->bus->request("publisher", "echo", toBytes("hello"), limit,
                [&](Result<Bytes> reply) { got = std::move(reply); });
            const auto deadline = steadyNow() + std::chrono::seconds(60);
            while (!got && steadyNow() < deadline)
                turn();
            return got && got->hasValue() && toText(**got) == "hello";
        };
        QVERIFY(ask(std::chrono::seconds(30)));
        m_line->cut();
        QVERIFY(!ask(std::chrono::milliseconds(300))); // an error in time, no hanging
        QVERIFY(m_line->open());
        QTRY_VERIFY_WITH_TIMEOUT(ask(std::chrono::seconds(5)), patience);
    }
};

QTEST_GUILESS_MAIN(TestCutLink)
#include "tst_cut_link.moc"
