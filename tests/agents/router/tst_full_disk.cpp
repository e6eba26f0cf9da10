// A disk that takes nothing: it is told, prices, charts and histories go on, what memory can hold
// is kept, and all of it is stored when there is room.
#include "engine/agents/router/router.h"

#include "engine/base/log.h"
#include "tests/agents/router/fake_feeder.h"
#include "tests/agents/router/stream_world.h"
#include "tests/store/file_size_limit.h"

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
        m_router = std::make_unique<Router>(*m_bus, opened(MarketStore::Mode::ReadWrite),
            std::vector<std::string>{euro},
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
};

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_full_disk.moc"
