#include "engine/agency/name_server.h"

namespace agora::agency {

Value toValue(const Registration &registration)
{
    Value value;
    value.set("name", registration.name);
    value.set("kind", registration.kind);
    value.set("endpoint", registration.endpoint);
    value.set("epoch", registration.epoch);
    value.set("pid", registration.pid);
    value.set("ready", registration.isReady);
    return value;
}

Registration registrationFrom(const Value &value)
{
    return {.name = value["name"].asText(),
        .kind = value["kind"].asText(),
        .endpoint = value["endpoint"].asText(),
        .epoch = static_cast<std::uint64_t>(value["epoch"].asInteger()),
        .pid = static_cast<int>(value["pid"].asInteger()),
        .isReady = value["ready"].asBool(),
        .lastBeat = steadyNow()};
}

NameServer::NameServer(Bus &bus) : m_bus(bus)
{
    bus.method("ns.register", "Registers an agent: {name, kind, endpoint, epoch, pid}.",
        [this](const Value &arguments, Answer answer) {
            const auto entered = enter(registrationFrom(arguments));
            if (!entered)
                return answer(entered.failure());
            answer.value(Value(true));
        });
    bus.method("ns.lookup",
        "Endpoint of an agent: {name}; waits a little for one that is starting.",
        [this](const Value &arguments, Answer answer) {
            lookUp(arguments["name"].asText(), std::move(answer));
        });
    bus.method("ns.list", "Every registered agent.", [this](const Value &, Answer answer) {
        Value list = Value::Array{};
        for (const auto &[name, registration] : m_agents)
            list.append(toValue(registration));
        answer.value(std::move(list));
    });
    bus.onPush("ns.beat", [this](const Message &message) {
        const auto value = Value::fromMessagePack(message.body);
        if (value)
            (void)enter(
                registrationFrom(*value)); // a refused one learns it when it calls ns.register
    });
    bus.every(std::chrono::milliseconds(500), [this] { sweep(); });
}

Result<void> NameServer::enter(const Registration &registration)
{
    if (registration.name.empty() || registration.endpoint.empty())
        return fail("a registration needs a name and an endpoint");
    if (const auto expected = m_expected.find(registration.name);
        expected != m_expected.end() && registration.epoch < expected->second)
        return fail("a newer life of “" + registration.name + "” is being started");
    const auto found = m_agents.find(registration.name);
    if (found != m_agents.end() && found->second.epoch != registration.epoch) {
        if (registration.epoch < found->second.epoch)
            return fail("“" + registration.name + "” runs in a newer life (pid "
                + std::to_string(found->second.pid) + ")");
        if (steadyNow() - found->second.lastBeat < lease)
            return fail("the name “" + registration.name + "” is taken by pid "
                + std::to_string(found->second.pid));
    }
    m_agents[registration.name] = registration;
    answerWaiting(registration);
    if (m_onBeat)
        m_onBeat(registration);
    return {};
}

void NameServer::lookUp(const std::string &name, Answer answer)
{
    if (const auto found = m_agents.find(name); found != m_agents.end())
        return answer.value(toValue(found->second));
    m_waiting.emplace(name, Waiting{std::move(answer), steadyNow() + lookUpPatience});
}

void NameServer::answerWaiting(const Registration &registration)
{
    const auto [first, last] = m_waiting.equal_range(registration.name);
    for (auto at = first; at != last; ++at)
        at->second.answer.value(toValue(registration));
    m_waiting.erase(first, last);
}

void NameServer::sweep()
{
    const auto now = steadyNow();
    std::erase_if(m_agents, [&](const auto &entry) { return now - entry.second.lastBeat > lease; });
    std::erase_if(m_waiting, [&](auto &entry) {
        if (entry.second.deadline > now)
            return false;
        entry.second.answer(fail("no agent is called “" + entry.first + "”"));
        return true;
    });
}

void NameServer::forget(const std::string &name) { m_agents.erase(name); }

void NameServer::expect(const std::string &name, std::uint64_t epoch)
{
    m_expected[name] = epoch;
    if (const auto found = m_agents.find(name);
        found != m_agents.end() && found->second.epoch < epoch)
        m_agents.erase(found);
}

std::optional<Registration> NameServer::find(const std::string &name) const
{
    const auto found = m_agents.find(name);
    return found == m_agents.end() ? std::nullopt : std::optional(found->second);
}

} // namespace agora::agency
