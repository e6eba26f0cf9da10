#include "tests/agency/bus_pair.h"
#include "tests/agency/life/life_system.h"

#include "engine/agency/life/control_thread.h"
#include "engine/agency/name_server.h"
#include "engine/base/clock.h"

#include <QTemporaryDir>

#include <csignal>

using namespace agora;
using namespace agora::agency;
using namespace std::chrono_literals;

namespace {
constexpr int patience = 60'000; ///< ms, on a busy machine
}

/// How agents are born, what reaches them while they are busy or blocked, and how they end.
class TestAgentLife : public QObject {
    Q_OBJECT
private slots:
    void aStarterGetsControlWhenTheAgentRuns();
    void aFailedStartGivesTheChildsOwnError_data();
    void aFailedStartGivesTheChildsOwnError();
    void aStartThatTakesTooLongIsEnded();
    void aDuplicateNameIsRefused();
    void emptyNamesAreGenerated();
    void attributesArriveAndAreNotInherited();
    void agentsStartAgentsWhichEndWithThemOrGoOn();
    void agentsOfAKilledProgramEnd();
    void aStoppedAgentKeepsItsNameAndRunsAgain();
    void aBusyAgentIsNotDead();
    void aQuietAgentIsIdle();
    void everyWayToEndLeavesNoFileAndNoName_data();
    void everyWayToEndLeavesNoFileAndNoName();
    void aBusThatTakesItsTimeToGoEndsInGoodOrder();
    void anErrorInAHandlerBeginsANewLife();
    void anErrorInAHandlerStopsUntilRunAgain();
    void whoWasHaltedCannotActBesideItsSuccessor();
    void aReceiverRefusesAnOlderLife();
    void newsOfANewerLifeIsEnough();
};

void TestAgentLife::aStarterGetsControlWhenTheAgentRuns()
{
    LifeSystem system;
    const auto before = steadyNow();
    const auto agent = system.spawn("late", with("initMs", 700));
    QVERIFY2(agent.hasValue(), agent ? "" : agent.error().message.c_str());
    QVERIFY(steadyNow() - before >= 700ms);
    QCOMPARE(system.phase("late"), std::string("running"));
    QCOMPARE(system.state("late")["pid"].asInteger(), std::int64_t(agent->pid));
    const auto command = commandLineOf(agent->pid);
    QVERIFY(command.find("--agent") != std::string::npos); // re-executed, as `ps` shows
    QVERIFY(command.find("late") != std::string::npos);
    QVERIFY(agent->pid != currentPid());
}

void TestAgentLife::aFailedStartGivesTheChildsOwnError_data()
{
    QTest::addColumn<QString>("attribute");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");
    QTest::newRow("constructor") << "throwInConstructor"
                                 << "no wheels"
                                 << "no wheels";
    QTest::newRow("onInit throws") << "throwInit"
                                   << "no fuel"
                                   << "no fuel";
    QTest::newRow("onInit fails") << "failInit"
                                  << "no road"
                                  << "no road";
    QTest::newRow("beforeLoop") << "throwBeforeLoop"
                                << "no map"
                                << "no map";
    QTest::newRow("signal") << "dieBySignal"
                            << "11"
                            << "signal 11";
    QTest::newRow("exit") << "exit"
                          << "7"
                          << "exit code 7";
    QTest::newRow("folder") << "bind"
                            << "ipc:///nowhere/at/all.sock"
                            << "/nowhere/at";
    QTest::newRow("in use") << "bind"
                            << "NAMESERVER"
                            << "in use";
    QTest::newRow("kind") << "KIND"
                          << "unheard-of"
                          << "no agents of the kind “unheard-of”";
    QTest::newRow("program") << "PROGRAM"
                             << "/nowhere/program"
                             << "cannot start /nowhere/program";
}

