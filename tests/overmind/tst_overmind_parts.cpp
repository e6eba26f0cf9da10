#include "engine/overmind/brain_registry.h"
#include "engine/overmind/engine_arguments.h"
#include "engine/overmind/supervisor.h"
#include "engine/overmind/system_description.h"
#include "engine/overmind/version.h"

#include "engine/base/paths.h"
#include "engine/model/instrument_file.h"
#include "tests/agency/real_bus.h"

#include <QTemporaryDir>
#include <QTest>

using namespace agora;

namespace {
Result<SystemDescription> load(const QTemporaryDir &folder, const std::string &toml)
{
    const std::filesystem::path file = folder.filePath("agora.toml").toStdString();
    if (!writeFileAtomically(file, toml))
        qFatal("cannot write the test's file");
    return loadSystem(file);
}

BrainSpec spec(const std::string &name)
{
    agency::Value value;
    value.set("name", name);
    value.set("module", "sma_cross");
    return brainSpecFrom(value).value();
}
} // namespace

class TestOvermindParts : public QObject {
    Q_OBJECT
private slots:
    void withoutAFileTheDefaultsHold();
    void everySettingIsRead();
    void silenceAndInstrumentsOfTheVenue();
    void brainsOfTheFileAreKnownAndWhatTheUserChangedIsKept();
    void aDamagedListOfBrainsIsAnErrorThatNamesTheFile();
    void argumentsOfTheEngine();
    void theVersionIsTheProjects();
    void atTheEndEverybodyHasTheTimeThatIsThere();
};

