#include "engine/agency/life/agent_life.h"

#include "engine/agency/registration.h"
#include "engine/agency/zmq_transport.h"
#include "engine/base/log.h"
#include "engine/base/paths.h"
#include "engine/base/process.h"

#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace agora::agency {

namespace {
constexpr Duration enterLimit = std::chrono::seconds(5);
constexpr Duration leaveLimit = std::chrono::seconds(1);
constexpr Duration look = std::chrono::milliseconds(100); // a signal or a wish ends the wait anyway
constexpr Duration readyLook = std::chrono::milliseconds(5);
constexpr int noWish = -1;
} // namespace

/// What other threads wish for, and what they reach of the agent until it closes: the control
/// thread lives longer than bus and spawner.
struct AgentLife::Wishes {
    std::atomic<int> exitCode = noWish;
    std::atomic<bool> isStopped = false;
    std::atomic<bool> isRestart = false;

    void reach(Bus *itsBus, Spawner *itsSpawner)
    {
        const std::scoped_lock guard(lock); // waits for a thread that uses them just now
        bus = itsBus;
        spawner = itsSpawner;
    }
    void endWait()
    {
        post([] {});
    }
    void post(std::function<void()> body)
    {
        const std::scoped_lock guard(lock);
        if (bus != nullptr)
            bus->post(std::move(body));
    }
    void interrupt()
    {
        const std::scoped_lock guard(lock);
        if (bus != nullptr)
            bus->interrupt();
    }
    void reap()
    {
        const std::scoped_lock guard(lock);
        if (spawner != nullptr)
            spawner->reap();
    }

private:
    std::mutex lock;
    Bus *bus = nullptr;
    Spawner *spawner = nullptr;
};

AgentLife::AgentLife(AgentSetup setup)
    : m_systemClock(setup.clockOffset)
    , m_setup(std::move(setup))
    , m_parent(m_setup.lifeline >= 0 ? Lifeline::inherited(m_setup.lifeline) : Lifeline())
    , m_wishes(std::make_unique<Wishes>())
    , m_spawner(std::make_unique<Spawner>(m_setup))
{
    const bool isReplay = !m_setup.clockMaster.empty();
    m_bus = std::make_unique<Bus>(BusSetup{.name = m_setup.name,
                                      .epoch = m_setup.epoch,
                                      .endpoints = {mainEndpoint()},
                                      .nameServer = m_setup.nameServer,
                                      .clock = &clock(),
                                      .replayClock = isReplay ? &m_replayClock : nullptr,
                                      .clockMaster = m_setup.clockMaster,
                                      .faults = m_setup.faults},
        makeZmqTransport());
    m_wishes->reach(m_bus.get(), m_spawner.get());
    m_bus->method(
        "agent.shutdown", "Ends this agent in good order.", [this](const Value &, Answer answer) {
            answer.value(Value(true));
            shutdown();
        });
    m_bus->errors().onLeave([this] {
        if (m_bus->errors().policy() == OnError::Stop)
            stop();
        else
            restart();
    });
}

AgentLife::~AgentLife() = default;

Bus &AgentLife::bus() { return *m_bus; }
ControlThread &AgentLife::control() { return *m_control; }
LifePhase AgentLife::phase() const { return m_control->phase(); }

const Clock &AgentLife::clock() const
{
    if (m_setup.clockMaster.empty())
        return m_systemClock;
    return m_replayClock;
}

std::string AgentLife::mainEndpoint() const
{
    if (!m_setup.endpoint.empty())
        return m_setup.endpoint;
    return m_setup.transport == "tcp" ? "tcp://" + m_setup.host + ":0" : m_setup.ipcEndpoint("");
}

std::string AgentLife::publicEndpoint() const
{
    const bool isPlain = m_setup.endpoint.empty() && m_setup.transport == "ipc";
    return isPlain ? m_setup.namedEndpoint() : m_bus->endpoint();
}

// ---- wishes, from any thread

void AgentLife::stop()
{
    m_wishes->isStopped = true;
    m_wishes->endWait();
}

void AgentLife::run()
{
    m_wishes->isStopped = false;
    m_wishes->endWait();
}

void AgentLife::shutdown(int exitCode)
{
    auto none = noWish;
    m_wishes->exitCode.compare_exchange_strong(none, exitCode); // the first wish counts
    m_wishes->endWait();
}

void AgentLife::restart()
{
    m_wishes->isRestart = true;
    shutdown(exitcode::Restart);
}

ControlHooks AgentLife::hooks()
{
    return {.stop = [this] { stop(); },
        .run = [this] { run(); },
        .end = [this](int exitCode) { shutdown(exitCode); },
        .free = [this] { m_wishes->interrupt(); },
        .refuseOlder =
            [this](const std::string &agent, std::uint64_t epoch) {
                m_wishes->post([this, agent, epoch] { m_bus->refuseOlder(agent, epoch); });
            },
        .tick = [this] { m_wishes->reap(); }};
}

// ---- the life

