#pragma once

#include "engine/agency/bus.h"
#include "engine/agency/links.h"
#include "engine/agency/memory_transport.h"
#include "engine/base/random.h"
#include "engine/model/instrument.h"
#include "engine/protocol/codec.h"

#include <QTest>

#include <map>
#include <memory>
#include <optional>
#include <vector>

/// Agents of the trading system in one thread, over a network in memory.
namespace agora::test {

inline Decimal dec(const char *text) { return Decimal::parse(text).value(); }
inline QString str(Decimal number) { return QString::fromStdString(number.toString()); }
inline QString str(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
inline bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}
inline Timestamp noon() { return parseIso("2024-01-08T12:00:00Z").value(); } ///< an open Monday
inline Timestamp at(int seconds) { return noon() + std::chrono::seconds(seconds); }

/// Live: all agents share one clock, which tests move. Replay: each follows the master, “venue”.
class AgentWorld {
public:
    explicit AgentWorld(bool isReplay = false, std::uint64_t seed = 1)
        : m_isReplay(isReplay), m_random(seed)
    {}

    agency::Bus &add(const std::string &name, std::uint64_t epoch = 1)
    {
        if (m_isReplay)
            m_clocks.push_back(std::make_unique<ManualClock>());
        auto &own = m_isReplay ? *m_clocks.back() : clock;
        auto bus = std::make_unique<agency::Bus>(agency::BusSetup{.name = name,
                                                     .epoch = epoch,
                                                     .endpoints = {"mem://" + name},
                                                     .nameServer = {},
                                                     .clock = &own,
                                                     .replayClock = m_isReplay ? &own : nullptr,
                                                     .clockMaster = m_isReplay ? "venue" : ""},
            m_network.makeTransport());
        if (!bus->open())
            qFatal("endpoint of %s is taken", name.c_str());
        for (const auto &other : m_buses) {
            bus->know(other->name(), "mem://" + other->name());
            other->know(name, "mem://" + name);
        }
        return *m_buses.emplace_back(std::move(bus));
    }
    /// As SIGKILL would: nobody is told.
    void kill(agency::Bus &bus)
    {
        m_network.killOwnerOf("mem://" + bus.name());
        std::erase_if(m_buses, [&](const auto &each) { return each.get() == &bus; });
    }
    /// Turns the agents, in a random order each round, until nothing is under way.
    void settle()
    {
        for (int quiet = 0; quiet < 3;) {
            for (std::size_t i = m_buses.size(); i > 1; --i)
                std::swap(m_buses[i - 1], m_buses[m_random.below(i)]);
            for (const auto &bus : m_buses)
                bus->turn(Duration::zero());
            quiet = m_network.pending() == 0 ? quiet + 1 : 0;
        }
    }

