#pragma once

#include "engine/agency/memory_transport.h"
#include "engine/agency/patterns/sockets.h"
#include "engine/agency/zmq_transport.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace agora::agency {

/// By what the agents of a world are joined. The conformance tests run over each.
enum class Over { Memory, Inproc, Ipc, Tcp };
inline constexpr std::array<std::pair<Over, const char *>, 4> everyTransport{
    {{Over::Memory, "memory"}, {Over::Inproc, "inproc"}, {Over::Ipc, "ipc"}, {Over::Tcp, "tcp"}}};

class SocketWorld;

/// Another's transport, which lets the other agents of the world work whenever this one waits: all
/// of them live in one thread.
class SharedThreadTransport final : public Transport {
public:
    SharedThreadTransport(std::unique_ptr<Transport> inner, SocketWorld &world)
        : m_inner(std::move(inner)), m_world(world)
    {}
    void receive(Duration limit, int most, const OnFrame &onFrame) override;

    Result<PortRef> bind(const std::string &endpoint, const PortOptions &options) override
    {
        return m_inner->bind(endpoint, options);
    }
    std::string endpointOf(PortRef port) const override { return m_inner->endpointOf(port); }
    PortRef portOf(PeerRef session) const override { return m_inner->portOf(session); }
    void unbind(PortRef port, std::optional<Duration> linger) override
    {
        m_inner->unbind(port, linger);
    }
    Result<PeerRef> connect(const std::string &endpoint, const std::string &identity,
        const LinkOptions &options) override
    {
        return m_inner->connect(endpoint, identity, options);
    }
    void disconnect(PeerRef peer, std::optional<Duration> linger) override
    {
        m_inner->disconnect(peer, linger);
    }
    using Transport::send;
    bool send(PeerRef to, const FrameHeader &header, std::string_view topic,
        std::span<const std::byte> body) override
    {
        return m_inner->send(to, header, topic, body);
    }
    void flush() override { m_inner->flush(); }
    Result<RawRef> openRaw(
        RawKind kind, RawRole role, const std::string &endpoint, const RawOptions &options) override
    {
        return m_inner->openRaw(kind, role, endpoint, options);
    }
    std::string endpointOf(RawRef socket) const override { return m_inner->endpointOf(socket); }
    Result<void> sendRaw(RawRef socket, std::span<const Bytes> parts, Duration limit) override
    {
        return m_inner->sendRaw(socket, parts, limit);
    }
    Result<RawParts> receiveRaw(RawRef socket, Duration limit) override
    {
        return m_inner->receiveRaw(socket, limit);
    }
    void onRaw(RawRef socket, OnRaw handler) override
    {
        m_inner->onRaw(socket, std::move(handler));
    }
    Result<void> subscribeRaw(RawRef socket, std::span<const std::byte> prefix) override
    {
        return m_inner->subscribeRaw(socket, prefix);
    }
    Result<void> unsubscribeRaw(RawRef socket, std::span<const std::byte> prefix) override
    {
        return m_inner->unsubscribeRaw(socket, prefix);
    }
    void closeRaw(RawRef socket, std::optional<Duration> linger) override
    {
        m_inner->closeRaw(socket, linger);
    }
    void wake() override { m_inner->wake(); }
    void interrupt() override { m_inner->interrupt(); }
    bool isInterrupted() const override { return m_inner->isInterrupted(); }
    TransportCounters counters() const override { return m_inner->counters(); }

private:
    std::unique_ptr<Transport> m_inner;
    SocketWorld &m_world;
};

/// An agent of the world: a bus and its sockets, nothing else.
struct WorldAgent {
    SystemClock clock;
    std::unique_ptr<Bus> bus;
    std::unique_ptr<Sockets> sockets;
    bool isBusy = false; ///< further down in the stack

    [[nodiscard]] std::uint64_t count(const std::string &alias, const std::string &key) const
    {
        return static_cast<std::uint64_t>(sockets->describe()[alias][key].asInteger());
    }
    [[nodiscard]] TransportCounters counters() { return bus->transport().counters(); }
};

/// Agents in one thread, joined by one transport.
class SocketWorld {
public:
    static constexpr Duration patience = std::chrono::seconds(30); ///< of a test on a busy machine

    explicit SocketWorld(Over over)
        : m_over(over)
        , m_security(std::make_shared<const Security>(Security{.own = makeKeyPair(), .allows = {}}))
    {}

