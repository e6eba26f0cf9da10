#include "engine/overmind/supervisor.h"

#include "engine/base/log.h"
#include "engine/base/paths.h"
#include "engine/base/process_usage.h"

namespace agora {

namespace {
constexpr Duration watchEvery = std::chrono::milliseconds(50);
constexpr Duration measureEvery = std::chrono::seconds(1);
constexpr Duration startLimit = std::chrono::seconds(20);
constexpr Duration killAfter = std::chrono::seconds(1);
constexpr Duration othersKill = std::chrono::hours(1); ///< whoever asks looks after it himself
constexpr Duration deathWindow = std::chrono::minutes(1);

/// The first restart comes at once, the following ones wait longer.
Duration backOff(std::size_t deaths)
{
    constexpr int waits[] = {0, 200, 500, 1000, 2000};
    return std::chrono::milliseconds(
        waits[std::min(deaths, std::size(waits)) - (deaths > 0 ? 1 : 0)]);
}
} // namespace

std::string_view toString(AgentPhase phase)
{
    switch (phase) {
    case AgentPhase::Starting:
        return "starting";
    case AgentPhase::Running:
        return "running";
    case AgentPhase::Restarting:
        return "restarting";
    case AgentPhase::Stopping:
        return "stopping";
    case AgentPhase::Stopped:
        return "stopped";
    case AgentPhase::Parked:
        return "parked";
    }
    return "";
}

Supervisor::Supervisor(agency::Bus &bus, agency::NameServer &names, Setup setup)
    : m_bus(bus), m_names(names), m_setup(std::move(setup))
{
    m_names.onBeat([this](const agency::Registration &registration) { beat(registration); });
    m_bus.every(watchEvery, [this] { watch(); });
    m_bus.every(measureEvery, [this] { measure(); });
}

void Supervisor::changed()
{
    if (m_onChange)
        m_onChange();
}

void Supervisor::start(const std::string &name, const std::string &kind,
    const std::filesystem::path &program, Started done)
{
    auto &view = m_view[name];
    view.name = name;
    view.kind = kind;
    view.program = program;
    view.restarts = 0;
    auto &child = m_children[name];
    child.deaths.clear();
    child.done = std::move(done);
    child.isDoomed = false;
    spawn(name);
}

Process *Supervisor::Child::process()
{
    return born ? &born->process() : adopted ? &*adopted : nullptr;
}

void Supervisor::Child::forgetProcess()
{
    born.reset();
    adopted.reset();
}

agency::AgentSetup Supervisor::setupFor(const SupervisedAgent &agent)
{
    // Never the same twice, and greater than any epoch of an earlier engine on this machine.
    m_lastEpoch = std::max(m_lastEpoch + 1, agency::nextEpoch());
    auto setup = m_setup.common;
    setup.name = agent.name;
    setup.kind = agent.kind;
    setup.epoch = m_lastEpoch;
    setup.isSupervised = true;
    setup.orphans = agency::Orphans::GoOn; // a new Overmind takes them over
    setup.faults.seed += m_lastEpoch % 1000;
    setup.logFile = m_setup.logFolder / (agent.name + ".log");
    return setup;
}

/// Whoever still runs under this name, child of ours or not, is dead before its successor starts.
void Supervisor::endPredecessor(const std::string &name)
{
    const auto end = [](Process &process) {
        process.kill();
        (void)process.wait(killAfter);
    };
    auto &child = m_children.at(name);
    if (auto *process = child.process(); process != nullptr && !process->poll())
        end(*process);
    child.forgetProcess();
    const auto registered = m_names.find(name);
    if (!registered || registered->host != hostId()
        || commandLineOf(registered->pid).find(std::to_string(registered->epoch))
            == std::string::npos)
        return;
    if (auto stranger = Process::adopt(registered->pid))
        end(*stranger);
}

void Supervisor::spawn(const std::string &name)
{
    auto &view = m_view.at(name);
    auto &child = m_children.at(name);
    endPredecessor(name);
    auto setup = setupFor(view);
    m_names.expect(name, setup.epoch);
    view.epoch = setup.epoch;
    view.lastBeat = {};
    view.lastTurn = {};
    child.startedAt = steadyNow();
    auto born = agency::ChildAgent::start(
        std::move(setup), view.program, m_setup.logFolder / (name + ".out"));
    if (!born) {
        view.phase = AgentPhase::Parked;
        view.note = born.error().message;
        logError("“" + name + "” cannot be started: " + view.note);
        if (const auto done = std::exchange(child.done, nullptr))
            done(fail(view.note));
        return changed();
    }
    view.pid = born->process().pid();
    view.phase = view.restarts == 0 ? AgentPhase::Starting : AgentPhase::Restarting;
    child.born.emplace(*std::move(born));
    child.cpuTime = {};
    changed();
}

Result<void> Supervisor::adopt(const std::string &name, const std::string &kind,
    const std::filesystem::path &program, int pid, std::uint64_t epoch)
{
    auto process = Process::adopt(pid);
    if (!process)
        return process.failure();
    m_view[name] = {.name = name,
        .kind = kind,
        .program = program,
        .phase = AgentPhase::Running,
        .epoch = epoch,
        .pid = pid,
        .note = "adopted",
        .lastBeat = steadyNow(),
        .lastTurn = steadyNow()};
    auto &child = m_children[name];
    child.adopted.emplace(std::move(*process));
    child.startedAt = steadyNow();
    m_lastEpoch = std::max(m_lastEpoch, epoch);
    return {};
}

void Supervisor::beat(const agency::Registration &registration)
{
    const auto found = m_view.find(registration.name);
    if (found == m_view.end() || found->second.epoch != registration.epoch)
        return;
    auto &view = found->second;
    view.lastBeat = registration.lastBeat;
    view.lastTurn = registration.lastBeat - registration.turnAge;
    const bool wasComing
        = view.phase == AgentPhase::Starting || view.phase == AgentPhase::Restarting;
    if (!registration.isReady() || !wasComing)
        return;
    view.phase = AgentPhase::Running;
    logInfo("“" + view.name + "” runs (pid " + std::to_string(view.pid) + ")");
    changed();
    if (const auto done = std::exchange(m_children.at(view.name).done, nullptr))
        done({});
}

void Supervisor::watch()
{
    const auto now = steadyNow();
    std::vector<std::string> names;
    for (const auto &[name, child] : m_children)
        names.push_back(name); // what follows may add and remove
    for (const auto &name : names) {
        auto &child = m_children.at(name);
        auto &view = m_view.at(name);
        auto *process = child.process();
        if (process == nullptr) {
            if (view.phase == AgentPhase::Restarting && now >= child.nextStart)
                spawn(name);
            continue;
        }
        if (const auto end = process->poll()) {
            ended(name, *end);
            continue;
        }
        const auto lastSign = std::max(view.lastTurn, child.startedAt);
        const auto limit = view.phase == AgentPhase::Running ? m_setup.hangLimit : startLimit;
        if (child.isDoomed ? now > child.killAt : now - lastSign > limit) {
            if (!child.isDoomed)
                view.note = "gave no sign of life; killed";
            process->kill();
        }
    }
}

void Supervisor::ended(const std::string &name, const ProcessEnd &end)
{
    auto &view = m_view.at(name);
    auto &child = m_children.at(name);
    std::string failure; // what it said before it ended
    if (child.born) {
        const auto &started = child.born->started(Duration::zero());
        if (started && !*started && end.signal == 0 && end.exitCode == agency::exitcode::Failed)
            failure = started->error().message;
    }
    child.forgetProcess();
    view.pid = 0;
    view.memoryMiB = view.cpuPercent = 0;
    m_names.forget(name);
    const auto now = steadyNow();
    if (child.isDoomed) {
        view.phase = AgentPhase::Stopped;
        const auto stopped = std::exchange(child.stopped, {});
        changed();
        for (const auto &done : stopped)
            done();
        return;
    }
    view.note = !failure.empty() ? failure : "ended with " + end.describe();
    logWarning("“" + name + "” " + (!failure.empty() ? "failed: " + failure : view.note));
    if (const auto done = std::exchange(child.done, nullptr)) {
        view.phase = AgentPhase::Parked; // it never ran: starting it again would end the same way
        changed();
        return done(fail(view.note));
    }
    child.deaths.push_back(now);
    while (now - child.deaths.front() > deathWindow)
        child.deaths.pop_front();
    if (child.deaths.size() >= static_cast<std::size_t>(m_setup.parkAfterDeaths)) {
        view.phase = AgentPhase::Parked;
        view.note = "parked after " + std::to_string(child.deaths.size())
            + " deaths in a minute; the last: " + view.note;
        logError("“" + name + "” is " + view.note);
        return changed();
    }
    ++view.restarts;
    view.phase = AgentPhase::Restarting;
    child.nextStart = now + backOff(child.deaths.size());
    changed();
    if (child.nextStart <= now)
        spawn(name);
}

void Supervisor::askToEnd(const std::string &name, Duration patience)
{
    auto &child = m_children.at(name);
    child.isDoomed = true;
    child.killAt = steadyNow() + patience;
    m_view.at(name).phase = AgentPhase::Stopping;
    if (auto *process = child.process())
        process->terminate();
}

void Supervisor::stop(const std::string &name, std::function<void()> done)
{
    const auto found = m_children.find(name);
    if (found == m_children.end() || found->second.process() == nullptr) {
        if (found != m_children.end()) {
            found->second.isDoomed = true;
            m_view.at(name).phase = AgentPhase::Stopped;
            changed();
        }
        return done();
    }
    found->second.stopped.push_back(std::move(done));
    askToEnd(name, killAfter);
    changed();
}

void Supervisor::forget(const std::string &name)
{
    m_children.erase(name);
    m_view.erase(name);
    m_names.forget(name);
    changed();
}

bool Supervisor::waitForEnd(const std::vector<std::string> &names, Duration deadline)
{
    const auto anyRuns = [&] {
        return std::any_of(names.begin(), names.end(),
            [&](const auto &name) { return m_children.at(name).process() != nullptr; });
    };
    while (anyRuns() && steadyNow() < deadline) {
        m_bus.turn(std::chrono::milliseconds(10)); // they say goodbye to the name server
        for (const auto &name : names) {
            auto &child = m_children.at(name);
            if (auto *process = child.process(); process != nullptr && process->poll())
                child.forgetProcess();
        }
    }
    return !anyRuns();
}

std::vector<std::string> Supervisor::stopAll(Duration limit, const std::string &last)
{
    std::vector<std::string> killed;
    std::vector<std::string> most;
    for (const auto &[name, child] : m_children) {
        if (name != last)
            most.push_back(name);
    }
    const auto end = [&](const std::vector<std::string> &names, Duration patience) {
        for (const auto &name : names)
            askToEnd(name, othersKill);
        if (waitForEnd(names, steadyNow() + patience))
            return;
        for (const auto &name : names) {
            auto &child = m_children.at(name);
            auto *process = child.process();
            if (process == nullptr)
                continue;
            killed.push_back(name);
            process->kill();
            (void)process->wait(std::chrono::milliseconds(500));
            child.forgetProcess();
        }
    };
    end(most, limit * 2 / 3);
    if (m_children.contains(last))
        end({last}, limit / 3);
    return killed;
}

bool Supervisor::isReady(const std::string &name) const
{
    const auto found = m_view.find(name);
    return found != m_view.end() && found->second.phase == AgentPhase::Running;
}

void Supervisor::measure()
{
    for (auto &[name, view] : m_view) {
        if (view.pid == 0)
            continue;
        const auto usage = usageOf(view.pid);
        if (!usage)
            continue;
        auto &child = m_children.at(name);
        view.memoryMiB = usage->residentMiB;
        if (child.cpuTime > Duration::zero())
            view.cpuPercent = 100.0 * static_cast<double>((usage->cpuTime - child.cpuTime).count())
                / static_cast<double>(measureEvery.count());
        child.cpuTime = usage->cpuTime;
    }
    changed();
}

} // namespace agora
