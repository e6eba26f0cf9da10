#include "tests/agency/socket_world.h"

#include <set>

using namespace agora;
using namespace agora::agency;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(agora::agency::Over)
Q_DECLARE_METATYPE(agora::agency::Pattern)
Q_DECLARE_METATYPE(agora::agency::Serializer)

/// PUB-SUB over every transport; what SYNC_PUB must do alike runs for both.
class TestPublications : public QObject {
    Q_OBJECT
private slots:
    void initTestCase_data();
    void init();
    void cleanup() { m_world.reset(); }

    void everySubscriberGetsWhatItsPrefixesMatch_data();
    void everySubscriberGetsWhatItsPrefixesMatch();
    void allMatchingHandlersRunAndKnowTopicAndPrefix_data() { bothPatterns(); }
    void allMatchingHandlersRunAndKnowTopicAndPrefix();
    void topicsMayHoldAnyBytes_data() { bothPatterns(); }
    void topicsMayHoldAnyBytes();
    void oneTopicIsUnsubscribed_data() { bothPatterns(); }
    void oneTopicIsUnsubscribed();
    void severalTopicsAreUnsubscribedAndSubscribedAgain_data() { bothPatterns(); }
    void severalTopicsAreUnsubscribedAndSubscribedAgain();
    void subscribingAgainReplacesOnlyThatTopic_data() { bothPatterns(); }
    void subscribingAgainReplacesOnlyThatTopic();
    void whatNobodyWantsIsNotOnTheWire_data() { bothPatterns(); }
    void whatNobodyWantsIsNotOnTheWire();
    void publicationsArriveInOrderWithoutGap_data() { bothPatterns(); }
    void publicationsArriveInOrderWithoutGap();
    void aBoundSubscriberHearsManyPublishers();
    void aRestartedPublisherIsHeardAgainAndTheGapIsTold();
    void aSlowSubscriberLosesTheOldestAndIsTold();
    void aSlowSubscriberLosesTheNewestAndIsTold();
    void aSlowSubscriberIsSentAwayAndComesBack();
    void aSlowSubscriberHoldsUpABlockingPublisherUpToItsLimit();
    void aSlowSubscriberHindersNoOther();
    void whoJoinsLateGetsTheLastValues();

private:
    static void bothPatterns()
    {
        QTest::addColumn<Pattern>("pattern");
        QTest::newRow("PUB") << Pattern::Pub;
        QTest::newRow("SYNC_PUB") << Pattern::SyncPub;
    }
    /// A publisher of the row's pattern, and its address.
    struct Published {
        WorldAgent &agent;
        Address address;
    };
    Published publisher(const std::string &name = "publisher", BindOptions options = {})
    {
        static const Handler answer = [](const Delivery &delivery) { return delivery.value; };
        const bool isSync = QTest::currentDataTag() != nullptr
            && std::string(QTest::currentDataTag()) == "SYNC_PUB";
        if (isSync)
            options.handlers = answer;
        auto &agent = m_world->add(name);
        const auto address
            = agent.sockets->bind(isSync ? Pattern::SyncPub : Pattern::Pub, "out", options);
        if (!address)
            qFatal("%s", address.error().message.c_str());
        return {agent, *address};
    }
    struct Listener {
        WorldAgent *agent = nullptr;
        std::vector<std::string> heard;
        std::uint64_t missed = 0;
        int gaps = 0;
        Handler handler(const std::string &mark = {})
        {
            return [this, mark](const Delivery &delivery) {
                heard.push_back(mark
                    + (delivery.value.isText() ? delivery.value.asText()
                                               : delivery.value.toJson()));
            };
        }
    };
    Listener &listener(
        const std::string &name, const Address &address, std::map<std::string, Handler> topics = {})
    {
        auto &made = m_listeners[name];
        made = {};
        made.agent = &m_world->add(name);
        if (topics.empty())
            topics[""] = made.handler();
        const auto connected = made.agent->sockets->connect(
            address, "in", {.handlers = topics, .onGap = [&made](const Gap &gap) {
                                made.missed += gap.missed;
                                ++made.gaps;
                            }});
        if (!connected)
            qFatal("%s", connected.error().message.c_str());
        if (const auto known = made.agent->sockets->waitForPeers("in", 1); !known)
            qFatal("%s", known.error().message.c_str());
        return made;
    }
    std::map<std::string, Listener> m_listeners;
    std::unique_ptr<SocketWorld> m_world;
};

