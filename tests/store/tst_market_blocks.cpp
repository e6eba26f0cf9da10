// What lies in blocks and what lies open is one history: for reading, for SQL, after any change.
#include "engine/store/market_store.h"
#include "tests/store/random_market.h"
#include "tests/store/schema_1.h"
#include "tests/store/sql_text.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace agora;
using std::chrono::minutes;
using test::RandomMarket;
using test::sqlText;

namespace {

using Mode = MarketStore::Mode;

const Timestamp start = parseIso("2024-05-06T10:00:00Z").value();
const Period m1 = Period::minutes(1);
const std::string symbol = "EUR_USD";

MarketStore opened(const std::filesystem::path &file, Mode mode = Mode::ReadWrite)
{
    auto store = MarketStore::open(file, mode);
    if (!store)
        qFatal("%s", store.error().message.c_str());
    return std::move(*store);
}

/// The rules of BarRows, one bar at a time.
class NaiveBars {
public:
    void put(const QuoteBar &bar)
    {
        auto [at, isNew] = m_bars.try_emplace(bar.openTime, bar);
        if (isNew || bar.revision < at->second.revision)
            return;
        const bool isHigher = bar.revision > at->second.revision;
        const unsigned corrected
            = isHigher ? unsigned{BarCorrected} : at->second.flags & BarCorrected;
        at->second = bar;
        at->second.flags = static_cast<std::uint8_t>(bar.flags | corrected);
    }
    void remove(TimeRange range)
    {
        m_bars.erase(m_bars.lower_bound(range.from), m_bars.lower_bound(range.to));
    }
    [[nodiscard]] std::vector<QuoteBar> in(TimeRange range) const
    {
        std::vector<QuoteBar> found;
        for (auto at = m_bars.lower_bound(range.from); at != m_bars.end() && at->first < range.to;
             ++at)
            found.push_back(at->second);
        return found;
    }

private:
    std::map<Timestamp, QuoteBar> m_bars;
};

bool isSame(const BarSeries &series, const std::vector<QuoteBar> &bars)
{
    BarSeries expected(series.symbol(), series.period(), series.side());
    for (const auto &bar : bars)
        expected.apply(bar);
    const auto isEqual
        = [](auto a, auto b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); };
    return isEqual(series.times(), expected.times()) && isEqual(series.open(), expected.open())
        && isEqual(series.high(), expected.high()) && isEqual(series.low(), expected.low())
        && isEqual(series.close(), expected.close()) && isEqual(series.volume(), expected.volume());
}

} // namespace