Result<void> AgentLife::open()
{
    m_bus->delayService(); // until the agent is there
    if (const auto opened = m_bus->open(); !opened)
        return opened;
    m_control = std::make_unique<ControlThread>(
        ControlSetup{.registration = {.name = m_setup.name,
                         .kind = m_setup.kind,
                         .endpoint = publicEndpoint(),
                         .epoch = m_setup.epoch,
                         .pid = currentPid(),
                         .host = hostId()},
            .endpoint = m_setup.transport == "tcp" ? "tcp://" + m_setup.host + ":0"
                                                   : m_setup.ipcEndpoint(".ctl"),
            .nameServer = m_setup.nameServer,
            .endsWithParent = m_setup.orphans == Orphans::End},
        hooks());
    m_control->serve(m_bus->methods());
    if (const auto link = socketFileOf(publicEndpoint()); !link.empty())
        m_control->ownFile(link);
    const auto started = m_control->start(m_parent.isConnected() ? &m_parent : nullptr);
    if (!started)
        m_control.reset(); // nobody there to tell the starter: we do
    else
        m_bus->onTurn([this] { m_control->turned(); });
    return started;
}

Result<void> AgentLife::beBorn(const MakeBody &make)
{
    // First of all, so that nothing of a duplicate ever runs.
    if (const auto entered = m_control->enter(enterLimit); !entered)
        return entered;
    if (const auto named = takeName(); !named)
        return named;
    try {
        auto body = make(*this);
        if (!body)
            return body.failure();
        m_body = std::move(*body);
        if (const auto ready = m_body->onInit(); !ready)
            return ready;
        return m_body->beforeLoop();
    } catch (const std::exception &error) { // whatever the user's code throws is his starter's news
        return fail(error.what());
    }
}

/// The name is ours: from now on its link leads to us, atomically.
Result<void> AgentLife::takeName()
{
    const auto file = socketFileOf(m_bus->endpoint());
    const auto link = socketFileOf(publicEndpoint());
    if (link.empty() || link == file)
        return {};
    std::error_code error;
    std::filesystem::create_symlink(file, file + ".new", error);
    if (!error)
        std::filesystem::rename(file + ".new", link, error);
    if (error)
        return fail("cannot make " + link + ": " + error.message());
    return {};
}

int AgentLife::live(const MakeBody &make)
{
    const StopSignals signals;
    if (const auto opened = open(); !opened)
        return failed(opened.error().message);
    if (const auto born = beBorn(make); !born)
        return failed(born.error().message);
    m_bus->beginService();
    while (m_wishes->exitCode == noWish) {
        turn();
        if (signals.received())
            shutdown();
        if (m_bus->isStopped())
            shutdown(m_body->exitCode());
        if (m_bus->isOutdated())
            shutdown(exitcode::Outdated);
    }
    return end();
}

void AgentLife::turn()
{
    if (phase() == LifePhase::Starting)
        welcomeReadiness();
    pauseOrResume();
    const bool isStarting = phase() == LifePhase::Starting;
    if (m_bus->turn(isStarting ? readyLook : look) > 0 || isStarting || m_wishes->isStopped)
        return;
    m_bus->contain("idle", [&] { m_body->onIdle(); });
}

void AgentLife::pauseOrResume()
{
    if (m_wishes->isStopped && phase() == LifePhase::Running) {
        m_control->setPhase(LifePhase::Stopped);
        m_bus->pause();
    } else if (!m_wishes->isStopped && phase() == LifePhase::Stopped) {
        m_control->setPhase(LifePhase::Running);
        m_bus->errors().clearFatal();
        m_bus->resume();
    }
}

void AgentLife::welcomeReadiness()
{
    if (!m_body->isReady())
        return;
    Value news;
    news.set("running", true);
    news.set("endpoint", publicEndpoint());
    m_control->setRunning(news.toJson());
}

// ---- the end

int AgentLife::failed(const std::string &sentence)
{
    logError(sentence);
    Value news;
    news.set("failed", sentence);
    if (m_control)
        m_control->tellParent(news.toJson());
    else
        m_parent.say(news.toJson());
    close();
    return exitcode::Failed;
}

int AgentLife::end()
{
    const int code = m_wishes->exitCode;
    m_control->setPhase(LifePhase::Ending);
    // After an error in a handler what it would write cannot be trusted; a newer life writes
    // itself.
    const bool isTrusted = !m_bus->errors().fatal() && code != exitcode::Outdated;
    if (isTrusted)
        m_bus->contain("end", [&] { m_body->onStop(); });
    close();
    return m_wishes->isRestart && !m_setup.isSupervised ? beginAnew() : code;
}

void AgentLife::close()
{
    removeSockets({socketFileOf(publicEndpoint()), socketFileOf(m_bus->endpoint())});
    if (m_control) {
        m_control->leave(leaveLimit);
        m_control->serveNoMore();
    }
    m_body.reset();
    m_bus->goodbye();
    m_wishes->reach(nullptr, nullptr);
    m_spawner.reset(); // children that are to end with us
    m_bus.reset();
    m_control.reset(); // last: until now it can end us by force
    std::error_code ignored; // not empty: others are there yet
    if (m_setup.isFolderTemporary)
        std::filesystem::remove(m_setup.runtimeFolder, ignored);
}

/// The same process, the same starter, a new life: the predecessor is dead before its successor
/// begins, because it is replaced by it.
int AgentLife::beginAnew()
{
    auto setup = m_setup;
    setup.epoch = nextEpoch();
    if (m_parent.isConnected())
        m_parent.keepAcrossExec();
    ::setenv(attributesVariable, setup.attributes.toJson().c_str(), 1);
    const auto failure = replaceProcess(programFile(), setup.toArguments());
    logError(failure.message);
    return exitcode::Failed;
}

} // namespace agora::agency
