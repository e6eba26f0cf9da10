// Files come into a running engine through its Router, which goes on meanwhile; whoever is stopped
// or killed in the middle, what is stored is whole, and the same file completes it.
#include "engine/base/paths.h"
#include "engine/base/random.h"
#include "engine/market/csv_writer.h"
#include "engine/store/market_store.h"
#include "tests/process/engine_process.h"

#include <QTest>

#include <csignal>
#include <fstream>

using namespace agora;

namespace {

const std::string liveSystem = R"(
[venue]
seed = 11
start = "2026-11-18T12:00:07Z"
instruments = ["EUR_USD", "USD_JPY"]
)";
constexpr int coreCount = 6;
const std::string symbol = "EUR_USD";
constexpr std::size_t block = 8192; ///< rows that an import sends at once, at most
constexpr std::size_t manyTicks = 300'000; ///< some seconds' work

std::vector<Tick> recordedTicks(std::size_t count)
{
    Random random(5);
    std::vector<Tick> ticks;
    auto time = parseIso("2020-03-02T00:00:00Z").value();
    double points = 110'000;
    for (std::size_t i = 0; i < count; ++i) {
        time += std::chrono::milliseconds(random.below(400)); // equal times happen
        points += static_cast<double>(random.below(5)) - 2;
        ticks.push_back({.time = time,
            .bid = points / 1e5,
            .ask = (points + 8) / 1e5,
            .volume = static_cast<double>(random.below(3)),
            .flags = TickHistory});
    }
    return ticks;
}

} // namespace

class TestImport : public QObject {
    Q_OBJECT

    std::unique_ptr<EngineProcess> m_engine;
    std::filesystem::path m_folder;