class TestMarketBlocks : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_file;

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath("market.db").toStdString();
    }

    void anyOrderOfPutsGivesWhatANaiveStoreHolds()
    {
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            const auto file = m_folder->filePath(QString::number(seed)).toStdString();
            RandomMarket market(seed);
            auto history = market.bars(9000, start, minutes(1));
            if (seed % 2 == 0) // some blocks that cannot be coded
                history[4000].bid.low = 1.0 / 3;
            auto store = opened(file);
            NaiveBars naive;
            for (int step = 0; step < 60; ++step) {
                const auto from = static_cast<std::size_t>(market.upTo(8999));
                const auto most = std::array<std::int64_t, 4>{1, 30, 1500, 6000};
                const auto count = std::min<std::size_t>(9000 - from,
                    static_cast<std::size_t>(
                        market.upTo(most[static_cast<std::size_t>(market.upTo(3))])));
                std::vector part(history.begin() + static_cast<std::ptrdiff_t>(from),
                    history.begin() + static_cast<std::ptrdiff_t>(from + count));
                if (step % 7 == 6 && !part.empty()) {
                    const TimeRange range{part.front().openTime, part.back().openTime};
                    QVERIFY(store.remove(symbol, m1, range));
                    naive.remove(range);
                    continue;
                }
                for (auto &bar : part) {
                    bar.revision = static_cast<std::uint16_t>(market.upTo(3) / 3);
                    bar.volume = static_cast<double>(market.upTo(400));
                }
                if (step % 5 == 0)
                    std::reverse(part.begin(), part.end());
                QVERIFY(store.putBars(symbol, m1, part));
                for (const auto &bar : part)
                    naive.put(bar);
                const auto a = start + minutes(market.upTo(9500));
                const TimeRange range{a, a + minutes(market.upTo(3000))};
                const auto expected = naive.in(range);
                const auto where = QString("seed %1, step %2").arg(seed).arg(step);
                QVERIFY2(store.bars(symbol, m1, range).value() == expected, qPrintable(where));
                const auto side = static_cast<PriceSide>(market.upTo(2));
                QVERIFY2(isSame(store.readSeries(symbol, m1, side, range).value(), expected),
                    qPrintable(where));
                const auto all = naive.in({start, a});
                const auto last = std::min<std::size_t>(
                    all.size(), static_cast<std::size_t>(market.upTo(2500)));
                QVERIFY2(store.lastBars(symbol, m1, last, a).value()
                        == std::vector(all.end() - static_cast<std::ptrdiff_t>(last), all.end()),
                    qPrintable(where));
            }
            QVERIFY(store.flush());
            const auto checked = store.checkIntegrity();
            QVERIFY2(checked, checked ? "" : checked.error().message.c_str());
            QVERIFY(store.bars(symbol, m1, allTime).value() == naive.in(allTime));
            QVERIFY(
                sqlText(file, "SELECT max(rows) <= 1024, count(*) > 2 FROM bar_blocks") == "1|1|");
        }
    }

    void ticksOfFilesAndOfVenuesMeet()
    {
        RandomMarket market(4);
        auto live = market.ticks(6000, start, 3);
        auto file = live;
        for (auto &tick : file)
            tick.number = 0;
        auto store = opened(m_file);
        QVERIFY(store.appendTicks(symbol, std::span(live).subspan(2500, 500)));
        const auto put = [&](std::span<const Tick> ticks) {
            const auto counts = store.mergeTicks(symbol, ticks);
            return counts ? counts->added : 99'999;
        };
        // Instants must not be torn apart: cut where the time changes.
        std::size_t cut = 4000;
        while (file[cut].time == file[cut - 1].time)
            ++cut;
        QCOMPARE(put(std::span(file).first(cut)), std::uint64_t(cut - 500));
        QCOMPARE(put(std::span(file).first(cut)), std::uint64_t(0));
        QCOMPARE(put(file), std::uint64_t(file.size() - cut));
        QCOMPARE(put(file), std::uint64_t(0));
        QVERIFY(store.appendTicks(symbol, std::span(live).subspan(2500, 500)));
        QVERIFY(store.flush());
        const auto all = store.ticks(symbol, allTime).value();
        QCOMPARE(all.size(), live.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            QVERIFY(all[i].time == live[i].time);
        std::map<std::pair<Timestamp, double>, int> balance;
        for (std::size_t i = 0; i < all.size(); ++i) {
            ++balance[{all[i].time, all[i].bid}];
            --balance[{live[i].time, live[i].bid}];
        }
        QVERIFY(std::all_of(
            balance.begin(), balance.end(), [](const auto &entry) { return entry.second == 0; }));
        QVERIFY(store.lastTick(symbol).value()->time == live.back().time);
        QVERIFY(store.checkIntegrity());
        const auto middle = live[3000].time;
        QVERIFY(store.remove(symbol, {}, {start, middle}).value() > 2000);
        QVERIFY(store.ticks(symbol, allTime).value().front().time == middle);
    }

    void theViewShowsEveryBarAsItIs()
    {
        RandomMarket market(8);
        auto bars = market.bars(3200, start, minutes(1));
        for (std::size_t i = 0; i < bars.size(); i += 9)
            bars[i].volume += 0.25, bars[i].flags |= BarLive;
        bars[1500].bid.low = 1.0 / 3; // the second block is plain
        auto store = opened(m_file);
        QVERIFY(store.putBars(symbol, m1, bars));
        QVERIFY(store.putBars("USD_JPY", m1, std::span(bars).first(5)));
        QVERIFY(store.flush());
        QCOMPARE(sqlText(m_file, "SELECT count(*), sum(digits < 0) FROM bar_blocks"),
            std::string("3|1|"));
        QCOMPARE(sqlText(m_file, "SELECT count(*) FROM bars_view"), std::string("3205|"));
        sqlite3 *handle = nullptr;
        sqlite3_open(m_file.c_str(), &handle);
        sqlite3_stmt *select = nullptr;
        QCOMPARE(sqlite3_prepare_v2(handle,
                     "SELECT * FROM bars_view WHERE symbol = 'EUR_USD' ORDER BY open_time", -1,
                     &select, nullptr),
            SQLITE_OK);
        std::size_t row = 0;
        for (; sqlite3_step(select) == SQLITE_ROW; ++row) {
            const auto &bar = bars[row];
            const auto *time = reinterpret_cast<const char *>(sqlite3_column_text(select, 2));
            QCOMPARE(std::string(time), formatIso(bar.openTime, 0));
            int column = 3;
            for (const auto *side : {&bar.bid, &bar.ask, &bar.mid}) {
                for (const double price : {side->open, side->high, side->low, side->close}) {
                    const double shown = sqlite3_column_double(select, column++);
                    // SQLite reads the decimals of a plain block to the last digit but one.
                    const bool isNear = std::abs(shown - price) < 1e-15 * 16;
                    QVERIFY2(isNear, qPrintable(QString("row %1 column %2").arg(row).arg(column)));
                }
            }
            QCOMPARE(sqlite3_column_double(select, 15), bar.volume);
            QCOMPARE(sqlite3_column_int64(select, 16), std::int64_t(bar.ticks));
            QCOMPARE(sqlite3_column_int(select, 18), int(bar.flags));
        }
        sqlite3_finalize(select);
        sqlite3_close(handle);
        QCOMPARE(row, bars.size());
    }

    void theFirstLayoutIsBroughtUpToDate()
    {
        sqlText(m_file, test::schema1);
        const auto told = MarketStore::open(m_file, Mode::ReadOnly);
        QVERIFY(!told && told.error().message.find("older Agora") != std::string::npos);
        const auto size = std::filesystem::file_size(m_file);
        {
            auto store = opened(m_file);
            const auto bars = store.bars(symbol, m1, allTime).value();
            QCOMPARE(bars.size(), std::size_t(5000));
            QCOMPARE(bars[4999].volume, 4999.0);
            QCOMPARE(bars[0].ask.high, 1.21);
            QCOMPARE(bars[0].mid.low, 1.005);
            const auto hours = store.bars("GBP_USD", Period::hours(1), allTime).value();
            QVERIFY(hours.size() == 1 && hours[0].revision == 2 && hours[0].volume == 0.333);
            const auto read = store.ticks(symbol, allTime);
            QVERIFY2(read, read ? "" : read.error().message.c_str());
            const auto &ticks = *read;
            QCOMPARE(ticks.size(), std::size_t(5000));
            QVERIFY(ticks[4999].number == 5000 && ticks[7].bid == 1.1 && ticks[7].flags == 2);
            QVERIFY(store.missing(symbol, m1, {fromNanos(0), fromNanos(60'000'000'000)})
                        .value()
                        .empty());
            QVERIFY(store.checkIntegrity());
            QVERIFY(store.putBars(symbol, m1, RandomMarket(1).bars(50, start, minutes(1))));
        }
        QVERIFY(std::filesystem::file_size(m_file) < size / 3);
        QCOMPARE(sqlText(m_file, "PRAGMA user_version"), std::string("2|"));
        QCOMPARE(sqlText(m_file, "SELECT count(*) FROM bars_view"), std::string("5051|"));
        QVERIFY(opened(m_file, Mode::ReadOnly).checkIntegrity());
    }

    void aMigrationThatFailsChangesNothing()
    {
        sqlText(m_file, test::schema1);
        sqlText(m_file, "CREATE TABLE bar_blocks (in_the_way)");
        const auto told = MarketStore::open(m_file, Mode::ReadWrite);
        QVERIFY(!told);
        QVERIFY2(told.error().message.find("up to date") != std::string::npos,
            told.error().message.c_str());
        QCOMPARE(sqlText(m_file, "PRAGMA user_version; SELECT count(*) FROM bars"),
            std::string("1|5001|"));
        sqlText(m_file, "DROP TABLE bar_blocks");
        QCOMPARE(opened(m_file).bars(symbol, m1, allTime).value().size(), std::size_t(5000));
    }

    void aDamagedBlockIsNamedDroppedAndAskedForAgain()
    {
        RandomMarket market(9);
        const auto bars = market.bars(5000, start, minutes(1));
        const TimeRange all{bars.front().openTime, bars.back().openTime + minutes(1)};
        {
            auto store = opened(m_file);
            QVERIFY(store.putBars(symbol, m1, bars));
            QVERIFY(store.addCoverage(symbol, m1, all));
            QVERIFY(store.mergeTicks(symbol, market.ticks(3000, start)));
        }
        sqlText(m_file, "UPDATE bar_blocks SET bid_low = bid_high WHERE id = 2");
        sqlText(m_file, "UPDATE tick_blocks SET data = zeroblob(500) WHERE id = 1");
        auto store = opened(m_file);
        const auto checked = store.checkIntegrity();
        QVERIFY(!checked);
        QVERIFY2(checked.error().message.find("checksum") != std::string::npos
                && checked.error().message.find(formatIso(bars[1024].openTime))
                    != std::string::npos,
            checked.error().message.c_str());
        QVERIFY(!store.bars(symbol, m1, all));
        QVERIFY(!store.readSeries(symbol, m1, PriceSide::Bid, all));
        QVERIFY(store.bars(symbol, m1, {start, bars[1024].openTime}));
        QCOMPARE(store.dropDamaged().value().size(), std::size_t(2));
        QVERIFY(store.flush());
        QVERIFY(store.checkIntegrity());
        QCOMPARE(store.bars(symbol, m1, all).value().size(), std::size_t(5000 - 1024));
        const auto missing = store.missing(symbol, m1, all).value();
        QVERIFY(missing.size() == 1 && missing[0].from == bars[1024].openTime);
        QVERIFY(store.putBars(symbol, m1, bars));
        QVERIFY(store.bars(symbol, m1, all).value() == bars);
    }

    void theListTellsWhatThereIs()
    {
        auto store = opened(m_file);
        RandomMarket market(2);
        const auto bars = market.bars(3000, start, minutes(1));
        QVERIFY(store.putBars(symbol, m1, bars));
        QVERIFY(store.mergeTicks("USD_JPY", market.ticks(10, start)));
        const auto all = store.series().value();
        QCOMPARE(all.size(), std::size_t(2));
        QVERIFY(all[0].symbol == symbol && all[0].period == m1 && all[0].rows == 3000);
        QVERIFY(all[0].first == bars.front().openTime && all[0].last == bars.back().openTime);
        QVERIFY(all[0].bytes > 30'000 && all[0].bytes < 300'000);
        QVERIFY(all[1].symbol == "USD_JPY" && !all[1].period && all[1].rows == 10);
    }

    void aYearOfMinutesIsSmall()
    {
        constexpr std::size_t count = 60'000;
        constexpr double aYear = 372'000; // 5 days of 24 hours, 52 weeks less holidays, is less
        {
            auto store = opened(m_file);
            QVERIFY(store.putBars(symbol, m1, RandomMarket(6).bars(count, start, minutes(1), 60)));
        }
        const auto bytes = static_cast<double>(std::filesystem::file_size(m_file));
        qInfo("%.1f MB a year", bytes / count * aYear / 1e6);
        QVERIFY(bytes / count * aYear < 8e6);
    }

    void badNumbersAreRefused()
    {
        auto store = opened(m_file);
        auto bars = RandomMarket(1).bars(2, start, minutes(1));
        bars[1].ask.low = std::nan("");
        const auto told = store.putBars(symbol, m1, bars);
        QVERIFY(!told && told.error().message.find("not finite") != std::string::npos);
        QVERIFY(store.bars(symbol, m1, allTime).value().empty());
        auto ticks = RandomMarket(1).ticks(2, start);
        ticks[1].bid = std::numeric_limits<double>::infinity();
        QVERIFY(!store.mergeTicks(symbol, ticks));
    }
};

QTEST_APPLESS_MAIN(TestMarketBlocks)
#include "tst_market_blocks.moc"
