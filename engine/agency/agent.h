#pragma once

#include "engine/agency/attributes.h"
#include "engine/agency/life/agent_life.h"
#include "engine/agency/logging/log_link.h"
#include "engine/agency/patterns/sockets.h"
#include "engine/agency/proxy.h"
#include "engine/agency/timer_book.h"
#include "engine/agency/worker_thread.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace agora::agency {

/// One agent: its sockets, timers, methods, attributes, log and worker threads on the one poll loop
/// of its process. Everything here is called, and everything calls back, in the agent's own thread;
/// one handler, timer or method runs at a time.
///
/// Two ways to make one do something:
///   by subclass      override onInit, beforeLoop, onIdle, onStop; name handlers with `handler`
///   from outside     every operation is also a remote method (see agent_operations.h), so that a
///                    plain `Agent` (the kind “agent”) is configured through a Proxy, its handlers
///                    given by the names of its methods
/// What a handler throws is contained: logged, counted, told to whoever asked; the agent's policy
/// (HandlerErrors) decides what follows, and goes on by default.
class Agent : public AgentBody {
public:
    explicit Agent(AgentLife &life);
    /// Inside another program, or a test: without a process of its own (`life` may not be used).
    explicit Agent(Bus &bus, SocketsSetup sockets = {});
    ~Agent() override;
    Agent(const Agent &) = delete;
    Agent &operator=(const Agent &) = delete;

    /// The maker of a kind: `kinds.add("pricer", Agent::maker<Pricer>())`. Initial attributes are
    /// set after the constructor and before onInit; one that the code declares is refused.
    template <typename T>
    [[nodiscard]] static MakeBody maker()
    {
        return [](AgentLife &life) -> Result<std::unique_ptr<AgentBody>> {
            auto agent = std::make_unique<T>(life);
            if (const auto set = agent->attributes().setInitial(life.setup().attributes); !set)
                return set.failure();
            return std::unique_ptr<AgentBody>(std::move(agent));
        };
    }

    [[nodiscard]] const std::string &name() const { return m_bus.name(); }
    [[nodiscard]] Bus &bus() { return m_bus; }
    [[nodiscard]] Sockets &sockets() { return *m_sockets; }
    [[nodiscard]] Attributes &attributes() { return m_attributes; }
    [[nodiscard]] TimerBook &timers() { return m_timers; }
    [[nodiscard]] LogLink &log() { return m_log; }
    [[nodiscard]] AgentLife &life();

    // ---- names for handlers and methods
    /// A handler that sockets take by its name; of the same name: takes the place of the former
    /// one, also where it is in use. A method of the bus serves as a handler too: the message is
    /// its arguments, what it gives is the answer.
    void handler(const std::string &name, Handler body);
    /// A remote method that gives a value at once. For later answers: `bus().method`.
    void method(const std::string &name, MethodSpec spec,
        std::function<Result<Value>(const Value &arguments)> body);

    // ---- patterns; see Sockets
    [[nodiscard]] Result<Address> bind(
        Pattern pattern, const std::string &alias, BindOptions options = {});
    [[nodiscard]] Result<std::string> connect(
        const Address &server, const std::string &alias, ConnectOptions options = {});
    /// To a socket of another agent, by the two names.
    [[nodiscard]] Result<std::string> connect(const std::string &agent, const std::string &itsAlias,
        const std::string &alias, ConnectOptions options = {});
    Result<void> send(const SocketKey &socket, const Value &value, const SendOptions &options = {});
    [[nodiscard]] Result<Value> sendReceive(
        const SocketKey &socket, const Value &value, std::optional<Duration> limit = {});

    // ---- time
    TimerId every(Duration period, std::function<void()> body, const std::string &alias = {});
    TimerId after(Duration delay, std::function<void()> body, const std::string &alias = {});
    /// One of our methods, by name.
    [[nodiscard]] Result<TimerId> every(Duration period, const std::string &method,
        const Value &arguments, const std::string &alias = {});
    [[nodiscard]] Result<TimerId> after(Duration delay, const std::string &method,
        const Value &arguments, const std::string &alias = {});

    // ---- others
    [[nodiscard]] Proxy proxy(const std::string &agent) const;
    /// Blocks this agent until the new one runs or could not.
    [[nodiscard]] Result<SpawnedAgent> spawn(const SpawnOptions &options);
    /// A thread beside ours, with a port to us and nothing else; it ends with us.
    WorkerThread &runInThread(WorkerThreadOptions options, WorkerThread::Body body);

    // ---- our own life, when we have a process
    void stop() { life().stop(); }
    void shutdown() { life().shutdown(); }

private:
    Agent(Bus &bus, SocketsSetup sockets, AgentLife *life);
    [[nodiscard]] Result<Handler> handlerNamed(const std::string &name);
    void runNamed(const std::string &name, const Delivery &delivery, const Reply &reply);
    /// `deliver` gets what the method gives, or why it did not run.
    void runMethod(const std::string &name, const Value &arguments,
        std::function<void(Result<Value>)> deliver);
    [[nodiscard]] Result<std::function<void()>> taskFor(
        const std::string &method, const Value &arguments);

    Bus &m_bus;
    AgentLife *m_life = nullptr;
    LogLink m_log;
    Attributes m_attributes;
    std::map<std::string, Handler> m_handlers;
    TimerBook m_timers;
    std::unique_ptr<Sockets> m_sockets;
    std::vector<std::unique_ptr<WorkerThread>> m_threads;
};

/// The address of another agent's socket, by the two names. Waits at most the proxy's limit.
[[nodiscard]] Result<Address> socketAddress(const Proxy &agent, const std::string &alias);

} // namespace agora::agency
