#include "engine/agents/trader/held_requests.h"
#include "engine/agents/trader/trader.h"
#include "tests/agents/agent_world.h"

#include <QTemporaryDir>

#include <set>

using namespace agora;
using namespace agora::test;

/// A replay must give the same orders, however the processes' messages overtake each other.
class TestTraderReplay : public QObject {
    Q_OBJECT
private slots:
    void idsAreOrderedByTheirNumbers();
    void requestsAreTakenInOneOrder();
    void arrivalOrderChangesNothing();
};

namespace {

/// The venue as the clock's master: plays prices, fills some orders at once and some with the next
/// price.
class ReplayVenue {
public:
    ReplayVenue(FakeVenue &venue, agency::Bus &desk, int instants)
        : m_venue(venue), m_instants(instants)
    {
        auto &bus = venue.bus();
        bus.offer(
            "ticks/", [this](const agency::Subscriber &who) { m_venue.bus().accept(who.id, {}); });
        bus.onWakeRequest([this](const std::string &agent, Timestamp at, std::uint64_t id) {
            m_wakes.insert({at, agent, id});
        });
        bus.onQuiet([this] { step(); });
        desk.onPush("work", [&desk](const agency::Message &) { desk.push("venue", "fill", {}); });
        bus.onPush("fill", [this](const agency::Message &) {
            for (const auto &request : std::exchange(m_resting, {}))
                m_venue.report(filledAt(request, "150.5"));
        });
        venue.onSubmit = [this](const OrderRequest &request) {
            if (request.units == Decimal(1000))
                m_venue.report(filledAt(request, "150"));
            else
                m_resting.push_back(request);
        };
    }
    void step()
    {
        auto &bus = m_venue.bus();
        if (!m_wakes.empty()) {
            const auto [at, agent, id] = *m_wakes.begin();
            m_wakes.erase(m_wakes.begin());
            bus.beginInstant(std::max(at, bus.now()));
            return bus.wake(agent, at, id);
        }
        if (m_played == m_instants)
            return;
        ++m_played;
        bus.beginInstant(at(m_played));
        Tick tick;
        tick.time = at(m_played);
        tick.bid = 149.99 + m_played;
        tick.ask = 150.01 + m_played;
        bus.publish(
            protocol::topics::ticks("USD_JPY"), protocol::encode(TickBatch{"USD_JPY", {tick}}));
        bus.push("desk", "work", {}); // the way by the desk may be quicker than that by the Router
    }

private:
    ExecutionReport filledAt(const OrderRequest &request, const char *base)
    {
        auto report = m_venue.filled(request, base);
        report.fill->price += m_played;
        return report;
    }