void TestPublications::initTestCase_data()
{
    QTest::addColumn<Over>("over");
    for (const auto &[over, name] : everyTransport)
        QTest::newRow(name) << over;
}

void TestPublications::init()
{
    QFETCH_GLOBAL(Over, over);
    m_listeners.clear();
    m_world = std::make_unique<SocketWorld>(over);
}

void TestPublications::everySubscriberGetsWhatItsPrefixesMatch_data()
{
    QTest::addColumn<Serializer>("serializer");
    QTest::newRow("json") << Serializer::Json;
    QTest::newRow("messagepack") << Serializer::MessagePack;
}

void TestPublications::everySubscriberGetsWhatItsPrefixesMatch()
{
    QFETCH(Serializer, serializer);
    const auto [agent, address] = publisher("publisher", {.serializer = serializer});
    const std::map<std::string, std::vector<std::string>> wanted{{"all", {""}}, {"foo", {"foo"}},
        {"both", {"foo", "bar"}}, {"bar", {"bar"}}, {"fo", {"fo"}}};
    for (const auto &[name, prefixes] : wanted) {
        std::map<std::string, Handler> topics;
        for (const auto &prefix : prefixes)
            topics[prefix] = m_listeners[name].handler();
        auto &made = m_listeners[name];
        (void)made;
        listener(name, address, topics);
    }
    // Topic and payload are apart: a payload cannot look like a topic.
    for (const auto &[topic, text] : std::vector<std::pair<std::string, std::string>>{
             {"", "foo in the payload"}, {"foo", "1"}, {"foobar", "2"}, {"fo", "o3"}})
        AGORA_OK(agent.sockets->send("out", text, {.topic = topic}));
    const std::map<std::string, std::vector<std::string>> expected{
        {"all", {"foo in the payload", "1", "2", "o3"}}, {"foo", {"1", "2"}}, {"both", {"1", "2"}},
        {"bar", {}}, {"fo", {"1", "2", "o3"}}};
    QVERIFY(m_world->until([&] { return m_listeners["all"].heard.size() == 4; }));
    m_world->settle();
    for (const auto &[name, texts] : expected)
        QVERIFY2(m_listeners[name].heard == texts, name.c_str());
}

void TestPublications::allMatchingHandlersRunAndKnowTopicAndPrefix()
{
    const auto [agent, address] = publisher();
    std::multiset<std::string> ran;
    const Handler note
        = [&](const Delivery &delivery) { ran.insert(delivery.prefix + "<" + delivery.topic); };
    listener("listener", address, {{"", note}, {"tick.", note}, {"tick.EUR", note}, {"bar", note}});
    AGORA_OK(agent.sockets->send("out", 1, {.topic = "tick.EUR_USD"}));
    const std::multiset<std::string> expected{
        "<tick.EUR_USD", "tick.<tick.EUR_USD", "tick.EUR<tick.EUR_USD"};
    QVERIFY(m_world->until([&] { return ran.size() == 3; }));
    m_world->settle();
    QVERIFY(ran == expected);
}

void TestPublications::topicsMayHoldAnyBytes()
{
    const auto [agent, address] = publisher();
    std::string every;
    for (int byte = 0; byte < 256; ++byte)
        every.push_back(static_cast<char>(byte));
    std::vector<std::string> heard;
    const Handler note = [&](const Delivery &delivery) { heard.push_back(delivery.topic); };
    const std::vector<std::string> topics{
        std::string("\xEB"), std::string("\x80"), std::string("\x00z", 2), "À", every};
    std::map<std::string, Handler> handlers;
    for (const auto &topic : topics)
        handlers[topic] = note;
    listener("listener", address, handlers);
    for (const auto &topic : topics)
        AGORA_OK(agent.sockets->send("out", 1, {.topic = topic}));
    AGORA_OK(agent.sockets->send("out", 1, {.topic = std::string("\xEC")}));
    QVERIFY(m_world->until([&] { return heard.size() == topics.size(); }));
    m_world->settle();
    QCOMPARE(heard.size(), topics.size());
    for (const auto &topic : topics)
        QVERIFY(std::find(heard.begin(), heard.end(), topic) != heard.end());
}

