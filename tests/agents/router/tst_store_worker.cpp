// The Router's store in its own thread: nothing waits for it, nothing is lost but what is said.
#include "engine/agents/router/store_worker.h"

#include "engine/store/database.h"
#include "tests/agents/router/fake_feeder.h"

using namespace agora;
using namespace agora::test;

namespace {

const Period m1 = Period::minutes(1);

std::vector<Tick> numbered(std::size_t first, std::size_t count)
{
    std::vector<Tick> ticks;
    for (std::size_t i = first; i < first + count; ++i)
        ticks.push_back({.time = noon() + std::chrono::milliseconds(i),
            .bid = 1.1,
            .ask = 1.1001,
            .number = i + 1});
    return ticks;
}

QuoteBar minuteBar(int minute, double price, std::uint16_t revision = 0)
{
    const Ohlc side{price, price, price, price};
    return {.openTime = noon() + std::chrono::minutes(minute),
        .bid = side,
        .ask = side,
        .mid = side,
        .volume = 1,
        .ticks = 1,
        .revision = revision,
        .flags = BarComplete | BarLive};
}

} // namespace

class TestStoreWorker : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AgentWorld> m_world;
    agency::Bus *m_bus = nullptr;

    std::filesystem::path file() const { return m_folder->filePath("market.db").toStdString(); }
    MarketStore opened(MarketStore::Mode mode = MarketStore::Mode::ReadWrite) const
    {
        auto store = MarketStore::open(file(), mode);
        if (!store)
            qFatal("%s", store.error().message.c_str());
        return std::move(*store);
    }
    std::size_t storedTicks() const
    {
        return opened(MarketStore::Mode::ReadOnly).ticks("EUR_USD", allTime).value().size();
    }
    bool flushed(StoreWorker &worker)
    {
        bool isDone = false;
        bool isStored = false;
        worker.flush([&](const Result<void> &result) {
            isDone = true;
            isStored = result.hasValue();
        });
        return settleUntil(*m_world, [&] { return isDone; }) && isStored;
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_world = std::make_unique<AgentWorld>();
        m_bus = &m_world->add("router");
    }

    void aReadSeesEveryWriteBeforeIt()
    {
        StoreWorker worker(*m_bus, opened());
        int answered = 0;
        for (int i = 0; i < 200; ++i) {
            worker.append("EUR_USD", numbered(static_cast<std::size_t>(i), 1));
            worker.put("EUR_USD", m1, std::vector{minuteBar(i, 1.1)});
            worker.read([](MarketStore &store) { return store.lastTick("EUR_USD"); },
                [&answered, i](const Result<std::optional<Tick>> &last) {
                    QVERIFY(last && *last);
                    QVERIFY((**last).number >= static_cast<std::uint64_t>(i) + 1);
                    ++answered;
                });
            worker.write(
                [i](MarketStore &store) {
                    return store.mergeBars("EUR_USD", m1, std::vector{minuteBar(i, 1.2, 1)});
                },
                [&answered](const Result<PutCounts> &counts) {
                    QVERIFY(counts && counts->replaced == 1 && counts->added == 0);
                    ++answered;
                });
        }
        QVERIFY(settleUntil(*m_world, [&] { return answered == 400; }));
        QVERIFY(flushed(worker));
        QCOMPARE(storedTicks(), std::size_t(200)); // for other processes too
        QCOMPARE(worker.waiting(), std::size_t(0));
    }

    void nothingWaitsForACommitThatHangs()
    {
        StoreWorker worker(*m_bus, opened());
        HeldStore held("commit");
        worker.append("EUR_USD", numbered(0, 100));
        int answered = 0;
        worker.read([](MarketStore &store) { return store.lastTick("EUR_USD"); },
            [&](const Result<std::optional<Tick>> &) { ++answered; });
        QVERIFY(settleUntil(*m_world, [&] { return held.isReached(); }));
        for (std::size_t i = 1; i <= 1000; ++i) // the agent goes on as if nothing were
            worker.append("EUR_USD", numbered(i * 100, 100));
        m_world->settle();
        QCOMPARE(answered, 0);
        QCOMPARE(worker.unstored(), std::size_t(100'100)); // those that hang, too
        // Who asks too much is refused, and told so; memory stays what it is.
        int refused = 0;
        for (std::size_t i = 0; i < StoreWorker::mostJobs + 50; ++i)
            worker.read([](MarketStore &store) { return store.lastTick("EUR_USD"); },
                [&](const Result<std::optional<Tick>> &last) { refused += last ? 0 : 1; });
        QVERIFY(settleUntil(*m_world, [&] { return refused >= 50; }));
        QVERIFY(worker.waiting() <= StoreWorker::mostJobs + 1);
        held.letGo();
        QVERIFY(settleUntil(*m_world, [&] { return worker.waiting() == 0; }));
        QCOMPARE(answered, 1);
        QVERIFY(flushed(worker));
        QCOMPARE(storedTicks(), std::size_t(100'100));
    }

    void whatALockedFileTurnsAwayIsStoredLater()
    {
        StoreWorker worker(*m_bus, opened());
        auto other = Database::open(file(), Database::Mode::ReadWrite);
        QVERIFY(other && other->run("BEGIN IMMEDIATE"));
        worker.append("EUR_USD", numbered(0, 5000));
        worker.put("EUR_USD", m1, std::vector{minuteBar(0, 1.1)});
        const auto problem = [this] { return m_bus->describe()["store"]["problem"].asText(); };
        QVERIFY(settleUntil(*m_world, [&] { return !problem().empty(); }));
        QVERIFY2(
            contains(problem(), "locked") && contains(problem(), "market.db"), problem().c_str());
        worker.append("EUR_USD", numbered(5000, 5000));
        QVERIFY(worker.unstored() >= 5000);
        QVERIFY(other->run("COMMIT"));
        QVERIFY(settleUntil(*m_world, [&] { return problem().empty() && worker.unstored() == 0; }));
        QVERIFY(flushed(worker));
        QCOMPARE(storedTicks(), std::size_t(10'000));
        QCOMPARE(opened(MarketStore::Mode::ReadOnly).bars("EUR_USD", m1, allTime).value().size(),
            std::size_t(1));
    }

    void memoryIsBoundedWhileTheDiskTakesNothing()
    {
        StoreWorker worker(*m_bus, opened());
        auto other = Database::open(file(), Database::Mode::ReadWrite);
        QVERIFY(other && other->run("BEGIN IMMEDIATE"));
        const std::size_t most = StoreWorker::mostTicks + StoreWorker::mostTicks / 10;
        for (std::size_t i = 0; i < 14; ++i)
            worker.append("EUR_USD", numbered(i * 100'000, 100'000));
        QVERIFY(worker.unstored() <= most);
        QVERIFY(m_bus->describe()["store"]["given_up"].asInteger() >= 850'000);
        QVERIFY(other->run("COMMIT"));
        QVERIFY(flushed(worker));
        const auto left = opened(MarketStore::Mode::ReadOnly).lastTick("EUR_USD");
        QCOMPARE((**left).number, std::uint64_t(1'400'000)); // the oldest are given up
    }

    void theEndWritesWhatIsLeft()
    {
        {
            StoreWorker worker(*m_bus, opened());
            worker.append("EUR_USD", numbered(0, 1000));
            worker.read([](MarketStore &store) { return store.lastTick("EUR_USD"); },
                [](const Result<std::optional<Tick>> &) { QFAIL("nobody is there any more"); });
            worker.append("EUR_USD", numbered(1000, 1000));
        }
        QCOMPARE(storedTicks(), std::size_t(2000));
        m_world->settle();
    }

    void aReplaysInstantLastsUntilTheAnswer()
    {
        AgentWorld replay(true);
        auto &venue = replay.add("venue");
        auto &bus = replay.add("router");
        StoreWorker worker(bus, opened());
        HeldStore held("commit");
        bool isQuiet = false;
        bool isAnswered = false;
        venue.onQuiet([&] { isQuiet = true; });
        bus.onPush("go", [&](const agency::Message &) {
            worker.write(
                [](MarketStore &store) { return store.mergeTicks("EUR_USD", numbered(0, 1)); },
                [&](const Result<PutCounts> &) { isAnswered = true; });
        });
        venue.beginInstant(noon());
        venue.push("router", "go", {});
        QVERIFY(settleUntil(replay, [&] { return held.isReached(); }));
        QVERIFY(!isQuiet);
        held.letGo();
        QVERIFY(settleUntil(replay, [&] { return isQuiet; }));
        QVERIFY(isAnswered);
    }
};

QTEST_GUILESS_MAIN(TestStoreWorker)
#include "tst_store_worker.moc"
