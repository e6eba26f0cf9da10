#include "tests/agency/bus_pair.h"

#include "engine/agency/causality.h"
#include "engine/agency/name_server.h"
#include "engine/base/random.h"

#include <QTest>

using namespace agora;
using namespace agora::agency;

namespace {
std::string text(const Message &message) { return toText(message.body); }
} // namespace

class TestBus : public QObject {
    Q_OBJECT
private slots:
    void aFrameHeaderSurvivesTheWire();
    void foreignHeadersAreRefused();
    void aSubscriberGetsTheSnapshotThenEveryUpdateInOrder();
    void updatesAfterALateAnswerAreInTheSnapshotOrFollowIt();
    void anUnknownTopicIsRefusedWithASentence();
    void unsubscribingStopsTheTraffic();
    void aRestartedPublisherIsSubscribedAnew();
    void aSubscriberThatWasForgottenResumesWithoutLoss();
    void whoLagsGetsAMarkedSnapshotInsteadOfSilentLoss();
    void pushesArriveInOrder();
    void requestsAreAnsweredNowOrLater();
    void anUnknownMethodSuggestsTheNearest();
    void aDroppedRequestIsAnError();
    void noAnswerWithinTheLimitIsAnError();
    void methodsListThemselves();
    void aRestartFailsTheRequestsUnderWay();
    void anOutdatedLifeIsRefused();
    void timersRunInOrderAndDropMissedTicks();
    void theNameServerKnowsLeasesAndRefusesDuplicates();
    void aBeatOfADeadLifeDoesNotHoldUpItsSuccessor();
    void valuesTravelAsMessagePack();
};

void TestBus::aFrameHeaderSurvivesTheWire()
{
    FrameHeader header{.kind = FrameKind::Publish,
        .flags = FlagCausal | FlagSnapshotEnd,
        .epoch = 0xFEDCBA9876543210,
        .sequence = 42,
        .correlation = 7,
        .marketTime = fromNanos(-5)};
    for (int i = 0; i < 9; ++i)
        header.hops.stamp(Duration(i * 1000));
    QCOMPARE(int(header.hops.count), int(HopStamps::capacity)); // later hops are not recorded
    const Frame frame{.header = header, .topic = "tick.EUR_USD", .body = toBytes("body")};
    auto message = encodeFrame(frame);
    const auto size = message.size();
    const Frame second{.header = {.kind = FrameKind::Hello}, .topic = {}, .body = {}};
    const auto more = encodeFrame(second);
    message.insert(message.end(), more.begin(), more.end()); // several in one message
    Frame read;
    QCOMPARE(decodeFrame(message, read), size);
    QVERIFY(read == frame);
    QCOMPARE(decodeFrame(std::span(message).subspan(size), read), more.size());
    QVERIFY(read == second);
    QCOMPARE(more.size(), frameHeaderSize);
    // The wire's version 2, byte by byte: who changes it must count the version up.
    QCOMPARE(QByteArray(reinterpret_cast<const char *>(message.data()), 16).toHex(),
        QByteArray("4147523202070900"
                   "0c00060004000000"));
}

void TestBus::foreignHeadersAreRefused()
{
    const auto bytes = encodeFrame({.header = {.kind = FrameKind::Hello}, .topic = "me"});
    Frame read;
    for (std::size_t size = 0; size < bytes.size(); ++size)
        QCOMPARE(decodeFrame(std::span(bytes).first(size), read), 0U);
    for (const std::size_t at : {std::size_t(0), std::size_t(4), std::size_t(5), std::size_t(11)}) {
        auto broken = bytes;
        broken[at] = std::byte{0xEE};
        QCOMPARE(decodeFrame(broken, read), 0U);
    }
    const std::uint64_t seed = 20200101;
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    Random random(seed);
    for (int round = 0; round < 2000; ++round) { // must never crash, whatever comes
        auto noise = bytes;
        for (auto &byte : noise)
            byte = random.below(4) == 0 ? static_cast<std::byte>(random.next() & 0xFF) : byte;
        QVERIFY(decodeFrame(noise, read) <= noise.size());
    }
}

