#include "engine/agency/life/spawn.h"

#include "engine/agency/registration.h"

#include <cstdlib>

namespace agora::agency {

namespace {
constexpr Duration killWait = std::chrono::seconds(1);
constexpr std::size_t endsKept = 1000;

void removeSocketsOf(const AgentSetup &setup)
{
    removeSockets({socketFileOf(setup.ipcEndpoint("")), socketFileOf(setup.ipcEndpoint(".ctl")),
        socketFileOf(setup.namedEndpoint())});
}
} // namespace

Spawner::Spawner(AgentSetup defaults) : m_defaults(std::move(defaults)) {}

Spawner::~Spawner() { reap(); }

Result<AgentSetup> Spawner::setupFor(const SpawnOptions &options) const
{
    auto setup = m_defaults;
    const char *fromEnvironment = std::getenv(nameServerVariable);
    setup.name = options.name.empty() ? generatedName() : options.name;
    setup.kind = options.kind;
    setup.epoch = nextEpoch();
    setup.attributes = options.attributes;
    setup.orphans = options.orphans;
    setup.isSupervised = false;
    setup.endpoint.clear();
    setup.supervisor.clear();
    if (!options.transport.empty())
        setup.transport = options.transport;
    if (!options.host.empty())
        setup.host = options.host;
    if (!options.nameServer.empty())
        setup.nameServer = options.nameServer;
    else if (setup.nameServer.empty() && fromEnvironment != nullptr)
        setup.nameServer = fromEnvironment;
    if (setup.name.find_first_of("/#\n") != std::string::npos)
        return fail("“" + setup.name
            + "” is no name for an agent: “/”, “#” and line breaks are not "
              "allowed");
    if (setup.nameServer.empty())
        return fail("cannot start “" + setup.name + "”: no name server is known (set "
            + nameServerVariable + ")");
    return setup;
}

Result<SpawnedAgent> Spawner::spawn(const SpawnOptions &options)
{
    reap();
    auto setup = setupFor(options);
    if (!setup)
        return setup.failure();
    const auto deadline = steadyNow() + options.limit;
    auto child = ChildAgent::start(
        *std::move(setup), options.program, options.output, options.output.empty());
    if (!child)
        return child.failure();
    while (!child->started(std::max(deadline - steadyNow(), Duration::zero()))) {
        if (steadyNow() < deadline)
            continue;
        child->process().kill();
        (void)child->process().wait(killWait);
        removeSocketsOf(child->setup());
        return fail("“" + child->setup().name + "” did not run within "
            + std::to_string(
                std::chrono::duration_cast<std::chrono::milliseconds>(options.limit).count())
            + " ms");
    }
    auto started = *child->started({});
    if (!started) {
        child->process().terminate(); // it is ending anyway
        if (!child->process().wait(killWait))
            child->process().kill();
        (void)child->process().wait(killWait);
        removeSocketsOf(child->setup());
        return started;
    }
    const std::scoped_lock guard(m_lock);
    m_children.emplace(child->setup().epoch, *std::move(child));
    return started;
}

void Spawner::reap()
{
    const std::scoped_lock guard(m_lock);
    for (auto at = m_children.begin(); at != m_children.end();) {
        const auto end = at->second.process().poll();
        if (end)
            m_ends.emplace(at->first, *end);
        at = end ? m_children.erase(at) : std::next(at);
    }
    while (m_ends.size() > endsKept)
        m_ends.erase(m_ends.begin());
}

std::optional<ProcessEnd> Spawner::endOf(std::uint64_t epoch)
{
    reap();
    const std::scoped_lock guard(m_lock);
    const auto found = m_ends.find(epoch);
    return found == m_ends.end() ? std::nullopt : std::optional(found->second);
}

std::map<std::string, int> Spawner::children()
{
    reap();
    const std::scoped_lock guard(m_lock);
    std::map<std::string, int> alive;
    for (auto &[epoch, child] : m_children)
        alive[child.setup().name] = child.process().pid();
    return alive;
}

bool Spawner::killChild(const std::string &name)
{
    const std::scoped_lock guard(m_lock);
    for (auto at = m_children.begin(); at != m_children.end(); ++at) {
        auto &child = at->second;
        if (child.setup().name != name)
            continue;
        child.process().kill();
        (void)child.process().wait(killWait);
        removeSocketsOf(child.setup());
        m_children.erase(at);
        return true;
    }
    return false;
}

} // namespace agora::agency
