// A writer killed at any moment: what it had flushed is there, in order and whole, and the store
// goes on. AGORA_CRASH_RUNS sets how often (CI: 20, the full proof: 100).
#include "engine/base/process.h"
#include "engine/store/market_store.h"
#include "tests/store/crash_state.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace agora;
using namespace std::chrono_literals;

namespace {

constexpr int runsAFile = 10; // then a fresh one: everything is read after each kill

} // namespace

class TestStoreCrash : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// Kills at the named place, or at a random step where that is “-”. False = the test has
    /// failed.
    bool killOne(const std::filesystem::path &store, test::CrashState &state, const char *mode,
        const char *place, std::uint64_t number)
    {
        const auto stateFile = m_folder.filePath("state").toStdString();
        auto victim = Process::start({.program = AGORA_BINARY_DIR "/tests/bin/store_victim",
            .arguments = {store.string(), stateFile, mode, place, std::to_string(number)},
            .environment = {},
            .output = m_folder.filePath("victim.log").toStdString()});
        if (!victim) {
            QTest::qFail(victim.error().message.c_str(), __FILE__, __LINE__);
            return false;
        }
        const bool isNamed = std::string_view(place) != "-";
        std::optional<ProcessEnd> end;
        for (int waited = 0; !end && waited < 60'000; ++waited) {
            if (!isNamed && state.steps >= number)
                victim->kill();
            end = victim->wait(1ms);
        }
        if (!end)
            victim->kill();
        if (!end || end->signal != 9) {
            QFile log(m_folder.filePath("victim.log"));
            const auto said = log.open(QIODevice::ReadOnly) ? log.readAll() : QByteArray();
            QTest::qFail(qPrintable(QString("the victim was to die at %1 %2, but %3: %4")
                                        .arg(place)
                                        .arg(number)
                                        .arg(end ? end->describe().c_str() : "went on")
                                        .arg(QString(said))),
                __FILE__, __LINE__);
            return false;
        }
        return true;
    }

    void isWholeAndInOrder(const std::filesystem::path &file, const test::CrashState &state)
    {
        auto store = MarketStore::open(file, MarketStore::Mode::ReadWrite);
        QVERIFY2(store, store ? "" : store.error().message.c_str());
        const auto checked = store->checkIntegrity();
        QVERIFY2(checked, checked ? "" : checked.error().message.c_str());
        const auto bars = store->bars("EUR_USD", Period::minutes(1), allTime).value();
        const auto ticks = store->ticks("EUR_USD", allTime).value();
        QVERIFY(bars.size() >= state.bars && ticks.size() >= state.ticks);
        QCOMPARE(bars.size(), ticks.size()); // written together: there together
        for (std::size_t i = 0; i < bars.size(); ++i) {
            QVERIFY2(bars[i] == test::crashBar(i), qPrintable(QString("bar %1").arg(i)));
            QVERIFY2(ticks[i] == test::crashTick(i), qPrintable(QString("tick %1").arg(i)));
        }
    }

private slots:
    void aKilledWriterLosesNothingThatWasFlushed()
    {
        bool isSet = false;
        const int asked = qEnvironmentVariableIntValue("AGORA_CRASH_RUNS", &isSet);
        const int runs = isSet ? asked : 20;
        const auto seed = std::random_device()();
        qInfo("seed %u, %d runs", seed, runs);
        std::mt19937_64 random(seed);
        // Every second run dies within an open write for sure, at a place with a name; the others
        // anywhere: at a random step, or just before or after a transaction.
        constexpr std::array open{"rows", "block", "seal", "commit"};
        constexpr std::array anywhere{"-", "-", "-", "begin", "committed"};
        auto &state = test::CrashState::of(m_folder.filePath("state").toStdString());
        int inOpenWrite = 0;
        std::uint64_t commits = 0;
        for (int run = 0; run < runs; ++run) {
            if (run % runsAFile == 0)
                state.bars = state.ticks = 0;
            const auto file
                = m_folder.filePath(QString("market%1.db").arg(run / runsAFile)).toStdString();
            state.steps = state.isWriting = state.commits = 0;
            const char *mode = run / 2 % 2 == 0 ? "live" : "import";
            const char *place = run % 2 == 0 ? open[random() % open.size()]
                                             : anywhere[random() % anywhere.size()];
            const std::string_view name(place);
            const auto number = 1 + random() % (name == "-" ? 2000 : name == "rows" ? 900 : 3);
            if (!killOne(file, state, mode, place, number))
                return;
            QVERIFY2(state.steps > 0, "the victim was idle");
            inOpenWrite += state.isWriting != 0 ? 1 : 0;
            commits += state.commits;
            isWholeAndInOrder(file, state);
            if (QTest::currentTestFailed()) {
                qInfo("after run %d, %s at %s %lu", run, mode, place, number);
                return;
            }
        }
        qInfo("%d of %d kills fell into an open write; %lu commits", inOpenWrite, runs, commits);
        QVERIFY(inOpenWrite * 2 >= runs);
        QVERIFY2(
            commits >= static_cast<std::uint64_t>(runs) / 2, "the victims wrote next to nothing");
    }
};

QTEST_APPLESS_MAIN(TestStoreCrash)
#include "tst_store_crash.moc"