    ManualClock clock{noon()};

private:
    bool m_isReplay;
    Random m_random;
    agency::MemoryNetwork m_network;
    std::vector<std::unique_ptr<ManualClock>> m_clocks;
    std::vector<std::unique_ptr<agency::Bus>> m_buses;
};

/// Keeps what a topic brought; must go before its bus.
template <typename Batch>
class Listener {
public:
    Listener(agency::Bus &bus, const std::string &agent, const std::string &topic) : m_bus(bus)
    {
        m_id = bus.subscribe(agent, topic,
            {.arguments = {},
                .onMessage =
                    [this](const agency::Message &message) {
                        if (message.body.empty())
                            return;
                        const auto batch = protocol::decode<Batch>(message.body);
                        if (!batch)
                            qFatal("%s", batch.error().message.c_str());
                        (message.isSnapshot() ? snapshots : updates).push_back(*batch);
                    },
                .onProblem = [this](const std::string &sentence) { problem = sentence; }});
    }
    ~Listener() { m_bus.unsubscribe(m_id); }
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    std::vector<Batch> snapshots;
    std::vector<Batch> updates;
    std::string problem;

private:
    agency::Bus &m_bus;
    agency::SubscriptionId m_id;
};

/// Gives quotes.
class FakeRouter {
public:
    explicit FakeRouter(agency::Bus &bus) : m_bus(bus)
    {
        bus.offer("ticks/", [this](const agency::Subscriber &who) { m_bus.accept(who.id, {}); });
    }
    void tick(const std::string &symbol, Timestamp time, double bid, double ask)
    {
        Tick tick;
        tick.time = time;
        tick.bid = bid;
        tick.ask = ask;
        m_bus.publish(protocol::topics::ticks(symbol), protocol::encode(TickBatch{symbol, {tick}}));
    }
    agency::Bus &bus() { return m_bus; }

private:
    agency::Bus &m_bus;
};

/// Writes down what it is asked and reports what the test tells it to.
class FakeVenue {
public:
    explicit FakeVenue(agency::Bus &bus) : m_bus(bus)
    {
        bus.offer(protocol::topics::reports,
            [this](const agency::Subscriber &who) { m_bus.accept(who.id, {}); });
        bus.onPush("order.submit", [this](const agency::Message &message) {
            submitted.push_back(protocol::decode<OrderRequest>(message.body).value());
            if (onSubmit)
                onSubmit(submitted.back());
        });
        bus.onPush("order.cancel", [this](const agency::Message &message) {
            cancelled.push_back(agency::toText(message.body));
        });
        bus.onPush("order.modify", [this](const agency::Message &message) {
            modified.push_back(protocol::decode<ModifyRequest>(message.body).value());
        });
        bus.onPush("order.lookup", [this](const agency::Message &message) {
            lookedUp.push_back(agency::toText(message.body));
        });
    }
    void report(const ExecutionReport &report) { this->report(std::vector{report}); }
    void report(const std::vector<ExecutionReport> &reports)
    {
        m_bus.publish(protocol::topics::reports, protocol::encode(protocol::ReportBatch{reports}));
    }
    [[nodiscard]] ExecutionReport state(const std::string &id, OrderState state) const
    {
        return {.orderId = id, .state = state, .fill = {}, .reason = {}, .time = m_bus.now()};
    }
    /// A complete fill.
    ExecutionReport filled(
        const OrderRequest &request, const char *price, const char *commission = "0")
    {
        auto report = state(request.id, OrderState::Filled);
        report.fill = Fill{.id = "fill-" + std::to_string(++m_fills),
            .orderId = request.id,
            .owner = request.owner,
            .symbol = request.symbol,
            .side = request.side,
            .units = request.units,
            .price = dec(price),
            .commission = dec(commission),
            .time = m_bus.now()};
        return report;
    }
    agency::Bus &bus() { return m_bus; }

    std::vector<OrderRequest> submitted;
    std::vector<std::string> cancelled;
    std::vector<ModifyRequest> modified;
    std::vector<std::string> lookedUp;
    std::function<void(const OrderRequest &)> onSubmit;

private:
    agency::Bus &m_bus;
    int m_fills = 0;
};

inline OrderRequest marketOrder(const std::string &id, OrderSide side, int units,
    const std::string &symbol = "EUR_USD", const std::string &owner = "fast")
{
    OrderRequest request;
    request.id = id;
    request.owner = owner;
    request.symbol = symbol;
    request.side = side;
    request.units = units;
    request.time = noon();
    return request;
}

/// Sends an order; "" = accepted, else the refusal; "?" = no answer yet.
inline std::shared_ptr<std::string> submit(agency::Bus &from, const OrderRequest &request)
{
    auto said = std::make_shared<std::string>("?"); // the reply may come after the test gave up
    from.request("trader", "order.submit", protocol::encode(request), std::chrono::seconds(5),
        [said](const Result<agency::Bytes> &reply) {
            *said = reply ? std::string() : reply.error().message;
        });
    return said;
}

inline std::shared_ptr<std::optional<Result<agency::Value>>> call(agency::Bus &from,
    const std::string &agent, const std::string &method, const std::string &arguments = "{}")
{
    auto answer = std::make_shared<std::optional<Result<agency::Value>>>();
    from.call(agent, method, agency::Value::parseJson(arguments).value(), std::chrono::seconds(5),
        [answer](Result<agency::Value> reply) { *answer = std::move(reply); });
    return answer;
}

} // namespace agora::test
