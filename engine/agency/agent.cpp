#include "engine/agency/agent.h"

#include "engine/agency/agent_operations.h"
#include "engine/base/text.h"

namespace agora::agency {

Agent::Agent(Bus &bus, SocketsSetup sockets) : Agent(bus, std::move(sockets), nullptr) {}

Agent::Agent(Bus &bus, SocketsSetup sockets, AgentLife *life)
    : m_bus(bus), m_life(life), m_log(bus), m_timers(bus)
{
    sockets.resolve = [this](const std::string &name) { return handlerNamed(name); };
    m_sockets = std::make_unique<Sockets>(bus, std::move(sockets));
    m_attributes.serveOn(bus);
    addOperations(*this);
}

Agent::~Agent() = default;

AgentLife &Agent::life()
{
    AGORA_ENSURE(m_life != nullptr); // an agent inside another program has none
    return *m_life;
}

// ---- names

void Agent::handler(const std::string &name, Handler body) { m_handlers[name] = std::move(body); }

void Agent::method(const std::string &name, MethodSpec spec,
    std::function<Result<Value>(const Value &arguments)> body)
{
    m_bus.method(name, std::move(spec),
        [body = std::move(body)](
            const Value &arguments, const Answer &answer) { answer.value(body(arguments)); });
}

Result<Handler> Agent::handlerNamed(const std::string &name)
{
    if (!m_handlers.contains(name) && !m_bus.methods().contains(name)) {
        std::vector<std::string> known;
        for (const auto &[each, handler] : m_handlers)
            known.push_back(each);
        const auto methods = m_bus.methods().summaries();
        for (const auto &[each, summary] : methods.asObject())
            known.push_back(each);
        return fail("“" + this->name() + "” has no handler or method “" + name + "”"
            + suggestion(name, known));
    }
    // Looked up at each message: it may be replaced meanwhile.
    return Handler([this, name](const Delivery &delivery, const Reply &reply) {
        runNamed(name, delivery, reply);
    });
}

void Agent::runNamed(const std::string &name, const Delivery &delivery, const Reply &reply)
{
    if (const auto found = m_handlers.find(name); found != m_handlers.end()) {
        const auto body = found->second; // it may replace itself
        return body(delivery, reply);
    }
    runMethod(name, delivery.value, [this, name, reply](Result<Value> given) {
        if (!given)
            m_bus.errors().report("handler “" + name + "”", given.error().message);
        reply(std::move(given));
    });
}

void Agent::runMethod(
    const std::string &name, const Value &arguments, std::function<void(Result<Value>)> deliver)
{
    const auto method = m_bus.methods().find(name);
    if (!method)
        return deliver(fail(m_bus.methods().unknown(this->name(), name).text));
    const bool isLone = !arguments.isNull() && !arguments.isObject() && !arguments.isArray();
    auto checked = checkedArguments(method->spec,
        isLone && !method->spec.arguments.empty() ? Value(Value::Array{arguments}) : arguments);
    if (!checked)
        return deliver(checked.failure());
    method->handler(*checked, Answer([deliver = std::move(deliver)](Result<Bytes> given) {
        deliver(given ? Value::fromMessagePack(*given) : Result<Value>(given.failure()));
    }));
}

// ---- patterns

Result<Address> Agent::bind(Pattern pattern, const std::string &alias, BindOptions options)
{
    return m_sockets->bind(pattern, alias, std::move(options));
}

Result<std::string> Agent::connect(
    const Address &server, const std::string &alias, ConnectOptions options)
{
    return m_sockets->connect(server, alias, std::move(options));
}

Result<std::string> Agent::connect(const std::string &agent, const std::string &itsAlias,
    const std::string &alias, ConnectOptions options)
{
    const auto address = socketAddress(proxy(agent), itsAlias);
    return address ? connect(*address, alias, std::move(options)) : address.failure();
}

Result<void> Agent::send(const SocketKey &socket, const Value &value, const SendOptions &options)
{
    return m_sockets->send(socket, value, options);
}

Result<Value> Agent::sendReceive(
    const SocketKey &socket, const Value &value, std::optional<Duration> limit)
{
    return m_sockets->sendReceive(socket, value, limit);
}

Result<Address> socketAddress(const Proxy &agent, const std::string &alias)
{
    const auto address = agent.call("agent.address", Value::Array{alias});
    if (!address)
        return fail(address.error().message());
    return Address::from(*address);
}

// ---- time

TimerId Agent::every(Duration period, std::function<void()> body, const std::string &alias)
{
    return m_timers.every(period, std::move(body), alias);
}

TimerId Agent::after(Duration delay, std::function<void()> body, const std::string &alias)
{
    return m_timers.after(delay, std::move(body), alias);
}

Result<std::function<void()>> Agent::taskFor(const std::string &method, const Value &arguments)
{
    const auto known = handlerNamed(method);
    if (!known)
        return known.failure();
    return std::function<void()>([this, method, arguments] {
        const Reply nobody({.deliver = [](const auto &) {}, .complain = [](const auto &) {}});
        runNamed(method, {.value = arguments}, nobody);
    });
}

Result<TimerId> Agent::every(
    Duration period, const std::string &method, const Value &arguments, const std::string &alias)
{
    const auto task = taskFor(method, arguments);
    return task ? Result<TimerId>(every(period, *task, alias)) : task.failure();
}

Result<TimerId> Agent::after(
    Duration delay, const std::string &method, const Value &arguments, const std::string &alias)
{
    const auto task = taskFor(method, arguments);
    return task ? Result<TimerId>(after(delay, *task, alias)) : task.failure();
}

// ---- others

Proxy Agent::proxy(const std::string &agent) const
{
    return Proxy(agent, m_life == nullptr ? std::string() : m_life->setup().nameServer);
}

WorkerThread &Agent::runInThread(WorkerThreadOptions options, WorkerThread::Body body)
{
    std::erase_if(m_threads, [](const auto &thread) { return !thread->isRunning(); });
    return *m_threads.emplace_back(
        std::make_unique<WorkerThread>(m_bus, std::move(options), std::move(body)));
}

} // namespace agora::agency
