#include "engine/agents/venue/replay_clock.h"
#include "tests/agency/bus_pair.h"

#include <QTest>

using namespace agora;
using namespace agora::agency;

/// The order of events within an instant (X21): bars complete, then brains, then the Trader, then
/// prices.
class TestReplayClock : public QObject {
    Q_OBJECT
private slots:
    void wakesComeBeforePricesOfTheSameInstantInTheOrderOfTheParts();
    void wakesBeyondTheLastPriceAreNotReleased();
};

void TestReplayClock::wakesComeBeforePricesOfTheSameInstantInTheOrderOfTheParts()
{
    BusWorld world;
    auto &venue = world.add("master", 1, true);
    std::vector<std::string> events;
    std::vector<std::int64_t> prices{10, 20, 20, 30};
    std::size_t next = 0;
    bool finished = false;
    ReplayClock clock(venue, 0,
        {.nextTime = [&]() -> std::optional<Timestamp> {
             return next < prices.size() ? std::optional(fromNanos(prices[next])) : std::nullopt;
         },
            .playNext =
                [&] {
                    events.push_back("price " + std::to_string(toNanos(venue.now())));
                    ++next;
                },
            .finished = [&] { finished = true; }});
    const auto wakeAt = [&](Bus &bus, std::int64_t at) {
        bus.at(fromNanos(at), [&events, &bus] {
            events.push_back(bus.name() + " " + std::to_string(toNanos(bus.now())));
        });
    };
    // Asked for in the wrong order on purpose.
    auto &trader = world.add("trader", 1, true);
    auto &zeta = world.add("zeta", 1, true);
    auto &alpha = world.add("alpha", 1, true);
    auto &router = world.add("router", 1, true);
    for (auto *bus : {&trader, &zeta, &alpha, &router})
        wakeAt(*bus, 20);
    world.settle();
    clock.play();
    for (int i = 0; i < 400 && !finished; ++i)
        world.settle(1);
    QVERIFY(finished);
    const std::vector<std::string> expected{"price 10", "router 20", "alpha 20", "zeta 20",
        "trader 20", "price 20", "price 20", "price 30"};
    QCOMPARE(events, expected);
}

void TestReplayClock::wakesBeyondTheLastPriceAreNotReleased()
{
    BusWorld world;
    auto &venue = world.add("master", 1, true);
    auto &brain = world.add("brain", 1, true);
    bool woken = false;
    brain.at(fromNanos(99), [&] { woken = true; });
    bool played = false;
    bool finished = false;
    ReplayClock clock(venue, 0,
        {.nextTime = [&]() -> std::optional<Timestamp> {
             return played ? std::nullopt : std::optional(fromNanos(5));
         },
            .playNext = [&] { played = true; },
            .finished = [&] { finished = true; }});
    world.settle();
    clock.play();
    world.settle();
    QVERIFY(finished && played && !woken); // the recording knows nothing of that time
    QVERIFY(venue.now() == fromNanos(5));
}

QTEST_GUILESS_MAIN(TestReplayClock)
#include "tst_replay_clock.moc"
