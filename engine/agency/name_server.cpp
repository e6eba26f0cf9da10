#include "engine/agency/name_server.h"

#include "engine/base/process.h"

#include <algorithm>

namespace agora::agency {

namespace {
constexpr std::size_t livesKept = 1000; ///< of agents that are gone
constexpr Duration longestMemory = std::chrono::minutes(10); ///< beyond that number
constexpr Duration longestPatience = std::chrono::minutes(1);
constexpr const char *unreachableHosts[] = {"0.0.0.0", "*", "[::]"};

bool isReachable(const std::string &endpoint)
{
    return std::ranges::none_of(unreachableHosts,
        [&](const std::string host) { return endpoint.starts_with("tcp://" + host + ":"); });
}
} // namespace

NameServer::NameServer(Bus &bus, Options options)
    : m_bus(bus)
    , m_options(std::move(options))
    , m_version(static_cast<std::uint64_t>(toNanos(SystemClock().now())))
{
    load();
    addMethods();
    bus.every(sweepEvery, [this] { sweep(); });
}

NameServer::~NameServer()
{
    if (m_isChanged)
        save();
}

void NameServer::addMethods()
{
    m_bus.method("ns.register", "Registers an agent: {name, kind, endpoint, control, epoch, pid}.",
        [this](const Value &arguments, Answer answer) {
            const auto entered = enter(registrationFrom(arguments));
            if (!entered)
                return answer(entered.failure());
            answer.value(Value(true));
        });
    m_bus.method("ns.beat", "Renews a lease: a registration. → {outdated, refused}.",
        [this](const Value &arguments, Answer answer) {
            const auto registration = registrationFrom(arguments);
            Value reply{Value::Object{}};
            if (const auto entered = enter(registration); !entered) {
                reply.set("refused", entered.error().message);
                reply.set("outdated", registration.epoch < newestEpoch(registration.name));
            }
            answer.value(std::move(reply));
        });
    m_bus.method("ns.unregister", "An agent ends: {name, epoch}.",
        [this](const Value &arguments, Answer answer) {
            const auto found = m_agents.find(arguments["name"].asText());
            if (found != m_agents.end()
                && found->second.epoch
                    == static_cast<std::uint64_t>(arguments["epoch"].asInteger()))
                remove(found->first);
            answer.value(Value(true));
        });
    m_bus.method("ns.watch",
        "Answered when there is something to tell: {name, epoch, known} → {version, news, order}.",
        [this](const Value &arguments, Answer answer) { watch(arguments, std::move(answer)); });
    m_bus.method("ns.lookup",
        "Registration of an agent: {name, patienceMs}; waits a little for one that is starting.",
        [this](const Value &arguments, Answer answer) {
            const auto patience
                = Duration(std::chrono::milliseconds(arguments["patienceMs"].asInteger(
                    std::chrono::duration_cast<std::chrono::milliseconds>(lookUpPatience)
                        .count())));
            lookUp(
                arguments["name"].asText(), std::min(patience, longestPatience), std::move(answer));
        });
    m_bus.method("ns.list", "Every registered agent.", [this](const Value &, Answer answer) {
        Value list = Value::Array{};
        for (const auto &[name, registration] : m_agents)
            list.append(toValue(registration));
        answer.value(std::move(list));
    });
    m_bus.method("ns.agents", "The names of the agents.", [this](const Value &, Answer answer) {
        Value names = Value::Array{};
        for (const auto &[name, registration] : m_agents)
            names.append(name);
        answer.value(std::move(names));
    });
}

std::uint64_t NameServer::newestEpoch(const std::string &name) const
{
    const auto lived = m_lives.find(name);
    const auto expected = m_expected.find(name);
    return std::max(lived == m_lives.end() ? 0 : lived->second.epoch,
        expected == m_expected.end() ? 0 : expected->second);
}

Result<void> NameServer::enter(Registration registration)
{
    const auto &name = registration.name;
    if (name.empty() || registration.endpoint.empty())
        return fail("a registration needs a name and an endpoint");
    if (!isReachable(registration.endpoint) || !isReachable(registration.control))
        return fail("“" + name + "” cannot be registered at " + registration.endpoint
            + ": nobody can connect to that; give a host (--host)");
    if (const auto expected = m_expected.find(name);
        expected != m_expected.end() && registration.epoch < expected->second)
        return fail("a newer life of “" + name + "” is being started");
    const auto found = m_agents.find(name);
    const bool isOther = found != m_agents.end() && found->second.epoch != registration.epoch;
    const auto pid = isOther ? std::to_string(found->second.pid) : "";
    if (registration.epoch < newestEpoch(name))
        return fail(isOther ? "“" + name + "” runs in a newer life (pid " + pid + ")"
                            : "“" + name + "” was here in a newer life than this one");
    if (isOther && steadyNow() - found->second.lastBeat < lease)
        return fail("the name “" + name + "” is taken by pid " + pid);
    if (isOther)
        remove(name);
    registration.lastBeat = steadyNow();
    auto &life = m_lives[name];
    if (life.epoch != registration.epoch)
        life.version = life.epoch == 0 ? 0 : ++m_version;
    life.epoch = registration.epoch;
    life.lastSeen = registration.lastBeat;
    m_isChanged = m_isChanged || found == m_agents.end() || isOther
        || found->second.files != registration.files || found->second.isRemembered;
    const auto &entered = m_agents[name] = std::move(registration);
    answerWaiting(entered);
    answerWatchers();
    if (m_onBeat)
        m_onBeat(entered);
    return {};
}

// ---- look-up

void NameServer::lookUp(const std::string &asked, Duration patience, Answer answer)
{
    if (const auto found = m_agents.find(agentOf(asked)); found != m_agents.end())
        return answer.value(answerFor(asked, found->second));
    m_waiting.emplace(agentOf(asked), Waiting{asked, std::move(answer), steadyNow() + patience});
}

Value NameServer::answerFor(const std::string &asked, Registration registration)
{
    if (asked != registration.name)
        registration.endpoint = registration.control;
    registration.name = asked;
    return toValue(registration);
}

void NameServer::answerWaiting(const Registration &registration)
{
    const auto [first, last] = m_waiting.equal_range(registration.name);
    for (auto at = first; at != last; ++at)
        at->second.answer.value(answerFor(at->second.asked, registration));
    m_waiting.erase(first, last);
}

// ---- news and orders

void NameServer::watch(const Value &arguments, Answer answer)
{
    const auto &name = arguments["name"].asText();
    m_watchers.insert_or_assign(name,
        Watcher{static_cast<std::uint64_t>(arguments["epoch"].asInteger()),
            static_cast<std::uint64_t>(arguments["known"].asInteger()), std::move(answer)});
    answerWatchers();
}

void NameServer::order(const std::string &name, const Value &order)
{
    const auto found = m_watchers.find(name);
    if (found == m_watchers.end()) {
        m_orders[name] = order; // it asks again in a moment
        return;
    }
    Value reply = newsSince(found->second.known);
    reply.set("order", order);
    const auto answer = found->second.answer;
    m_watchers.erase(found);
    answer.value(std::move(reply));
}

void NameServer::answerWatchers()
{
    std::vector<std::pair<Answer, Value>> answers;
    std::erase_if(m_watchers, [&](auto &entry) {
        auto &[name, watcher] = entry;
        const auto order = m_orders.find(name);
        if (watcher.known == m_version && order == m_orders.end())
            return false;
        auto reply = newsSince(watcher.known);
        if (order != m_orders.end()) {
            reply.set("order", order->second);
            m_orders.erase(order);
        }
        answers.emplace_back(watcher.answer, std::move(reply));
        return true;
    });
    for (const auto &[answer, reply] : answers)
        answer.value(reply);
}

Value NameServer::newsSince(std::uint64_t version) const
{
    Value news;
    for (const auto &[name, life] : m_lives) {
        if (life.version > version)
            news.set(name, life.epoch);
    }
    Value reply;
    reply.set("version", m_version);
    reply.set("news", std::move(news));
    return reply;
}

// ---- the end of a registration

void NameServer::remove(const std::string &name)
{
    const auto found = m_agents.find(name);
    if (found == m_agents.end())
        return;
    if (found->second.host == hostId())
        removeSockets(found->second.files);
    const auto gone = name; // the argument may be this entry's own
    m_agents.erase(found);
    m_watchers.erase(gone);
    m_orders.erase(gone);
    m_isChanged = true;
}

void NameServer::sweep()
{
    const auto now = steadyNow();
    std::vector<std::string> dead;
    for (const auto &[name, registration] : m_agents) {
        if (now - registration.lastBeat > lease)
            dead.push_back(name);
    }
    for (const auto &name : dead)
        remove(name);
    disappoint(now);
    forgetOldLives(now);
    if (m_isChanged)
        save(); // here, not with each change: a hundred agents that start are one write
}

void NameServer::disappoint(Duration now)
{
    std::vector<std::pair<std::string, Answer>> disappointed;
    std::erase_if(m_waiting, [&](auto &entry) {
        if (entry.second.deadline > now)
            return false;
        disappointed.emplace_back(entry.second.asked, entry.second.answer);
        return true;
    });
    for (const auto &[name, answer] : disappointed)
        answer(fail("no agent is called “" + name + "”"));
}

void NameServer::forgetOldLives(Duration now)
{
    if (m_lives.size() < m_agents.size() + livesKept)
        return;
    std::erase_if(m_lives, [&](const auto &entry) {
        return !m_agents.contains(entry.first) && now - entry.second.lastSeen > longestMemory;
    });
}

void NameServer::forget(const std::string &name) { remove(name); }

void NameServer::forgetLife(const std::string &name, std::uint64_t epoch)
{
    if (const auto found = m_agents.find(name);
        found != m_agents.end() && found->second.epoch == epoch)
        remove(name);
}

void NameServer::expect(const std::string &name, std::uint64_t epoch)
{
    m_expected[name] = epoch;
    if (const auto found = m_agents.find(name);
        found != m_agents.end() && found->second.epoch < epoch)
        forget(name);
}

std::optional<Registration> NameServer::find(const std::string &name) const
{
    const auto found = m_agents.find(name);
    return found == m_agents.end() ? std::nullopt : std::optional(found->second);
}

} // namespace agora::agency