void TestPublications::oneTopicIsUnsubscribed()
{
    const auto [agent, address] = publisher();
    auto &ears = m_listeners["ears"];
    auto &made = listener("ears", address, {{"a", ears.handler("a:")}, {"b", ears.handler("b:")}});
    AGORA_OK(made.agent->sockets->unsubscribe("in", {"a"}));
    AGORA_OK(made.agent->sockets->waitForPeers("in", 1));
    AGORA_OK(agent.sockets->send("out", 1, {.topic = "a"}));
    AGORA_OK(agent.sockets->send("out", 2, {.topic = "b"}));
    QVERIFY(m_world->until([&] { return !ears.heard.empty(); }));
    m_world->settle();
    QVERIFY(ears.heard == std::vector<std::string>{"b:2"});
    const auto unknown = made.agent->sockets->unsubscribe("in", {"c"});
    QVERIFY(!unknown);
    QVERIFY(unknown.error().message.find("has not subscribed “c”") != std::string::npos);
}

void TestPublications::severalTopicsAreUnsubscribedAndSubscribedAgain()
{
    const auto [agent, address] = publisher();
    auto &ears = m_listeners["ears"];
    auto &made = listener("ears", address,
        {{"a", ears.handler("a:")}, {"b", ears.handler("b:")}, {"c", ears.handler("c:")}});
    auto &sockets = *made.agent->sockets;
    const auto publishAll = [&, &from = agent] {
        for (const auto topic : {"a", "b", "c", "d"})
            (void)from.sockets->send("out", 0, {.topic = topic});
    };
    AGORA_OK(sockets.unsubscribe("in", {"a", "b"}));
    AGORA_OK(sockets.waitForPeers("in", 1));
    publishAll();
    QVERIFY(m_world->until([&] { return ears.heard == std::vector<std::string>{"c:0"}; }));
    AGORA_OK(sockets.subscribe("in", {{"a", ears.handler("A:")}, {"d", ears.handler("D:")}}));
    AGORA_OK(sockets.waitForPeers("in", 1));
    publishAll();
    const std::vector<std::string> expected{"c:0", "A:0", "c:0", "D:0"};
    QVERIFY(m_world->until([&] { return ears.heard.size() == 4; }));
    m_world->settle();
    QVERIFY(ears.heard == expected);
}

void TestPublications::subscribingAgainReplacesOnlyThatTopic()
{
    const auto [agent, address] = publisher();
    auto &ears = m_listeners["ears"];
    auto &made = listener("ears", address, {{"a", ears.handler("a:")}, {"b", ears.handler("b:")}});
    AGORA_OK(made.agent->sockets->subscribe("in", {{"a", ears.handler("new:")}}));
    AGORA_OK(agent.sockets->send("out", 1, {.topic = "a"}));
    AGORA_OK(agent.sockets->send("out", 2, {.topic = "b"}));
    QVERIFY(m_world->until([&] { return ears.heard.size() == 2; }));
    m_world->settle();
    QVERIFY((ears.heard == std::vector<std::string>{"new:1", "b:2"}));
}

void TestPublications::whatNobodyWantsIsNotOnTheWire()
{
    const auto [agent, address] = publisher();
    auto &made = listener("ears", address, {{"a", m_listeners["ears"].handler()}});
    const auto sent = [&from = agent] {
        return from.sockets->describe()["out"]["links"].asArray().at(0)["out"]["sent"].asInteger();
    };
    for (int i = 0; i < 100; ++i)
        AGORA_OK(agent.sockets->send("out", i, {.topic = i % 2 == 0 ? "a" : "b"}));
    QVERIFY(m_world->until([&] { return made.heard.size() == 50; }));
    QCOMPARE(sent(), std::int64_t(50)); // what is not wanted never left
    AGORA_OK(made.agent->sockets->unsubscribe("in", {"a"}));
    AGORA_OK(made.agent->sockets->waitForPeers("in", 1));
    const auto before = made.agent->counters().framesIn;
    for (int i = 0; i < 1000; ++i)
        AGORA_OK(agent.sockets->send("out", i, {.topic = "a"}));
    m_world->settle();
    QCOMPARE(sent(), std::int64_t(50));
    // Greetings still come in, four a second; a thousand messages do not.
    QVERIFY(made.agent->counters().framesIn - before < 500);
    QCOMPARE(made.heard.size(), std::size_t(50));
}

void TestPublications::publicationsArriveInOrderWithoutGap()
{
    const auto [agent, address] = publisher();
    auto &made = listener("ears", address);
    std::vector<std::string> expected;
    for (int i = 0; i < 2000; ++i) {
        AGORA_OK(agent.sockets->send("out", i));
        expected.push_back(std::to_string(i));
    }
    QVERIFY(m_world->until([&] { return made.heard.size() == 2000; }));
    QVERIFY(made.heard == expected);
    QCOMPARE(made.gaps, 0);
}

