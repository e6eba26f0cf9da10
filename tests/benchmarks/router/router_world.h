#pragma once

#include "engine/agency/links.h"
#include "engine/agency/memory_transport.h"
#include "engine/agents/router/router.h"
#include "engine/protocol/codec.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <unistd.h>

namespace agora::bench {

inline const std::string euro = "EUR_USD";

/// A folder for this run.
class Folder {
public:
    Folder()
        : m_path(
            std::filesystem::temp_directory_path() / ("agora-bench-" + std::to_string(::getpid())))
    {
        std::filesystem::create_directories(m_path);
        std::filesystem::permissions(m_path, std::filesystem::perms::owner_all);
    }
    ~Folder() { std::filesystem::remove_all(m_path); }
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;
    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// A Feeder whose venue has no history.
inline void serveAsFeeder(agency::Bus &bus)
{
    bus.offer("ticks/", [&bus](const agency::Subscriber &who) { bus.accept(who.id, {}); });
    bus.offer("feed", [&bus](const agency::Subscriber &who) { bus.accept(who.id, {}); });
    bus.onRequest("history", [](const agency::Message &message, const agency::Answer &answer) {
        const auto asked = protocol::decode<protocol::HistoryRequest>(message.body);
        protocol::HistoryReply reply;
        reply.bars = {euro, asked->period, {}};
        reply.tail.symbol = euro;
        answer(protocol::encode(reply));
    });
    bus.onRequest("ticks", [](const agency::Message &, const agency::Answer &answer) {
        answer(protocol::encode(TickBatch{euro, {}}));
    });
}

/// Router, Feeder and clients in one thread over memory.
class RouterWorld {
public:
    explicit RouterWorld(const std::filesystem::path &folder, Timestamp start)
        : clock(start), feeder(add("feeder")), routerBus(add("router"))
    {
        serveAsFeeder(feeder);
        auto store = MarketStore::open(folder / "market.db", MarketStore::Mode::ReadWrite);
        router = std::make_unique<Router>(routerBus, std::move(*store), std::vector{euro});
    }
    ~RouterWorld() { router->stop(); }
    RouterWorld(const RouterWorld &) = delete;
    RouterWorld &operator=(const RouterWorld &) = delete;

    agency::Bus &add(const std::string &name)
    {
        auto bus = std::make_unique<agency::Bus>(
            agency::BusSetup{
                .name = name, .epoch = 1, .endpoints = {"mem://" + name}, .clock = &clock},
            m_network.makeTransport());
        (void)bus->open();
        if (name != "feeder")
            bus->know(name == "router" ? "feeder" : "router",
                name == "router" ? "mem://feeder" : "mem://router");
        return *m_buses.emplace_back(std::move(bus));
    }
    /// Everybody but the Router.
    void turnOthers()
    {
        for (const auto &bus : m_buses) {
            if (bus.get() != &routerBus)
                bus->turn(Duration::zero());
        }
    }
    void settle(int rounds = 20)
    {
        for (int i = 0; i < rounds; ++i) {
            turnOthers();
            routerBus.turn(Duration::zero());
        }
    }

private:
    agency::MemoryNetwork m_network;
    std::vector<std::unique_ptr<agency::Bus>> m_buses;

public:
    ManualClock clock;
    agency::Bus &feeder;
    agency::Bus &routerBus;
    std::unique_ptr<Router> router;
};

/// Somebody who subscribes bars and does nothing with them.
inline void listen(agency::Bus &bus, const protocol::BarRequest &request, int *snapshots = nullptr)
{
    bus.subscribe("router", protocol::topics::of(request),
        {.arguments = [request] { return protocol::encode(request); },
            .onMessage =
                [snapshots](const agency::Message &message) {
                    if (snapshots != nullptr && message.has(agency::FlagSnapshotEnd))
                        ++*snapshots;
                },
            .onProblem
            = [](const std::string &sentence) { std::printf("%s\n", sentence.c_str()); }});
}

inline const std::vector<Period> &eightPeriods()
{
    static const std::vector<Period> periods{Period::parse("S5").value(), Period::minutes(1),
        Period::minutes(5), Period::minutes(15), Period::minutes(30), Period::hours(1),
        Period::hours(4), Period::day()};
    return periods;
}

} // namespace agora::bench
