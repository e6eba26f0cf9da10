#include "engine/agency/life/system_shutdown.h"

#include "engine/base/log.h"
#include "engine/base/process_usage.h"

namespace agora::agency {

namespace {
constexpr Duration lookEvery = std::chrono::milliseconds(10);
constexpr std::int64_t defaultLimitMs = 10'000;

/// Shares of the limit.
constexpr double askedFor = 0.5;
constexpr double killedFor = 0.7;
constexpr double forcedFor = 0.95;

Duration share(Duration whole, double part)
{
    return std::chrono::duration_cast<Duration>(whole * part);
}

/// The process of a registration; none when it is another machine's or gone. A pid that was given
/// anew belongs to a program that carries neither its epoch nor its name.
std::optional<Process> processOf(const Registration &registration)
{
    if (registration.host != hostId())
        return std::nullopt;
    const auto command = commandLineOf(registration.pid);
    if (command.find(std::to_string(registration.epoch)) == std::string::npos
        && command.find(registration.name) == std::string::npos)
        return std::nullopt;
    auto process = Process::adopt(registration.pid);
    return process ? std::optional(*std::move(process)) : std::nullopt;
}
} // namespace

SystemShutdown::SystemShutdown(Bus &bus, NameServer &names) : m_bus(bus), m_names(names)
{
    bus.method("ns.shutdownAgents", "Ends every agent: asks, then kills: {limitMs}.",
        [this](const Value &arguments, const Answer &answer) {
            begin(limitOf(arguments), [answer](const Value &report) { answer.value(report); });
        });
}

Duration SystemShutdown::limitOf(const Value &arguments)
{
    return std::chrono::milliseconds(arguments["limitMs"].asInteger(defaultLimitMs));
}

void SystemShutdown::begin(Duration limit, OnReport done)
{
    m_done.push_back(std::move(done));
    if (m_done.size() > 1)
        return;
    m_begun = steadyNow();
    m_limit = limit;
    m_step = Step::Asked;
    m_victims.clear();
    m_timer = m_bus.every(lookEvery, [this] { look(); });
}

/// Those that registered since are to end as well.
void SystemShutdown::gather()
{
    for (const auto &[name, registration] : m_names.all()) {
        auto &victim = m_victims[name];
        if (victim.epoch == registration.epoch)
            continue;
        victim = {.process = processOf(registration), .epoch = registration.epoch};
        Value order;
        order.set("shutdown", true);
        if (m_step == Step::Asked)
            m_names.order(name, order);
        else
            victim.isKilled = true;
    }
}

bool SystemShutdown::isGone(const std::string &name, Victim &victim) const
{
    if (victim.process)
        return victim.process->poll().has_value();
    const auto registered = m_names.find(name);
    return !registered || registered->epoch != victim.epoch;
}

void SystemShutdown::look()
{
    gather();
    bool areAllGone = true;
    for (auto &[name, victim] : m_victims) {
        victim.isGone = victim.isGone || isGone(name, victim);
        if (victim.isGone)
            m_names.forgetLife(name, victim.epoch); // its files too
        areAllGone = areAllGone && victim.isGone;
    }
    const auto now = steadyNow();
    if (areAllGone || now - m_begun >= share(m_limit, forcedFor))
        return finish();
    advance(now);
}

void SystemShutdown::advance(Duration now)
{
    const auto passed = now - m_begun;
    if (m_step == Step::Asked && passed >= share(m_limit, askedFor)) {
        m_step = Step::Killed;
        Value order;
        const auto grace = share(m_limit, (killedFor - askedFor) / 2);
        order.set("kill", std::chrono::duration_cast<std::chrono::milliseconds>(grace).count());
        for (auto &[name, victim] : m_victims) {
            if (victim.isGone)
                continue;
            victim.isKilled = true;
            m_names.order(name, order);
        }
    } else if (m_step == Step::Killed && passed >= share(m_limit, killedFor)) {
        m_step = Step::Forced;
        for (auto &[name, victim] : m_victims) {
            if (!victim.isGone && victim.process)
                victim.process->kill();
        }
    }
}

void SystemShutdown::finish()
{
    m_bus.stopTimer(m_timer);
    Value ended = Value::Array{};
    Value killed = Value::Array{};
    Value left = Value::Array{};
    for (const auto &[name, victim] : m_victims) {
        (!victim.isGone ? left : victim.isKilled ? killed : ended).append(name);
        if (victim.isKilled)
            logWarning("“" + name + "” had to be killed");
    }
    Value report;
    report.set("ended", std::move(ended));
    report.set("killed", std::move(killed));
    report.set("left", std::move(left));
    m_victims.clear();
    for (const auto &done : std::exchange(m_done, {}))
        done(report);
}

} // namespace agora::agency
