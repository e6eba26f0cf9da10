// The Feeder over venues that behave badly.
#include "engine/agents/feeder/bus_feed.h"
#include "tests/agents/feeder/feeder_world.h"
#include "tests/agents/feeder/late_port.h"

#include <cmath>
#include <set>

using namespace agora;
using namespace agora::test;
using namespace std::chrono_literals;

class TestFeeder : public QObject {
    Q_OBJECT
private slots:
    void goodTicksPassInOrderAndBadOnesAreCounted();
    void onlyWantedSymbolsAreAskedFor();
    void aLostLineComesBackAndItsGapIsFilled();
    void triesToConnectAreSpacedOut();
    void aLateRouterGetsWhatItMissed();
    void historyIsPagedAndPacedAndNobodyKnows();
    void requestsSurviveALostLine();
    void refusalsAndRubbishAreTold();
    void aShortRequestDoesNotWaitForALongOne();
    void aHangingVenueDoesNotStopTheAgent();
    void aThreadThatFailsIsStartedAgain();
    void silenceIsToldBySymbolAndForTheLine();
    void aClosedMarketIsNotStale();
    void kindsOfVenuesAreAList();
    void anInstantStaysOpenUntilItsTicksWentOn();
    void aVenueAgentThatDiesIsFollowedAgain();
    void aLateAnswerIsNotTheNextQuestions();
};

void TestFeeder::goodTicksPassInOrderAndBadOnesAreCounted()
{
    FeederWorld one;
    Listener<TickBatch> ticks(one.router, "feeder", "ticks/EUR_USD");
    QVERIFY(one.untilState("connected"));
    one.world.clock.advanceTo(at(10));
    one.venue->push({"EUR_USD", {tick(1), tick(2, std::nan("")), tick(2, -1), tick(3, 1.2, 1.1)}});
    one.venue->push({"EUR_USD", {tick(2), tick(500), tick(4), tick(5, 1.1, INFINITY)}});
    one.venue->push({"GBP_USD", {tick(5)}}); // nobody asked for it
    one.venue->push({"EUR_USD", {tick(5)}});
    QVERIFY(one.until([&] { return secondsOf(ticks).size() == 4; }));
    QCOMPARE(secondsOf(ticks), (std::vector{1, 3, 4, 5}));
    QVERIFY(ticks.problem.empty());
    std::uint64_t number = 0;
    for (const auto &batch : ticks.updates) {
        for (const auto &each : batch.ticks) {
            QCOMPARE(each.number, ++number);
            QCOMPARE((each.flags & TickCrossed) != 0, each.time == at(3));
        }
    }
    const auto told = one.describe();
    const auto &row = told["ticks"]["EUR_USD"];
    QCOMPARE(row["taken"].asInteger(), 4);
    QCOMPARE(row["dropped"].asInteger(), 5);
    QCOMPARE(row["not_finite"].asInteger(), 2);
    QCOMPARE(row["not_positive"].asInteger(), 1);
    QCOMPARE(row["runs_back"].asInteger(), 1);
    QCOMPARE(row["too_far_ahead"].asInteger(), 1);
    QCOMPARE(row["crossed"].asInteger(), 1);
    QCOMPARE(told["feed"]["ticks_nobody_asked_for"].asInteger(), 1);
}

void TestFeeder::onlyWantedSymbolsAreAskedFor()
{
    FeederWorld one;
    Listener<TickBatch> yen(one.router, "feeder", "ticks/USD_JPY");
    QVERIFY(one.until([&] { return one.venue->symbols() == std::vector<std::string>{"USD_JPY"}; }));
    Listener<TickBatch> euro(one.router, "feeder", "ticks/EUR_USD");
    QVERIFY(one.until([&] { return one.venue->symbols().size() == 2; }));
    Listener<TickBatch> unknown(one.router, "feeder", "ticks/EUR_XXX");
    QVERIFY(one.until([&] { return !unknown.problem.empty(); }));
    QVERIFY(contains(unknown.problem, "EUR_XXX"));
    one.venue->push({"USD_JPY", {tick(0, 148, 148.01)}});
    QVERIFY(one.until([&] { return yen.updates.size() == 1; }));
    QVERIFY(euro.updates.empty());
}