void TestAgentLife::aFailedStartGivesTheChildsOwnError()
{
    QFETCH(const QString, attribute);
    QFETCH(const QString, value);
    QFETCH(const QString, expected);
    LifeSystem system;
    auto options = LifeSystem::sample("unlucky");
    bool isNumber = false;
    const auto number = value.toInt(&isNumber);
    if (attribute == "KIND")
        options.kind = value.toStdString();
    else if (attribute == "PROGRAM")
        options.program = value.toStdString();
    else if (value == "NAMESERVER")
        options.attributes = with("bind", system.nameServer());
    else
        options.attributes
            = with(attribute.toStdString(), isNumber ? Value(number) : Value(value.toStdString()));
    const auto agent = system->spawn(options);
    QVERIFY(!agent.hasValue());
    QVERIFY2(agent.error().message.find(expected.toStdString()) != std::string::npos,
        agent.error().message.c_str());
    QVERIFY(system->spawner().children().empty());
    QTRY_VERIFY_WITH_TIMEOUT(system.names().empty(), patience);
    QCOMPARE(system.sockets(), std::set<std::string>());
    QVERIFY(system.spawn("unlucky").hasValue()); // its name is free
}

void TestAgentLife::aStartThatTakesTooLongIsEnded()
{
    LifeSystem system;
    auto options = LifeSystem::sample("sleepy", with("initMs", 60'000));
    options.limit = 500ms;
    const auto agent = system->spawn(options);
    QVERIFY(!agent.hasValue());
    QCOMPARE(agent.error().message, std::string("“sleepy” did not run within 500 ms"));
    QVERIFY(system->spawner().children().empty());
    QCOMPARE(system.sockets(), std::set<std::string>());
}

void TestAgentLife::aDuplicateNameIsRefused()
{
    LifeSystem system;
    const auto first = system.running("only");
    const auto second = system.spawn("only");
    QVERIFY(!second.hasValue());
    QVERIFY2(
        second.error().message.find("the name “only” is taken by pid " + std::to_string(first.pid))
            != std::string::npos,
        second.error().message.c_str());
    QCOMPARE(system.state("only")["pid"].asInteger(), std::int64_t(first.pid)); // untouched
    const auto lease = steadyNow() + NameServer::lease + 1s;
    while (steadyNow() < lease) { // nor later, when its lease has to be renewed
        QCOMPARE(system.names(), std::set<std::string>({"only"}));
        QTest::qWait(100);
    }
    QVERIFY(system.control("only", "agency.ping").hasValue());
}

void TestAgentLife::emptyNamesAreGenerated()
{
    std::set<std::string> generated;
    for (int i = 0; i < 100; ++i)
        generated.insert(generatedName());
    QCOMPARE(generated.size(), std::size_t(100));
    LifeSystem system;
    const auto one = system.running("");
    const auto other = system.running("");
    QCOMPARE(one.name.size(), std::size_t(32));
    QVERIFY(one.name != other.name);
    QCOMPARE(system.names(), std::set<std::string>({one.name, other.name}));
}

void TestAgentLife::attributesArriveAndAreNotInherited()
{
    LifeSystem system;
    Value attributes;
    attributes.set("text", "ä\n'\"\\");
    attributes.set("list", Value::Array{1, 2.5, true, nullptr});
    attributes.set("large", std::string(100'000, 'x'));
    QVERIFY(system.spawn("rich", attributes).hasValue());
    QVERIFY(system.state("rich")["attributes"] == attributes);
    QVERIFY((*system).call("rich", "spawn", with("name", "heir")).hasValue());
    QVERIFY(system.state("heir")["attributes"].asObject().empty());
    const auto tooLarge = system.spawn("huge", with("large", std::string(200'000, 'x')));
    QVERIFY(!tooLarge.hasValue());
    QVERIFY(tooLarge.error().message.find("more than 120000") != std::string::npos);
    QVERIFY(!system.spawn("odd", Value(7)).hasValue());
}

void TestAgentLife::agentsStartAgentsWhichEndWithThemOrGoOn()
{
    LifeSystem system;
    const auto parent = system.running("parent");
    auto child = with("name", "child");
    const auto childPid = (*system).call("parent", "spawn", child);
    child.set("name", "free");
    child.set("goOn", true);
    const auto freePid = (*system).call("parent", "spawn", child);
    QVERIFY(childPid.hasValue() && freePid.hasValue());
    QCOMPARE(system.names(), std::set<std::string>({"parent", "child", "free"}));
    ::kill(parent.pid, SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(static_cast<int>(childPid->asInteger())), patience);
    QTRY_COMPARE_WITH_TIMEOUT(system.names(), std::set<std::string>({"free"}), patience);
    QVERIFY(isAlive(static_cast<int>(freePid->asInteger())));
    QVERIFY(system.state("free")["ticks"].isInteger());
    const auto report = system->shutdown(std::chrono::seconds(60));
    QVERIFY(report.hasValue() && report->killed.empty());
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(static_cast<int>(freePid->asInteger())), patience);
}

void TestAgentLife::agentsOfAKilledProgramEnd()
{
    const QTemporaryDir folder;
    const std::filesystem::path output = folder.filePath("output").toStdString();
    auto program = Process::start(
        {.program = LifeSystem::program(), .arguments = {}, .environment = {}, .output = output});
    QVERIFY(program.hasValue());
    const auto lines
        = [&] { return QString::fromStdString(readFile(output).valueOr("")).split('\n'); };
    QTRY_COMPARE_WITH_TIMEOUT(lines().size(), 4, patience); // two pids, the name server, nothing
    const auto said = lines();
    const std::filesystem::path sockets
        = std::filesystem::path(said[2].toStdString().substr(6)).parent_path();
    QVERIFY(isAlive(said[0].toInt()) && isAlive(said[1].toInt()));
    program->kill();
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(said[0].toInt()) && !isAlive(said[1].toInt()), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!std::filesystem::exists(sockets), patience); // the name server too
}

void TestAgentLife::aStoppedAgentKeepsItsNameAndRunsAgain()
{
    LifeSystem system;
    const auto agent = system.running("worker");
    QVERIFY(system.control("worker", "agency.stop").hasValue());
    QTRY_COMPARE_WITH_TIMEOUT(system.phase("worker"), std::string("stopped"), patience);
    const auto refused = Proxy("worker", system.nameServer()).call("state");
    QVERIFY(!refused.hasValue());
    QVERIFY(refused.error().kind == CallError::Kind::NotRunning);
    QVERIFY(isAlive(agent.pid));
    QVERIFY(system.control("worker", "agency.ping").hasValue());
    const auto pusher = system.running("pusher", with("pushTo", "worker"));
    QTRY_VERIFY_WITH_TIMEOUT(system.state("pusher")["pushed"].asInteger() > 10, patience);
    QVERIFY(system.control("worker", "agency.run").hasValue());
    QTRY_COMPARE_WITH_TIMEOUT(system.phase("worker"), std::string("running"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(
        system.state("worker")["acts"][std::to_string(pusher.epoch)].asInteger()
            > 10, // what was sent meanwhile waited
        patience);
    QCOMPARE(system.state("worker")["pid"].asInteger(), std::int64_t(agent.pid));
}

void TestAgentLife::aBusyAgentIsNotDead()
{
    LifeSystem system;
    (void)system.running("busy");
    const Duration work = NameServer::lease + 2s;
    const auto before = steadyNow();
    QVERIFY(Proxy("busy", system.nameServer()).oneWay("busy", with("ms", work / 1ms)).hasValue());
    const auto answer = system.control("busy", "quick", with("x", 7));
    QVERIFY(answer.hasValue());
    QCOMPARE((*answer)["x"].asInteger(), std::int64_t(7));
    QVERIFY(steadyNow() - before < work); // not after the work
    double oldest = 0;
    while (steadyNow() - before < work) {
        const auto registered = system->find("busy", {});
        QVERIFY(registered.hasValue());
        QVERIFY(registered->phase == LifePhase::Running);
        oldest = std::max(oldest, static_cast<double>(registered->turnAge.count()) / 1e6);
        QTest::qWait(50);
    }
    QVERIFY2(oldest > 1000, std::to_string(oldest).c_str()); // ms since its last turn
    QVERIFY(system->call("busy", "state", {}, 10s).hasValue());
}

void TestAgentLife::aQuietAgentIsIdle()
{
    LifeSystem system;
    (void)system.running("quiet", with("isQuiet", true));
    QTest::qWait(500); // nobody asks it anything
    QTRY_VERIFY_WITH_TIMEOUT(system.state("quiet")["idle"].asInteger() > 1, patience);
}

void TestAgentLife::everyWayToEndLeavesNoFileAndNoName_data()
{
    QTest::addColumn<QString>("state"); // the agent's, when the end comes
    QTest::addColumn<QString>("end");
    QTest::addColumn<int>("exitCode"); // negative: a signal
    QTest::newRow("shutdown") << ""
                              << "agency.shutdown" << exitcode::Ended;
    QTest::newRow("safe shutdown") << ""
                                   << "agent.shutdown" << exitcode::Ended;
    QTest::newRow("kill") << ""
                          << "agency.kill" << exitcode::Killed;
    QTest::newRow("kill of a blocked one") << "block"
                                           << "agency.kill" << exitcode::Killed;
    QTest::newRow("kill of a spinning one") << "spin"
                                            << "agency.kill" << exitcode::Killed;
    QTest::newRow("kill of a stopped one") << "agency.stop"
                                           << "agency.kill" << exitcode::Killed;
    QTest::newRow("shutdown of a stopped one") << "agency.stop"
                                               << "agency.shutdown" << exitcode::Ended;
    QTest::newRow("SIGTERM") << ""
                             << "15" << exitcode::Ended;
    QTest::newRow("SIGINT") << ""
                            << "2" << exitcode::Ended;
    QTest::newRow("SIGKILL") << ""
                             << "9" << -SIGKILL;
    QTest::newRow("SIGKILL of a blocked one") << "block"
                                              << "9" << -SIGKILL;
    QTest::newRow("crash") << ""
                           << "6"
                           << -SIGABRT; // not SIGSEGV: AddressSanitizer takes that for itself
}

void TestAgentLife::everyWayToEndLeavesNoFileAndNoName()
{
    QFETCH(const QString, state);
    QFETCH(const QString, end);
    QFETCH(const int, exitCode);
    LifeSystem system;
    const auto extra = "ipc://" + (system.folder() / "given.sock").string();
    const auto agent = system.running("mortal", with("bind", extra));
    auto process = Process::adopt(agent.pid);
    QVERIFY(process.hasValue());
    if (state == "block" || state == "spin") {
        QVERIFY(Proxy("mortal", system.nameServer()).oneWay(state.toStdString()).hasValue());
        QTRY_VERIFY_WITH_TIMEOUT(
            system.control("mortal", "agency.status").valueOr({})["turnAgeMs"].asNumber() > 300,
            patience);
    } else if (!state.isEmpty()) {
        QVERIFY(system.control("mortal", state.toStdString()).hasValue());
        QTRY_COMPARE_WITH_TIMEOUT(system.phase("mortal"), std::string("stopped"), patience);
    }
    QVERIFY(system.sockets().contains("given.sock"));
    if (const int signal = end.toInt(); signal != 0)
        ::kill(agent.pid, signal);
    else if (end == "agent.shutdown")
        QVERIFY(system->call("mortal", "agent.shutdown").hasValue());
    else
        QVERIFY(system.control("mortal", end.toStdString()).hasValue());
    QVERIFY(process->wait(std::chrono::milliseconds(patience)).has_value());
    QTRY_VERIFY_WITH_TIMEOUT(system.names().empty(), patience);
    QCOMPARE(system.sockets(), std::set<std::string>());
    QVERIFY(NameServer::lease + NameServer::sweepEvery < 3s);
    const auto how = system->spawner().endOf(agent.epoch);
    QVERIFY(how.has_value());
    QCOMPARE(how->signal != 0 ? -how->signal : how->exitCode, exitCode);
    QVERIFY(system.spawn("mortal").hasValue());
}

/// The control thread works on meanwhile, and looks after what the agent started.
void TestAgentLife::aBusThatTakesItsTimeToGoEndsInGoodOrder()
{
    LifeSystem system;
    const auto agent = system.running("slow", with("goneMs", 5 * (ControlThread::tickEvery / 1ms)));
    auto process = Process::adopt(agent.pid);
    QVERIFY(process.hasValue());
    QVERIFY(system.control("slow", "agency.shutdown").hasValue());
    QVERIFY(process->wait(std::chrono::milliseconds(patience)).has_value());
    const auto how = system->spawner().endOf(agent.epoch);
    QVERIFY(how.has_value());
    QCOMPARE(how->describe(), std::string("exit code 0"));
}

void TestAgentLife::anErrorInAHandlerBeginsANewLife()
{
    LifeSystem system;
    const auto first = system.running("phoenix", with("colour", "red"));
    QVERIFY(system->call("phoenix", "onError", with("policy", "restart")).hasValue());
    QTRY_VERIFY_WITH_TIMEOUT(
        system.state("phoenix")["epoch"].asInteger() > static_cast<std::int64_t>(first.epoch),
        patience);
    const auto state = system.state("phoenix");
    QCOMPARE(state["pid"].asInteger(), std::int64_t(first.pid)); // replaced, never two at once
    QCOMPARE(state["attributes"]["colour"].asText(), std::string("red"));
    QCOMPARE(system->spawner().children().size(), std::size_t(1));
    QCOMPARE(system.sockets().size(), std::size_t(3)); // its own, by name, and its control thread's
}

void TestAgentLife::anErrorInAHandlerStopsUntilRunAgain()
{
    LifeSystem system;
    const auto agent = system.running("careful");
    QVERIFY(system->call("careful", "onError", with("policy", "stop")).hasValue());
    QTRY_COMPARE_WITH_TIMEOUT(system.phase("careful"), std::string("stopped"), patience);
    QVERIFY(system.control("careful", "agency.run").hasValue());
    QTRY_COMPARE_WITH_TIMEOUT(system.phase("careful"), std::string("running"), patience);
    QCOMPARE(system.state("careful")["pid"].asInteger(), std::int64_t(agent.pid));
}

void TestAgentLife::whoWasHaltedCannotActBesideItsSuccessor()
{
    LifeSystem system;
    (void)system.running("receiver");
    const auto older = system.running("actor", with("pushTo", "receiver"));
    const auto olderKey = std::to_string(older.epoch);
    QTRY_VERIFY_WITH_TIMEOUT(system.state("receiver")["acts"][olderKey].asInteger() > 5, patience);
    ::kill(older.pid, SIGSTOP);
    QTRY_VERIFY_WITH_TIMEOUT(!system.names().contains("actor"), patience);
    const auto newer = system.running("actor", with("pushTo", "receiver"));
    const auto newerKey = std::to_string(newer.epoch);
    QTRY_VERIFY_WITH_TIMEOUT(system.state("receiver")["acts"][newerKey].asInteger() > 5, patience);
    const auto done = system.state("receiver")["acts"][olderKey].asInteger();
    auto process = Process::adopt(older.pid);
    ::kill(older.pid, SIGCONT);
    QVERIFY(process->wait(std::chrono::milliseconds(patience)).has_value()); // it ends by itself
    const auto state = system.state("receiver");
    QCOMPARE(state["acts"][olderKey].asInteger(), done);
    QCOMPARE(state["late"].asInteger(), std::int64_t(0));
    const auto how = system->spawner().endOf(older.epoch);
    QVERIFY(how.has_value());
    QCOMPARE(how->exitCode, exitcode::Outdated);
    QCOMPARE(system.state("actor")["pid"].asInteger(), std::int64_t(newer.pid)); // undisturbed
    QVERIFY(std::filesystem::exists(newer.endpoint.substr(6)));
}

namespace {
/// Two lives of one agent and a receiver that counts what each did.
struct Lives {
    Lives()
    {
        receiver.onPush("act", [this](const Message &message) { ++acts[message.epoch]; });
    }
    void act(Bus &life)
    {
        life.push("receiver", "act", {});
        world.settle();
    }
    BusWorld world;
    Bus &receiver = world.add("receiver");
    Bus &older = world.add("actor", 1);
    std::map<std::uint64_t, int> acts;
};
} // namespace

void TestAgentLife::aReceiverRefusesAnOlderLife()
{
    Lives lives;
    lives.act(lives.older);
    QCOMPARE(lives.acts[1], 1);
    auto newer = lives.world.addUnlisted("actor", 2);
    newer->know("receiver", "mem://receiver");
    newer->push("receiver", "act", {});
    for (int i = 0; i < 20; ++i) {
        newer->turn(Duration::zero());
        lives.receiver.turn(Duration::zero());
    }
    QCOMPARE(lives.acts[2], 1);
    lives.act(lives.older); // it wakes up and goes on
    QCOMPARE(lives.acts[1], 1);
    QTRY_VERIFY_WITH_TIMEOUT((lives.world.settle(5), lives.older.isOutdated()), patience);
    QCOMPARE(lives.acts[1], 1);
}

void TestAgentLife::newsOfANewerLifeIsEnough()
{
    Lives lives;
    lives.act(lives.older);
    lives.receiver.refuseOlder("actor", 2); // which never spoke to this receiver
    lives.act(lives.older);
    QCOMPARE(lives.acts[1], 1);
    QTRY_VERIFY_WITH_TIMEOUT((lives.world.settle(5), lives.older.isOutdated()), patience);
}

QTEST_GUILESS_MAIN(TestAgentLife)
#include "tst_agent_life.moc"
