// The history on disk: nothing twice, nothing lost at a flush, every failure in one sentence.
#include "engine/store/market_store.h"

#include "engine/store/fail_point.h"
#include "tests/store/file_size_limit.h"
#include "tests/store/sql_text.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <utility>

#include <sqlite3.h>

using namespace agora;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

using Mode = MarketStore::Mode;

const Timestamp start = parseIso("2024-05-06T10:00:00Z").value();
const Period m1 = Period::minutes(1);

QuoteBar barAt(Timestamp open, double price = 1.1, std::uint16_t revision = 0)
{
    return {.openTime = open,
        .bid = {price, price + 2, price - 1, price + 1},
        .ask = {price + 0.1, price + 2.1, price - 0.9, price + 1.1},
        .mid = {price + 0.05, price + 2.05, price - 0.95, price + 1.05},
        .volume = 12.5,
        .ticks = 7,
        .revision = revision,
        .flags = BarLive | BarComplete};
}

std::vector<QuoteBar> minuteBars(int count, double price = 1.1)
{
    std::vector<QuoteBar> bars;
    for (int i = 0; i < count; ++i)
        bars.push_back(barAt(start + minutes(i), price + i));
    return bars;
}

Tick tickAt(Duration after, std::uint64_t number)
{
    return {.time = start + after,
        .bid = 1.1,
        .ask = 1.2,
        .volume = 3,
        .number = number,
        .flags = TickCrossed};
}

const TimeRange always{start - std::chrono::days(1), start + std::chrono::days(1)};

MarketStore opened(const std::filesystem::path &file, Mode mode = Mode::ReadWrite)
{
    auto store = MarketStore::open(file, mode);
    if (!store)
        qFatal("%s", store.error().message.c_str());
    return std::move(*store);
}

using test::sqlText;

} // namespace