void TestFeeder::aLostLineComesBackAndItsGapIsFilled()
{
    FeederWorld one;
    Listener<TickBatch> ticks(one.router, "feeder", "ticks/EUR_USD");
    QVERIFY(one.untilState("connected"));
    one.world.clock.advanceTo(at(20));
    one.venue->push({"EUR_USD", {tick(1), tick(2)}});
    QVERIFY(one.until([&] { return secondsOf(ticks).size() == 2; }));
    one.venue->set([](auto &script) {
        script.history = {tick(1), tick(2), tick(3), tick(4), tick(5), tick(6)};
        script.refuseConnections = 2;
        script.dropLine = true;
        script.hangRequests = true;
    });
    QVERIFY(one.until([&] {
        return one.hasSaid("disconnected", "connection refused")
            && one.say["state"].asText() == "connected";
    }));
    one.venue->push({"EUR_USD", {tick(6), tick(7)}}); // 6 is in the history too
    for (int i = 0; i < 20; ++i) { // live ticks wait for what was missed
        one.world.settle();
        QTest::qSleep(1);
    }
    QCOMPARE(secondsOf(ticks).size(), std::size_t(2));
    one.venue->set([](auto &script) { script.hangRequests = false; });
    QVERIFY(one.until([&] { return secondsOf(ticks).size() >= 7; }));
    QCOMPARE(secondsOf(ticks), (std::vector{1, 2, 3, 4, 5, 6, 7}));
    QCOMPARE(one.describe()["feed"]["line_losses"].asInteger(), 1);
}

void TestFeeder::triesToConnectAreSpacedOut()
{
    ScriptedVenue::Script script;
    script.refuseConnections = 6;
    FeederWorld one({}, script);
    QVERIFY(one.untilState("connected"));
    const auto tries = one.venue->connections();
    QCOMPARE(tries.size(), std::size_t(7));
    Duration least = 10ms; // half of the first wait; each later one is twice as long, up to 200 ms
    for (std::size_t i = 1; i < tries.size(); ++i) {
        QVERIFY(tries[i] - tries[i - 1] >= least);
        least = std::min<Duration>(least * 2, 100ms);
    }
}

void TestFeeder::aLateRouterGetsWhatItMissed()
{
    FeederWorld one;
    {
        Listener<TickBatch> first(one.router, "feeder", "ticks/EUR_USD");
        QVERIFY(one.untilState("connected"));
        one.world.clock.advanceTo(at(200));
        one.venue->push({"EUR_USD", {tick(100), tick(120), tick(140), tick(165)}});
        QVERIFY(one.until([&] { return secondsOf(first).size() == 4; }));
    }
    one.venue->set([](auto &script) {
        script.history = {tick(90), tick(95), tick(100), tick(120), tick(140), tick(165)};
    });
    const auto from = [&](int second, std::uint64_t number) {
        return agency::SubscribeOptions{.arguments = [=] {
            return protocol::encode(protocol::TickRequest{
                .symbol = "EUR_USD", .sinceTime = at(second), .sinceNumber = number});
        }};
    };
    // The last minute is kept; what is older comes from the venue; nothing comes twice.
    for (const auto &[second, expected] : {std::pair{120, std::vector{140, 165}},
             std::pair{95, std::vector{100, 120, 140, 165}}, std::pair{165, std::vector<int>{}}}) {
        auto &late = one.world.add("late" + std::to_string(second));
        std::vector<int> got;
        bool isAccepted = false;
        auto options = from(second, second == 95 ? 0U : second == 120 ? 2U : 4U);
        options.onMessage = [&](const agency::Message &message) {
            isAccepted = true;
            if (message.body.empty())
                return;
            const auto batch = protocol::decode<TickBatch>(message.body).value();
            for (const auto &each : batch.ticks)
                got.push_back(static_cast<int>((each.time - noon()) / 1s));
        };
        const auto id = late.subscribe("feeder", "ticks/EUR_USD", options);
        QVERIFY(one.until([&] { return isAccepted && got.size() >= expected.size(); }));
        QCOMPARE(got, expected);
        late.unsubscribe(id);
    }
}