void TestPublications::aBoundSubscriberHearsManyPublishers()
{
    auto &log = m_world->add("log");
    std::multiset<std::string> heard;
    const auto address = log.sockets->bind(Pattern::Sub, "in",
        {.handlers = std::map<std::string, Handler>{{"error", [&](const Delivery &delivery) {
                                                         heard.insert(delivery.from + ":"
                                                             + delivery.value.asText());
                                                     }}}});
    AGORA_OK(address);
    for (const auto name : {"a", "b", "c"}) {
        auto &agent = m_world->add(name);
        AGORA_OK(agent.sockets->connect(*address, "log"));
        AGORA_OK(agent.sockets->waitForPeers("log", 1));
        AGORA_OK(log.sockets->waitForPeers("in", 1));
    }
    AGORA_OK(log.sockets->waitForPeers("in", 3));
    for (const auto name : {"a", "b", "c"}) {
        // Each knows the subscription before its waitForPeers of the subscriber was over.
        for (auto *agent : m_world->agents()) {
            if (agent->bus->name() == name) {
                AGORA_OK(agent->sockets->send("log", "broken", {.topic = "error.disk"}));
                AGORA_OK(agent->sockets->send("log", "fine", {.topic = "info"}));
            }
        }
    }
    QVERIFY(m_world->until([&] { return heard.size() == 3; }));
    m_world->settle();
    QVERIFY((heard == std::multiset<std::string>{"a:broken", "b:broken", "c:broken"}));
}

void TestPublications::aRestartedPublisherIsHeardAgainAndTheGapIsTold()
{
    auto *agent = &m_world->add("publisher", 1);
    auto address = agent->sockets->bind(Pattern::Pub, "out");
    AGORA_OK(address);
    auto &made = listener("ears", *address);
    AGORA_OK(agent->sockets->send("out", "first life"));
    QVERIFY(m_world->until([&] { return made.heard.size() == 1; }));
    m_world->remove(*agent);
    auto &successor = m_world->add("publisher", 2);
    const auto place = address->endpoint.substr(0, address->endpoint.find('|'));
    QVERIFY(m_world->until(
        [&] { return successor.sockets->bind(Pattern::Pub, "out", {.at = place}).hasValue(); }));
    QVERIFY(m_world->until([&] { return successor.count("out", "peers") == 1; }));
    AGORA_OK(made.agent->sockets->waitForPeers("in", 1));
    AGORA_OK(successor.sockets->send("out", "second life"));
    QVERIFY(m_world->until([&] { return made.heard.size() == 2; }));
    QCOMPARE(made.heard.back(), std::string("second life"));
    QCOMPARE(made.gaps, 1); // of unknown size: nobody knows what the first life said meanwhile
}

