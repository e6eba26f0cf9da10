#pragma once

#include "engine/agency/bus.h"
#include "engine/agency/name_server.h"
#include "engine/agency/zmq_transport.h"
#include "engine/base/clock.h"
#include "engine/base/process.h"

#include <QTemporaryDir>
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace agora::agency {

/// A bus that runs in a thread of its own.
class LiveBus {
public:
    LiveBus(BusSetup setup)
        : m_bus(
            [&] {
                setup.clock = &m_clock;
                return std::move(setup);
            }(),
            makeZmqTransport())
    {}
    ~LiveBus() { end(); }
    [[nodiscard]] Bus &bus() { return m_bus; }
    void start()
    {
        if (const auto opened = m_bus.open(); !opened)
            qFatal("%s", opened.error().message.c_str());
        m_thread = std::thread([this] { m_bus.run(); });
    }
    void end()
    {
        m_bus.stop();
        if (m_thread.joinable())
            m_thread.join();
    }

private:
    SystemClock m_clock;
    Bus m_bus;
    std::thread m_thread;
};

/// An agent as its process would have it: its own thread and, beside it, one for control.
class LiveAgent {
public:
    LiveAgent(const std::string &folder, const std::string &nameServer, const std::string &name,
        std::uint64_t epoch)
        : m_name(name)
        , m_epoch(epoch)
        , m_endpoint(ipcEndpoint(folder, name))
        , m_controlEndpoint(ipcEndpoint(folder, name + "#control"))
        , m_agent(
              {.name = name, .epoch = epoch, .endpoints = {m_endpoint}, .nameServer = nameServer})
        , m_control({.name = name + "#control",
              .epoch = epoch,
              .endpoints = {m_controlEndpoint},
              .nameServer = nameServer})
    {
        m_control.bus().serveThreadSafeMethods(name, m_agent.bus().methods());
    }
    ~LiveAgent() { end(); }
    [[nodiscard]] Bus &bus() { return m_agent.bus(); }
    void start()
    {
        m_control.bus().every(std::chrono::milliseconds(250), [this] { beat(); });
        m_control.start();
        m_agent.start();
    }
    /// As after `stop`: the loop is left, all else goes on.
    void setPhase(const std::string &phase)
    {
        m_control.bus().post([this, phase] {
            m_phase = phase;
            beat();
        });
    }
    void stopLoop() { m_agent.end(); }
    void end()
    {
        m_agent.end();
        m_control.end();
    }

private:
    void beat()
    {
        Value beat;
        beat.set("name", m_name);
        beat.set("kind", "test");
        beat.set("endpoint", m_endpoint);
        beat.set("control", m_controlEndpoint);
        beat.set("epoch", m_epoch);
        beat.set("pid", currentPid());
        beat.set("phase", m_phase);
        beat.set("ready", m_phase == "running");
        m_control.bus().call("nameserver", "ns.register", beat, std::chrono::seconds(3),
            [](const Result<Value> &) {});
    }
    std::string m_name;
    std::uint64_t m_epoch;
    std::string m_endpoint;
    std::string m_controlEndpoint;
    std::string m_phase = "running";
    LiveBus m_agent;
    LiveBus m_control;
};

/// A name server and agents, each in threads of this process, over ipc.
class LiveWorld {
public:
    LiveWorld() { startNameServer(); }
    void startNameServer()
    {
        m_server = std::make_unique<LiveBus>(
            BusSetup{.name = "nameserver", .epoch = 1, .endpoints = {nameServer()}});
        m_names = std::make_unique<NameServer>(m_server->bus());
        m_server->start();
    }
    [[nodiscard]] std::string nameServer() const
    {
        return ipcEndpoint(m_folder.path().toStdString(), "nameserver");
    }
    /// The name server's thread does nothing else for so long.
    void holdUpNameServer(Duration time)
    {
        m_server->bus().post([time] { std::this_thread::sleep_for(time); });
    }
    /// `build` registers the methods, before the agent's threads start.
    LiveAgent &add(const std::string &name, const std::function<void(Bus &)> &build = {})
    {
        auto agent = std::make_unique<LiveAgent>(
            m_folder.path().toStdString(), nameServer(), name, ++m_epoch);
        if (build)
            build(agent->bus());
        agent->start();
        return *m_agents.emplace_back(std::move(agent));
    }
    void end(LiveAgent &agent)
    {
        std::erase_if(m_agents, [&](const auto &each) { return each.get() == &agent; });
    }
    ~LiveWorld()
    {
        m_agents.clear();
        m_server->end();
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<LiveBus> m_server;
    std::unique_ptr<NameServer> m_names;
    std::vector<std::unique_ptr<LiveAgent>> m_agents;
    std::uint64_t m_epoch = 100;
};

} // namespace agora::agency
