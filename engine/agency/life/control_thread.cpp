#include "engine/agency/life/control_thread.h"

#include "engine/agency/life/agent_setup.h"
#include "engine/agency/name_server.h"
#include "engine/agency/zmq_transport.h"
#include "engine/base/log.h"
#include "engine/base/process.h"

#include <condition_variable>
#include <future>
#include <mutex>
#include <set>
#include <thread>

namespace agora::agency {

namespace {
const std::string nameServerName = "nameserver";
constexpr Duration longestTurn = std::chrono::milliseconds(200);
constexpr Duration beatLimit = std::chrono::seconds(2);
constexpr Duration watchLimit = std::chrono::minutes(1);
constexpr Duration watchAgain = std::chrono::milliseconds(200); ///< after a failure
/// A process that did not turn for so long was halted; its lease may be over.
constexpr Duration haltedAfter = std::chrono::seconds(2);
constexpr Duration longestDoubt = std::chrono::seconds(1);
constexpr std::int64_t defaultGraceMs = 500;
constexpr Duration longestMethod = std::chrono::seconds(5);
constexpr Duration lastWords = std::chrono::milliseconds(100);
} // namespace

struct ControlThread::Parts {
    Parts(ControlSetup given, ControlHooks hooked)
        : setup(std::move(given))
        , hooks(std::move(hooked))
        // With its epoch: who only asks for a name must not take the place of who has it.
        , bus(BusSetup{.name = controlOf(setup.registration.name) + "/"
                      + std::to_string(setup.registration.epoch),
                  .epoch = setup.registration.epoch,
                  .endpoints = {setup.endpoint},
                  .nameServer = setup.nameServer,
                  .clock = &clock},
              makeZmqTransport())
        , lastTurn(steadyNow())
        , lastTick(steadyNow())
    {}

    void addMethods();
    void addEnds();
    void run();
    void tick();
    void beat();
    void beatAnswered(Duration asked, const Result<Value> &reply);
    void doubt();
    void sayToParent(const std::string &line);
    void watch();
    void watchAnswered(const Result<Value> &reply);
    void obey(const Value &order);
    void outdate();
    void kill(Duration grace);
    void endByForce();
    void tellOfEnd();
    void removeFilesAndEnd();
    [[nodiscard]] Value self() const;
    [[nodiscard]] std::vector<std::string> allFiles() const;
    /// A call to the name server from the main thread, through the control thread.
    Result<Value> ask(const std::string &method, Value arguments, Duration limit);

