// agoractl data while an engine runs: the Router is the writer, and it may die.
#include "engine/protocol/codec.h"
#include "engine/store/market_store.h"
#include "tests/console/console_run.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>
#include <sstream>
#include <thread>

using namespace agora;
using namespace agora::console;
using namespace std::chrono_literals;

namespace {

/// 9500 ticks. A block of 8192 keeps the ticks of its last instant, which is one, for the next.
constexpr int firstBlock = 8191;
constexpr int allTicks = 9500;
const std::string ticksFile = AGORA_FIXTURES "/market/histdata-eurusd-quotes-2020-01-01.csv.gz";

/// How many ticks of EUR_USD this block of an import has; 0 = it is none.
std::size_t ticksIn(const std::string &name, const std::vector<std::byte> &body)
{
    const auto batch = protocol::decode<TickBatch>(body);
    const bool isBlock = name == "market.import.ticks" && batch && batch->symbol == "EUR_USD";
    return isBlock ? batch->ticks.size() : 0;
}
std::optional<FakeEngine::Answer> stored(std::size_t added)
{
    agency::Value reply;
    reply.set("added", static_cast<std::uint64_t>(added));
    reply.set("replaced", 0);
    return reply.toMessagePack();
}
FakeEngine::Answer died()
{
    return failWith(agency::CallError{agency::CallError::Kind::Restarted, "router",
        "market.import.ticks", "“router” was restarted"});
}

} // namespace