void TestFeeder::historyIsPagedAndPacedAndNobodyKnows()
{
    ScriptedVenue::Script script;
    script.limits = {.barsAPage = 100, .requestsPerSecond = 100, .burst = 3};
    script.barsGiven = 60; // less than it promised
    script.tooMany = 2;
    FeederWorld one({}, script);
    QVERIFY(one.untilState("connected"));
    const auto answer = one.history(1000);
    QVERIFY(one.until([&] { return answer->has_value(); }));
    QVERIFY2(
        (*answer)->hasValue(), (*answer)->hasValue() ? "" : (*answer)->error().message.c_str());
    const auto &bars = (**answer)->bars.bars;
    QCOMPARE(bars.size(), std::size_t(1000));
    for (std::size_t i = 0; i < bars.size(); ++i)
        QVERIFY(bars[i].openTime == noon() - 1min * static_cast<std::int64_t>(1000 - i));
    const auto requests = one.venue->requests();
    QCOMPARE(requests.size(), std::size_t(19)); // 17 pages of 60 bars, and two that came too early
    for (std::size_t first = 0; first < requests.size(); ++first) {
        for (std::size_t last = first; last < requests.size(); ++last) {
            const auto length = std::chrono::duration<double>(requests[last] - requests[first]);
            // The venue's clock is read a little after the limiter's.
            QVERIFY(static_cast<double>(last - first) <= 3 + 100 * (length.count() + 0.05));
        }
    }
}

void TestFeeder::requestsSurviveALostLine()
{
    FeederWorld one;
    QVERIFY(one.untilState("connected"));
    one.venue->set([](auto &script) { script.loseRequests = 3; });
    const auto answer = one.history(10);
    QVERIFY(one.until([&] { return answer->has_value(); }));
    QVERIFY((*answer)->hasValue());
    QCOMPARE((**answer)->bars.bars.size(), std::size_t(10));
}

void TestFeeder::refusalsAndRubbishAreTold()
{
    FeederWorld one;
    QVERIFY(one.untilState("connected"));
    one.venue->set([](auto &script) { script.badBars = 1; });
    const auto refused = one.history(10, "USD_JPY");
    const auto mended = one.history(10);
    std::optional<std::string> unreadable;
    one.router.request("feeder", "history", agency::toBytes("nonsense"), 60s,
        [&](const Result<agency::Bytes> &reply) {
            unreadable = reply ? std::string() : reply.error().message;
        });
    QVERIFY(one.until(
        [&] { return refused->has_value() && mended->has_value() && unreadable.has_value(); }));
    QVERIFY(!(*refused)->hasValue());
    QVERIFY(contains((*refused)->error().message, "no history of USD_JPY"));
    QCOMPARE((**mended)->bars.bars.size(), std::size_t(10));
    QVERIFY(!unreadable->empty());
    QCOMPARE(one.describe()["feed"]["history_bars_dropped"].asInteger(), 1);
}

void TestFeeder::aShortRequestDoesNotWaitForALongOne()
{
    ScriptedVenue::Script script;
    script.limits = {.barsAPage = 10, .requestsPerSecond = 200, .burst = 1};
    FeederWorld one({}, script);
    QVERIFY(one.untilState("connected"));
    const auto longer = one.history(1000);
    const auto shorter = one.history(10);
    bool longWasFirst = false;
    QVERIFY(one.until([&] {
        longWasFirst = longWasFirst || (longer->has_value() && !shorter->has_value());
        return longer->has_value() && shorter->has_value();
    }));
    QVERIFY(!longWasFirst);
    QCOMPARE((**longer)->bars.bars.size(), std::size_t(1000));
}

