#include "engine/agency/proxy.h"

#include "engine/agency/call_client.h"

#include <cstdlib>

namespace agora::agency {

namespace {
constexpr Duration lookAgain = std::chrono::milliseconds(20);

Safety defaultSafety()
{
    const char *given = std::getenv("AGORA_SAFE_CALLS");
    return given != nullptr && std::string_view(given) == "false" ? Safety::Unsafe : Safety::Safe;
}

CallError noNameServer(const std::string &agent, const std::string &method)
{
    return {CallError::Kind::NoNameServer, agent, method,
        "no name server is known: give its endpoint, or set AGORA_NAMESERVER"};
}
} // namespace

std::string nameServerOfEnvironment()
{
    const char *given = std::getenv("AGORA_NAMESERVER");
    return given == nullptr ? "" : given;
}

Proxy::Proxy(std::string agent, std::string nameServer, ProxyOptions options)
    : m_agent(std::move(agent))
    , m_nameServer(std::move(nameServer))
    , m_limit(options.limit)
    , m_safety(options.safety)
{}

CallResult<Proxy> Proxy::connect(
    std::string agent, std::string nameServer, Duration limit, ProxyOptions options)
{
    Proxy proxy(std::move(agent), std::move(nameServer), options);
    if (const auto running = proxy.waitForRunning(limit); !running)
        return running.failure();
    return proxy;
}

std::string Proxy::nameServer() const
{
    return m_nameServer.empty() ? nameServerOfEnvironment() : m_nameServer;
}

Safety Proxy::safety() const { return m_safety.value_or(defaultSafety()); }

CallResult<Value> Proxy::call(
    const std::string &method, Value arguments, std::optional<Duration> limit) const
{
    const auto server = nameServer();
    if (server.empty())
        return failWith(noNameServer(m_agent, method));
    const bool isUnsafe = safety() == Safety::Unsafe;
    if (const auto *caller = Bus::current(); caller != nullptr && !isUnsafe
        && caller->name() == m_agent && caller->nameServer() == server)
        return failWith(CallError{CallError::Kind::OwnThread, m_agent, method,
            "“" + m_agent + "” cannot call its own method “" + method
                + "” safely: it would wait for itself; run it directly, post it, or call it "
                  "unsafely"
                  " or one-way"});
    return CallClient::ofThisThread(server).call(
        {m_agent, method, std::move(arguments), isUnsafe, limit.value_or(m_limit)});
}

CallResult<void> Proxy::oneWay(const std::string &method, Value arguments) const
{
    const auto server = nameServer();
    if (server.empty())
        return failWith(noNameServer(m_agent, method));
    return CallClient::ofThisThread(server).tell(
        {m_agent, method, std::move(arguments), safety() == Safety::Unsafe, m_limit});
}

Proxy Proxy::safe() const
{
    auto other = *this;
    other.m_safety = Safety::Safe;
    return other;
}

Proxy Proxy::unsafe() const
{
    auto other = *this;
    other.m_safety = Safety::Unsafe;
    return other;
}

Proxy Proxy::within(Duration limit) const
{
    auto other = *this;
    other.m_limit = limit;
    return other;
}

// ---- attributes

CallResult<Value::Object> Proxy::get(const std::vector<std::string> &attributes) const
{
    Value names = Value::Array{};
    for (const auto &name : attributes)
        names.append(name);
    Value arguments;
    arguments.set("names", std::move(names));
    const auto values = unsafe().call("agent.get", std::move(arguments));
    if (!values)
        return values.failure();
    return values->asObject();
}

CallResult<Value> Proxy::get(const std::string &attribute) const
{
    const auto values = get(std::vector<std::string>{attribute});
    if (!values)
        return values.failure();
    const auto found = values->find(attribute);
    return found == values->end() ? Value() : found->second;
}

CallResult<void> Proxy::set(Value::Object attributes) const
{
    Value arguments;
    arguments.set("values", Value(std::move(attributes)));
    const auto done = call("agent.set", std::move(arguments));
    if (!done)
        return done.failure();
    return {};
}

CallResult<void> Proxy::set(const std::string &attribute, Value value) const
{
    Value::Object one;
    one.emplace(attribute, std::move(value));
    return set(std::move(one));
}

// ---- its life

CallResult<void> Proxy::waitForRunning(Duration limit) const
{
    const auto server = nameServer();
    if (server.empty())
        return failWith(noNameServer(m_agent, ""));
    auto &client = CallClient::ofThisThread(server);
    const bool isForEver = limit < Duration::zero();
    const auto deadline = steadyNow() + limit;
    std::string phase; ///< when last seen
    while (true) {
        // One that does not exist yet may come while we still wait.
        const auto left = isForEver ? withoutLimit : std::max(deadline - steadyNow(), lookAgain);
        const auto found = client.registration(m_agent, left);
        if (found)
            phase = (*found)["phase"].asText();
        if (found && phase == "running")
            return {};
        const bool isLast = !isForEver && steadyNow() >= deadline;
        if (!found && found.error().kind != CallError::Kind::NoAgent)
            return found.failure();
        // The last look is a short one: a busy name server's silence is no news.
        if (isLast && !phase.empty())
            return failWith(CallError{CallError::Kind::NotRunning, m_agent, "",
                "“" + m_agent + "” is registered but not running: it is " + phase});
        if (isLast)
            return found.failure();
        if (found)
            client.pause(lookAgain);
    }
}

bool Proxy::isRunning() const
{
    const auto server = nameServer();
    if (server.empty())
        return false;
    const auto found = CallClient::ofThisThread(server).registration(m_agent, m_limit);
    return found && (*found)["phase"].asText() == "running";
}

CallResult<Value> Proxy::describe() const { return call("agent.describe"); }
CallResult<Value> Proxy::methods() const { return call("agent.methods"); }

// ---- as a value

Value Proxy::toValue() const
{
    Value value;
    value.set("agent", m_agent);
    value.set("name_server", nameServer()); // another process may have another environment
    value.set("limit_ms", m_limit / std::chrono::milliseconds(1));
    if (m_safety)
        value.set("safe", *m_safety == Safety::Safe);
    return value;
}

Result<Proxy> Proxy::fromValue(const Value &value)
{
    if (!value["agent"].isText() || value["agent"].asText().empty())
        return fail("not a proxy: the member “agent” is missing");
    ProxyOptions options;
    if (value.contains("limit_ms"))
        options.limit = std::chrono::milliseconds(value["limit_ms"].asInteger());
    if (value.contains("safe"))
        options.safety = value["safe"].asBool() ? Safety::Safe : Safety::Unsafe;
    return Proxy(value["agent"].asText(), value["name_server"].asText(), options);
}

} // namespace agora::agency