void TestBus::aSubscriberGetsTheSnapshotThenEveryUpdateInOrder()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &listener = world.add("listener");
    int count = 3;
    publisher.offer("count", [&](const Subscriber &who) {
        publisher.accept(who.id, {toBytes("first"), toBytes(std::to_string(count))});
    });
    std::vector<std::string> heard;
    listener.subscribe("publisher", "count", {.onMessage = [&](const Message &message) {
        heard.push_back((message.isSnapshot() ? "s:" : "u:") + text(message));
    }});
    world.settle();
    for (int i = 0; i < 3; ++i)
        publisher.publish("count", toBytes(std::to_string(++count)));
    world.settle();
    const std::vector<std::string> expected{"s:first", "s:3", "u:4", "u:5", "u:6"};
    QCOMPARE(heard, expected);
}

void TestBus::updatesAfterALateAnswerAreInTheSnapshotOrFollowIt()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &listener = world.add("listener");
    std::vector<std::uint64_t> waiting;
    int count = 0;
    publisher.offer("count", [&](const Subscriber &who) { waiting.push_back(who.id); });
    std::vector<std::string> heard;
    listener.subscribe("publisher", "count",
        {.onMessage = [&](const Message &message) { heard.push_back(text(message)); }});
    world.settle();
    for (; count < 5; ++count) // published while the snapshot is still being made: not yet his
        publisher.publish("count", toBytes(std::to_string(count)));
    world.settle();
    QVERIFY(heard.empty());
    publisher.accept(waiting.at(0), {toBytes("up to " + std::to_string(count))});
    publisher.publish("count", toBytes("5"));
    world.settle();
    const std::vector<std::string> expected{"up to 5", "5"};
    QCOMPARE(heard, expected);
}

void TestBus::anUnknownTopicIsRefusedWithASentence()
{
    BusWorld world;
    world.add("publisher");
    auto &listener = world.add("listener");
    std::string problem;
    listener.subscribe("publisher", "nonsense",
        {.onProblem = [&](const std::string &sentence) { problem = sentence; }});
    world.settle();
    QCOMPARE(problem, std::string("“publisher” does not publish “nonsense”"));
}

void TestBus::unsubscribingStopsTheTraffic()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &listener = world.add("listener");
    std::string gone;
    publisher.offer("a", [&](const Subscriber &who) { publisher.accept(who.id, {}); });
    publisher.onSubscriberGone([&](const Subscriber &who) { gone = who.agent + " " + who.topic; });
    int heard = 0;
    const auto id
        = listener.subscribe("publisher", "a", {.onMessage = [&](const Message &) { ++heard; }});
    world.settle();
    QCOMPARE(publisher.subscribers("a"), std::size_t(1));
    listener.unsubscribe(id);
    world.settle();
    QCOMPARE(publisher.subscribers("a"), std::size_t(0));
    QCOMPARE(gone, std::string("listener a"));
    publisher.publish("a", toBytes("x"));
    world.settle();
    QCOMPARE(heard, 1); // the empty snapshot
}

void TestBus::aRestartedPublisherIsSubscribedAnew()
{
    BusWorld world;
    auto *publisher = &world.add("publisher", 1);
    auto &listener = world.add("listener");
    const auto serve = [](Bus &bus, const std::string &life) {
        bus.offer("a", [&bus, life](const Subscriber &who) {
            bus.accept(who.id, {toBytes(life + " knows " + toText(who.arguments))});
        });
    };
    serve(*publisher, "first");
    std::vector<std::string> heard;
    listener.subscribe("publisher", "a",
        {.arguments = [&] { return toBytes(std::to_string(heard.size())); },
            .onMessage = [&](const Message &message) { heard.push_back(text(message)); }});
    world.settle();
    world.kill(*publisher);
    publisher = &world.add("publisher", 2);
    serve(*publisher, "second");
    QTRY_VERIFY_WITH_TIMEOUT((world.settle(5), heard.size() >= 2), 3000);
    const std::vector<std::string> expected{"first knows 0", "second knows 1"};
    QCOMPARE(heard, expected);
}

