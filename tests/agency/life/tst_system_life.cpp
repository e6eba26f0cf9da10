#include "tests/agency/life/life_system.h"

#include "engine/agency/name_server.h"
#include "engine/agency/security/key_file.h"
#include "engine/base/clock.h"

#include <QScopeGuard>
#include <QTemporaryDir>

#include <csignal>
#include <cstdlib>
#include <thread>

using namespace agora;
using namespace agora::agency;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60'000; ///< ms, on a busy machine
constexpr Duration generous = 60s; ///< of a shutdown, which kills at half time

std::size_t descriptorsOf(int pid)
{
    std::size_t count = 0;
    const auto folder = "/proc/" + std::to_string(pid) + "/fd";
    for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator(folder))
        ++count;
    return count;
}

int fromEnvironment(const char *variable, int fallback)
{
    const char *given = std::getenv(variable);
    return given != nullptr ? std::atoi(given) : fallback;
}

std::set<std::string> asSet(const std::vector<std::string> &names)
{
    return {names.begin(), names.end()};
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int manyAgents = 40; // each takes ten times the memory
#else
constexpr int manyAgents = 200;
#endif

} // namespace

/// Name servers, and systems from their start to their end.
class TestSystemLife : public QObject {
    Q_OBJECT
private slots:
    void aNameServerAnswersAndTakesMoreMethods();
    void aNameServerIsFoundByTheEnvironment();
    void aMissingNameServerIsToldWithinTheLimit();
    void aNameServerThatCannotListenSaysWhy_data();
    void aNameServerThatCannotListenSaysWhy();
    void lookUpWaitsForWhoIsStarting();
    void groupsSideBySideDoNotKnowEachOther();
    void overTcpAgentsAreReachedByTheirHosts();
    void aKilledNameServerFindsItsAgentsAgain_data();
    void aKilledNameServerFindsItsAgentsAgain();
    void shutdownEndsEverything_data();
    void shutdownEndsEverything();
    void shutdownKillsAtHalfTimeAndNamesWhom();
    void shutdownWithoutTimeLeavesThemAndCanBeRepeated();
    void shutdownWorksWithoutTheNameServer();
    void cyclesLeaveNothingBehind();
    void manyAgentsTalkAndAreShutDown();
};

void TestSystemLife::aNameServerAnswersAndTakesMoreMethods()
{
    LifeSystem system({.kind = "counting-nameserver"});
    QVERIFY(system->call("nameserver", "agent.ping").hasValue());
    QCOMPARE(system->call("nameserver", "ns.count").valueOr({}).asInteger(-1), std::int64_t(0));
    const auto agent = system.running("one");
    QCOMPARE(system->call("nameserver", "ns.count").valueOr({}).asInteger(-1), std::int64_t(1));
    const auto names = system->call("nameserver", "ns.agents");
    QVERIFY(names.hasValue() && *names == Value(Value::Array{"one"})); // itself is not one
    const auto found = system->find("one");
    QVERIFY(found.hasValue());
    QCOMPARE(found->endpoint, agent.endpoint);
    QCOMPARE(found->pid, agent.pid);
    QCOMPARE(found->kind, std::string("sample"));
    QVERIFY(!found->control.empty() && found->control != found->endpoint);
}

void TestSystemLife::aNameServerIsFoundByTheEnvironment()
{
    LifeSystem system;
    QCOMPARE(qgetenv(nameServerVariable).toStdString(), system.nameServer());
    const auto attached = System::attach();
    QVERIFY(attached.hasValue());
    QVERIFY((*attached)->spawn(LifeSystem::sample("guest")).hasValue());
    QCOMPARE(system.names(), std::set<std::string>({"guest"}));
    const auto found = (*attached)->call("guest", "add", *Value::parseJson(R"({"a":2,"b":3})"));
    QCOMPARE(found.valueOr({}).asInteger(), std::int64_t(5));
}