void TestOvermindParts::withoutAFileTheDefaultsHold()
{
    const auto system = loadSystem("/nowhere/agora.toml");
    QVERIFY(system.hasValue());
    QVERIFY(system->instruments.size() >= 10);
    QVERIFY(system->balance == Decimal::fromWhole(100'000));
    QVERIFY(system->brains.empty());
}

void TestOvermindParts::everySettingIsRead()
{
    const QTemporaryDir folder;
    const auto system = load(folder, R"(
[engine]
listen = "tcp://127.0.0.1:7400"
park_after_deaths = 3
[venue]
seed = 9
start = "2026-11-18T12:00:00Z"
instruments = ["USD_JPY"]
commission_per_unit = "0.00003"
[account]
currency = "EUR"
balance = 2500.5
[risk]
max_order_units = 1000
max_open_orders = 4
[faults]
max_delay_us = 300
seed = 5
[[brain]]
name = "a"
module = "sma_cross"
symbol = "USD_JPY"
period = "H4"
side = "bid"
depth = 77
enabled = false
listens_to = ["b"]
[brain.parameters]
fast = 3
units = 0.5
side = "long"
)");
    QVERIFY2(system.hasValue(), system ? "" : system.error().message.c_str());
    QCOMPARE(system->listen, std::string("tcp://127.0.0.1:7400"));
    QCOMPARE(system->parkAfterDeaths, std::int64_t(3));
    QCOMPARE(system->seed, std::int64_t(9));
    QCOMPARE(formatIso(*system->simulatedStart, 0), std::string("2026-11-18T12:00:00Z"));
    QCOMPARE(system->commissionPerUnit.toString(), std::string("0.00003"));
    QCOMPARE(system->balance.toString(), std::string("2500.5"));
    QCOMPARE(system->maxOpenOrders, std::int64_t(4));
    QCOMPARE(system->faults.maxDelay, Duration(std::chrono::microseconds(300)));
    QCOMPARE(system->brains.size(), std::size_t(1));
    const auto &brain = system->brains.front();
    QVERIFY(brain.period == Period::hours(4));
    QVERIFY(brain.side == PriceSide::Bid);
    QCOMPARE(brain.depth, 77);
    QVERIFY(!brain.enabled);
    QCOMPARE(brain.listensTo, std::vector<std::string>{"b"});
    QCOMPARE(brain.parameters["fast"].asInteger(), std::int64_t(3));
    QCOMPARE(brain.parameters["units"].asNumber(), 0.5);
    QVERIFY(brainSpecFrom(toValue(brain)).value() == brain);
}

void TestOvermindParts::silenceAndInstrumentsOfTheVenue()
{
    QTemporaryDir folder;
    const auto read = [&](const char *toml) { return load(folder, toml); };
    const auto plain = read("[venue]\nprice_lost_after = 12.5\nstale_after = 300\n");
    QVERIFY(plain.hasValue());
    QCOMPARE(plain->priceLostAfterSeconds, 12.5);
    QCOMPARE(plain->staleAfterSeconds, 300.0);
    QCOMPARE(plain->venueKind, std::string("simulated"));
    QVERIFY(!read("[venue]\nprice_lost_after = 0\n"));
    QVERIFY(!read("[venue]\nstale_after = \"long\"\n"));
    QVERIFY(!read("[venue]\nkind = \"oander\"\n"));

    // The usual ten without the one that the user took away, and one that came.
    useInstruments(parseInstruments("[[instrument]]\nsymbol = \"XAU_USD\"\nremove = true\n"
                                    "[[instrument]]\nsymbol = \"DE40_EUR\"\n",
        "instruments.toml")
                       .value());
    const auto usual = read("");
    const auto added = read("[venue]\ninstruments = [\"DE40_EUR\"]\n");
    const auto removed = read("[venue]\ninstruments = [\"XAU_USD\"]\n");
    useInstruments(builtInInstruments());
    QCOMPARE(usual->instruments.size(), std::size_t(9));
    QVERIFY(added.hasValue());
    QVERIFY(!removed);
    QVERIFY(removed.error().message.find("XAU_USD") != std::string::npos);
}

void TestOvermindParts::brainsOfTheFileAreKnownAndWhatTheUserChangedIsKept()
{
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("brains.json").toStdString();
    const std::vector<BrainSpec> configured{spec("one"), spec("two")};
    auto registry = BrainRegistry::load(configured, file);
    QVERIFY(registry.hasValue());
    QCOMPARE(registry->freeName("sma_cross"), std::string("sma_cross"));
    QVERIFY(registry->add(spec("sma_cross")).hasValue());
    QCOMPARE(registry->freeName("sma_cross"), std::string("sma_cross-2"));
    QVERIFY(!registry->add(spec("one")).hasValue());
    QVERIFY(registry->remove("two").hasValue());
    QVERIFY(!registry->remove("two").hasValue());
    QVERIFY(registry->setEnabled("one", false).hasValue());

    const auto again = BrainRegistry::load(configured, file); // the next start
    QVERIFY(again.hasValue());
    QCOMPARE(again->all().size(), std::size_t(2));
    QVERIFY(again->find("two") == nullptr);
    QVERIFY(!again->find("one")->enabled);
    QVERIFY(again->find("sma_cross") != nullptr);
}

void TestOvermindParts::aDamagedListOfBrainsIsAnErrorThatNamesTheFile()
{
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("brains.json").toStdString();
    QVERIFY(writeFileAtomically(file, "{\"brains\": [").hasValue());
    const auto registry = BrainRegistry::load({}, file);
    QVERIFY(!registry.hasValue());
    QVERIFY(registry.error().message.find("brains.json") != std::string::npos);
}

void TestOvermindParts::argumentsOfTheEngine()
{
    const auto replay = parseEngineArguments(
        {"--replay", "/a/eurusd.csv", "--speed", "max", "--format", "histdata", "--profile", "p"});
    QVERIFY(replay.hasValue());
    QCOMPARE(replay->replay->speed, 0.0);
    QCOMPARE(replay->replay->format, std::string("histdata"));
    QCOMPARE(replay->profile, std::string("p"));
    QVERIFY(!parseEngineArguments({"--speed", "2"}).hasValue());
    QVERIFY(!parseEngineArguments({"--replay"}).hasValue());
    QVERIFY(!parseEngineArguments({"--replay", "x", "--speed", "-1"}).hasValue());
    QVERIFY(parseEngineArguments({"--no-gui"}).hasValue());
}

void TestOvermindParts::theVersionIsTheProjects()
{
    const auto project = readFile(std::filesystem::path(AGORA_SOURCE_DIR) / "CMakeLists.txt");
    QVERIFY(project.hasValue());
    QVERIFY(project->find(std::string("project(agora VERSION ") + agoraVersion + " ")
        != std::string::npos);
}

/// One who stores for longer than a second is not killed while the limit is far away.
void TestOvermindParts::atTheEndEverybodyHasTheTimeThatIsThere()
{
    const QTemporaryDir folder;
    const std::filesystem::path root = folder.path().toStdString();
    const auto program = root / "program";
    QVERIFY(writeFileAtomically(program,
        "#!/bin/sh\n"
        "trap 'sleep 1.5; touch \""
            + (root / "stored").string()
            + "\"; exit 0' TERM\n"
              "touch \""
            + (root / "there").string()
            + "\"\n"
              "while :; do sleep 0.05; done\n"));
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    agency::RealBus names;
    agency::NameServer server(names.bus);
    Supervisor supervisor(names.bus, server,
        {.common = {.runtimeFolder = root, .nameServer = "nobody"}, .logFolder = root});
    supervisor.start("slow", "program", program);
    QVERIFY(names.until([&] { return std::filesystem::exists(root / "there"); }));
    const auto killed = supervisor.stopAll(std::chrono::seconds(90), "logger");
    QVERIFY(killed.empty());
    QVERIFY(std::filesystem::exists(root / "stored"));
}

QTEST_GUILESS_MAIN(TestOvermindParts)
#include "tst_overmind_parts.moc"