void TestBus::aSubscriberThatWasForgottenResumesWithoutLoss()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &listener = world.add("listener");
    bool resumed = false;
    std::vector<std::uint64_t> subscribers;
    publisher.offer(
        "a",
        [&](const Subscriber &who) {
            subscribers.push_back(who.id);
            resumed = resumed || who.canResume;
            if (who.canResume)
                publisher.resume(who.id);
            else
                publisher.accept(who.id, {toBytes("all")});
        },
        100);
    std::vector<std::string> heard;
    listener.subscribe("publisher", "a",
        {.onMessage = [&](const Message &message) { heard.push_back(text(message)); }});
    world.settle();
    publisher.publish("a", toBytes("1"));
    world.settle();
    // What a long silence does: the publisher drops the session, the listener still thinks it is
    // subscribed.
    listener.goodbye();
    world.settle();
    publisher.publish("a", toBytes("2"));
    publisher.publish("a", toBytes("3"));
    QTRY_VERIFY_WITH_TIMEOUT((world.settle(5), heard.size() >= 4), 3000);
    const std::vector<std::string> expected{"all", "1", "2", "3"};
    QCOMPARE(heard, expected);
    QVERIFY(resumed);
}

void TestBus::whoLagsGetsAMarkedSnapshotInsteadOfSilentLoss()
{
    BusWorld world;
    auto &publisher = world.add("publisher");
    auto &listener = world.add("listener");
    std::uint64_t last = 0;
    publisher.offer("a",
        [&](const Subscriber &who) { publisher.accept(who.id, {toBytes(std::to_string(last))}); });
    std::uint64_t seen = 0;
    bool wasMarked = false;
    listener.subscribe("publisher", "a", {.onMessage = [&](const Message &message) {
        seen = std::stoull(text(message));
        wasMarked = wasMarked || message.has(FlagResync);
    }});
    world.settle();
    for (; last < 50'000;) // the listener's thread is busy and handles nothing meanwhile
        publisher.publish("a", toBytes(std::to_string(++last)));
    QTRY_VERIFY_WITH_TIMEOUT((world.settle(100), seen == last), 10'000);
    QVERIFY(wasMarked);
    QVERIFY(publisher.describe()["lagged"].asInteger() > 0);
    publisher.publish("a", toBytes(std::to_string(++last)));
    world.settle();
    QCOMPARE(seen, last);
}

void TestBus::pushesArriveInOrder()
{
    BusWorld world;
    auto &worker = world.add("worker");
    auto &boss = world.add("boss");
    std::string all;
    worker.onPush("job",
        [&](const Message &message) { all += text(message) + std::string(message.from) + " "; });
    for (int i = 0; i < 4; ++i)
        boss.push("worker", "job", toBytes(std::to_string(i)));
    world.settle();
    QCOMPARE(all, std::string("0boss 1boss 2boss 3boss "));
}

void TestBus::requestsAreAnsweredNowOrLater()
{
    BusWorld world;
    auto &server = world.add("server");
    auto &client = world.add("client");
    std::vector<Answer> later;
    server.method("now", "", [](const Value &arguments, Answer answer) {
        answer.value(Value(arguments["x"].asInteger() * 2));
    });
    server.method("later", "", [&](const Value &, Answer answer) { later.push_back(answer); });
    server.method("fails", "", [](const Value &, Answer answer) { answer(fail("no, thanks")); });
    std::vector<std::string> replies;
    const auto note = [&](const Result<Value> &reply) {
        replies.push_back(reply ? reply->toJson() : reply.error().message);
    };
    Value arguments;
    arguments.set("x", 21);
    client.call("server", "later", {}, std::chrono::seconds(5), note);
    client.call("server", "now", arguments, std::chrono::seconds(5), note);
    client.call("server", "fails", {}, std::chrono::seconds(5), note);
    world.settle();
    later.at(0).value(Value("at last"));
    world.settle();
    const std::vector<std::string> expected{"42", "no, thanks", "\"at last\""};
    QCOMPARE(replies, expected);
}

void TestBus::anUnknownMethodSuggestsTheNearest()
{
    BusWorld world;
    world.add("server");
    auto &client = world.add("client");
    std::string reply;
    client.call("server", "agent.pnig", {}, std::chrono::seconds(5),
        [&](const Result<Value> &result) { reply = result ? "" : result.error().message; });
    world.settle();
    QCOMPARE(reply, std::string("“server” has no method “agent.pnig”, did you mean “agent.ping”?"));
}

void TestBus::aDroppedRequestIsAnError()
{
    BusWorld world;
    auto &server = world.add("server");
    auto &client = world.add("client");
    server.method("drops", "", [](const Value &, const Answer &) {});
    std::string reply;
    client.call("server", "drops", {}, std::chrono::seconds(5),
        [&](const Result<Value> &result) { reply = result ? "" : result.error().message; });
    world.settle();
    QCOMPARE(reply, std::string("the request was dropped without an answer"));
}

void TestBus::noAnswerWithinTheLimitIsAnError()
{
    BusWorld world;
    auto &server = world.add("server");
    auto &client = world.add("client");
    std::vector<Answer> kept;
    server.method("sleeps", "", [&](const Value &, Answer answer) { kept.push_back(answer); });
    int replies = 0;
    std::string reply;
    client.call("server", "sleeps", {}, std::chrono::milliseconds(50), [&](const Result<Value> &r) {
        ++replies;
        reply = r ? "" : r.error().message;
    });
    QTRY_COMPARE_WITH_TIMEOUT((world.settle(5), replies), 1, 3000);
    QCOMPARE(reply, std::string("“server” did not answer “sleeps”"));
    kept.at(0).value(Value(1)); // too late: ignored
    world.settle();
    QCOMPARE(replies, 1);
}

void TestBus::methodsListThemselves()
{
    BusWorld world;
    auto &server = world.add("server");
    auto &client = world.add("client");
    server.method(
        "double", "Twice as much.", [](const Value &, Answer answer) { answer.value(Value()); });
    Value methods;
    client.call("server", "agent.methods", {}, std::chrono::seconds(5),
        [&](Result<Value> reply) { methods = reply ? *reply : Value(); });
    world.settle();
    QCOMPARE(methods["double"].asText(), std::string("Twice as much."));
    QVERIFY(methods.contains("agent.describe"));
}

void TestBus::aRestartFailsTheRequestsUnderWay()
{
    BusWorld world;
    auto *server = &world.add("server", 1);
    auto &client = world.add("client");
    std::vector<Answer> kept;
    server->method("work", "", [&](const Value &, Answer answer) { kept.push_back(answer); });
    std::string reply;
    client.call("server", "work", {}, std::chrono::seconds(60),
        [&](const Result<Value> &result) { reply = result ? "" : result.error().message; });
    world.settle();
    QCOMPARE(kept.size(), std::size_t(1));
    world.kill(*server);
    world.add("server", 2);
    QTRY_VERIFY_WITH_TIMEOUT((world.settle(5), !reply.empty()), 3000);
    QCOMPARE(reply, std::string("“server” was restarted before it answered “work”"));
}

void TestBus::anOutdatedLifeIsRefused()
{
    BusWorld world;
    world.add("server");
    auto &younger = world.add("agent", 20);
    younger.call("server", "agent.ping", {}, std::chrono::seconds(1), [](const auto &) {});
    world.settle();
    world.kill(younger); // nobody is told: the server still has the session of epoch 20
    auto &older = world.add("agent", 10);
    QTRY_VERIFY_WITH_TIMEOUT((world.settle(5), older.isOutdated()), 3000);
}

void TestBus::timersRunInOrderAndDropMissedTicks()
{
    Timers<Duration> timers;
    std::vector<int> ran;
    timers.once(Duration(30), [&] { ran.push_back(30); });
    const auto stopped = timers.once(Duration(20), [&] { ran.push_back(20); });
    timers.once(Duration(10), [&] {
        ran.push_back(10);
        timers.stop(stopped);
    });
    timers.every(Duration(5), Duration(10), [&] { ran.push_back(5); });
    timers.run(Duration(100)); // late by nine periods: once, not nine times
    const std::vector<int> expected{5, 10, 30};
    QCOMPARE(ran, expected);
    QVERIFY(timers.next() == Duration(105)); // the grid of its start is kept
    QCOMPARE(timers.count(), std::size_t(1));
}

void TestBus::theNameServerKnowsLeasesAndRefusesDuplicates()
{
    BusWorld world;
    auto &host = world.add("nameserver");
    auto &client = world.add("client");
    NameServer names(host);
    const auto enter = [&](std::uint64_t epoch) {
        const Registration registration{.name = "trader",
            .kind = "trader",
            .endpoint = "mem://trader",
            .epoch = epoch,
            .pid = 4711};
        std::string problem = "none";
        client.call("nameserver", "ns.register", toValue(registration), std::chrono::seconds(5),
            [&](const Result<Value> &reply) { problem = reply ? "" : reply.error().message; });
        world.settle();
        return problem;
    };
    QCOMPARE(enter(5), std::string());
    QCOMPARE(enter(5), std::string()); // the same life again: a beat
    QCOMPARE(enter(6), std::string("the name “trader” is taken by pid 4711"));
    QCOMPARE(enter(4), std::string("“trader” runs in a newer life (pid 4711)"));
    names.forget("trader"); // the supervisor saw it die
    QCOMPARE(enter(6), std::string());
    QVERIFY(names.find("trader").has_value());
    QVERIFY(!names.find("nobody").has_value());
}

void TestBus::aBeatOfADeadLifeDoesNotHoldUpItsSuccessor()
{
    BusWorld world;
    auto &host = world.add("nameserver");
    auto &client = world.add("client");
    NameServer names(host);
    const auto registerLife = [&](std::uint64_t epoch) {
        Result<Value> result = Value(false);
        const Registration registration{
            .name = "venue", .endpoint = "mem://venue", .epoch = epoch, .pid = int(epoch)};
        client.call("nameserver", "ns.register", toValue(registration), std::chrono::seconds(5),
            [&](Result<Value> reply) { result = std::move(reply); });
        world.settle();
        return result;
    };
    QVERIFY(registerLife(1).hasValue()); // it was killed, but its last beat arrived after that
    names.expect("venue", 2);
    const auto late = registerLife(1);
    QVERIFY(!late.hasValue());
    QCOMPARE(late.error().message, std::string("a newer life of “venue” is being started"));
    QVERIFY(registerLife(2).hasValue());
    QCOMPARE(names.find("venue")->epoch, std::uint64_t(2));
}

void TestBus::valuesTravelAsMessagePack()
{
    const auto value = Value::parseJson(R"({"a":[1,2.5,true,null,"ä"],"b":{"c":-7}})");
    QVERIFY(value.hasValue());
    const auto again = Value::fromMessagePack(value->toMessagePack());
    QVERIFY(again.hasValue());
    QVERIFY(*again == *value);
    QCOMPARE(again->toJson(), std::string(R"({"a":[1,2.5,true,null,"ä"],"b":{"c":-7}})"));
    QVERIFY(!Value::parseJson("{broken").hasValue());
    QVERIFY(!Value::fromMessagePack(toBytes("\xc1")).hasValue());
}

QTEST_GUILESS_MAIN(TestBus)
#include "tst_bus.moc"
