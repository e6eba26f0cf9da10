#include "engine/agency/life/system.h"

#include "engine/agency/zmq_transport.h"
#include "engine/base/paths.h"

#include <cstdlib>

namespace agora::agency {

namespace {
const std::string nameServerName = "nameserver";
constexpr Duration callLimit = std::chrono::seconds(3);
/// On top of a shutdown's limit, for the way there and back.
constexpr Duration wayOfAnAnswer = std::chrono::milliseconds(500);
/// A part of the limit is the name server's own end.
constexpr double agentsShare = 0.9;

std::vector<std::string> textsOf(const Value &list)
{
    std::vector<std::string> texts;
    for (const auto &each : list.asArray())
        texts.push_back(each.asText());
    return texts;
}

ShutdownReport reportFrom(const Value &value)
{
    return {.ended = textsOf(value["ended"]),
        .killed = textsOf(value["killed"]),
        .left = textsOf(value["left"])};
}

Value withLimit(Duration limit)
{
    Value arguments;
    arguments.set("limitMs", std::chrono::duration_cast<std::chrono::milliseconds>(limit).count());
    return arguments;
}

/// Agents of a system whose name server has no folder of its own here (tcp) meet in this one.
Result<std::filesystem::path> folderFor(const std::string &nameServer)
{
    const std::string scheme = "ipc://";
    if (nameServer.starts_with(scheme))
        return std::filesystem::path(nameServer.substr(scheme.size())).parent_path();
    return makeFreshRuntimeFolder("agora-");
}
} // namespace

/// A port that only calls.
struct System::Client {
    explicit Client(const std::string &nameServer)
        : bus(BusSetup{.name = "program-" + generatedName(),
                  .epoch = nextEpoch(),
                  .endpoints = {},
                  .nameServer = nameServer,
                  .clock = &clock},
            makeZmqTransport())
    {}

    Result<Value> call(
        const std::string &agent, const std::string &method, const Value &arguments, Duration limit)
    {
        std::optional<CallResult<Value>> answer;
        const auto ask = [&] {
            answer.reset();
            bus.call(agent, method, arguments, CallOptions{.limit = limit},
                [&answer](CallResult<Value> reply) { answer = std::move(reply); });
            while (!answer)
                bus.turn(limit);
        };
        ask();
        // A name server that came back while we asked: whatever it is asked may be asked again.
        if (agent == nameServerName && !*answer
            && answer->error().kind == CallError::Kind::Restarted)
            ask();
        return *answer ? Result<Value>(*std::move(*answer)) : fail(answer->error().text);
    }

    SystemClock clock;
    Bus bus;
};

System::System() = default;

System::~System()
{
    if (m_process)
        (void)shutdown(callLimit);
    m_spawner.reset();
    m_client.reset();
    if (m_process && m_process->isRunning())
        m_process->kill();
    if (m_ownsFolder) {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
}

Result<std::unique_ptr<System>> System::start(NameServerOptions options)
{
    auto process = NameServerProcess::start(std::move(options));
    if (!process)
        return process.failure();
    std::unique_ptr<System> system(new System);
    system->m_nameServer = process->endpoint();
    system->m_folder = process->runtimeFolder();
    system->m_process.emplace(*std::move(process));
    ::setenv(nameServerVariable, system->m_nameServer.c_str(), 1);
    system->open();
    return system;
}

Result<std::unique_ptr<System>> System::attach(std::string nameServer, Duration limit)
{
    if (const char *given = std::getenv(nameServerVariable); nameServer.empty() && given != nullptr)
        nameServer = given;
    if (nameServer.empty())
        return fail(
            std::string("no name server is given, and ") + nameServerVariable + " is not set");
    auto folder = folderFor(nameServer);
    if (!folder)
        return folder.failure();
    std::unique_ptr<System> system(new System);
    system->m_nameServer = nameServer;
    system->m_folder = *std::move(folder);
    system->m_ownsFolder = !nameServer.starts_with("ipc://");
    system->open();
    if (const auto there = system->call(nameServerName, "agent.ping", {}, limit); !there)
        return fail("no name server answers at " + nameServer + ": " + there.error().message);
    return system;
}

void System::open()
{
    AgentSetup defaults;
    defaults.runtimeFolder = m_folder;
    defaults.isFolderTemporary = m_ownsFolder || (m_process && m_process->ownsFolder());
    defaults.nameServer = m_nameServer;
    m_spawner = std::make_unique<Spawner>(std::move(defaults));
    m_client = std::make_unique<Client>(m_nameServer);
}

Result<SpawnedAgent> System::spawn(const SpawnOptions &options)
{
    return m_spawner->spawn(options);
}

Result<Value> System::call(
    const std::string &agent, const std::string &method, const Value &arguments, Duration limit)
{
    return m_client->call(agent, method, arguments, limit);
}

Result<std::vector<Registration>> System::agents()
{
    const auto list = call(nameServerName, "ns.list", {}, callLimit);
    if (!list)
        return list.failure();
    std::vector<Registration> agents;
    for (const auto &row : list->asArray())
        agents.push_back(registrationFrom(row));
    return agents;
}

Result<Registration> System::find(const std::string &name, Duration patience)
{
    Value arguments;
    arguments.set("name", name);
    arguments.set(
        "patienceMs", std::chrono::duration_cast<std::chrono::milliseconds>(patience).count());
    const auto found = call(nameServerName, "ns.lookup", arguments, patience + wayOfAnAnswer);
    if (!found)
        return found.failure();
    return registrationFrom(*found);
}

Result<ShutdownReport> System::shutdownAgents(Duration limit)
{
    const auto report
        = call(nameServerName, "ns.shutdownAgents", withLimit(limit), limit + wayOfAnAnswer);
    m_spawner->reap();
    if (!report)
        return report.failure();
    return reportFrom(*report);
}

Result<ShutdownReport> System::shutdown(Duration limit)
{
    const auto deadline = steadyNow() + limit;
    if (m_process && !m_process->isRunning())
        return shutdownWithoutNameServer();
    const auto agentsLimit = std::chrono::duration_cast<Duration>(limit * agentsShare);
    const auto reply = call(
        nameServerName, "ns.shutdown", withLimit(agentsLimit), std::max(limit, wayOfAnAnswer));
    if (!reply && m_process)
        return shutdownWithoutNameServer();
    if (!reply)
        return reply.failure();
    auto report = reportFrom(*reply);
    if (m_process && report.left.empty()) {
        if (!m_process->waitForEnd(std::max(deadline - steadyNow(), wayOfAnAnswer)))
            m_process->kill();
        m_process.reset();
    }
    m_spawner->reap();
    return report;
}

/// It is dead, or halted: what we started ourselves is all that we can reach.
ShutdownReport System::shutdownWithoutNameServer()
{
    m_process->kill();
    ShutdownReport report;
    for (const auto &[name, pid] : m_spawner->children()) {
        m_spawner->killChild(name);
        report.killed.push_back(name);
    }
    m_process.reset();
    return report;
}

} // namespace agora::agency