void TestSystemLife::aMissingNameServerIsToldWithinTheLimit()
{
    const QTemporaryDir folder;
    const auto before = steadyNow();
    const auto nobody
        = System::attach("ipc://" + folder.filePath("nobody.sock").toStdString(), 500ms);
    QVERIFY(!nobody.hasValue());
    QVERIFY(nobody.error().message.find("no name server answers at ipc://") != std::string::npos);
    QVERIFY(steadyNow() - before >= 500ms);
    QVERIFY(steadyNow() - before < 10s);
}

void TestSystemLife::aNameServerThatCannotListenSaysWhy_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no folder") << "ipc:///nowhere/at/all.sock"
                               << "/nowhere/at";
    QTest::newRow("in use") << "TAKEN"
                            << "in use";
    QTest::newRow("no transport") << "pigeon://here"
                                  << "pigeon://here";
}

void TestSystemLife::aNameServerThatCannotListenSaysWhy()
{
    QFETCH(QString, endpoint);
    QFETCH(const QString, expected);
    LifeSystem other;
    if (endpoint == "TAKEN")
        endpoint = QString::fromStdString(other.nameServer());
    const auto refused = NameServerProcess::start(
        {.endpoint = endpoint.toStdString(), .program = LifeSystem::program()});
    QVERIFY(!refused.hasValue());
    QVERIFY2(refused.error().message.find(expected.toStdString()) != std::string::npos,
        refused.error().message.c_str());
    QVERIFY(other->call("nameserver", "agent.ping").hasValue()); // undisturbed
}

void TestSystemLife::lookUpWaitsForWhoIsStarting()
{
    LifeSystem system;
    const auto missing = system->find("late", 200ms);
    QVERIFY(!missing.hasValue());
    QCOMPARE(missing.error().message, std::string("no agent is called “late”"));
    Result<SpawnedAgent> spawned = fail("");
    std::thread starter([&] { spawned = system->spawner().spawn(LifeSystem::sample("late")); });
    const auto found = system->find("late", 20s);
    starter.join();
    QVERIFY(spawned.hasValue());
    QVERIFY(found.hasValue());
    QCOMPARE(found->pid, spawned->pid);
}

void TestSystemLife::groupsSideBySideDoNotKnowEachOther()
{
    LifeSystem one;
    const auto inOne = one.running("same");
    auto other = std::make_unique<LifeSystem>();
    const auto inOther = other->running("same");
    QVERIFY(inOne.pid != inOther.pid);
    QCOMPARE(other->state("same")["pid"].asInteger(), std::int64_t(inOther.pid));
    // An agent of one group reaches one of the other by its address.
    const auto across = Proxy("same", other->nameServer()).call("state");
    QVERIFY(across.hasValue());
    QCOMPARE((*across)["pid"].asInteger(), std::int64_t(inOther.pid));
    QVERIFY((**other).shutdown(generous).hasValue());
    QVERIFY(!isAlive(inOther.pid));
    QCOMPARE(one.state("same")["pid"].asInteger(), std::int64_t(inOne.pid));
}