void TestFeeder::aHangingVenueDoesNotStopTheAgent()
{
    FeederSettings settings;
    settings.requestLimit = 200ms;
    FeederWorld one(settings);
    Listener<TickBatch> ticks(one.router, "feeder", "ticks/EUR_USD");
    QVERIFY(one.untilState("connected"));
    one.venue->set([](auto &script) { script.hangRequests = true; });
    const auto stuck = one.history(10);
    one.venue->push({"EUR_USD", {tick(0)}}); // ticks go on
    QVERIFY(one.until([&] { return ticks.updates.size() == 1 && stuck->has_value(); }));
    QVERIFY(!(*stuck)->hasValue());
    QVERIFY(contains((*stuck)->error().message, "no answer"));
    QCOMPARE(one.describe()["feed"]["requests_late"].asInteger(), 1);

    one.venue->set([](auto &script) {
        script.hangStream = true;
        script.hangRequests = false;
    });
    std::shared_ptr<std::optional<Result<protocol::HistoryReply>>> answered;
    QVERIFY(one.until([&] { // what hung before is forgotten; a busy machine needs more than 200 ms
        if (!answered || (answered->has_value() && !(*answered)->hasValue()))
            answered = one.history(10);
        return answered->has_value() && (*answered)->hasValue();
    }));
    QVERIFY(!one.describe().isNull());
    one.venue->push({"EUR_USD", {tick(0)}});
    one.venue->set([](auto &script) { script.hangStream = false; });
    QVERIFY(one.until([&] { return secondsOf(ticks).size() == 2; }));
}

void TestFeeder::aThreadThatFailsIsStartedAgain()
{
    FeederWorld one;
    Listener<TickBatch> ticks(one.router, "feeder", "ticks/EUR_USD");
    QVERIFY(one.untilState("connected"));
    one.venue->set([](auto &script) { script.throwInStream = true; });
    QVERIFY(one.until([&] { return one.hasSaid("disconnected", "a bug in the stream"); }));
    QVERIFY(one.untilState("connected"));
    one.venue->push({"EUR_USD", {tick(0)}}); // the new thread knows what is wanted
    QVERIFY(one.until([&] { return ticks.updates.size() == 1; }));

    one.venue->set([](auto &script) { script.throwInRequest = true; });
    const auto failed = one.history(10);
    QVERIFY(one.until([&] { return failed->has_value(); }));
    QVERIFY(contains((*failed)->error().message, "a bug in a request"));
    std::shared_ptr<std::optional<Result<protocol::HistoryReply>>> answer;
    QVERIFY(one.until([&] { // until the new thread is there it is refused
        if (!answer || (answer->has_value() && !(*answer)->hasValue()))
            answer = one.history(10);
        return answer->has_value() && (*answer)->hasValue();
    }));
    QCOMPARE(one.describe()["feed"]["thread_failures"].asInteger(), 2);
}

void TestFeeder::silenceIsToldBySymbolAndForTheLine()
{
    FeederWorld one({.priceLostAfter = 30s, .staleAfter = 120s});
    Listener<TickBatch> euro(one.router, "feeder", "ticks/EUR_USD");
    Listener<TickBatch> yen(one.router, "feeder", "ticks/USD_JPY");
    QVERIFY(one.untilState("connected"));
    one.venue->push({"EUR_USD", {tick(0)}});
    QVERIFY(one.until([&] { return euro.updates.size() == 1; }));
    one.world.clock.advanceTo(at(31));
    QVERIFY(one.untilState("stale"));
    QVERIFY(contains(one.say["reason"].asText(), "31 s"));
    QVERIFY(one.say["stale"].asArray().empty()); // no symbol alone is silent for too long

    // The euro goes on, the yen does not, and has not even begun.
    one.world.clock.advanceTo(at(115));
    one.venue->push({"EUR_USD", {tick(115)}});
    QVERIFY(one.untilState("connected"));
    one.world.clock.advanceTo(at(140));
    QVERIFY(one.until([&] { return one.say["stale"].asArray().size() == 1; }));
    QCOMPARE(one.say["stale"].asArray().front().asText(), std::string("USD_JPY"));
    QCOMPARE(one.say["state"].asText(), std::string("connected"));
    QCOMPARE(one.describe()["ticks"]["USD_JPY"]["state"].asText(), std::string("stale"));
    one.venue->push({"USD_JPY", {tick(140, 148, 148.01)}});
    QVERIFY(one.until([&] { return one.say["stale"].asArray().empty(); }));
}