    WorldAgent &add(const std::string &name, std::uint64_t epoch = 1, SocketDefaults defaults = {},
        SocketContext::Resolve resolve = {})
    {
        auto agent = std::make_unique<WorldAgent>();
        auto transport = makeTransport();
        agent->bus
            = std::make_unique<Bus>(BusSetup{.name = name, .epoch = epoch, .clock = &agent->clock},
                std::make_unique<SharedThreadTransport>(std::move(transport), *this));
        if (!defaults.transport)
            defaults.transport = kind();
        if (!defaults.limit)
            defaults.limit = patience;
        agent->sockets = std::make_unique<Sockets>(*agent->bus,
            SocketsSetup{
                .defaults = defaults, .ipcFolder = ipcFolder(), .resolve = std::move(resolve)});
        return *m_agents.emplace_back(std::move(agent));
    }
    void remove(WorldAgent &agent)
    {
        std::erase_if(m_agents, [&](const auto &each) { return each.get() == &agent; });
    }

    /// Turns everybody until `done`; false when patience is over.
    bool until(const std::function<bool()> &done, Duration limit = patience)
    {
        const auto deadline = steadyNow() + limit;
        while (!done()) {
            if (steadyNow() > deadline)
                return false;
            if (turnAll(nullptr) == 0)
                std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
        return true;
    }
    /// Turns everybody until nothing has moved for a while (a message that is not sent leaves no
    /// other trace).
    void settle(Duration quiet = std::chrono::milliseconds(100))
    {
        auto last = steadyNow();
        const auto moved = [this] {
            std::uint64_t frames = 0;
            for (const auto &agent : m_agents)
                frames += agent->counters().framesIn + agent->counters().rawIn;
            return frames;
        };
        auto before = moved();
        (void)until([&] {
            if (const auto now = moved(); std::exchange(before, now) != now)
                last = steadyNow();
            return steadyNow() - last > quiet;
        });
    }
    int turnAll(const Transport *waiting)
    {
        int done = 0;
        for (std::size_t i = 0; i < m_agents.size(); ++i) { // a handler may add one
            auto &agent = *m_agents[i];
            if (agent.isBusy || &agent.bus->transport() == waiting)
                continue;
            agent.isBusy = true;
            done += agent.bus->turn(Duration::zero());
            agent.isBusy = false;
        }
        return done;
    }

    [[nodiscard]] std::vector<WorldAgent *> agents() const
    {
        std::vector<WorldAgent *> all;
        for (const auto &agent : m_agents)
            all.push_back(agent.get());
        return all;
    }
    /// For one that speaks our frames but is none of our sockets.
    [[nodiscard]] std::unique_ptr<Transport> makeTransport()
    {
        return m_over == Over::Memory ? m_network.makeTransport() : makeZmqTransport(m_security);
    }
    [[nodiscard]] Over over() const { return m_over; }
    [[nodiscard]] TransportKind kind() const
    {
        return m_over == Over::Ipc ? TransportKind::Ipc
            : m_over == Over::Tcp  ? TransportKind::Tcp
                                   : TransportKind::Inproc;
    }
    [[nodiscard]] std::string ipcFolder() const { return m_folder.path().toStdString(); }
    [[nodiscard]] const SecurityRef &security() const { return m_security; }

private:
    Over m_over;
    SecurityRef m_security;
    QTemporaryDir m_folder;
    MemoryNetwork m_network;
    std::vector<std::unique_ptr<WorldAgent>> m_agents;
};

inline void SharedThreadTransport::receive(Duration limit, int most, const OnFrame &onFrame)
{
    const auto deadline = steadyNow() + limit;
    bool hasArrived = false;
    const OnFrame noted = [&](PeerRef from, Frame &frame) {
        hasArrived = true;
        onFrame(from, frame);
    };
    while (true) {
        m_inner->receive(Duration::zero(), most, noted);
        if (hasArrived || isInterrupted() || steadyNow() >= deadline)
            return;
        if (m_world.turnAll(this) == 0)
            std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
}

/// Verifies a Result and shows its sentence.
#define AGORA_OK(expression)                                                                       \
    do {                                                                                           \
        const auto &outcomeOfIt = (expression);                                                    \
        QVERIFY2(outcomeOfIt, outcomeOfIt ? "" : outcomeOfIt.error().message.c_str());             \
    } while (false)

} // namespace agora::agency