class TestMarketStore : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_file;

    void refuses(const std::filesystem::path &file, Mode mode, const char *reason)
    {
        const auto store = MarketStore::open(file, mode);
        QVERIFY(!store);
        const auto &message = store.error().message;
        QVERIFY2(message.find(file.string()) != std::string::npos, message.c_str());
        QVERIFY2(message.find(reason) != std::string::npos, message.c_str());
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath("market.db").toStdString();
    }

    void whatIsReadIsOfOneMoment()
    {
        static std::function<void()> meanwhile;
        const auto bars = minuteBars(2500);
        auto writer = opened(m_file);
        QVERIFY(writer.putBars("EUR_USD", m1, std::span(bars).first(1000)) && writer.flush());
        meanwhile = [&] { // the open rows become a block
            QVERIFY(writer.putBars("EUR_USD", m1, std::span(bars).subspan(1000)));
            QVERIFY(writer.flush());
        };
        setFailPointHandler([](const char *place) {
            if (std::string_view(place) == "read" && meanwhile)
                std::exchange(meanwhile, {})();
        });
        auto reader = opened(m_file, Mode::ReadOnly);
        const auto range = TimeRange{start, bars.back().openTime + minutes(1)};
        const auto read = reader.bars("EUR_USD", m1, range).value();
        setFailPointHandler(nullptr);
        QVERIFY(!meanwhile);
        QVERIFY(read == std::vector(bars.begin(), bars.begin() + 1000));
        QVERIFY(reader.bars("EUR_USD", m1, range).value() == bars);
    }

    void barsComeBackAsTheyWereAfterReopening()
    {
        const auto bars = minuteBars(500);
        {
            auto store = opened(m_file);
            QVERIFY(store.putBars("EUR_USD", m1, bars));
            QVERIFY(store.putBars("GBP_USD", m1, std::vector{barAt(start)}));
            QVERIFY(store.putBars("EUR_USD", Period::hours(1), std::vector{barAt(start)}));
            QVERIFY(store.bars("EUR_USD", m1, always).value() == bars); // before the flush, too
            QVERIFY(store.flush());
        }
        auto store = opened(m_file);
        QVERIFY(store.bars("EUR_USD", m1, always).value() == bars);
        const auto part
            = store.bars("EUR_USD", m1, {start + minutes(10), start + minutes(12)}).value();
        QVERIFY(part == std::vector(bars.begin() + 10, bars.begin() + 12));
        QVERIFY(
            store.lastBars("EUR_USD", m1, 3).value() == std::vector(bars.end() - 3, bars.end()));
        QVERIFY(store.lastBars("EUR_USD", m1, 2, start + minutes(5)).value()
            == std::vector(bars.begin() + 3, bars.begin() + 5));
        QCOMPARE(store.lastBars("EUR_USD", m1, 9999).value().size(), std::size_t(500));
        QVERIFY(store.bars("USD_JPY", m1, always).value().empty());
        const auto series = store.barSeries().value();
        QCOMPARE(series.size(), std::size_t(3));
        QVERIFY(series[0] == std::pair(std::string("EUR_USD"), Period::hours(1)));
        QVERIFY(store.checkIntegrity());
    }

    void aBarIsThereOnceInItsHighestRevision()
    {
        auto store = opened(m_file);
        const auto put = [&](double price, std::uint16_t revision) {
            const auto done
                = store.putBars("EUR_USD", m1, std::vector{barAt(start, price, revision)});
            const auto bars = store.bars("EUR_USD", m1, always).value();
            return done && bars.size() == 1 ? bars[0].bid.open : -1.0;
        };
        QCOMPARE(put(1, 0), 1.0);
        QCOMPARE(put(1, 0), 1.0);
        QCOMPARE(put(2, 1), 2.0);
        QCOMPARE(put(3, 0), 2.0);
        QCOMPARE(put(4, 1), 4.0);
        auto forming = barAt(start + minutes(1));
        forming.flags = BarLive;
        const auto refused
            = store.putBars("EUR_USD", m1, std::vector{barAt(start + minutes(2)), forming});
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("2024-05-06T10:01") != std::string::npos);
        QCOMPARE(store.bars("EUR_USD", m1, always).value().size(), std::size_t(1));
    }

    void ticksAreThereOnceAndInOrder()
    {
        auto store = opened(m_file);
        QVERIFY(!store.lastTick("EUR_USD").value());
        const std::vector ticks{
            tickAt(seconds(1), 1), tickAt(seconds(1), 2), tickAt(seconds(3), 3)};
        QVERIFY(store.appendTicks("EUR_USD", ticks));
        QVERIFY(store.appendTicks("EUR_USD", std::span(ticks).subspan(1))); // sent again
        QVERIFY(store.flush());
        QVERIFY(store.ticks("EUR_USD", always).value() == ticks);
        QCOMPARE(
            store.ticks("EUR_USD", {start, start + seconds(3)}).value().size(), std::size_t(2));
        QVERIFY(*store.lastTick("EUR_USD").value() == ticks.back());
        QVERIFY(!store.appendTicks("EUR_USD", std::vector{tickAt(seconds(9), 0)}));
        QVERIFY(store.barSeries().value().empty());
    }

    void readersSeeWhatWasFlushed()
    {
        auto writer = opened(m_file);
        QVERIFY(writer.putBars("EUR_USD", m1, minuteBars(3)));
        QVERIFY(writer.flush());
        auto first = opened(m_file, Mode::ReadOnly);
        auto second = opened(m_file, Mode::ReadOnly);
        QVERIFY(writer.putBars("EUR_USD", m1, minuteBars(10)));
        QCOMPARE(first.bars("EUR_USD", m1, always).value().size(), std::size_t(3));
        QVERIFY(writer.flush());
        QVERIFY(writer.flush());
        QCOMPARE(first.bars("EUR_USD", m1, always).value().size(), std::size_t(10));
        QCOMPARE(second.bars("EUR_USD", m1, always).value().size(), std::size_t(10));
        const auto refused = second.putBars("EUR_USD", m1, minuteBars(1));
        QVERIFY(!refused && refused.error().message.find("reading only") != std::string::npos);
    }

    void aSecondWriterIsRefusedWithTheFirstOnesPid()
    {
        const auto writer = opened(m_file);
        refuses(m_file, Mode::ReadWrite, std::to_string(currentPid()).c_str());
    }

    void whatTheVenueWasAskedForIsKnown()
    {
        auto store = opened(m_file);
        const auto range = [](int from, int to) {
            return TimeRange{start + minutes(from), start + minutes(to)};
        };
        const auto missing = [&](int from, int to) {
            return store.missing("EUR_USD", m1, range(from, to)).value();
        };
        QVERIFY(missing(0, 10) == std::vector{range(0, 10)});
        QVERIFY(store.addCoverage("EUR_USD", m1, range(10, 20)));
        QVERIFY(store.addCoverage("EUR_USD", m1, range(30, 40)));
        QVERIFY(missing(0, 50) == (std::vector{range(0, 10), range(20, 30), range(40, 50)}));
        QVERIFY(missing(12, 18).empty());
        QVERIFY(missing(10, 20).empty());
        QVERIFY(missing(15, 35) == std::vector{range(20, 30)});
        QVERIFY(missing(20, 30) == std::vector{range(20, 30)});
        QVERIFY(store.missing("EUR_USD", Period::hours(1), range(10, 20)).value().size() == 1);
        QVERIFY(store.addCoverage("EUR_USD", m1, range(20, 25))); // touches
        QVERIFY(store.addCoverage("EUR_USD", m1, range(24, 31))); // joins
        QVERIFY(store.addCoverage("EUR_USD", m1, range(5, 5))); // nothing
        QVERIFY(store.flush());
        QVERIFY(missing(0, 50) == (std::vector{range(0, 10), range(40, 50)}));
        QCOMPARE(sqlText(m_file, "SELECT count(*) FROM coverage"), std::string("1|"));
    }

    void theViewsAreReadableByThePlainTool()
    {
        auto store = opened(m_file);
        QVERIFY(store.putBars("EUR_USD", m1, std::vector{barAt(start)}));
        QVERIFY(
            store.appendTicks("EUR_USD", std::vector{tickAt(std::chrono::milliseconds(65), 1)}));
        QVERIFY(store.flush());
        QCOMPARE(sqlText(m_file,
                     "SELECT symbol, period, open_time, bid_open, ask_open, volume FROM bars_view"),
            std::string("EUR_USD|M1|2024-05-06T10:00:00Z|1.1|1.2|12.5|"));
        QCOMPARE(sqlText(m_file, "SELECT symbol, time, bid, ask FROM newest_ticks"),
            std::string("EUR_USD|2024-05-06T10:00:00.065000Z|1.1|1.2|"));
    }

    void filesThatAreNoStoreOfOursAreRefused()
    {
        refuses("/nowhere/market.db", Mode::ReadWrite, "No such file");
        refuses("/nowhere/market.db", Mode::ReadOnly, "cannot be opened");
        refuses("/proc/market.db", Mode::ReadWrite,
            "cannot be opened for writing"); // read-only even for root
        QFile text(QString::fromStdString(m_file.string()));
        QVERIFY(text.open(QIODevice::WriteOnly) && text.write(QByteArray(5000, 'x')) == 5000);
        text.close();
        refuses(m_file, Mode::ReadWrite, "not a database");
        const std::filesystem::path other = m_folder->filePath("other.db").toStdString();
        sqlText(other, "CREATE TABLE t (x)");
        refuses(other, Mode::ReadWrite, "not a market store");
        const std::filesystem::path newer = m_folder->filePath("newer.db").toStdString();
        static_cast<void>(opened(newer));
        sqlText(newer, "PRAGMA user_version = 99");
        refuses(newer, Mode::ReadWrite, "a newer Agora");
        refuses(newer, Mode::ReadOnly, "version 99");
    }

    void aFolderThatMayNotBeWrittenIsTold()
    {
        static_cast<void>(opened(m_file));
        const std::filesystem::path folder = m_folder->path().toStdString();
        using std::filesystem::perms;
        std::filesystem::permissions(folder, perms::owner_read | perms::owner_exec);
        std::filesystem::permissions(m_file, perms::owner_read);
        const auto store = MarketStore::open(m_file, Mode::ReadWrite);
        std::filesystem::permissions(folder, perms::owner_all);
        if (geteuid() == 0)
            QSKIP("root may write everywhere");
        QVERIFY(!store);
        QVERIFY(store.error().message.find(m_file.string()) != std::string::npos);
    }

    void theExtentOfASeriesIsKnown()
    {
        auto store = opened(m_file);
        const auto extent
            = [&](std::optional<Period> period) { return store.extent("EUR_USD", period).value(); };
        QVERIFY(!extent(m1) && !extent({}));
        QVERIFY(store.putBars("EUR_USD", m1, minuteBars(3000))); // blocks and open rows
        const auto last = start + minutes(2999) + Duration{1};
        QCOMPARE(extent(m1), (TimeRange{start, last}));
        QVERIFY(store.appendTicks("EUR_USD", std::vector{tickAt(minutes(1), 1)}));
        QCOMPARE(extent({}), (TimeRange{start + minutes(1), start + minutes(1) + Duration{1}}));
        QVERIFY(store.addCoverage("EUR_USD", m1, {start - minutes(5), start}));
        QVERIFY(store.addCoverage("EUR_USD", m1, {last + minutes(5), last + minutes(6)}));
        QCOMPARE(extent(m1), (TimeRange{start - minutes(5), last + minutes(6)}));
        QVERIFY(store.addCoverage("EUR_USD", Period::day(), {start, start + minutes(1)}));
        QCOMPARE(extent(Period::day()), (TimeRange{start, start + minutes(1)})); // no bars at all
        QCOMPARE(store.periods("EUR_USD").value(), (std::vector{m1, Period::day()}));
        QVERIFY(store.periods("USD_JPY").value().empty());
        QCOMPARE(store.reach("EUR_USD", m1, 10).value().has_value(), true);
        QVERIFY(*store.reach("EUR_USD", m1, 10).value() <= start + minutes(2990));
    }

    void aDatabaseThatOthersHoldLockedIsTold()
    {
        auto store = opened(m_file);
        sqlite3 *other = nullptr;
        sqlite3_open(m_file.c_str(), &other);
        QCOMPARE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
        const auto refused = store.putBars("EUR_USD", m1, minuteBars(1));
        QVERIFY(!refused && refused.error().message.find("locked") != std::string::npos);
        sqlite3_close(other);
        QVERIFY(store.putBars("EUR_USD", m1, minuteBars(1)));
        QVERIFY(store.flush());
    }

    void aFullDiskLosesOnlyWhatWasNotFlushed()
    {
        auto store = opened(m_file);
        QVERIFY(store.putBars("EUR_USD", m1, minuteBars(20)));
        QVERIFY(store.flush());
        Result<void> result;
        {
            const test::FileSizeLimit limit(200'000);
            for (int i = 0; i < 50 && result; ++i) {
                std::vector<QuoteBar> bars;
                for (int k = 0; k < 1000; ++k)
                    bars.push_back(barAt(start + minutes(100 + i * 1000 + k)));
                result = store.putBars("GBP_USD", m1, bars);
                if (result)
                    result = store.flush();
            }
        }
        QVERIFY(!result);
        QVERIFY2(result.error().message.find(m_file.string()) != std::string::npos,
            result.error().message.c_str());
        QVERIFY(result.error().message.find("since the last flush") != std::string::npos);
        QCOMPARE(store.bars("EUR_USD", m1, always).value().size(), std::size_t(20));
        QVERIFY(store.putBars("EUR_USD", m1, minuteBars(30))); // room again: it goes on
        QVERIFY(store.flush());
        QVERIFY(store.checkIntegrity());
        QCOMPARE(store.bars("EUR_USD", m1, always).value().size(), std::size_t(30));
    }

    void damageIsFoundByTheCheck()
    {
        {
            auto store = opened(m_file);
            QVERIFY(store.putBars("EUR_USD", m1, minuteBars(2000)));
            QVERIFY(store.flush());
        }
        QFile file(QString::fromStdString(m_file.string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        for (qint64 at = 40'000; at < 80'000; at += 4096) {
            QVERIFY(file.seek(at));
            file.write(QByteArray(64, '\x5A'));
        }
        file.close();
        auto store = MarketStore::open(m_file, Mode::ReadWrite);
        const auto checked = store ? store->checkIntegrity() : Result<void>(store.failure());
        QVERIFY(!checked);
        QVERIFY2(checked.error().message.find("damaged") != std::string::npos,
            checked.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestMarketStore)
#include "tst_market_store.moc"
