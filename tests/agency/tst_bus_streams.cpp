#include "tests/agency/bus_pair.h"

#include "engine/agency/kept_messages.h"

#include <QTest>

using namespace agora;
using namespace agora::agency;

namespace {
std::string text(const Message &message) { return toText(message.body); }
} // namespace

/// What a publisher saves itself: messages that nobody hears, memory, readings of the clock.
class TestBusStreams : public QObject {
    Q_OBJECT
private slots:
    void theLastMessagesAreKeptInOrder();
    void whatNobodyHearsIsNotMadeButCounted();
    void publicationsOfOneMomentShareTheirStamps();
    void aSubscriptionThatDiedWithAPublisherWhoNeverAnsweredIsMadeAgain();
    void whatWaitsForAPausedAgentIsNotTakenForLost();
};

void TestBusStreams::theLastMessagesAreKeptInOrder()
{
    KeptMessages kept;
    for (int life = 0; life < 2; ++life) {
        QVERIFY(kept.empty());
        for (std::uint64_t sequence = 1; sequence <= 50; ++sequence) {
            const auto body = toBytes(std::string(sequence * 7 % 13, 'x'));
            kept.push(sequence, body, 8);
            auto expected = sequence < 8 ? 1 : sequence - 7;
            QCOMPARE(kept.oldest(), expected);
            kept.forEach([&](std::uint64_t number, const Bytes &bytes) {
                QCOMPARE(number, expected++);
                QCOMPARE(bytes.size(), std::size_t(number * 7 % 13));
            });
            QCOMPARE(expected, sequence + 1);
        }
        kept.clear();
    }
}

void TestBusStreams::whatNobodyHearsIsNotMadeButCounted()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &client = world.add("client");
    publisher.offer("loose/", [&](const Subscriber &who) { publisher.accept(who.id, {}); });
    publisher.offer(
        "kept/", [&](const Subscriber &who) { publisher.accept(who.id, {}); }, 2);
    int made = 0;
    const auto publish = [&](const std::string &topic) {
        publisher.publishIfHeard(topic, [&] { return toBytes(std::to_string(++made)); });
    };
    publish("loose/a");
    publish("loose/a");
    QCOMPARE(made, 0);
    publish("kept/a"); // for who comes back
    QCOMPARE(made, 1);
    std::vector<std::pair<std::uint64_t, std::string>> got;
    client.subscribe("publisher", "loose/a", {.onMessage = [&](const Message &message) {
        got.emplace_back(message.sequence, text(message));
    }});
    world.settle();
    publish("loose/a");
    world.settle();
    QCOMPARE(made, 2);
    QVERIFY((got == decltype(got){{2, ""}, {3, "2"}}));
}

void TestBusStreams::publicationsOfOneMomentShareTheirStamps()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &client = world.add("client");
    publisher.offer("p/", [&](const Subscriber &who) { publisher.accept(who.id, {}); });
    std::vector<Message> got;
    std::vector<std::string> bodies;
    for (const std::string topic : {"p/a", "p/b"})
        client.subscribe("publisher", topic, {.onMessage = [&](const Message &message) {
            if (message.has(FlagSnapshotEnd))
                return;
            got.push_back(message);
            bodies.push_back(text(message));
        }});
    world.settle();
    const auto stream = publisher.streamOf("p/b");
    const auto begun = steadyNow();
    publisher.inOneMoment([&] {
        publisher.publish("p/a", toBytes("1"));
        publisher.publish(stream, toBytes("2"));
    });
    const auto ended = steadyNow();
    publisher.publish("p/b", toBytes("3"));
    world.settle();
    QVERIFY((bodies == std::vector<std::string>{"1", "2", "3"}));
    const auto born = [&](std::size_t i) { return Duration(got[i].hops.at[0]); };
    QCOMPARE(born(0), born(1));
    QVERIFY(born(0) >= begun && born(0) <= ended && born(2) >= ended);
    QCOMPARE(got[1].sequence, 1U);
    QCOMPARE(got[2].sequence, 2U);
}

/// The first welcome that the listener ever sees is that of the successor.
void TestBusStreams::aSubscriptionThatDiedWithAPublisherWhoNeverAnsweredIsMadeAgain()
{
    BusWorld world;
    auto *publisher = &world.add("publisher", 1);
    auto &listener = world.add("listener");
    std::vector<std::string> heard;
    listener.subscribe("publisher", "a",
        {.onMessage = [&](const Message &message) { heard.push_back(toText(message.body)); }});
    world.kill(*publisher);
    publisher = &world.add("publisher", 2);
    int asked = 0;
    publisher->offer("a", [&](const Subscriber &who) {
        ++asked;
        publisher->accept(who.id, {toBytes("all")});
    });
    QTRY_VERIFY_WITH_TIMEOUT((world.settle(5), !heard.empty()), 30'000);
    const auto until = steadyNow() + std::chrono::milliseconds(600); // two beats and more
    while (steadyNow() < until)
        world.settle(5);
    QCOMPARE(asked, 1);
    QCOMPARE(heard, std::vector<std::string>{"all"});
}

void TestBusStreams::whatWaitsForAPausedAgentIsNotTakenForLost()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &listener = world.add("listener");
    int asked = 0;
    publisher.offer("a", [&](const Subscriber &who) {
        ++asked;
        publisher.accept(who.id, {});
    });
    int pushed = 0;
    publisher.onPush("b", [&](const Message &) { ++pushed; });
    world.settle();
    publisher.pause();
    listener.subscribe("publisher", "a", {});
    for (int i = 0; i < 3; ++i)
        listener.push("publisher", "b", {});
    const auto until = steadyNow() + std::chrono::milliseconds(600); // two beats and more
    while (steadyNow() < until)
        world.settle(5);
    QCOMPARE(asked, 0);
    publisher.resume();
    QTRY_COMPARE_WITH_TIMEOUT((world.settle(5), pushed), 3, 30'000);
    world.settle();
    QCOMPARE(asked, 1);
    QCOMPARE(publisher.describe()["lost"].asInteger(), std::int64_t{0});
}

QTEST_GUILESS_MAIN(TestBusStreams)
#include "tst_bus_streams.moc"
