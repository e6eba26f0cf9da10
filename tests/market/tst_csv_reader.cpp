// Tables of prices as their makers write them: recognised, read right, or one clear sentence.
#include "engine/market/csv_reader.h"
#include "engine/market/csv_writer.h"
#include "engine/market/gap_map.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <zstd.h>

#include <random>
#include <sstream>

using namespace agora;

namespace {

const std::filesystem::path fixtures{AGORA_FIXTURES "/market"};

std::vector<Tick> ticksOf(CsvReader &reader)
{
    std::vector<Tick> ticks;
    const auto read = reader.readTicks(SIZE_MAX, ticks);
    if (!read)
        QTest::qFail(read.error().message.c_str(), __FILE__, __LINE__);
    return ticks;
}

std::vector<QuoteBar> barsOf(CsvReader &reader)
{
    std::vector<QuoteBar> bars;
    const auto read = reader.readBars(SIZE_MAX, bars);
    if (!read)
        QTest::qFail(read.error().message.c_str(), __FILE__, __LINE__);
    return bars;
}

} // namespace

class TestCsvReader : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path write(const QByteArray &content, const char *name = "prices.csv")
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", name);
        return file.fileName().toStdString();
    }

    CsvReader opened(const QByteArray &content, const CsvOptions &options = {})
    {
        auto reader = CsvReader::open(write(content), options);
        if (!reader)
            qFatal("%s", reader.error().message.c_str());
        return *std::move(reader);
    }

    QString refusal(const QByteArray &content, const CsvOptions &options = {})
    {
        auto reader = CsvReader::open(write(content), options);
        if (!reader)
            return QString::fromStdString(reader.error().message);
        std::vector<Tick> ticks;
        std::vector<QuoteBar> bars;
        const auto read = reader->isTicks() ? reader->readTicks(SIZE_MAX, ticks)
                                            : reader->readBars(SIZE_MAX, bars);
        return read ? QString() : QString::fromStdString(read.error().message);
    }