    std::string writeTicks(const std::vector<Tick> &ticks) const
    {
        const auto file = m_folder / (symbol + ".csv");
        std::ofstream out(file, std::ios::binary);
        CsvWriter writer(out);
        writer.ticksHeader();
        writer.ticks(ticks);
        return file.string();
    }
    std::filesystem::path storeFile() const { return m_engine->paths().data / "market.db"; }
    /// Without the live ones.
    std::vector<Tick> storedTicks() const
    {
        auto store = MarketStore::open(storeFile(), MarketStore::Mode::ReadOnly);
        if (!store)
            return {};
        auto ticks = store->ticks(symbol,
            {parseIso("2020-01-01T00:00:00Z").value(), parseIso("2021-01-01T00:00:00Z").value()});
        if (!ticks)
            return {};
        for (auto &tick : *ticks)
            tick.number = 0; // given by the store
        return *ticks;
    }
    EngineProcess::Run console(std::vector<std::string> arguments) const
    {
        const auto output = m_folder / "told";
        std::filesystem::remove(output);
        auto process = m_engine->startConsole(std::move(arguments), output);
        const auto end = process ? process->wait(std::chrono::seconds(180)) : std::nullopt;
        if (process && !end)
            process->kill();
        return {end ? end->exitCode + end->signal : -1, readFile(output).valueOr("")};
    }
    agency::Value imported(const std::string &file)
    {
        const auto run = console({"data", "import", file, "--json"});
        const auto told = agency::Value::parseJson(run.output);
        if (run.exitCode != 0 || !told) {
            QTest::qFail(run.output.c_str(), __FILE__, __LINE__);
            return {};
        }
        return *told;
    }
    void checkWhole()
    {
        const auto checked = console({"data", "check"});
        QVERIFY2(checked.exitCode == 0, checked.output.c_str());
    }
    void checkIsThereOnce(const std::vector<Tick> &ticks)
    {
        QVERIFY(storedTicks() == ticks);
        checkWhole();
        const auto out = m_folder / "out.csv";
        const auto run = console({"data", "export", symbol, "--ticks", "--from", "2020-01-01",
            "--to", "2021-01-01", "-o", out.string()});
        QVERIFY2(run.exitCode == 0, run.output.c_str());
        QVERIFY(readFile(out).value() == readFile(m_folder / (symbol + ".csv")).value());
    }
    struct Stopped {
        std::vector<Tick> stored; ///< at the moment of the deed
        std::optional<ProcessEnd> end;
        std::string said;
    };
    enum class Router { Frozen, Running }; ///< while it is looked at what is stored
    /// Does the deed while an import is under way: some rows are stored, not all, and of the first
    /// block the import knows it, as the next one is only sent then. A frozen Router has most
    /// likely a block in hand. On a busy machine that may need more than one attempt.
    Stopped stopInTheMiddle(const std::vector<Tick> &ticks,
        const std::function<void(Process &import, int router)> &deed, Router how = Router::Frozen)
    {
        const auto file = writeTicks(ticks);
        const auto output = m_folder / "import-output";
        for (int attempt = 0; attempt < 10; ++attempt) {
            std::filesystem::remove(output);
            auto process = m_engine->startConsole({"data", "import", file}, output);
            if (!process)
                break;
            while (storedTicks().size() <= block && !process->poll())
                QTest::qWait(1);
            const int router = m_engine->agent("router")->pid;
            if (how == Router::Frozen)
                ::kill(router, SIGSTOP);
            Stopped stopped{.stored = storedTicks()};
            const bool isInTheMiddle = stopped.stored.size() > block
                && stopped.stored.size() < ticks.size() && !process->poll();
            if (isInTheMiddle)
                deed(*process, router);
            ::kill(router, SIGCONT);
            stopped.end = process->wait(std::chrono::seconds(180));
            stopped.said = readFile(output).valueOr("");
            const bool wasTooLate = how == Router::Running && stopped.end
                && stopped.end->signal == 0 && stopped.end->exitCode == 0;
            if (isInTheMiddle && !wasTooLate)
                return stopped;
            if (!stopped.end)
                process->kill();
            while (!isEverybodyRunning())
                QTest::qWait(50);
            (void)console({"data", "delete", symbol, "--ticks", "--to", "2021-01-01", "--yes"});
        }
        qFatal("no import could be stopped in the middle");
    }
    static bool isPrefix(const std::vector<Tick> &stored, const std::vector<Tick> &ticks)
    {
        return stored.size() <= ticks.size()
            && std::equal(stored.begin(), stored.end(), ticks.begin());
    }
    /// How many rows the import says that it knows to be stored.
    static std::size_t keptRows(const std::string &said)
    {
        const std::string after = " rows before it are stored";
        const auto end = said.find(after);
        const auto begin = said.rfind(' ', end - 1);
        return end == std::string::npos ? 0 : std::stoul(said.substr(begin + 1));
    }
    bool isEverybodyRunning()
    {
        const auto agents = m_engine->heard().agents;
        return std::ssize(agents) == coreCount
            && std::all_of(agents.begin(), agents.end(),
                [](const auto &agent) { return agent.phase == client::AgentPhase::Running; });
    }

private slots:
    void init()
    {
        m_engine = std::make_unique<EngineProcess>(liveSystem);
        m_folder = m_engine->paths().config;
        const auto started = m_engine->start();
        QVERIFY2(started.hasValue(), started ? "" : started.error().message.c_str());
        (void)m_engine->client();
        QTRY_VERIFY2_WITH_TIMEOUT(isEverybodyRunning(), m_engine->output().c_str(), 60'000);
    }
    void cleanup() { m_engine.reset(); }

    void whatWasImportedBeforeTheFirstStartIsTheEngines()
    {
        m_engine = std::make_unique<EngineProcess>(liveSystem); // one that does not run yet
        m_folder = m_engine->paths().config;
        const auto ticks = recordedTicks(1000);
        const auto file = writeTicks(ticks);
        QCOMPARE(imported(file)["added"].asInteger(), 1000);
        const auto started = m_engine->start();
        QVERIFY2(started.hasValue(), started ? "" : started.error().message.c_str());
        (void)m_engine->client();
        QTRY_VERIFY2_WITH_TIMEOUT(isEverybodyRunning(), m_engine->output().c_str(), 60'000);
        QCOMPARE(imported(file)["added"].asInteger(), 0);
        checkIsThereOnce(ticks);
    }

    void aFileComesInOnceWhileTheEngineRuns()
    {
        const auto ticks = recordedTicks(30'000);
        const auto file = writeTicks(ticks);
        m_engine->client().subscribeBars(symbol, Period::make(Period::Unit::Second, 5).value(), 10);
        QTRY_VERIFY_WITH_TIMEOUT(!m_engine->heard().bars.empty(), 60'000);
        // The file is the Router's own, which lets nobody else write.
        const auto alone = MarketStore::open(storeFile(), MarketStore::Mode::ReadWrite);
        QVERIFY(!alone
            && alone.error().message.find(std::to_string(m_engine->agent("router")->pid))
                != std::string::npos);
        auto told = imported(file);
        QCOMPARE(told["added"].asInteger(), 30'000);
        told = imported(file);
        QVERIFY(told["added"].asInteger() == 0 && told["replaced"].asInteger() == 0);
        checkIsThereOnce(ticks);
        const auto bars = m_engine->heard().bars.size();
        QTRY_VERIFY_WITH_TIMEOUT(m_engine->heard().bars.size() > bars, 60'000); // it goes on
        const auto removed = console({"data", "delete", symbol, "--ticks", "--from", "2020-01-01",
            "--to", "2021-01-01", "--yes", "--json"});
        QVERIFY2(removed.exitCode == 0 && removed.output.find("30000") != std::string::npos,
            removed.output.c_str());
        QVERIFY(storedTicks().empty());
    }

    void ctrlCKeepsWhatIsWhole()
    {
        const auto ticks = recordedTicks(manyTicks);
        const auto stopped = stopInTheMiddle(
            ticks, [](Process &import, int) { ::kill(import.pid(), SIGINT); }, Router::Running);
        QVERIFY(stopped.end && stopped.end->signal == 0 && stopped.end->exitCode == 1);
        const auto stored = storedTicks();
        const auto sentence
            = "interrupted; the " + std::to_string(stored.size()) + " rows before it are stored";
        QVERIFY2(stopped.said.find(sentence) != std::string::npos, stopped.said.c_str());
        QVERIFY(stored.size() >= stopped.stored.size() && stored.size() < ticks.size());
        QVERIFY(isPrefix(stored, ticks));
        const auto told = imported(m_folder / (symbol + ".csv"));
        QCOMPARE(told["added"].asInteger(), std::int64_t(ticks.size() - stored.size()));
        checkIsThereOnce(ticks);
    }

    void aKilledRouterSpoilsNothing()
    {
        const auto ticks = recordedTicks(manyTicks);
        int victim = 0;
        const auto stopped = stopInTheMiddle(ticks, [&](Process &, int router) {
            victim = router;
            ::kill(router, SIGKILL);
        });
        QVERIFY(isPrefix(stopped.stored, ticks));
        QVERIFY2(stopped.end, "the import waits for ever for a Router that was killed");
        QVERIFY2(stopped.end->signal == 0 && stopped.end->exitCode == 0, stopped.said.c_str());
        QVERIFY2(stopped.said.find("300000 ticks of EUR_USD") != std::string::npos,
            stopped.said.c_str());
        QVERIFY(storedTicks() == ticks);
        QTRY_VERIFY_WITH_TIMEOUT(
            isEverybodyRunning() && m_engine->agent("router")->pid != victim, 60'000);
        const auto told = imported(m_folder / (symbol + ".csv"));
        QVERIFY(told["added"].asInteger() == 0 && told["replaced"].asInteger() == 0);
        checkIsThereOnce(ticks);
    }

    void aKilledEngineLeavesWhatIsWhole()
    {
        const auto ticks = recordedTicks(manyTicks);
        int victim = 0;
        const auto stopped = stopInTheMiddle(ticks, [&](Process &, int router) {
            victim = router;
            m_engine->process().kill();
            for (const int pid : m_engine->pidsLeft())
                ::kill(pid, SIGKILL);
        });
        QVERIFY2(stopped.end && stopped.end->signal == 0 && stopped.end->exitCode == 1,
            stopped.said.c_str());
        QVERIFY2(stopped.said.find("the engine does not answer, and no other came within 30 s; "
                                   "the block under way may be stored or not; the ")
                != std::string::npos,
            stopped.said.c_str());
        const auto stored = storedTicks();
        QVERIFY(isPrefix(stored, ticks));
        QVERIFY2(stored.size() >= keptRows(stopped.said) && keptRows(stopped.said) > 0,
            stopped.said.c_str());
        QVERIFY(
            stored.size() <= keptRows(stopped.said) + block + 10); // one more, to a whole instant

        const auto started = m_engine->start();
        QVERIFY2(started.hasValue(), started ? "" : started.error().message.c_str());
        QTRY_VERIFY2_WITH_TIMEOUT(isEverybodyRunning() && m_engine->agent("router")->pid != victim,
            m_engine->output().c_str(), 60'000);
        const auto told = imported(m_folder / (symbol + ".csv"));
        QCOMPARE(told["added"].asInteger(), std::int64_t(ticks.size() - stored.size()));
        checkIsThereOnce(ticks);
    }
};

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
