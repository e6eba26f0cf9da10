#include "engine/agency/life/name_server_body.h"
#include "engine/agency/life/system.h"
#include "engine/base/paths.h"

namespace agora::agency {

namespace {
constexpr Duration killWait = std::chrono::seconds(1);
const std::string ipcScheme = "ipc://";

/// Where the last one listened, so that those who knew it find its successor.
std::string rememberedEndpoint(const std::filesystem::path &file)
{
    const auto text = file.empty() ? Result<std::string>(fail("")) : readFile(file);
    const auto state = text ? Value::parseJson(*text) : Result<Value>(fail(""));
    return state ? KeyedEndpoint::fromText((*state)["endpoint"].asText()).address : "";
}

bool isOpenChoice(const std::string &endpoint)
{
    return endpoint.empty() || endpoint.ends_with(":0") || endpoint.ends_with(":*");
}
} // namespace

NameServerProcess::NameServerProcess(
    ChildAgent child, SpawnedAgent agent, std::filesystem::path folder, bool ownsFolder)
    : m_child(std::move(child))
    , m_agent(std::move(agent))
    , m_folder(std::move(folder))
    , m_ownsFolder(ownsFolder)
{}

NameServerProcess::NameServerProcess(NameServerProcess &&other) noexcept
    : m_child(std::move(other.m_child))
    , m_agent(std::move(other.m_agent))
    , m_folder(std::move(other.m_folder))
    , m_ownsFolder(std::exchange(other.m_ownsFolder, false))
{}

NameServerProcess &NameServerProcess::operator=(NameServerProcess &&other) noexcept
{
    std::swap(m_child, other.m_child);
    std::swap(m_agent, other.m_agent);
    std::swap(m_folder, other.m_folder);
    std::swap(m_ownsFolder, other.m_ownsFolder);
    return *this;
}

NameServerProcess::~NameServerProcess()
{
    if (m_ownsFolder && !isRunning())
        removeFolder();
}

Result<NameServerProcess> NameServerProcess::start(NameServerOptions options)
{
    const bool ownsFolder = options.runtimeFolder.empty();
    if (ownsFolder) {
        auto folder = makeFreshRuntimeFolder("agora-");
        if (!folder)
            return folder.failure();
        options.runtimeFolder = *std::move(folder);
    }
    if (const auto remembered = rememberedEndpoint(options.file);
        isOpenChoice(options.endpoint) && !remembered.empty())
        options.endpoint = remembered;
    if (options.endpoint.empty())
        options.endpoint = ipcScheme + (options.runtimeFolder / "nameserver.sock").string();
    AgentSetup setup;
    setup.name = nameServerKind;
    setup.kind = options.kind;
    setup.epoch = nextEpoch();
    setup.runtimeFolder = options.runtimeFolder;
    setup.isFolderTemporary = ownsFolder;
    setup.endpoint = options.endpoint;
    setup.orphans = options.orphans;
    setup.stateFile = options.file;
    auto child = ChildAgent::start(setup, options.program, {}, true);
    const auto failed = [&](const std::string &sentence) {
        std::error_code ignored;
        if (ownsFolder)
            std::filesystem::remove_all(options.runtimeFolder, ignored);
        return fail("the name server did not start: " + sentence);
    };
    if (!child)
        return failed(child.error().message);
    if (!child->started(options.limit)) {
        child->process().kill();
        (void)child->process().wait(killWait);
        return failed("it did not answer in time");
    }
    const auto started = *child->started({});
    if (!started) {
        (void)child->process().wait(killWait);
        return failed(started.error().message);
    }
    return NameServerProcess(*std::move(child), *started, options.runtimeFolder, ownsFolder);
}

bool NameServerProcess::isRunning() { return !m_child.process().poll(); }

void NameServerProcess::kill()
{
    m_child.process().kill();
    (void)m_child.process().wait(killWait);
}

bool NameServerProcess::waitForEnd(Duration limit)
{
    return m_child.process().wait(limit).has_value();
}

void NameServerProcess::removeFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

} // namespace agora::agency