private slots:
    void everyMakersTableIsRecognised_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("time");
        QTest::addColumn<double>("bid");
        QTest::addColumn<double>("ask");
        const auto row = [](const char *name, const char *text, const char *format,
                             const char *zone, const char *time, double bid, double ask) {
            QTest::newRow(name) << QByteArray(text) << format << zone << time << bid << ask;
        };
        row("histdata ticks", "20240506 050000065,1.1,1.2,0\n", "histdata", "",
            "2024-05-06T10:00:00.065Z", 1.1, 1.2);
        row("histdata bars",
            "20240506 050000;1.1;1.3;1.0;1.2;0\n20240506 050100;1.1;1.3;1.0;1.2;0\n", "histdata",
            "", "2024-05-06T10:00:00.000Z", 1.2, 1.2);
        row("truefx as it comes", "EUR/USD,20240506 10:00:00.065,1.1,1.2\n", "truefx", "",
            "2024-05-06T10:00:00.065Z", 1.1, 1.2);
        row("truefx with header", "timestamp,bid,ask\n2024-05-06 10:00:00.065000+00:00,1.1,1.2\n",
            "truefx", "", "2024-05-06T10:00:00.065Z", 1.1, 1.2);
        row("dukascopy ticks",
            "Gmt time,Ask,Bid,AskVolume,BidVolume\n06.05.2024 10:00:00.065,1.2,1.1,1,2\n",
            "dukascopy", "", "2024-05-06T10:00:00.065Z", 1.1, 1.2);
        row("dukascopy local",
            "Local time,Ask,Bid,AskVolume,BidVolume\n"
            "06.05.2024 12:00:00.065 GMT+0200,1.2,1.1,1,2\n",
            "dukascopy", "UTC", "2024-05-06T10:00:00.065Z", 1.1, 1.2);
        row("dukascopy ticks, newer",
            "Time (EET),Ask,Bid,AskVolume ,BidVolume \n2024.05.06 13:00:00.065,1.2,1.1,1,2\n",
            "dukascopy", "", "2024-05-06T10:00:00.065Z", 1.1, 1.2);
        row("dukascopy bars, newer",
            "Time (UTC),Open,High,Low,Close,Volume \n2024.05.06 10:00:00,1.1,1.3,1.0,1.2,7\n"
            "2024.05.06 10:01:00,1.1,1.3,1.0,1.2,7\n",
            "dukascopy", "", "2024-05-06T10:00:00.000Z", 1.2, 1.2);
        row("dukascopy bars",
            "Gmt time,Open,High,Low,Close,Volume\n"
            "06.05.2024 10:00:00.000,1.1,1.3,1.0,1.2,7\n"
            "06.05.2024 10:01:00.000,1.1,1.3,1.0,1.2,7\n",
            "dukascopy", "", "2024-05-06T10:00:00.000Z", 1.2, 1.2);
        row("metatrader 4",
            "2024.05.06,13:00,1.1,1.3,1.0,1.2,7\n2024.05.06,13:01,1.1,1.3,1.0,1.2,7\n",
            "metatrader", "Europe/Helsinki", "2024-05-06T10:00:00.000Z", 1.2, 1.2);
        row("metatrader 5 bars",
            "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n"
            "2024.05.06\t13:00:00\t1.1\t1.3\t1.0\t1.2\t7\t0\t10000\n"
            "2024.05.06\t14:00:00\t1.1\t1.3\t1.0\t1.2\t7\t0\t10000\n",
            "metatrader", "Europe/Helsinki", "2024-05-06T10:00:00.000Z", 1.2, 1.3);
        row("metatrader 5 ticks",
            "<DATE>\t<TIME>\t<BID>\t<ASK>\t<LAST>\t<VOLUME>\t<FLAGS>\n"
            "2024.05.06\t13:00:00.065\t1.1\t1.2\t\t\t6\n2024.05.06\t13:00:00.165\t\t1.25\t\t\t4\n",
            "metatrader", "Europe/Helsinki", "2024-05-06T10:00:00.065Z", 1.1, 1.2);
        row("fxcm",
            "DateTime,BidOpen,BidHigh,BidLow,BidClose,AskOpen,AskHigh,AskLow,AskClose,Volume\n"
            "05/06/2024 10:00:00,1.1,1.3,1.0,1.2,1.11,1.31,1.01,1.21,9\n"
            "05/06/2024 10:01:00,1.1,1.3,1.0,1.2,1.11,1.31,1.01,1.21,9\n",
            "fxcm", "", "2024-05-06T10:00:00.000Z", 1.2, 1.21);
        row("decimal commas", "time;bid;ask\n2024-05-06 10:00:00.065;1,1;1,2\n", "generic", "",
            "2024-05-06T10:00:00.065Z", 1.1, 1.2);
        row("seconds", "1714989600,1.1,1.2\n", "generic", "", "2024-05-06T10:00:00.000Z", 1.1, 1.2);
    }

    void everyMakersTableIsRecognised()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, format);
        QFETCH(QString, zone);
        QFETCH(QString, time);
        QFETCH(double, bid);
        QFETCH(double, ask);
        auto reader = opened(text, {.zone = zone.toStdString()});
        QCOMPARE(QString::fromStdString(reader.layout().format), format);
        if (reader.isTicks()) {
            const auto ticks = ticksOf(reader);
            QVERIFY(!ticks.empty());
            QCOMPARE(QString::fromStdString(formatIso(ticks[0].time)), time);
            QCOMPARE(ticks[0].bid, bid);
            QCOMPARE(ticks[0].ask, ask);
            if (ticks.size() > 1) // MetaTrader's left-out side
                QCOMPARE(ticks[1].bid, bid);
        } else {
            const auto bars = barsOf(reader);
            QVERIFY(!bars.empty());
            QCOMPARE(QString::fromStdString(formatIso(bars[0].openTime)), time);
            QCOMPARE(bars[0].bid.close, bid);
            QCOMPARE(bars[0].ask.close, ask);
            QVERIFY(bars[0].isComplete() && (bars[0].flags & BarBackfilled) != 0);
        }
    }

    void whatAFileDoesNotTellIsAskedFor()
    {
        const QByteArray mt4
            = "2024.05.06,13:00,1.1,1.3,1.0,1.2,7\n2024.05.06,13:01,1.1,1.3,1.0,1.2,7\n";
        QVERIFY(refusal(mt4).contains("time zone"));
        QVERIFY(refusal(mt4, {.zone = "Europe/Helsinky"}).contains("Helsinky"));
        QVERIFY(refusal("time,open,high,low,close\n2024-05-06 10:00,1,1,1,1\n").contains("period"));
        QVERIFY(refusal("a,b\n1,2\n").contains("no known format"));
        QVERIFY(refusal("1,2,3\n", {.columns = "time,bit,ask"}).contains("did you mean"));
        QVERIFY(refusal("1,2,3\n", {.columns = "time,bid"}).contains("neither"));
        auto mapped = opened("x;1.2;20240506 10:00:00;1.1\n", {.columns = "-,ask,time,bid"});
        QCOMPARE(ticksOf(mapped)[0].ask, 1.2);
    }

    void stampsAtTheEndAreMoved()
    {
        const QByteArray text
            = "time,open,high,low,close\n2024-05-06 10:01,1,1,1,1\n2024-05-06 10:02,1,1,1,1\n";
        auto reader = opened(text, {.isStampAtEnd = true});
        QCOMPARE(formatIso(barsOf(reader)[0].openTime), std::string("2024-05-06T10:00:00.000Z"));
        QVERIFY(refusal("time,open,high,low,close\n2024-05-06 10:01:30,1,1,1,1\n",
            {.period = Period::minutes(1)})
                    .contains("not an edge"));
        auto daily = opened("date,open,high,low,close\n2024-05-06,1,1,1,1\n2024-05-07,1,1,1,1\n");
        QVERIFY(daily.period() == Period::day());
        QCOMPARE(formatIso(barsOf(daily)[0].openTime), std::string("2024-05-05T21:00:00.000Z"));
    }

    void clockChangesAreThoseOfTheZone()
    {
        auto reader = opened("time,bid,ask\n2024-03-31 02:59:59,1,1\n2024-03-31 "
                             "03:30:00,1,1\n2024-03-31 04:00:00,1,1\n",
            {.zone = "Europe/Helsinki"});
        const auto ticks = ticksOf(reader);
        QCOMPARE(formatIso(ticks[0].time, 0), std::string("2024-03-31T00:59:59Z"));
        QCOMPARE(
            formatIso(ticks[1].time, 0), std::string("2024-03-31T01:00:00Z")); // R5: does not exist
        QCOMPARE(formatIso(ticks[2].time, 0), std::string("2024-03-31T01:00:00Z"));
    }

    void theHourThatComesTwiceIsReadTwice()
    {
        // Helsinki, 27 October 2024: 03:00 to 03:59 before the change at 01:00 UTC and after it.
        QByteArray table("time,open,high,low,close\n");
        for (const char *clock : {"02:30", "03:00", "03:30", "03:00", "03:30", "04:00"})
            table += "2024-10-27 " + QByteArray(clock) + ",1,1,1,1\n";
        auto reader = opened(table, {.zone = "Europe/Helsinki"});
        const auto bars = barsOf(reader);
        QCOMPARE(bars.size(), std::size_t(6));
        for (std::size_t i = 0; i < bars.size(); ++i)
            QVERIFY(bars[i].openTime
                == parseIso("2024-10-26T23:30:00Z").value() + std::chrono::minutes(30) * i);
        QVERIFY(refusal("time,bid,ask\n2024-10-26 03:30,1,1\n2024-10-26 03:00,1,1\n",
            {.zone = "Europe/Helsinki"})
                    .contains("runs back")); // on any other day
    }

    void decimalCommasMayComeLate()
    {
        auto reader = opened("time;bid;ask\n2024-05-06 10:00:00;1;2\n2024-05-06 10:00:01;1,5;2\n");
        QCOMPARE(ticksOf(reader).back().bid, 1.5);
    }

    void badBarsAreNamedOrPassedOver()
    {
        const QByteArray head = "time,open,high,low,close\n2024-05-06 10:00,1,1.2,0.9,1.1\n";
        const CsvOptions m1{.period = Period::minutes(1)};
        QVERIFY(refusal(head + "2024-05-06 10:01,1,1.2,0.9,1.3\n", m1)
                    .contains("line 3: the high 1.2"));
        QVERIFY(refusal(head + "2024-05-06 10:01,1,1.2,1.05,1.1\n", m1).contains("the low 1.05"));
        QVERIFY(refusal(head + "2024-05-06 10:00,1,1.2,0.9,1.1\n", m1).contains("there already"));
        QVERIFY(refusal(head + "2024-05-06 09:59,1,1.2,0.9,1.1\n", m1).contains("runs back"));
        QVERIFY(refusal(head + "2024-05-06 10:01,1,1.2,x,1.1\n", m1).contains("the low “x”"));
        auto options = m1;
        options.isSkippingBad = true;
        auto reader = opened(
            head + "rubbish\n\n2024-05-06 10:01,1,1.2,x,1.1\n2024-05-06 10:02,1,1.2,0.9,1.1\n",
            options);
        QCOMPARE(barsOf(reader).size(), std::size_t(2));
        QCOMPARE(reader.badLines(), std::uint64_t(2));
        QVERIFY(reader.firstBad().find("line 3") != std::string::npos);
    }

    void numbersAreRoundedAsTheLibraryDoes()
    {
        constexpr std::uint64_t seed = 4;
        std::mt19937_64 random(seed);
        for (int i = 0; i < 200'000; ++i) {
            std::string text = std::to_string(random() >> (random() % 64));
            if (random() % 4 != 0)
                text.insert(random() % text.size(), ".");
            const double value = std::strtod(text.c_str(), nullptr);
            const auto parsed = parseDecimal(text);
            QVERIFY2(parsed && *parsed == value, text.c_str());
        }
        for (const char *bad : {"", ".", "-", "1.2.3", "1,2", "nan", "inf", "1e", "0x10", " 1"})
            QVERIFY2(!parseDecimal(bad), bad);
        QCOMPARE(parseDecimal("1e-3").value(), 0.001);
        QCOMPARE(parseDecimal("-12.50").value(), -12.5);
        QCOMPARE(parseDecimal("123456789012345678901234567890").value(),
            123456789012345678901234567890.0);
    }

    void zstdIsReadAndCutZstdIsTold()
    {
        QByteArray text = "time,bid,ask\n";
        for (int i = 0; i < 50'000; ++i)
            text += QByteArray::number(1714989600000 + i * 7LL) + ",1.1,1.2\n";
        QByteArray packed(qsizetype(ZSTD_compressBound(std::size_t(text.size()))), '\0');
        packed.resize(qsizetype(ZSTD_compress(packed.data(), std::size_t(packed.size()),
            text.constData(), std::size_t(text.size()), 3)));
        auto reader = opened(packed);
        QCOMPARE(ticksOf(reader).size(), std::size_t(50'000));
        QVERIFY(refusal(packed.left(packed.size() / 2)).contains("cut short"));
        auto damaged = packed;
        damaged[damaged.size() / 2] = char(damaged[damaged.size() / 2] ^ 0x55);
        QVERIFY(!refusal(damaged).isEmpty());
    }

    void whatIsWrittenIsReadBack()
    {
        auto reader = CsvReader::open(fixtures / "fxcm-gbpusd-m1-bid-2012-excerpt.csv").value();
        const auto bars = barsOf(reader);
        QVERIFY(bars.size() > 100);
        std::ostringstream out;
        CsvWriter writer(out);
        writer.barsHeader();
        writer.bars(bars);
        auto again = opened(QByteArray::fromStdString(out.str()));
        QVERIFY(barsOf(again) == bars);
        auto quotes
            = CsvReader::open(fixtures / "histdata-eurusd-quotes-2020-01-01.csv.gz").value();
        const auto ticks = ticksOf(quotes);
        std::ostringstream text;
        CsvWriter tickWriter(text);
        tickWriter.ticksHeader();
        tickWriter.ticks(ticks);
        auto back = opened(QByteArray::fromStdString(text.str()));
        QVERIFY(ticksOf(back) == ticks);
    }

    void theVolumesOfBothSidesAreTheTicks()
    {
        auto reader = opened("Gmt time,Ask,Bid,AskVolume,BidVolume\n"
                             "06.05.2024 10:00:00.065,1.2,1.1,1.5,2.25\n");
        QCOMPARE(ticksOf(reader).front().volume, 3.75);
        auto named = opened(
            "2024-05-06 10:00:00,1.1,1.2,4,5\n", {.columns = "time,bid,ask,bidvolume,askvolume"});
        QCOMPARE(ticksOf(named).front().volume, 9.0);
    }

    void realFilesAreReadWhole()
    {
        const auto samples = qEnvironmentVariable("AGORA_DATA_SAMPLES");
        if (samples.isEmpty())
            QSKIP("AGORA_DATA_SAMPLES names no folder of real files");
        const std::filesystem::path folder = samples.toStdString();
        const std::pair<const char *, std::size_t> files[]{
            {"fx/fxcm-gbpusd-m1-bid-2012.csv.gz", 30'117},
            {"fx/fxcm-gbpusd-m1-ask-2012.csv.gz", 30'117},
            {"fx/fxcm-usdjpy-m1-bid-2013.csv.gz", 28'761},
            {"fx/fxcm-usdjpy-m1-ask-2013.csv.gz", 28'761},
            {"fx/truefx-usdjpy-ticks-2013.csv", 1000},
            {"fx/histdata-eurusd-quotes-2020-01-01.csv.gz", 9500},
            {"fx/eurusd-h1-2017-2018.csv.gz", 5000}, {"equity/goog-daily-2004-2013.csv", 2148},
            {"crypto/btcusd-monthly-2012-2024.csv", 156},
            {"crypto/btc-perp-1m-2022-01.csv.gz", 45'031}};
        for (const auto &[name, rows] : files) {
            auto reader = CsvReader::open(folder / name);
            QVERIFY2(reader, reader ? "" : reader.error().message.c_str());
            QCOMPARE(reader->isTicks() ? ticksOf(*reader).size() : barsOf(*reader).size(), rows);
        }
    }

    void gapsAreThoseOfOpenHours()
    {
        const auto at = [](const char *text) { return parseIso(text).value(); };
        // Friday noon to Monday noon: the weekend is no gap.
        const BarSpan missing{at("2024-05-10T16:00:00Z"), at("2024-05-13T16:00:00Z")};
        const BarSpan range{at("2024-05-01T00:00:00Z"), at("2024-06-01T00:00:00Z")};
        const auto days = gapMap(std::span(&missing, 1), range, TradingHours::FxWeek);
        QCOMPARE(days.size(), std::size_t(2));
        QVERIFY(days[0].day == std::chrono::year(2024) / 5 / 10);
        QVERIFY(days[0].missing == std::chrono::hours(5) && days[0].open == std::chrono::hours(24));
        QVERIFY(days[1].day == std::chrono::year(2024) / 5 / 13);
        QVERIFY(days[1].missing == std::chrono::hours(19));
        QVERIFY(days[1].gaps.front().open == at("2024-05-12T21:00:00Z"));
        QCOMPARE(
            gapMap(std::span(&missing, 1), range, TradingHours::AlwaysOpen).size(), std::size_t(4));
        QVERIFY(gapMap({}, range, TradingHours::FxWeek).empty());
    }
};

QTEST_APPLESS_MAIN(TestCsvReader)
#include "tst_csv_reader.moc"
