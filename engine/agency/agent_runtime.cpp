#include "engine/agency/agent_runtime.h"

#include "engine/agency/zmq_transport.h"
#include "engine/base/log.h"
#include "engine/base/paths.h"
#include "engine/base/text.h"

#include <cstdio>
#include <map>

namespace agora::agency {

namespace {
constexpr Duration startLimit = std::chrono::seconds(5);
constexpr Duration beatEvery = std::chrono::milliseconds(250);
const std::string nameServerName = "nameserver";
} // namespace

std::vector<std::string> AgentSetup::toArguments() const
{
    std::vector<std::string> arguments{"--kind", kind, "--name", name, "--epoch",
        std::to_string(epoch), "--runtime-folder", runtimeFolder.string(), "--name-server",
        nameServer, "--log-file", logFile.string(), "--clock-offset-ns",
        std::to_string(clockOffset.count())};
    const auto add = [&](const char *key, std::string value) {
        arguments.emplace_back(key);
        arguments.push_back(std::move(value));
    };
    if (!supervisor.empty())
        add("--supervisor", supervisor);
    if (!clockMaster.empty())
        add("--clock-master", clockMaster);
    if (faults.maxDelay > Duration::zero()) {
        add("--fault-delay-us",
            std::to_string(
                std::chrono::duration_cast<std::chrono::microseconds>(faults.maxDelay).count()));
        add("--fault-seed", std::to_string(faults.seed));
    }
    return arguments;
}

Result<AgentSetup> AgentSetup::fromArguments(const std::vector<std::string> &arguments)
{
    AgentSetup setup;
    std::map<std::string, std::string> values;
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
        if (!arguments[i].starts_with("--") || i + 1 == arguments.size())
            return fail("argument “" + arguments[i] + "”: expected `--key value`");
        values[arguments[i].substr(2)] = arguments[i + 1];
    }
    const auto text = [&](const char *key) {
        const auto found = values.find(key);
        auto value = found == values.end() ? std::string() : found->second;
        values.erase(key);
        return value;
    };
    std::optional<Error> problem;
    const auto number = [&](const char *key) -> std::int64_t {
        const auto given = text(key);
        const auto value = given.empty() ? std::optional<std::int64_t>(0) : parseInteger(given);
        if (!value)
            problem
                = Error{"argument “--" + std::string(key) + " " + given + "”: not a whole number"};
        return value.value_or(0);
    };
    setup.kind = text("kind");
    setup.name = text("name");
    setup.epoch = static_cast<std::uint64_t>(number("epoch"));
    setup.runtimeFolder = text("runtime-folder");
    setup.nameServer = text("name-server");
    setup.supervisor = text("supervisor");
    setup.logFile = text("log-file");
    setup.clockOffset = Duration(number("clock-offset-ns"));
    setup.clockMaster = text("clock-master");
    setup.faults.maxDelay = std::chrono::microseconds(number("fault-delay-us"));
    setup.faults.seed = static_cast<std::uint64_t>(number("fault-seed"));
    if (problem)
        return Failure<Error>{*problem};
    if (!values.empty())
        return fail("unknown argument “--" + values.begin()->first + "”");
    if (setup.name.empty() || setup.kind.empty() || setup.runtimeFolder.empty())
        return fail("an agent needs --kind, --name and --runtime-folder (the Overmind gives them)");
    return setup;
}

std::filesystem::path failureFile(
    const std::filesystem::path &runtimeFolder, const std::string &agent)
{
    return runtimeFolder / (agent + ".failed");
}

AgentRuntime::AgentRuntime(AgentSetup setup)
    : m_systemClock(setup.clockOffset)
    , m_setup(std::move(setup))
    , m_endpoint(ipcEndpoint(m_setup.runtimeFolder.string(), m_setup.name))
{
    const bool isReplay = !m_setup.clockMaster.empty();
    m_bus = std::make_unique<Bus>(BusSetup{.name = m_setup.name,
                                      .epoch = m_setup.epoch,
                                      .endpoints = {m_endpoint},
                                      .nameServer = m_setup.nameServer,
                                      .clock = &clock(),
                                      .replayClock = isReplay ? &m_replayClock : nullptr,
                                      .clockMaster = m_setup.clockMaster,
                                      .faults = m_setup.faults},
        makeZmqTransport());
    // After an unexpected exception its state is in doubt: better a new life from what is on disk.
    m_bus->errors().setPolicy(OnError::Restart);
    m_bus->method(
        "agent.shutdown", "Ends this agent in good order.", [this](const Value &, Answer answer) {
            answer.value(Value(true));
            m_bus->after(Duration::zero(), [this] { m_bus->stop(); });
        });
}

AgentRuntime::~AgentRuntime() = default;

const Clock &AgentRuntime::clock() const
{
    if (m_setup.clockMaster.empty())
        return m_systemClock;
    return m_replayClock;
}

Result<Value> AgentRuntime::start()
{
    m_bus->delayService(); // until the agent is there
    if (const auto opened = m_bus->open(); !opened)
        return opened.failure();
    Value registration;
    registration.set("name", m_setup.name);
    registration.set("kind", m_setup.kind);
    registration.set("endpoint", m_endpoint);
    registration.set("epoch", m_setup.epoch);
    registration.set("pid", currentPid());
    std::optional<Result<Value>> registered;
    m_bus->call(nameServerName, "ns.register", registration, startLimit,
        [&](Result<Value> reply) { registered = std::move(reply); });
    while (!registered)
        m_bus->turn(startLimit);
    if (!*registered)
        return registered->failure();
    std::optional<Result<Value>> settings;
    if (m_setup.supervisor.empty()) {
        settings = Value();
    } else {
        Value who;
        who.set("name", m_setup.name);
        m_bus->call(m_setup.supervisor, "overmind.settings", who, startLimit,
            [&](Result<Value> reply) { settings = std::move(reply); });
    }
    while (!settings)
        m_bus->turn(startLimit);
    if (*settings)
        m_bus->every(beatEvery, [this] { beat(); });
    return *settings;
}

void AgentRuntime::ready()
{
    m_isReady = true;
    beat();
}

void AgentRuntime::beat()
{
    Value beat;
    beat.set("name", m_setup.name);
    beat.set("kind", m_setup.kind);
    beat.set("endpoint", m_endpoint);
    beat.set("epoch", m_setup.epoch);
    beat.set("pid", currentPid());
    beat.set("ready", m_isReady);
    m_bus->pushQuietly(nameServerName, "ns.beat", beat.toMessagePack());
}

int AgentRuntime::run(const StopSignals &stopSignals)
{
    constexpr Duration look = std::chrono::milliseconds(100); // a signal ends the wait anyway
    while (!m_bus->isStopped() && !stopSignals.received()) {
        m_bus->turn(look);
        if (m_bus->isOutdated()) {
            logError("a newer life of “" + m_setup.name + "” runs; this one ends");
            return 3;
        }
    }
    if (m_bus->errors().fatal()) {
        m_bus->goodbye(); // without `onStop`: what it would write now cannot be trusted
        return 4;
    }
    if (m_onStop)
        m_onStop();
    m_bus->goodbye();
    return 0;
}

int AgentRuntime::failed(const std::string &sentence) const
{
    logError(sentence);
    std::fprintf(stderr, "%s\n", sentence.c_str());
    // Best effort: without the file the supervisor still has the exit code.
    (void)writeFileAtomically(failureFile(m_setup.runtimeFolder, m_setup.name), sentence);
    return 1;
}

} // namespace agora::agency