void TestPublications::aSlowSubscriberLosesTheOldestAndIsTold()
{
    const auto [agent, address]
        = publisher("publisher", {.queue = {.limit = 100, .policy = QueuePolicy::DropOldest}});
    auto &made = listener("slow", address);
    made.agent->isBusy = true;
    for (int i = 1; i <= 100'000; ++i)
        AGORA_OK(agent.sockets->send("out", i)); // never waits
    made.agent->isBusy = false;
    QVERIFY(m_world->until([&] { return made.heard.size() + made.missed == 100'000; }));
    QCOMPARE(made.heard.size(), std::size_t(100));
    QCOMPARE(made.heard.front(), std::string("1")); // was under way already
    QCOMPARE(made.heard.back(), std::string("100000"));
    QCOMPARE(made.gaps, 1);
    const auto link = agent.sockets->describe()["out"]["links"].asArray().at(0);
    QCOMPARE(link["out"]["dropped"].asInteger(), std::int64_t(99'900)); // both ends know
}

void TestPublications::aSlowSubscriberLosesTheNewestAndIsTold()
{
    const auto [agent, address]
        = publisher("publisher", {.queue = {.limit = 100, .policy = QueuePolicy::DropNewest}});
    auto &made = listener("slow", address);
    made.agent->isBusy = true;
    for (int i = 1; i <= 1000; ++i)
        AGORA_OK(agent.sockets->send("out", i));
    made.agent->isBusy = false;
    // Told although nothing is published any more.
    QVERIFY(m_world->until([&] { return made.heard.size() + made.missed == 1000; }));
    QCOMPARE(made.heard.size(), std::size_t(100));
    QCOMPARE(made.heard.back(), std::string("100"));
    AGORA_OK(agent.sockets->send("out", 1001));
    QVERIFY(m_world->until([&] { return made.heard.back() == "1001"; }));
    QCOMPARE(made.missed, std::uint64_t(900));
}

void TestPublications::aSlowSubscriberIsSentAwayAndComesBack()
{
    const auto [agent, address]
        = publisher("publisher", {.queue = {.limit = 10, .policy = QueuePolicy::DisconnectSlow}});
    auto &made = listener("slow", address);
    made.agent->isBusy = true;
    for (int i = 1; i <= 50; ++i)
        AGORA_OK(agent.sockets->send("out", i));
    QCOMPARE(agent.count("out", "disconnected"), std::uint64_t(1));
    QCOMPARE(agent.count("out", "peers"), std::uint64_t(0));
    made.agent->isBusy = false;
    QVERIFY(m_world->until([&, &from = agent] { return from.count("out", "peers") == 1; }));
    QVERIFY(m_world->until([&] { return made.gaps == 1; })); // it knows that it missed some
    AGORA_OK(made.agent->sockets->waitForPeers("in", 1));
    AGORA_OK(agent.sockets->send("out", "again"));
    QVERIFY(m_world->until([&] { return made.heard.back() == "again"; }));
}

void TestPublications::aSlowSubscriberHoldsUpABlockingPublisherUpToItsLimit()
{
    const auto [agent, address]
        = publisher("publisher", {.queue = {.limit = 10, .policy = QueuePolicy::Block}});
    auto &slow = listener("slow", address);
    auto &quick = listener("quick", address);
    slow.agent->isBusy = true;
    for (int i = 1; i <= 10; ++i)
        AGORA_OK(agent.sockets->send("out", i));
    const auto blocked = agent.sockets->send("out", 11, {.limit = 100ms});
    QVERIFY(!blocked);
    QVERIFY2(blocked.error().message.find("“slow” has no room") != std::string::npos,
        blocked.error().message.c_str());
    QVERIFY(m_world->until([&] { return quick.heard.size() == 11; })); // the others got it
    slow.agent->isBusy = false;
    QVERIFY(m_world->until([&] { return slow.heard.size() == 10; }));
    for (int i = 12; i <= 500; ++i)
        AGORA_OK(agent.sockets->send("out", i));
    QVERIFY(m_world->until([&] { return slow.heard.size() == 499 && quick.heard.size() == 500; }));
}

void TestPublications::aSlowSubscriberHindersNoOther()
{
    const auto [agent, address] = publisher("publisher", {.queue = {.limit = 50}});
    auto &slow = listener("slow", address);
    auto &quick = listener("quick", address);
    slow.agent->isBusy = true;
    for (int i = 0; i < 1000; ++i) {
        AGORA_OK(agent.sockets->send("out", i));
        if (i % 10 == 0)
            QVERIFY(m_world->until([&] { return quick.heard.size() == std::size_t(i) + 1; }));
    }
    QVERIFY(m_world->until([&] { return quick.heard.size() == 1000; }));
    QCOMPARE(quick.gaps, 0);
    slow.agent->isBusy = false;
    QVERIFY(m_world->until([&] { return slow.heard.size() + slow.missed == 1000; }));
    QVERIFY(slow.missed > 0);
}

void TestPublications::whoJoinsLateGetsTheLastValues()
{
    const auto [agent, address] = publisher("publisher", {.keepsLast = true});
    for (int i = 1; i <= 3; ++i) {
        AGORA_OK(agent.sockets->send("out", i, {.topic = "a"}));
        AGORA_OK(agent.sockets->send("out", -i, {.topic = "b"}));
    }
    std::vector<std::string> heard;
    const Handler note = [&](const Delivery &delivery) {
        heard.push_back(
            delivery.topic + delivery.value.toJson() + (delivery.isSnapshot ? "s" : ""));
    };
    listener("late", address, {{"a", note}, {"", note}});
    AGORA_OK(agent.sockets->send("out", 4, {.topic = "a"}));
    QVERIFY(m_world->until([&] { return heard.size() == 5; }));
    m_world->settle();
    // Each last value once, though “a” is wanted by two prefixes; their handlers all run.
    QVERIFY((std::multiset<std::string>(heard.begin(), heard.end())
        == std::multiset<std::string>{"a3s", "a3s", "b-3s", "a4", "a4"}));
}

QTEST_GUILESS_MAIN(TestPublications)
#include "tst_publications.moc"