    FakeVenue &m_venue;
    int m_instants;
    int m_played = 0;
    std::vector<OrderRequest> m_resting;
    std::set<std::tuple<Timestamp, std::string, std::uint64_t>> m_wakes;
};

/// Hands the venue's prices on.
class ReplayRouter {
public:
    explicit ReplayRouter(agency::Bus &bus)
    {
        bus.offer("ticks/", [&bus](const agency::Subscriber &who) { bus.accept(who.id, {}); });
        bus.subscribe("venue", protocol::topics::ticks("USD_JPY"),
            {.arguments = {},
                .onMessage =
                    [&bus](const agency::Message &message) {
                        if (!message.body.empty())
                            bus.publish(protocol::topics::ticks("USD_JPY"),
                                {message.body.begin(), message.body.end()});
                    },
                .onProblem = {}});
    }
};

/// Three orders at each price; the middle one is too large.
class ReplayBrain {
public:
    explicit ReplayBrain(agency::Bus &bus) : m_bus(bus)
    {
        bus.subscribe("router", protocol::topics::ticks("USD_JPY"),
            {.arguments = {},
                .onMessage =
                    [this](const agency::Message &message) {
                        if (!message.body.empty())
                            onTick();
                    },
                .onProblem = {}});
        bus.subscribe("trader", protocol::topics::ownFills(bus.name()),
            {.arguments = {}, .onMessage = [](const agency::Message &) {}, .onProblem = {}});
    }

private:
    void onTick()
    {
        ++m_ticks;
        for (const int units : {1000, 2'000'000, 500}) {
            auto request = marketOrder(m_bus.name() + ".1." + std::to_string(++m_orders),
                m_ticks % 2 ? OrderSide::Buy : OrderSide::Sell, units, "USD_JPY", m_bus.name());
            (void)submit(m_bus, request);
        }
    }
    agency::Bus &m_bus;
    int m_ticks = 0;
    int m_orders = 0;
};

struct Outcome {
    std::vector<std::string> submitted;
    std::vector<Fill> fills;
    std::vector<Order> orders;
    Decimal balance;
};

Outcome replay(std::uint64_t seed)
{
    QTemporaryDir folder;
    AgentWorld world(true, seed);
    FakeVenue venue(world.add("venue"));
    ReplayVenue clock(venue, world.add("desk"), 6);
    ReplayRouter router(world.add("router"));
    TraderSettings settings;
    settings.balance = 1'000'000;
    settings.instruments = {*findInstrument("USD_JPY")};
    settings.limits.maxOrdersPerMinute = 20; // some are refused: which, depends on the order
    auto trader = Trader::open(world.add("trader"),
        std::move(*Journal::open(folder.path().toStdString() + "/journal.log")), settings);
    ReplayBrain fast(world.add("fast"));
    ReplayBrain slow(world.add("slow"));
    world.settle();
    if (!(*trader)->isReady())
        qFatal("the Trader is not ready");
    clock.step();
    world.settle();
    Outcome outcome;
    for (const auto &request : venue.submitted)
        outcome.submitted.push_back(request.id);
    const auto &record = (*trader)->record();
    outcome.fills = record.fills();
    outcome.orders = record.orders().newest(1000);
    outcome.balance = record.account().balance();
    return outcome;
}

} // namespace

void TestTraderReplay::idsAreOrderedByTheirNumbers()
{
    const std::vector<std::string> ordered{"a.1.9", "a.1.10", "a.2.1", "a.10.1", "a.10.01b",
        "a.10.2", "a.x", "b.1.1", "b.1.1.sl", "b2.1.1", "b10.1.1"};
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        for (std::size_t k = 0; k < ordered.size(); ++k) {
            const auto sign = compareOrderIds(ordered[i], ordered[k]);
            QVERIFY2((sign < 0) == (i < k) && (sign == 0) == (i == k),
                (ordered[i] + " " + ordered[k]).c_str());
        }
    }
    QVERIFY(compareOrderIds("a.01", "a.1") != 0);
}

void TestTraderReplay::requestsAreTakenInOneOrder()
{
    using Kind = HeldRequests::Kind;
    std::vector<std::string> taken;
    HeldRequests held;
    const auto hold = [&](Kind kind, const std::string &id) {
        held.hold(kind, id,
            [&taken, kind, id] { taken.push_back((kind == Kind::Cancel ? "-" : "+") + id); });
    };
    hold(Kind::Cancel, "a.1.1");
    hold(Kind::Submit, "b.1.2");
    hold(Kind::Submit, "a.1.10");
    hold(Kind::Submit, "a.1.9");
    held.takeAll();
    QVERIFY((taken == std::vector<std::string>{"+a.1.9", "+a.1.10", "+b.1.2", "-a.1.1"}));
    QVERIFY(held.isEmpty());
}

void TestTraderReplay::arrivalOrderChangesNothing()
{
    const auto first = replay(1);
    QCOMPARE(first.orders.size(), std::size_t(36)); // 2 brains, 6 prices, 3 orders
    QCOMPARE(first.submitted.size(), std::size_t(20));
    QVERIFY(first.fills.size() > 15);
    QCOMPARE(str(first.submitted[0]), QString("fast.1.1"));
    QCOMPARE(str(first.submitted[1]), QString("fast.1.3"));
    QCOMPARE(str(first.submitted[2]), QString("slow.1.1"));
    for (std::uint64_t seed = 2; seed < 12; ++seed) {
        const auto other = replay(seed);
        QVERIFY2(other.submitted == first.submitted, std::to_string(seed).c_str());
        QVERIFY2(other.fills == first.fills, std::to_string(seed).c_str());
        QVERIFY2(other.orders == first.orders, std::to_string(seed).c_str());
        QCOMPARE(str(other.balance), str(first.balance));
    }
}

QTEST_GUILESS_MAIN(TestTraderReplay)
#include "tst_trader_replay.moc"