void TestSystemLife::overTcpAgentsAreReachedByTheirHosts()
{
    const QTemporaryDir folder;
    const auto keys = folder.filePath("keys.json");
    QVERIFY(writeNewKeys(keys.toStdString()).hasValue());
    qputenv(keysVariable, keys.toUtf8());
    const auto end = qScopeGuard([] { qunsetenv(keysVariable); });
    const NameServerOptions options{.endpoint = "tcp://127.0.0.1:0",
        .file = folder.filePath("names.json").toStdString(),
        .program = LifeSystem::program()};
    auto names = NameServerProcess::start(options);
    QVERIFY2(names.hasValue(), names ? "" : names.error().message.c_str());
    QVERIFY(names->endpoint().starts_with("tcp://127.0.0.1:"));
    QVERIFY(!names->endpoint().starts_with("tcp://127.0.0.1:0"));
    const auto system = System::attach(names->endpoint());
    QVERIFY2(system.hasValue(), system ? "" : system.error().message.c_str());
    auto away = LifeSystem::sample("away");
    away.transport = "tcp";
    away.host = "127.0.0.2";
    const auto agent = (*system)->spawn(away);
    QVERIFY2(agent.hasValue(), agent ? "" : agent.error().message.c_str());
    const auto found = (*system)->find("away");
    QVERIFY(found.hasValue());
    QVERIFY(found->endpoint.starts_with("tcp://127.0.0.2:"));
    QVERIFY(found->control.starts_with("tcp://127.0.0.2:"));
    QVERIFY((*system)->call("away", "state").hasValue());
    QVERIFY((*system)->call(controlOf("away"), "quick").hasValue());

    auto taken = LifeSystem::sample(
        "taken", with("bind", KeyedEndpoint::fromText(found->endpoint).address));
    const auto inUse = (*system)->spawn(taken);
    QVERIFY(!inUse.hasValue());
    QVERIFY2(
        inUse.error().message.find("in use") != std::string::npos, inUse.error().message.c_str());
    auto everywhere = away;
    everywhere.name = "everywhere";
    everywhere.host = "0.0.0.0";
    const auto unreachable = (*system)->spawn(everywhere);
    QVERIFY(!unreachable.hasValue());
    QVERIFY(unreachable.error().message.find("nobody can connect to that") != std::string::npos);

    const auto endpoint = names->endpoint();
    names->kill();
    auto again = NameServerProcess::start(options); // any port was asked for: the same is taken
    QVERIFY2(again.hasValue(), again ? "" : again.error().message.c_str());
    QCOMPARE(KeyedEndpoint::fromText(again->endpoint()).address,
        KeyedEndpoint::fromText(endpoint).address);
    QCOMPARE(again->endpoint(), endpoint);
    QVERIFY((*system)->find("away").hasValue());
    const auto report = (*system)->shutdown(generous);
    QVERIFY(report.hasValue());
    QCOMPARE(report->killed, std::vector<std::string>());
    QCOMPARE(report->ended, std::vector<std::string>({"away"}));
}

void TestSystemLife::aKilledNameServerFindsItsAgentsAgain_data()
{
    QTest::addColumn<bool>("hasFile");
    QTest::newRow("with its file: at once") << true;
    QTest::newRow("without: by their beats") << false;
}

void TestSystemLife::aKilledNameServerFindsItsAgentsAgain()
{
    QFETCH(const bool, hasFile);
    const QTemporaryDir folder;
    const std::filesystem::path runtime = folder.path().toStdString();
    NameServerOptions options{.runtimeFolder = runtime,
        .file = hasFile ? runtime / "names.json" : std::filesystem::path(),
        .program = LifeSystem::program()};
    auto first = NameServerProcess::start(options);
    QVERIFY2(first.hasValue(), first ? "" : first.error().message.c_str());
    const auto system = System::attach(first->endpoint());
    QVERIFY(system.hasValue());
    const auto agent = (*system)->spawn(LifeSystem::sample("steady"));
    QVERIFY(agent.hasValue());
    const auto names = [&] { return (*system)->agents().valueOr({}).size(); };
    if (hasFile)
        QTRY_VERIFY_WITH_TIMEOUT(
            readFile(options.file).valueOr("").find("steady") != std::string::npos, patience);
    first->kill();
    QVERIFY(!first->isRunning());
    auto second = NameServerProcess::start(options);
    QVERIFY2(second.hasValue(), second ? "" : second.error().message.c_str());
    QCOMPARE(second->endpoint(), first->endpoint());
    if (hasFile) {
        const auto found = (*system)->find("steady", {});
        QVERIFY2(found.hasValue(), found ? "" : found.error().message.c_str());
        QCOMPARE(found->pid, agent->pid);
        QVERIFY(!(*system)->spawn(LifeSystem::sample("steady")).hasValue()); // the name is kept
    }
    QTRY_COMPARE_WITH_TIMEOUT(names(), std::size_t(1), patience);
    const auto lease = steadyNow() + NameServer::lease + 1s;
    while (steadyNow() < lease) {
        QCOMPARE(names(), std::size_t(1)); // it beats on
        QTest::qWait(100);
    }
    QVERIFY((*system)->call("steady", "state").hasValue());
    const auto report = (*system)->shutdown(generous);
    QVERIFY(report.hasValue());
    QCOMPARE(report->ended, std::vector<std::string>({"steady"}));
    QVERIFY(second->waitForEnd(std::chrono::milliseconds(patience)));
    QVERIFY(!std::filesystem::exists(runtime / "names.json")); // nothing to take up
}