    ControlSetup setup;
    ControlHooks hooks;
    SystemClock clock;
    Bus bus;
    Lifeline *parent = nullptr;
    std::thread thread;
    bool isBeating = false; ///< control thread only, as the next five
    bool isBeatUnderWay = false;
    std::uint64_t knownNews = 0;
    std::vector<std::string> toldFiles;
    bool isBeatWanted = false; ///< something changed since the one under way
    std::string lineToParent; ///< said when the next beat was answered
    std::atomic<LifePhase> phase = LifePhase::Starting;
    std::atomic<Duration> lastTurn; ///< of the main loop
    std::atomic<Duration> lastTick; ///< of the control thread
    std::atomic<bool> isOutdated = false;
    std::atomic<bool> isKilled = false;
    mutable std::mutex lock; // files; what the main thread waits for
    std::condition_variable changed;
    std::set<std::string> files;
    std::vector<std::string> added; ///< names of `method`
    const MethodTable none{};
    std::atomic<bool> isInDoubt = false; ///< halted for long: does this life still count?
    std::atomic<Duration> doubtSince{};
};

ControlThread::ControlThread(ControlSetup setup, ControlHooks hooks)
{
    for (const auto *endpoint : {&setup.registration.endpoint, &setup.endpoint})
        AGORA_ENSURE(!endpoint->empty());
    m_parts = std::make_unique<Parts>(std::move(setup), std::move(hooks));
    m_parts->addMethods();
    m_parts->addEnds();
}

ControlThread::~ControlThread()
{
    m_parts->bus.stop();
    if (m_parts->thread.joinable())
        m_parts->thread.join();
}

// ---- what others may ask

void ControlThread::Parts::addMethods()
{
    bus.method("agency.ping", "Answers at once: {name, epoch, pid}.",
        [this](const Value &, Answer answer) {
            Value reply;
            reply.set("name", setup.registration.name);
            reply.set("epoch", setup.registration.epoch);
            reply.set("pid", currentPid());
            answer.value(std::move(reply));
        });
    bus.method("agency.status", "Phase, and the age of the main loop's last turn.",
        [this](const Value &, Answer answer) { answer.value(self()); });
    bus.method("agency.stop", "Leave the loop; process, name and sockets stay.",
        [this](const Value &, Answer answer) {
            hooks.stop();
            answer.value(Value(true));
        });
    bus.method("agency.run", "Enter the loop again.", [this](const Value &, Answer answer) {
        hooks.run();
        answer.value(Value(true));
    });
}

void ControlThread::Parts::addEnds()
{
    bus.method("agency.shutdown", "End in good order.", [this](const Value &, Answer answer) {
        answer.value(Value(true));
        hooks.end(exitcode::Ended);
    });
    bus.method("agency.kill", "End though it is blocked: {graceMs}.",
        [this](const Value &arguments, Answer answer) {
            answer.value(Value(true));
            kill(std::chrono::milliseconds(arguments["graceMs"].asInteger(defaultGraceMs)));
        });
}

void ControlThread::method(std::string name, std::string summary, ThreadSafeMethod body)
{
    auto guarded = [body = std::move(body)](const Value &arguments, const Answer &answer) {
        try {
            answer.value(body(arguments));
        } catch (const std::exception &error) {
            answer(
                fail(error.what())); // the caller's business, never the end of the control thread
        }
    };
    {
        const std::scoped_lock guard(m_parts->lock);
        m_parts->added.push_back(name);
    }
    m_parts->bus.method(std::move(name), std::move(summary), std::move(guarded));
}

void ControlThread::serve(const MethodTable &methods)
{
    m_parts->bus.serveThreadSafeMethods(m_parts->setup.registration.name, methods);
}

void ControlThread::serveNoMore()
{
    auto &parts = *m_parts;
    {
        const std::scoped_lock guard(parts.lock);
        for (const auto &name : parts.added)
            parts.bus.methods().remove(name);
    }
    if (!parts.thread.joinable())
        return;
    auto done = std::make_shared<std::promise<void>>(); // the control thread may be late
    parts.bus.post([&parts, done] {
        parts.bus.serveThreadSafeMethods(parts.setup.registration.name, parts.none);
        done->set_value();
    });
    if (done->get_future().wait_for(longestMethod) != std::future_status::ready)
        parts.removeFilesAndEnd(); // a method that never ends: nothing of it can be taken away
}

Value ControlThread::Parts::self() const
{
    auto registration = setup.registration;
    registration.phase = phase;
    registration.turnAge = steadyNow() - lastTurn.load();
    registration.files = allFiles();
    return toValue(registration);
}

std::vector<std::string> ControlThread::Parts::allFiles() const
{
    auto all = boundSocketFiles();
    const std::scoped_lock guard(lock);
    all.insert(files.begin(), files.end());
    return {all.begin(), all.end()};
}

// ---- the thread

Result<void> ControlThread::start(Lifeline *parent)
{
    auto &parts = *m_parts;
    parts.parent = parent;
    if (const auto opened = parts.bus.open(); !opened)
        return opened;
    parts.setup.registration.control = parts.bus.endpoint();
    parts.thread = std::thread([&parts] { parts.run(); });
    return {};
}

void ControlThread::Parts::run()
{
    leaveSignalsToOthers();
    bus.every(tickEvery, [this] { tick(); });
    while (!bus.isStopped()) {
        bus.turn(longestTurn);
        lastTick = steadyNow();
    }
    bus.turn(Duration::zero()); // what was posted before the end
    bus.goodbye();
}

void ControlThread::Parts::tick()
{
    if (steadyNow() - lastTick.load() > haltedAfter)
        doubt();
    if (parent != nullptr && parent->isCut()) {
        parent = nullptr;
        if (setup.endsWithParent) {
            logInfo("the process that started this agent is gone");
            hooks.end(exitcode::Ended);
        }
    }
    if (hooks.tick)
        hooks.tick();
    if (toldFiles != allFiles())
        beat();
}

void ControlThread::Parts::beat()
{
    isBeatWanted = isBeatWanted || isBeatUnderWay;
    if (!isBeating || isBeatUnderWay)
        return;
    isBeatUnderWay = true;
    isBeatWanted = false;
    toldFiles = allFiles();
    bus.call(nameServerName, "ns.beat", self(), beatLimit,
        [this, asked = steadyNow(), line = std::exchange(lineToParent, {})](
            const Result<Value> &reply) {
            isBeatUnderWay = false;
            beatAnswered(asked, reply);
            sayToParent(line);
            if (isBeatWanted)
                beat();
        });
}

void ControlThread::Parts::beatAnswered(Duration asked, const Result<Value> &reply)
{
    if (reply && (*reply)["outdated"].asBool())
        outdate();
    if (!reply || asked < doubtSince.load())
        return; // said before the halt, it tells nothing of now
    const std::scoped_lock guard(lock);
    isInDoubt = false;
    changed.notify_all();
}

void ControlThread::Parts::sayToParent(const std::string &line)
{
    if (parent != nullptr && !line.empty())
        parent->say(line);
}

/// Both threads stood still for long (SIGSTOP, a sleeping machine): the lease may be over.
void ControlThread::Parts::doubt()
{
    if (setup.nameServer.empty() || isInDoubt.exchange(true))
        return;
    doubtSince = steadyNow();
    bus.post([this] {
        isBeatUnderWay = false; // one from before the halt
        beat();
    });
}

void ControlThread::Parts::outdate()
{
    if (isOutdated.exchange(true))
        return;
    logError("a newer life of “" + setup.registration.name + "” runs; this one ends");
    hooks.free();
    hooks.end(exitcode::Outdated);
}

void ControlThread::Parts::watch()
{
    Value arguments;
    arguments.set("name", setup.registration.name);
    arguments.set("epoch", setup.registration.epoch);
    arguments.set("known", knownNews);
    bus.call(nameServerName, "ns.watch", arguments, watchLimit,
        [this](const Result<Value> &reply) { watchAnswered(reply); });
}

void ControlThread::Parts::watchAnswered(const Result<Value> &reply)
{
    if (!isBeating)
        return;
    if (!reply) {
        bus.after(watchAgain, [this] { watch(); });
        return;
    }
    knownNews = static_cast<std::uint64_t>((*reply)["version"].asInteger());
    for (const auto &[name, epoch] : (*reply)["news"].asObject()) {
        const auto newest = static_cast<std::uint64_t>(epoch.asInteger());
        if (name != setup.registration.name)
            hooks.refuseOlder(name, newest);
        else if (newest > setup.registration.epoch)
            outdate();
    }
    watch();
    obey((*reply)["order"]);
}

void ControlThread::Parts::obey(const Value &order)
{
    if (order["kill"].isInteger())
        kill(std::chrono::milliseconds(order["kill"].asInteger()));
    else if (order["shutdown"].asBool())
        hooks.end(exitcode::Ended);
}

// ---- kill

void ControlThread::Parts::kill(Duration grace)
{
    if (isKilled.exchange(true))
        return;
    hooks.free();
    hooks.end(exitcode::Killed);
    bus.after(grace, [this] { endByForce(); });
}

/// The main thread did not come free: a loop without end, a call that nothing interrupts.
void ControlThread::Parts::endByForce()
{
    tellOfEnd();
    removeFilesAndEnd();
}

void ControlThread::Parts::tellOfEnd()
{
    isBeating = false;
    if (!setup.nameServer.empty()) {
        Value who;
        who.set("name", setup.registration.name);
        who.set("epoch", setup.registration.epoch);
        bool isTold = false;
        bus.call(nameServerName, "ns.unregister", who, lastWords,
            [&](const Result<Value> &) { isTold = true; });
        const auto deadline = steadyNow() + lastWords;
        while (!isTold && steadyNow() < deadline)
            bus.turn(std::chrono::milliseconds(10));
    }
}

void ControlThread::Parts::removeFilesAndEnd()
{
    removeSockets(allFiles());
    endAtOnce(exitcode::Killed);
}

// ---- for the main thread

Result<Value> ControlThread::Parts::ask(const std::string &method, Value arguments, Duration limit)
{
    // Shared with the control thread, which may be told after we gave up.
    struct Waiting {
        std::mutex lock;
        std::condition_variable changed;
        std::optional<Result<Value>> reply;
    };
    auto waiting = std::make_shared<Waiting>();
    bus.post([this, waiting, method, arguments = std::move(arguments), limit] {
        bus.call(nameServerName, method, arguments, limit, [waiting](Result<Value> reply) {
            const std::scoped_lock guard(waiting->lock);
            waiting->reply = std::move(reply);
            waiting->changed.notify_all();
        });
    });
    std::unique_lock guard(waiting->lock);
    waiting->changed.wait_for(guard, limit + beatLimit, [&] { return waiting->reply.has_value(); });
    if (!waiting->reply)
        return fail("the control thread did not answer");
    return *waiting->reply;
}

Result<void> ControlThread::enter(Duration limit)
{
    auto &parts = *m_parts;
    if (parts.setup.nameServer.empty())
        return {};
    const auto entered = parts.ask("ns.register", parts.self(), limit);
    if (!entered)
        return fail("cannot register “" + parts.setup.registration.name + "” with "
            + parts.setup.nameServer + ": " + entered.error().message);
    parts.bus.post([&parts] {
        parts.isBeating = true;
        parts.watch();
        parts.bus.every(beatEvery, [&parts] { parts.beat(); });
    });
    return {};
}

void ControlThread::tellParent(const std::string &line)
{
    // The lifeline is the control thread's; saying only writes, but one thread at a time is the
    // rule.
    m_parts->bus.post([this, line] { m_parts->sayToParent(line); });
}

void ControlThread::setRunning(const std::string &line)
{
    m_parts->phase = LifePhase::Running;
    m_parts->bus.post([this, line] {
        if (!m_parts->isBeating)
            return m_parts->sayToParent(line);
        m_parts->lineToParent = line;
        m_parts->beat();
    });
}

void ControlThread::leave(Duration limit)
{
    auto &parts = *m_parts;
    if (parts.setup.nameServer.empty() || !parts.thread.joinable())
        return;
    parts.bus.post([&parts] { parts.isBeating = false; });
    Value who;
    who.set("name", parts.setup.registration.name);
    who.set("epoch", parts.setup.registration.epoch);
    if (const auto left = parts.ask("ns.unregister", who, limit); !left)
        logWarning("the name server was not told of the end: " + left.error().message);
}

void ControlThread::setPhase(LifePhase phase)
{
    if (m_parts->phase.exchange(phase) != phase)
        m_parts->bus.post([this] { m_parts->beat(); });
}

LifePhase ControlThread::phase() const { return m_parts->phase; }

void ControlThread::turned()
{
    auto &parts = *m_parts;
    const auto now = steadyNow();
    parts.lastTurn = now;
    if (now - parts.lastTick.load() > haltedAfter)
        parts.doubt();
    if (!parts.isInDoubt)
        return;
    std::unique_lock guard(parts.lock);
    parts.changed.wait_for(guard, longestDoubt, [&] { return !parts.isInDoubt; });
    parts.isInDoubt = false; // a name server that does not answer must not stop the world
}

bool ControlThread::isOutdated() const { return m_parts->isOutdated; }
bool ControlThread::isKilled() const { return m_parts->isKilled; }
const std::string &ControlThread::endpoint() const { return m_parts->setup.registration.control; }

void ControlThread::ownFile(const std::string &file)
{
    const std::scoped_lock guard(m_parts->lock);
    m_parts->files.insert(file);
}

} // namespace agora::agency
