#include "tests/process/engine_process.h"

#include "engine/base/clock.h"

#include <QTest>
#include <future>

namespace agora {

namespace {
const std::filesystem::path programs = std::filesystem::path(AGORA_BINARY_DIR) / "bin";
} // namespace

void Ear::onConnection(client::Connection connection, const std::string &)
{
    const std::scoped_lock lock(m_lock);
    m_heard.connection = connection;
}
void Ear::onEngine(const client::EngineInfo &engine)
{
    const std::scoped_lock lock(m_lock);
    m_heard.engine = engine;
}
void Ear::onAgents(const std::vector<client::AgentInfo> &agents)
{
    const std::scoped_lock lock(m_lock);
    m_heard.agents = agents;
}
void Ear::onBars(client::SeriesId, const BarBatch &batch, bool snapshot)
{
    const std::scoped_lock lock(m_lock);
    if (snapshot)
        m_heard.bars.clear();
    for (const auto &bar : batch.bars)
        m_heard.bars[toNanos(bar.openTime)] = bar;
}
void Ear::onOrders(const std::vector<Order> &orders, bool snapshot)
{
    const std::scoped_lock lock(m_lock);
    if (snapshot)
        m_heard.orders.clear();
    for (const auto &order : orders)
        m_heard.orders[order.request.id] = order;
}
void Ear::onFills(const std::vector<Fill> &fills, bool snapshot)
{
    const std::scoped_lock lock(m_lock);
    if (snapshot)
        m_heard.fills.clear();
    m_heard.fills.insert(m_heard.fills.end(), fills.begin(), fills.end());
}
void Ear::onPositions(const std::vector<Position> &positions, bool snapshot)
{
    const std::scoped_lock lock(m_lock);
    if (snapshot)
        m_heard.positions.clear();
    for (const auto &position : positions)
        m_heard.positions[position.symbol] = position;
}
void Ear::onAccount(const Account &account)
{
    const std::scoped_lock lock(m_lock);
    m_heard.account = account;
}

EngineProcess::EngineProcess(const std::string &toml)
{
    const std::filesystem::path root = m_folder.path().toStdString();
    m_paths = {.profile = "test", .config = root / "c", .data = root / "d", .runtime = root / "r"};
    for (const auto &folder : {m_paths.config, m_paths.data, m_paths.runtime})
        std::filesystem::create_directories(folder);
    if (!toml.empty() && !writeFileAtomically(m_paths.config / "agora.toml", toml))
        qFatal("cannot write the test's agora.toml");
}

EngineProcess::~EngineProcess()
{
    m_client.reset();
    if (m_process && !m_process->poll()) {
        m_process->terminate();
        if (!m_process->wait(std::chrono::seconds(60)))
            m_process->kill();
    }
    for (const int pid : pidsLeft()) { // after a failed test nothing stays
        if (auto left = Process::adopt(pid))
            left->kill();
    }
}

std::vector<std::pair<std::string, std::string>> EngineProcess::environment() const
{
    return {{"AGORA_CONFIG_DIR", m_paths.config.string()},
        {"AGORA_DATA_DIR", m_paths.data.string()}, {"AGORA_RUNTIME_DIR", m_paths.runtime.string()}};
}

Result<void> EngineProcess::start(std::vector<std::string> arguments)
{
    auto process = Process::start({.program = programs / "agorad",
        .arguments = std::move(arguments),
        .environment = environment(),
        .output = m_paths.config / "output"});
    if (!process)
        return process.failure();
    m_process.emplace(std::move(*process));
    return {};
}

std::string EngineProcess::output() const
{
    return readFile(m_paths.config / "output").valueOr("");
}

EngineProcess::Run EngineProcess::runToEnd(std::vector<std::string> arguments)
{
    Run run;
    if (!start(std::move(arguments)))
        return run;
    if (const auto end = m_process->wait(std::chrono::seconds(60)))
        run.exitCode = end->signal == 0 ? end->exitCode : 128 + end->signal;
    run.output = output();
    return run;
}

EngineProcess::Run EngineProcess::console(std::vector<std::string> arguments) const
{
    const auto output = m_paths.config / "console-output";
    std::filesystem::remove(output);
    Run run;
    auto process = startConsole(std::move(arguments), output);
    if (!process)
        return run;
    if (const auto end = process->wait(std::chrono::seconds(60)))
        run.exitCode = end->signal == 0 ? end->exitCode : 128 + end->signal;
    else
        process->kill();
    run.output = readFile(output).valueOr("");
    return run;
}

Result<Process> EngineProcess::startConsole(
    std::vector<std::string> arguments, const std::filesystem::path &output) const
{
    return Process::start({.program = programs / "agoractl",
        .arguments = std::move(arguments),
        .environment = environment(),
        .output = output});
}

client::EngineClient &EngineProcess::client()
{
    if (!m_client)
        m_client = std::make_unique<client::EngineClient>(m_paths, m_ear);
    return *m_client;
}

Result<agency::Value> EngineProcess::call(
    const std::string &agent, const std::string &method, const agency::Value &arguments)
{
    // Shared with the client's thread, which may answer after we gave up.
    auto answer = std::make_shared<std::promise<Result<agency::Value>>>();
    auto future = answer->get_future();
    client().call(agent, method, arguments,
        [answer](const Result<agency::Value> &reply) { answer->set_value(reply); });
    if (future.wait_for(std::chrono::seconds(20)) != std::future_status::ready)
        return fail("no answer within 20 s");
    return future.get();
}

std::optional<client::AgentInfo> EngineProcess::agent(const std::string &name) const
{
    for (const auto &agent : heard().agents) {
        if (agent.name == name)
            return agent;
    }
    return std::nullopt;
}

std::vector<int> EngineProcess::pidsLeft() const
{
    std::vector<int> pids;
    std::error_code ignored;
    for (const auto &entry : std::filesystem::directory_iterator("/proc", ignored)) {
        const auto name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") != std::string::npos)
            continue;
        const auto command = readFile(entry.path() / "cmdline");
        if (command && command->find(m_paths.runtime.string()) != std::string::npos)
            pids.push_back(std::stoi(name));
    }
    return pids;
}

std::vector<std::string> EngineProcess::socketsLeft() const
{
    std::vector<std::string> sockets;
    for (const auto &entry : std::filesystem::directory_iterator(m_paths.runtime)) {
        if (entry.path().extension() == ".sock")
            sockets.push_back(entry.path().filename().string());
    }
    return sockets;
}

} // namespace agora
