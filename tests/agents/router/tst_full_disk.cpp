// A disk that takes nothing, at the start or later: it is told, prices, charts and histories go on,
// what memory can hold is kept, and all of it is stored when there is room.
#include "engine/agents/router/router.h"

#include "engine/base/log.h"
#include "engine/base/random.h"
#include "tests/agents/router/fake_feeder.h"
#include "tests/agents/router/stream_world.h"
#include "tests/store/file_size_limit.h"

#include <filesystem>
#include <fstream>

using namespace agora;
using namespace agora::test;
using namespace std::chrono_literals;

namespace {

const Period m1 = Period::minutes(1);
const Period m5 = Period::minutes(5);
constexpr rlim_t noRoom = 1;

/// Log lines of this level and above.
class LogEar {
public:
    LogEar()
    {
        setLogLevel(LogLevel::Info);
        setLogSink([this](const LogRecord &record) {
            const std::scoped_lock lock(m_lock);
            m_texts.push_back(record.text);
        });
    }
    ~LogEar() { setLogSink({}); }
    LogEar(const LogEar &) = delete;
    LogEar &operator=(const LogEar &) = delete;

    [[nodiscard]] std::vector<std::string> with(std::string_view part) const
    {
        const std::scoped_lock lock(m_lock);
        std::vector<std::string> found;
        for (const auto &text : m_texts) {
            if (contains(text, part))
                found.push_back(text);
        }
        return found;
    }

private:
    mutable std::mutex m_lock; // the logging threads write, the test reads
    std::vector<std::string> m_texts;
};

constexpr std::streamoff writeVersion = 18; // https://www.sqlite.org/fileformat.html, 1.3.3

std::string contentOf(const std::filesystem::path &file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void writeAt(const std::filesystem::path &file, std::streamoff at, const std::string &bytes)
{
    std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
    out.seekp(at);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

bool samePrices(const QuoteBar &a, const QuoteBar &b)
{
    return a.openTime == b.openTime && a.bid == b.bid && a.ask == b.ask && a.volume == b.volume;
}

} // namespace

class TestFullDisk : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AgentWorld> m_world;
    std::unique_ptr<FakeFeeder> m_feeder;
    std::unique_ptr<Router> m_router;
    agency::Bus *m_bus = nullptr;
    agency::Bus *m_screen = nullptr;
    Random m_random{20'240'613};

    std::filesystem::path file() const { return m_folder->filePath("market.db").toStdString(); }
    MarketStore opened(MarketStore::Mode mode) const
    {
        auto store = MarketStore::open(file(), mode);
        if (!store)
            qFatal("%s", store.error().message.c_str());
        return std::move(*store);
    }
    std::vector<Tick> storedTicks() const
    {
        return opened(MarketStore::Mode::ReadOnly).ticks(euro, allTime).value();
    }
    std::vector<QuoteBar> storedBars() const
    {
        return opened(MarketStore::Mode::ReadOnly).bars(euro, m1, allTime).value();
    }
    bool until(const std::function<bool()> &holds) { return settleUntil(*m_world, holds, 60'000); }
    agency::Value told() const { return m_bus->describe()["store"]; }
    bool isTold() const { return !told()["problem"].asText().empty(); }
    void startRouter()
    {
        m_router
            = std::make_unique<Router>(*m_bus, StoreAccess(file()), std::vector<std::string>{euro},
                HistoryPace{.repair = {.firstLook = 1ms, .pause = 1ms, .barsARequest = 300},
                    .corrections = {.delay = 1ms}});
        QVERIFY(until([&] { return m_router->isReady(); }));
    }
    void live(Timestamp from, Timestamp to)
    {
        for (auto at = from; at < to; at += 1s) {
            m_world->clock.advanceTo(at + 1s);
            m_feeder->stream(at, at + 1s);
            m_world->settle();
        }
    }
    /// A store of the past `hours`, closed in order.
    void keepPast(int hours)
    {
        auto store = opened(MarketStore::Mode::ReadWrite);
        const TimeRange past{noon() - std::chrono::hours(hours), noon()};
        QVERIFY(store.putBars(euro, m1, m_feeder->bars(m1, past.from, past.to)));
        QVERIFY(store.addCoverage(euro, m1, past));
        QVERIFY(store.flush());
    }
    /// The file cannot be written until what is returned is called.
    std::function<void()> spoil(const QString &how)
    {
        const auto moveAway
            = [this] { std::filesystem::rename(file(), file().string() + ".away"); };
        if (how == "full")
            return [limit = std::make_shared<FileSizeLimit>(64)]() mutable { limit.reset(); };
        if (how == "held") {
            auto other = std::make_shared<MarketStore>(opened(MarketStore::Mode::ReadWrite));
            return [other]() mutable { other.reset(); };
        }
        if (how == "read-only") { // as SQLite sees it, also when root asks
            writeAt(file(), writeVersion, "\x03");
            return [this] { writeAt(file(), writeVersion, "\x02"); };
        }
        if (how == "cut") {
            std::filesystem::resize_file(file(), std::filesystem::file_size(file()) / 2);
            return moveAway;
        }
        std::string bytes(20'000, 'x');
        for (auto &byte : bytes)
            byte = static_cast<char>(m_random.below(256));
        writeAt(file(), 0, bytes);
        return moveAway;
    }
    /// Every completed bar that the venue has of this time, as it has it.
    void checkIsWhole(const BarKeeper &chart, Period period, Timestamp from, Timestamp to)
    {
        const auto truth = m_feeder->bars(period, from, to);
        QVERIFY(!truth.empty());
        for (const auto &bar : truth) {
            const auto found = chart.bars.find(bar.openTime);
            QVERIFY2(found != chart.bars.end() && samePrices(found->second, bar),
                formatIso(bar.openTime).c_str());
        }
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_world = std::make_unique<AgentWorld>();
        m_feeder = std::make_unique<FakeFeeder>(m_world->add("feeder"));
        m_bus = &m_world->add("router");
        m_screen = &m_world->add("screen");
    }
    void cleanup()
    {
        m_router.reset();
        m_feeder.reset();
    }

    void rowsAreKeptAndStoredWhenThereIsRoom()
    {
        const LogEar log;
        StoreWorker worker(*m_bus, opened(MarketStore::Mode::ReadWrite));
        int recoveries = 0;
        worker.onRecovery([&] { ++recoveries; });
        TickSource source(7);
        std::vector<Tick> all;
        const auto append = [&](int count) {
            std::vector<Tick> some;
            for (int i = 0; i < count; ++i)
                some.push_back(source.next(10ms));
            worker.append(euro, some);
            all.insert(all.end(), some.begin(), some.end());
        };
        const auto minute = [](int number, double price, std::uint16_t revision) {
            const Ohlc side{price, price, price, price};
            return QuoteBar{.openTime = noon() + std::chrono::minutes(number),
                .bid = side,
                .ask = side,
                .mid = side,
                .ticks = 1,
                .revision = revision,
                .flags = BarComplete | BarLive};
        };
        append(1000);
        QVERIFY(until([&] { return worker.unstored() == 0 && worker.waiting() == 0; }));
        {
            const FileSizeLimit full(noRoom);
            append(20'000);
            worker.put(euro, m1, std::vector{minute(0, 1.1, 0), minute(1, 1.2, 0)});
            worker.put(euro, m1, std::vector{minute(0, 1.3, 1)});
            QVERIFY(until([&] { return isTold(); }));
            QVERIFY2(contains(told()["problem"].asText(), "market.db"),
                told()["problem"].asText().c_str());
            for (int i = 0; i < 20; ++i) { // reads are answered, writes are refused
                append(1000);
                bool isRead = false;
                worker.read([](MarketStore &store) { return store.lastTick(euro); },
                    [&](const Result<std::optional<Tick>> &last) {
                        isRead = last && *last && (**last).number == 1000;
                    });
                QVERIFY(until([&] { return isRead; }));
            }
            Result<PutCounts> merged = PutCounts{};
            worker.write(
                [=](MarketStore &store) {
                    return store.mergeBars("USD_JPY", m1, std::vector{minute(0, 1.1, 0)});
                },
                [&](const Result<PutCounts> &counts) { merged = counts; });
            QVERIFY(until([&] { return !merged; }));
            QVERIFY2(contains(merged.error().message, "market.db"), merged.error().message.c_str());
            auto bars = worker.unstoredBars(euro, m1, {noon(), noon() + 1min});
            QCOMPARE(bars.size(), std::size_t(2)); // both revisions of the first
            std::vector<QuoteBar> known{minute(1, 1.2, 0)};
            overlay(known, bars);
            QVERIFY(known.size() == 2 && known[0] == minute(0, 1.3, 1));
            QVERIFY(until([&] { return worker.unstored() == 40'003; }));
            QVERIFY(told()["given_up"].asInteger() == 0);
        }
        QVERIFY(until([&] { return worker.unstored() == 0 && !isTold(); }));
        QVERIFY(storedTicks() == all);
        QCOMPARE(storedBars().size(), std::size_t(2));
        QVERIFY(opened(MarketStore::Mode::ReadOnly).checkIntegrity());
        QCOMPARE(recoveries, 1);
        // One sentence when it began, one when it was over.
        QCOMPARE(log.with("history is not stored").size(), std::size_t(1));
        QCOMPARE(log.with("history is stored again").size(), std::size_t(1));
    }

    void pricesChartsAndHistoriesGoOn()
    {
        startRouter();
        BarKeeper chart(*m_screen, request(m1, 10));
        QVERIFY(until([&] { return chart.isWhole; }));
        live(noon(), noon() + 1min);
        Listener<TickBatch> ticks(*m_screen, "router", protocol::topics::ticks(euro));
        m_world->settle();
        std::optional<FileSizeLimit> full(noRoom);
        live(noon() + 1min, noon() + 11min);
        QVERIFY(until([&] { return isTold(); }));
        checkIsWhole(chart, m1, noon(), noon() + 10min);
        std::size_t count = 0;
        for (const auto &batch : ticks.updates)
            count += batch.ticks.size();
        QVERIFY(count >= m_feeder->market().ticks(noon() + 1min, noon() + 11min).size());
        // Charts that are opened now: longer bars of what nobody stored, and a deeper past.
        BarKeeper fives(*m_screen, request(m5, 50));
        BarKeeper deep(*m_screen, request(m1, 400));
        BarKeeper hours(*m_screen, request(Period::hours(1), 30));
        QVERIFY(until([&] {
            return (fives.isWhole && hours.isWhole && deep.bars.size() >= 400)
                || !fives.problem.empty() || !hours.problem.empty() || !deep.problem.empty();
        }));
        QVERIFY2(fives.problem.empty() && hours.problem.empty() && deep.problem.empty(),
            (fives.problem + hours.problem + deep.problem).c_str());
        QVERIFY(fives.bars.size() >= 50 && hours.bars.size() >= 30);
        checkIsWhole(fives, m5, noon() - 4h, noon() + 10min);
        checkIsWhole(deep, m1, noon() - 6h, noon() + 10min);
        checkIsWhole(hours, Period::hours(1), noon() - 24h, noon());
        live(noon() + 11min, noon() + 16min);
        checkIsWhole(fives, m5, noon() - 4h, noon() + 15min);
        QVERIFY(isTold());
        QCOMPARE(told()["given_up"].asInteger(), 0);

        full.reset();
        QVERIFY(until([&] { return !isTold() && told()["unstored"].asInteger() == 0; }));
        QVERIFY(
            storedTicks().size() >= m_feeder->market().ticks(noon() + 1min, noon() + 16min).size());
        // The past that was shown and not stored is asked for again in the background.
        const auto gaps = [&] {
            const auto answer = call(*m_screen, "router", "market.gaps");
            m_world->settle();
            return until([&] { return answer->has_value(); }) && **answer
                ? (**answer)->operator[]("days").asArray().size()
                : std::size_t(99);
        };
        QVERIFY(until([&] { return gaps() == 0; }));
        for (const auto &bar : m_feeder->bars(m1, noon() + 1min, noon() + 13min)) {
            const auto stored = storedBars();
            QVERIFY(std::any_of(stored.begin(), stored.end(),
                [&](const QuoteBar &other) { return samePrices(other, bar); }));
        }
        QVERIFY(opened(MarketStore::Mode::ReadOnly).checkIntegrity());
    }

    void aStoreThatCannotBeOpenedCostsNoPrice_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<bool>("isThere");
        QTest::addColumn<bool>("isReadable");
        QTest::newRow("full, no file") << "full"
                                       << "market.db" << false << false;
        QTest::newRow("full") << "full"
                              << "market.db" << true << true;
        QTest::newRow("held by a program") << "held"
                                           << "is locked by" << true << true;
        QTest::newRow("read-only") << "read-only"
                                   << "is read-only" << true << true;
        QTest::newRow("cut in half") << "cut"
                                     << "the database is damaged" << true << false;
        QTest::newRow("rubbish") << "rubbish"
                                 << "not a database" << true << false;
    }
    void aStoreThatCannotBeOpenedCostsNoPrice()
    {
        QFETCH(const QString, how);
        QFETCH(const QString, reason);
        QFETCH(const bool, isThere);
        QFETCH(const bool, isReadable);
        const LogEar log;
        m_world->clock.advanceTo(noon());
        if (isThere)
            keepPast(12);
        auto mend = spoil(how);
        const auto before = contentOf(file());
        startRouter();
        QVERIFY(isTold());
        const auto problem = told()["problem"].asText();
        QVERIFY2(contains(problem, reason.toStdString()) && contains(problem, "market.db"),
            problem.c_str());
        BarKeeper chart(*m_screen, request(m1, 300));
        QVERIFY(until([&] { return chart.isWhole || !chart.problem.empty(); }));
        QVERIFY2(chart.problem.empty(), chart.problem.c_str());
        checkIsWhole(chart, m1, noon() - 5h, noon());
        QCOMPARE(m_feeder->histories.empty(), isReadable); // what can be read is not asked for
        Listener<TickBatch> ticks(*m_screen, "router", protocol::topics::ticks(euro));
        live(noon(), noon() + 2min + 1s);
        checkIsWhole(chart, m1, noon() - 5h, noon() + 2min);
        std::size_t count = 0;
        for (const auto &batch : ticks.updates)
            count += batch.ticks.size();
        const auto streamed = m_feeder->market().ticks(noon(), noon() + 2min).size();
        QVERIFY(count >= streamed);
        QVERIFY(isTold());
        QVERIFY(contentOf(file()) == before);
        QCOMPARE(log.with("history is not stored").size(), std::size_t(1));

        mend();
        QVERIFY(until([&] { return !isTold() && told()["unstored"].asInteger() == 0; }));
        QVERIFY(storedTicks().size() >= streamed);
        const auto past = isReadable ? noon() - 5h : noon();
        const auto stored = storedBars();
        for (const auto &bar : m_feeder->bars(m1, past, noon() + 2min)) {
            QVERIFY(std::any_of(stored.begin(), stored.end(),
                [&](const QuoteBar &other) { return samePrices(other, bar); }));
        }
        QVERIFY(opened(MarketStore::Mode::ReadOnly).checkIntegrity());
        QCOMPARE(told()["given_up"].asInteger(), 0);
        QCOMPARE(log.with("history is stored again").size(), std::size_t(1));
        if (isThere && !isReadable)
            QVERIFY(contentOf(file().string() + ".away") == before);
    }

    void whatIsDamagedInsideIsAskedOfTheVenue()
    {
        const LogEar log;
        m_world->clock.advanceTo(noon());
        keepPast(96); // blocks, and rows beside them
        {
            auto database = Database::open(file(), Database::Mode::ReadWrite);
            QVERIFY(database->run("UPDATE bar_blocks SET bid_close = ask_close"));
            QVERIFY(database->changes() > 0);
        }
        startRouter();
        QVERIFY(!isTold()); // it can be written
        BarKeeper chart(*m_screen, request(m1, 2000));
        QVERIFY(until([&] { return chart.isWhole || !chart.problem.empty(); }));
        QVERIFY2(chart.problem.empty(), chart.problem.c_str());
        checkIsWhole(chart, m1, noon() - 70h, noon());
        QCOMPARE(log.with("cannot be read, the venue is asked").size(), std::size_t(1));
        live(noon(), noon() + 1min + 1s);
        checkIsWhole(chart, m1, noon() - 70h, noon() + 1min);
        QVERIFY(until([&] { return told()["unstored"].asInteger() == 0; }));
        QVERIFY(!opened(MarketStore::Mode::ReadOnly).damages()->empty()); // not touched
    }
};

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_full_disk.moc"