void TestFeeder::aClosedMarketIsNotStale()
{
    FeederWorld one;
    Listener<TickBatch> euro(one.router, "feeder", "ticks/EUR_USD");
    QVERIFY(one.untilState("connected"));
    one.venue->push({"EUR_USD", {tick(0)}});
    QVERIFY(one.until([&] { return euro.updates.size() == 1; }));
    one.world.clock.advanceTo(parseIso("2024-01-13T12:00:00Z").value()); // Saturday
    QVERIFY(one.untilState("market closed"));
    QVERIFY(one.say["stale"].asArray().empty());
    one.world.clock.advanceTo(parseIso("2024-01-14T22:00:05Z").value()); // just opened
    QVERIFY(one.untilState("connected"));
    one.world.clock.advanceTo(parseIso("2024-01-14T22:00:40Z").value());
    QVERIFY(one.untilState("stale"));
    one.world.clock.advanceTo(parseIso("2024-12-25T12:00:00Z").value()); // a Wednesday
    QVERIFY(one.untilState("market closed"));
}

void TestFeeder::kindsOfVenuesAreAList()
{
    QVERIFY(makeFeed("simulated", {}));
    const auto typo = makeFeed("simulatd", {});
    QVERIFY(!typo && contains(typo.error().message, "did you mean “simulated”?"));
}

namespace {
/// The venue agent of a test: gives ticks over the bus from what it remembers.
class VenueAgent {
public:
    VenueAgent(agency::Bus &bus, std::vector<Tick> *memory) : m_bus(bus), m_memory(memory)
    {
        bus.offer("ticks/", [this](const agency::Subscriber &who) {
            const auto since = protocol::decode<protocol::TickRequest>(who.arguments).value();
            std::vector<Tick> missed;
            for (const auto &one : *m_memory) {
                if (since.sinceTime != Timestamp{} && one.time > since.sinceTime)
                    missed.push_back(one);
            }
            std::vector<agency::Bytes> parts;
            if (!missed.empty())
                parts.push_back(protocol::encode(TickBatch{"EUR_USD", missed}));
            m_bus.accept(who.id, parts);
        });
        bus.offer("venue", [this](const agency::Subscriber &who) { m_bus.accept(who.id, {}); });
    }
    void tick(const Tick &tick)
    {
        m_memory->push_back(tick);
        m_bus.publish("ticks/EUR_USD", protocol::encode(TickBatch{"EUR_USD", {tick}}));
    }

private:
    agency::Bus &m_bus;
    std::vector<Tick> *m_memory;
};
} // namespace

/// A replay's clock must not go on while ticks are still in the Feeder's threads.
void TestFeeder::anInstantStaysOpenUntilItsTicksWentOn()
{
    AgentWorld world(true);
    auto &master = world.add("venue");
    auto &bus = world.add("feeder");
    auto &router = world.add("router");
    std::vector<Tick> memory;
    VenueAgent venue(master, &memory);
    int quiet = 0;
    std::size_t got = 0;
    master.onWakeRequest([](const std::string &, Timestamp, std::uint64_t) {});
    Feeder feeder(bus, {"EUR_USD"}, makeFeed("simulated", {}).value());
    std::set<int> stamps;
    const auto id = router.subscribe(
        "feeder", "ticks/EUR_USD", {.onMessage = [&](const agency::Message &message) {
            if (message.body.empty())
                return;
            ++got;
            stamps.insert(message.hops.count);
        }});
    const auto until = [&](const std::function<bool()> &isSo) { return turnUntil(world, isSo); };
    QVERIFY(until([&] { return master.subscribers("ticks/EUR_USD") == 1; }));
    std::vector<std::size_t> gotWhenQuiet;
    master.onQuiet([&] {
        ++quiet;
        gotWhenQuiet.push_back(got);
    });
    for (int i = 1; i <= 50; ++i) {
        master.beginInstant(at(i));
        venue.tick(::tick(i));
        QVERIFY(until([&] { return quiet == i; }));
        QCOMPARE(gotWhenQuiet.back(), std::size_t(i)); // not a moment before it was passed on
    }
    QCOMPARE(stamps, std::set<int>{4}); // from the venue, to and from the Feeder, here
    router.unsubscribe(id);
}