void TestSystemLife::shutdownEndsEverything_data()
{
    QTest::addColumn<int>("agents");
    for (const int agents : {0, 2, 20})
        QTest::addRow("%d agents", agents) << agents;
}

void TestSystemLife::shutdownEndsEverything()
{
    QFETCH(const int, agents);
    LifeSystem system;
    std::set<std::string> names;
    std::vector<int> pids;
    for (int i = 0; i < agents; ++i) {
        const auto agent = system.running("agent" + std::to_string(i));
        names.insert(agent.name);
        pids.push_back(agent.pid);
    }
    const auto folder = system.folder();
    const auto report = system->shutdown(generous);
    QVERIFY2(report.hasValue(), report ? "" : report.error().message.c_str());
    QCOMPARE(asSet(report->ended), names);
    QVERIFY(report->killed.empty() && report->left.empty());
    for (const int pid : pids)
        QVERIFY(!isAlive(pid));
    QVERIFY(!std::filesystem::exists(folder));
}

void TestSystemLife::shutdownKillsAtHalfTimeAndNamesWhom()
{
    LifeSystem system;
    std::vector<int> pids;
    const auto start = [&](const std::string &name, Value attributes = {}) {
        pids.push_back(system.running(name, std::move(attributes)).pid);
    };
    start("good");
    start("slow", with("stopMs", 300));
    start("lazy", with("stopMs", 60'000));
    start("blocked");
    start("spinning");
    start("halted");
    start("stopped");
    QVERIFY(Proxy("blocked", system.nameServer()).oneWay("block").hasValue());
    QVERIFY(Proxy("spinning", system.nameServer()).oneWay("spin").hasValue());
    QVERIFY(system.control("stopped", "agency.stop").hasValue());
    const auto isBusy = [&](const char *name) {
        const auto status = system.control(name, "agency.status").valueOr({});
        return status["turnAgeMs"].asNumber() > 300;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isBusy("blocked") && isBusy("spinning"), patience);
    ::kill(pids[5], SIGSTOP);
    const auto folder = system.folder();
    const auto before = steadyNow();
    const Duration limit = 8s;
    const auto report = system->shutdown(limit);
    QVERIFY(steadyNow() - before < limit + 2s);
    QVERIFY2(report.hasValue(), report ? "" : report.error().message.c_str());
    QCOMPARE(asSet(report->ended), std::set<std::string>({"good", "slow", "stopped"}));
    QCOMPARE(
        asSet(report->killed), std::set<std::string>({"lazy", "blocked", "spinning", "halted"}));
    QVERIFY(report->left.empty());
    for (const int pid : pids)
        QVERIFY(!isAlive(pid));
    QVERIFY(!std::filesystem::exists(folder)); // and with it every socket
}

void TestSystemLife::shutdownWithoutTimeLeavesThemAndCanBeRepeated()
{
    LifeSystem system;
    const auto agent = system.running("lazy", with("stopMs", 1500));
    const auto hasty = system->shutdown(0s);
    QVERIFY2(hasty.hasValue(), hasty ? "" : hasty.error().message.c_str());
    QCOMPARE(hasty->left, std::vector<std::string>({"lazy"}));
    QVERIFY(system->call("nameserver", "agent.ping").hasValue());
    const auto again = system->shutdown(20s);
    QVERIFY2(again.hasValue(), again ? "" : again.error().message.c_str());
    QVERIFY(again->left.empty() && again->killed.empty());
    QVERIFY(!isAlive(agent.pid));
}

void TestSystemLife::shutdownWorksWithoutTheNameServer()
{
    LifeSystem system;
    const auto agent = system.running("orphan");
    const auto ping = system->call("nameserver", "agent.ping");
    QVERIFY(ping.hasValue());
    const auto folder = system.folder();
    ::kill(system->nameServerPid(), SIGKILL);
    const auto report = system->shutdown(5s);
    QVERIFY(report.hasValue());
    QCOMPARE(report->killed, std::vector<std::string>({"orphan"}));
    QVERIFY(!isAlive(agent.pid));
    QVERIFY(!std::filesystem::exists(folder));
}

void TestSystemLife::cyclesLeaveNothingBehind()
{
    const int cycles = fromEnvironment("AGORA_SOAK_CYCLES", 200);
    LifeSystem system;
    (void)system.running("warm-up");
    QVERIFY(system->spawner().killChild("warm-up"));
    QTRY_VERIFY_WITH_TIMEOUT(system.names().empty(), patience);
    const auto before = descriptorsOf(currentPid());
    const auto nameServerBefore = descriptorsOf(system->nameServerPid());
    for (int i = 0; i < cycles; ++i) {
        const auto name = i % 2 == 0 ? "agent" + std::to_string(i) : std::string();
        const auto agent = system.spawn(name, with("isQuiet", true));
        QVERIFY2(agent.hasValue(), agent ? "" : agent.error().message.c_str());
        if (i % 3 == 0) {
            QVERIFY(system.control(agent->name, "agency.shutdown").hasValue());
        } else if (i % 3 == 1) {
            QVERIFY(system.control(agent->name, "agency.kill").hasValue());
        } else {
            QVERIFY(system->spawner().killChild(agent->name));
            continue;
        }
        QTRY_VERIFY_WITH_TIMEOUT(system->spawner().endOf(agent->epoch).has_value(), patience);
    }
    QTRY_VERIFY_WITH_TIMEOUT(system.names().empty(), patience);
    QVERIFY(system->spawner().children().empty());
    QCOMPARE(system.sockets(), std::set<std::string>());
    // Links to who is gone are dropped after ten silent seconds.
    QTRY_VERIFY_WITH_TIMEOUT(
        system.names().empty() && descriptorsOf(currentPid()) <= before, 3 * patience);
    QTRY_VERIFY_WITH_TIMEOUT(
        descriptorsOf(system->nameServerPid()) <= nameServerBefore, 3 * patience);
}

void TestSystemLife::manyAgentsTalkAndAreShutDown()
{
    LifeSystem system;
    std::vector<SpawnedAgent> agents;
    for (int i = 0; i < manyAgents; ++i) {
        // Each pushes to the one before it.
        auto attributes = with("isQuiet", true);
        attributes.set("pushMs", 100); // talk, not a flood on two cores
        if (i > 0)
            attributes.set("pushTo", agents.back().name);
        agents.push_back(system.running("a" + std::to_string(i), attributes));
        QVERIFY(isAlive(agents.back().pid)); // a process each
    }
    QTRY_COMPARE_WITH_TIMEOUT( // a look may come too late while so many are starting
        system.names().size(), std::size_t(manyAgents), 3 * patience);
    for (int i = 0; i + 1 < manyAgents; ++i) {
        const auto &from = std::to_string(agents[static_cast<std::size_t>(i) + 1].epoch);
        QTRY_VERIFY_WITH_TIMEOUT(
            system.state("a" + std::to_string(i))["acts"][from].asInteger() > 0, 3 * patience);
    }
    const auto report = system->shutdown(60s);
    QVERIFY2(report.hasValue(), report ? "" : report.error().message.c_str());
    QCOMPARE(report->ended.size(), std::size_t(manyAgents));
    for (const auto &agent : agents)
        QVERIFY(!isAlive(agent.pid));
}

QTEST_GUILESS_MAIN(TestSystemLife)
#include "tst_system_life.moc"
