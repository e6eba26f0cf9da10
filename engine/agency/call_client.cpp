#include "engine/agency/call_client.h"

#include "engine/agency/zmq_transport.h"
#include "engine/base/process.h"
#include "engine/base/text.h"

#include <algorithm>
#include <atomic>
#include <limits>

namespace agora::agency {

namespace {
constexpr Duration never{std::numeric_limits<std::int64_t>::max()};
/// After so long without a word from an agent we ask again where it lives.
constexpr Duration trustFor = std::chrono::milliseconds(1500);
/// A call that waits so long asks the name server what became of the agent.
constexpr Duration firstProbe = std::chrono::milliseconds(100);
constexpr Duration probeEvery = std::chrono::milliseconds(300);
constexpr Duration answerTime = std::chrono::milliseconds(250);
constexpr Duration longestPatience = std::chrono::seconds(30);
constexpr Duration longestTurn = std::chrono::milliseconds(100);
const std::string nameServerName = "nameserver";

Duration deadlineOf(Duration limit)
{
    return limit < Duration::zero() ? never : steadyNow() + limit;
}
Duration leftUntil(Duration deadline)
{
    return deadline == never ? std::chrono::hours(24)
                             : std::max(deadline - steadyNow(), Duration::zero());
}
std::string controlOf(const std::string &agent) { return agent + "#control"; }

/// An agent's name is seen by whom it calls; a plain program has a name that nobody else has.
std::string clientName()
{
    static std::atomic<std::uint64_t> count = 0;
    const auto *agent = Bus::current();
    return (agent != nullptr ? agent->name() + "~" : "client-" + std::to_string(currentPid()) + "-")
        + std::to_string(++count);
}

/// While it lives, `Bus::interrupt` of the agent whose handler calls also ends our waiting.
class BlockedCaller {
public:
    explicit BlockedCaller(Bus &inner) : m_caller(Bus::current())
    {
        if (m_caller != nullptr)
            m_caller->waitIn(&inner);
    }
    ~BlockedCaller()
    {
        if (m_caller != nullptr)
            m_caller->waitIn(nullptr);
    }
    BlockedCaller(const BlockedCaller &) = delete;
    BlockedCaller &operator=(const BlockedCaller &) = delete;

private:
    Bus *m_caller;
};

std::string inSeconds(Duration duration)
{
    return formatFixed(std::chrono::duration<double>(duration).count(), 1) + " s";
}
} // namespace

CallClient &CallClient::ofThisThread(const std::string &nameServer)
{
    thread_local std::map<std::string, std::unique_ptr<CallClient>> clients;
    auto &client = clients[nameServer];
    if (!client)
        client = std::make_unique<CallClient>(nameServer);
    return *client;
}

CallClient::CallClient(std::string nameServer) : m_nameServer(std::move(nameServer))
{
    m_bus = std::make_unique<Bus>(BusSetup{.name = clientName(),
                                      .epoch = static_cast<std::uint64_t>(steadyNow().count()),
                                      .endpoints = {},
                                      .nameServer = m_nameServer,
                                      .clock = &m_clock},
        makeZmqTransport());
}

bool CallClient::turnUntil(Duration deadline)
{
    m_bus->turn(std::min(longestTurn, leftUntil(deadline)));
    return m_caller == nullptr || !m_caller->isInterrupted();
}

CallResult<Value> CallClient::registration(const std::string &agent, Duration limit)
{
    m_caller = Bus::current();
    const BlockedCaller blocked(*m_bus);
    return lookUp(agent, limit);
}

CallResult<Value> CallClient::lookUp(const std::string &agent, Duration limit)
{
    const auto deadline = deadlineOf(limit);
    Value who;
    who.set("name", agent);
    const auto notThere = [&](CallError::Kind kind, std::string text) {
        return failWith(CallError{kind, agent, "", std::move(text)});
    };
    if (const auto left = leftUntil(deadline); left > Duration::zero()) {
        // The name server waits for one that is starting, and says no before we give up on it.
        who.set("patienceMs",
            std::min(std::max(left * 3 / 4, left - answerTime), longestPatience)
                / std::chrono::milliseconds(1));
        const auto answer
            = std::make_shared<std::optional<CallResult<Value>>>(); // outlives an interrupted wait
        m_bus->call(nameServerName, "ns.lookup", who, CallOptions{.limit = left},
            [answer](CallResult<Value> reply) { *answer = std::move(reply); });
        while (!answer->has_value()) {
            if (!turnUntil(deadline))
                return notThere(CallError::Kind::Interrupted, "the calling agent is being ended");
        }
        const auto &reply = **answer;
        if (reply)
            return *reply;
        if (reply.error().kind == CallError::Kind::Failed)
            return notThere(CallError::Kind::NoAgent, reply.error().text);
    }
    if (m_bus->isUp(nameServerName)) // it is there, and waits for the agent longer than we do
        return notThere(CallError::Kind::NoAgent, "no agent is called “" + agent + "”");
    return notThere(CallError::Kind::NoNameServer,
        "the name server at " + m_nameServer + " did not say within " + inSeconds(limit)
            + " where “" + agent + "” is");
}

CallResult<CallClient::Known> CallClient::resolve(const Call &call, Duration deadline)
{
    if (const auto known = m_known.find(call.agent);
        known != m_known.end() && steadyNow() - known->second.heard < trustFor)
        return known->second;
    const auto found = lookUp(call.agent, leftUntil(deadline));
    if (!found) {
        m_known.erase(call.agent);
        auto error = found.error();
        error.method = call.method;
        return failWith(std::move(error));
    }
    const auto &row = *found;
    const auto epoch = static_cast<std::uint64_t>(row["epoch"].asInteger());
    if (const auto before = m_known.find(call.agent);
        before == m_known.end() || before->second.epoch != epoch) {
        m_bus->forget(call.agent); // a link to another life would end the call that we begin
        m_bus->forget(controlOf(call.agent));
    }
    m_bus->know(call.agent, row["endpoint"].asText());
    if (const auto &control = row["control"].asText(); !control.empty())
        m_bus->know(controlOf(call.agent), control);
    if (row["phase"].asText() == "stopped" && !call.isUnsafe)
        return failWith(CallError{CallError::Kind::NotRunning, call.agent, call.method,
            "“" + call.agent + "” was stopped: only unsafe calls reach it"});
    return m_known[call.agent] = Known{epoch, steadyNow()};
}

void CallClient::pause(Duration duration)
{
    m_caller = Bus::current();
    const auto end = steadyNow() + duration;
    while (steadyNow() < end && turnUntil(end)) {}
}

/// One call under way; shared with the answers that may still come when nobody waits any more.
struct CallClient::Waiting {
    Call call;
    std::optional<CallResult<Value>> answer;
    std::uint64_t epoch = 0; ///< of the life that was asked
    Duration nextProbe{};
    Duration turnAge{}; ///< of the agent's loop, when last heard
    bool isProbing = false;