void TestFeeder::aVenueAgentThatDiesIsFollowedAgain()
{
    AgentWorld world;
    std::vector<Tick> memory;
    auto *venueBus = &world.add("venue");
    auto venue = std::make_unique<VenueAgent>(*venueBus, &memory);
    auto &bus = world.add("feeder");
    auto &router = world.add("router");
    agency::Value say;
    Feeder feeder(bus, {"EUR_USD"}, makeFeed("simulated", {}).value());
    std::vector<int> got;
    const auto id = router.subscribe(
        "feeder", "ticks/EUR_USD", {.onMessage = [&](const agency::Message &message) {
            if (message.body.empty())
                return;
            const auto batch = protocol::decode<TickBatch>(message.body).value();
            for (const auto &each : batch.ticks)
                got.push_back(static_cast<int>((each.time - noon()) / 1s));
        }});
    const auto state
        = router.subscribe("feeder", "feed", {.onMessage = [&](const agency::Message &message) {
              if (auto value = agency::Value::fromMessagePack(message.body))
                  say = *std::move(value);
          }});
    const auto until = [&](const std::function<bool()> &isSo) { return turnUntil(world, isSo); };
    world.clock.advanceTo(at(100));
    QVERIFY(until([&] { return say["state"].asText() == "connected"; }));
    QVERIFY(until([&] { return venueBus->subscribers("ticks/EUR_USD") == 1; }));
    for (int i = 1; i <= 5; ++i)
        venue->tick(::tick(i));
    QVERIFY(until([&] { return got.size() == 5; }));
    venue.reset();
    world.kill(*venueBus);
    QVERIFY(until([&] { return say["state"].asText() == "disconnected"; }));
    QCOMPARE(say["reason"].asText(), std::string("the venue does not answer"));
    for (int i = 6; i <= 8; ++i) // what it did while nobody could hear
        memory.push_back(::tick(i));
    venueBus = &world.add("venue", 2);
    venue = std::make_unique<VenueAgent>(*venueBus, &memory);
    QVERIFY(until([&] { return say["state"].asText() == "connected" && got.size() >= 8; }));
    QVERIFY(until([&] { return venueBus->subscribers("ticks/EUR_USD") == 1; }));
    venue->tick(::tick(9));
    QVERIFY(until([&] { return got.size() >= 9; }));
    QCOMPARE(got, (std::vector{1, 2, 3, 4, 5, 6, 7, 8, 9}));
    router.unsubscribe(id);
    router.unsubscribe(state);
}

/// A Feeder that stood still gives a question up; its answer comes when the next one waits.
void TestFeeder::aLateAnswerIsNotTheNextQuestions()
{
    BusFeed feed;
    LatePort none({});
    QVERIFY(!feed.ticks("EUR_USD", noon(), 0, none));
    LatePort late({{1, 5}, {2, 3}});
    const auto ticks = feed.ticks("EUR_USD", noon(), 0, late);
    QVERIFY(ticks.hasValue());
    QCOMPARE(ticks->size(), std::size_t(3));
    QCOMPARE(none.asked, std::vector<std::string>{"ask/1/ticks"});
    QCOMPARE(late.asked, std::vector<std::string>{"ask/2/ticks"});
}

QTEST_GUILESS_MAIN(TestFeeder)
#include "tst_feeder.moc"