class TestRouterSink : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeEngine> m_engine;
    std::atomic<bool> m_interrupted = false;
    Duration m_patience = 1min;

    Ran run(std::vector<std::string> arguments)
    {
        std::ostringstream out;
        std::ostringstream err;
        m_interrupted = false;
        arguments.insert(arguments.begin(), "data");
        const int exit = runConsole({.open = m_engine->opener(),
                                        .out = out,
                                        .err = err,
                                        .interrupted = m_interrupted,
                                        .connectLimit = 100ms,
                                        .patience = m_patience},
            arguments);
        return {exit, out.str(), err.str()};
    }
    /// Somebody else writes, and an engine runs.
    MarketStore heldStore() const { return openedStore("data"); }
    MarketStore openedStore(const char *where) const
    {
        const std::filesystem::path folder = m_folder->filePath(where).toStdString();
        std::filesystem::create_directories(folder);
        auto store = MarketStore::open(folder / "market.db", MarketStore::Mode::ReadWrite);
        if (!store)
            qFatal("%s", store.error().message.c_str());
        return *std::move(store);
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("AGORA_DATA_DIR", m_folder->filePath("data").toUtf8());
        qputenv("AGORA_CONFIG_DIR", m_folder->filePath("config").toUtf8());
        qputenv("AGORA_RUNTIME_DIR", m_folder->filePath("run").toUtf8());
        m_engine = std::make_unique<FakeEngine>();
        m_patience = 1min;
    }

    void withAnEngineTheRouterIsTheWriter()
    {
        const auto held = heldStore();
        m_engine->runs = false;
        const auto alone = run({"import", ticksFile});
        QVERIFY2(
            alone.exit == 1 && alone.err.find(std::to_string(currentPid())) != std::string::npos,
            alone.err.c_str());
        m_engine->runs = true;
        std::size_t ticks = 0;
        m_engine->onRequest = [&](const std::string &name, const std::vector<std::byte> &body) {
            const auto count = ticksIn(name, body);
            ticks += count;
            return stored(count);
        };
        const auto told = run({"import", ticksFile, "--json"});
        QVERIFY2(told.exit == 0 && told.err.empty(), told.err.c_str());
        QCOMPARE(agency::Value::parseJson(told.out).value()["added"].asInteger(), allTicks);
        QCOMPARE(ticks, std::size_t(allTicks));
        QCOMPARE(m_engine->deeds.size(), std::size_t(2)); // the second is the rest
        m_engine->onRequest = {};
        const auto silent = run({"import", ticksFile});
        QVERIFY2(silent.exit == 1
                && silent.err.find("nobody answers; the block under way may be stored or not; the "
                                   "0 rows before it are stored")
                    != std::string::npos,
            silent.err.c_str());
    }

    void theListIsOfTheStoreOfTheEngineThatAnswers()
    {
        const auto keep = [](MarketStore store, const std::string &symbol) {
            const Ohlc side{1, 1, 1, 1};
            const QuoteBar bar{.openTime = parseIso("2024-05-06T10:00:00Z").value(),
                .bid = side,
                .ask = side,
                .mid = side,
                .flags = BarComplete};
            if (!store.putBars(symbol, Period::minutes(1), std::vector{bar}) || !store.flush())
                qFatal("the bar was not stored");
            return store;
        };
        const auto own = keep(openedStore("data"), "EUR_USD");
        const auto replay = keep(openedStore("data/replay"), "USD_JPY");
        const auto listed = [this](bool isReplay, bool runs) {
            m_engine->engineInfo.isReplay = isReplay;
            m_engine->runs = runs;
            const auto ran = run({"list", "--json"});
            const auto rows = agency::Value::parseJson(ran.out);
            if (ran.exit != 0 || !rows || rows->asArray().size() != 1)
                return "not one row: " + ran.out + ran.err;
            const bool isTold = ran.err.find("replay/market.db") != std::string::npos;
            return rows->asArray()[0]["symbol"].asText() + (isTold ? " of the replay" : ran.err);
        };
        QCOMPARE(listed(true, true), std::string("USD_JPY of the replay"));
        QCOMPARE(listed(false, true), std::string("EUR_USD"));
        QCOMPARE(listed(true, false), std::string("EUR_USD")); // it died, its store is as it was
    }

    void anImportSurvivesARouterThatDies_data()
    {
        QTest::addColumn<bool>("isStoredBefore");
        QTest::addColumn<bool>("isLineLost");
        QTest::newRow("before it stores") << false << false;
        QTest::newRow("before it answers") << true << false;
        QTest::newRow("with the line to the engine") << true << true;
    }
    void anImportSurvivesARouterThatDies()
    {
        QFETCH(bool, isStoredBefore);
        QFETCH(bool, isLineLost);
        const auto held = heldStore();
        std::set<std::size_t> blocks; // by size, which tells them apart
        int asked = 0;
        std::thread next;
        m_engine->onRequest = [&](const std::string &name, const std::vector<std::byte> &body) {
            const auto count = ticksIn(name, body);
            if (++asked != 2)
                return stored(blocks.insert(count).second ? count : 0);
            if (isStoredBefore)
                blocks.insert(count);
            next = std::thread([&, done = m_engine->lastDone] {
                isLineLost ? m_engine->tellConnection(client::Connection::Lost)
                           : m_engine->tellRouter(client::AgentPhase::Restarting);
                QTest::qSleep(2000); // ten looks at the line
                m_engine->tellConnection(client::Connection::Connected);
                m_engine->tellRouter(client::AgentPhase::Running);
                done(died());
            });
            return std::optional<FakeEngine::Answer>();
        };
        const auto ran = run({"import", ticksFile, "--json"});
        next.join();
        QVERIFY2(ran.exit == 0, ran.err.c_str());
        QCOMPARE(asked, 3);
        const auto told = agency::Value::parseJson(ran.out).value();
        const int uncounted = isStoredBefore ? allTicks - firstBlock : 0;
        QCOMPARE(told["added"].asInteger(), allTicks - uncounted);
        QCOMPARE(told["uncounted"].asInteger(), uncounted);
        QVERIFY2(ran.err.find(isLineLost ? "the engine does not answer; waiting"
                                         : "the Router is gone; waiting for the next one")
                    != std::string::npos
                && ran.err.find("asked again") != std::string::npos,
            ran.err.c_str());
    }

    void whenNoRouterComesTheImportSaysWhatIsNotKnown()
    {
        const auto held = heldStore();
        m_engine->onRequest = [&](const std::string &name, const std::vector<std::byte> &body) {
            if (const auto count = ticksIn(name, body); count == firstBlock)
                return stored(count);
            m_engine->tellRouter(client::AgentPhase::Parked);
            return std::optional<FakeEngine::Answer>();
        };
        const std::string kept = "; the block under way may be stored or not; the 8191 rows "
                                 "before it are stored\n";
        m_patience = 300ms;
        const auto ran = run({"import", ticksFile});
        QVERIFY2(ran.exit == 1 && ran.out.empty()
                && ran.err.find("no other came within 0 s" + kept) != std::string::npos,
            ran.err.c_str());
        // One who waits is asked for no patience.
        m_patience = 1h;
        m_engine->onRequest = [&, request = m_engine->onRequest](
                                  const std::string &name, const std::vector<std::byte> &body) {
            auto answer = request(name, body);
            m_interrupted = !answer;
            return answer;
        };
        const auto stopped = run({"import", ticksFile});
        QVERIFY2(stopped.exit == 1
                && stopped.err.find("interrupted, and the Router is gone" + kept)
                    != std::string::npos,
            stopped.err.c_str());
    }
};

QTEST_APPLESS_MAIN(TestRouterSink)
#include "tst_router_sink.moc"