    void giveUp(CallError::Kind kind, const std::string &what)
    {
        if (!answer)
            answer = failWith(
                CallError{kind, call.agent, call.method, "“" + call.agent + "” " + what});
    }
};

void CallClient::probe(const std::shared_ptr<Waiting> &waiting)
{
    waiting->nextProbe = steadyNow() + probeEvery;
    waiting->isProbing = true;
    Value who;
    who.set("name", waiting->call.agent);
    who.set("patienceMs", 0);
    m_bus->call(nameServerName, "ns.lookup", who, CallOptions{.limit = std::chrono::seconds(3)},
        [waiting](const CallResult<Value> &reply) {
            waiting->isProbing = false;
            if (!reply) { // no news from the name server is no news about the agent
                if (reply.error().kind == CallError::Kind::Failed)
                    waiting->giveUp(CallError::Kind::NoAgent, "ended before it answered");
                return;
            }
            const auto &row = *reply;
            waiting->turnAge
                = Duration(static_cast<std::int64_t>(row["turnAgeMs"].asNumber() * 1e6));
            if (static_cast<std::uint64_t>(row["epoch"].asInteger()) != waiting->epoch)
                waiting->giveUp(CallError::Kind::Restarted, "was restarted before it answered");
            else if (row["phase"].asText() == "stopped" && !waiting->call.isUnsafe)
                waiting->giveUp(CallError::Kind::NotRunning, "was stopped before it answered");
        });
}

CallResult<Value> CallClient::waitFor(const std::shared_ptr<Waiting> &waiting, Duration deadline)
{
    const auto &call = waiting->call;
    const auto target = call.isUnsafe ? controlOf(call.agent) : call.agent;
    m_bus->call(target, call.method, call.arguments, CallOptions{.limit = leftUntil(deadline)},
        [waiting](CallResult<Value> reply) {
            if (waiting->answer)
                return;
            if (reply || reply.error().kind != CallError::Kind::NoAnswer)
                waiting->answer = std::move(reply);
        });
    waiting->nextProbe = steadyNow() + firstProbe;
    while (!waiting->answer) {
        if (!turnUntil(std::min(deadline, waiting->nextProbe)))
            waiting->giveUp(CallError::Kind::Interrupted, "was not waited for: the caller ends");
        const auto now = steadyNow();
        if (now >= deadline)
            waiting->giveUp(CallError::Kind::NoAnswer, tooLate(*waiting));
        else if (now >= waiting->nextProbe && !waiting->isProbing)
            probe(waiting);
        else if (now >= waiting->nextProbe)
            waiting->nextProbe = now + probeEvery;
    }
    return *waiting->answer;
}

std::string CallClient::tooLate(const Waiting &waiting)
{
    auto text
        = "did not answer “" + waiting.call.method + "” within " + inSeconds(waiting.call.limit);
    if (waiting.turnAge > std::chrono::milliseconds(250))
        text += "; its loop has been busy for " + inSeconds(waiting.turnAge);
    return text;
}

CallResult<Value> CallClient::call(Call call)
{
    const BlockedCaller blocked(*m_bus);
    m_caller = Bus::current();
    const auto deadline = deadlineOf(call.limit);
    const auto known = resolve(call, deadline);
    if (!known)
        return known.failure();
    const auto waiting = std::make_shared<Waiting>();
    waiting->call = std::move(call);
    waiting->epoch = known->epoch;
    auto result = waitFor(waiting, deadline);
    if (const auto found = m_known.find(waiting->call.agent); found != m_known.end()) {
        if (result || result.error().kind == CallError::Kind::Failed)
            found->second.heard = steadyNow();
        else
            m_known.erase(found); // ask anew where it lives
    }
    if (!result) {
        auto error = result.error();
        error.agent = waiting->call.agent; // not its control thread
        return failWith(std::move(error));
    }
    return result;
}

CallResult<void> CallClient::tell(Call call)
{
    const BlockedCaller blocked(*m_bus);
    m_caller = Bus::current();
    const auto known = resolve(call, deadlineOf(call.limit));
    if (!known)
        return known.failure();
    m_bus->call(call.isUnsafe ? controlOf(call.agent) : call.agent, call.method,
        std::move(call.arguments), CallOptions{.isOneWay = true}, {});
    return {};
}

} // namespace agora::agency
