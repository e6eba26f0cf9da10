#pragma once

#include "engine/agency/bus.h"
#include "engine/agency/links.h"
#include "engine/agency/memory_transport.h"
#include "engine/base/clock.h"

#include <QtGlobal>
#include <memory>
#include <vector>

namespace agora::agency {

/// Agents in one thread over a network in memory, turned round after round until nothing moves.
class BusWorld {
public:
    Bus &add(const std::string &name, std::uint64_t epoch = 1, bool isReplay = false)
    {
        auto &clock = *m_clocks.emplace_back(std::make_unique<ManualClock>());
        auto bus = std::make_unique<Bus>(BusSetup{.name = name,
                                             .epoch = epoch,
                                             .endpoints = {"mem://" + name},
                                             .clock = &clock,
                                             .replayClock = isReplay ? &clock : nullptr,
                                             .clockMaster = isReplay ? "master" : ""},
            m_network.makeTransport());
        if (!bus->open())
            qFatal("endpoint of %s is taken", name.c_str());
        for (const auto &other : m_buses) {
            bus->know(other->name(), "mem://" + other->name());
            other->know(name, "mem://" + name);
        }
        return *m_buses.emplace_back(std::move(bus));
    }
    /// One that nobody knows, and that is turned by hand.
    std::unique_ptr<Bus> addUnlisted(const std::string &name, std::uint64_t epoch)
    {
        auto &clock = *m_clocks.emplace_back(std::make_unique<ManualClock>());
        return std::make_unique<Bus>(
            BusSetup{.name = name, .epoch = epoch, .clock = &clock}, m_network.makeTransport());
    }
    /// As SIGKILL would: nobody is told.
    void kill(Bus &bus)
    {
        m_network.killOwnerOf("mem://" + bus.name());
        std::erase_if(m_buses, [&](const auto &each) { return each.get() == &bus; });
    }
    void settle(int rounds = 200)
    {
        for (int i = 0; i < rounds; ++i) {
            for (const auto &bus : m_buses)
                bus->turn(Duration::zero());
        }
    }

private:
    MemoryNetwork m_network;
    std::vector<std::unique_ptr<ManualClock>> m_clocks;
    std::vector<std::unique_ptr<Bus>> m_buses;
};

} // namespace agora::agency
