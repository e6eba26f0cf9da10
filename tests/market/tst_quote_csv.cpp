// Files of recorded quotes: whole and right, or one clear sentence and nothing.
#include "engine/market/quote_csv.h"
#include "engine/model/instrument.h"

#include "engine/market/text_lines.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>

using namespace agora;

namespace {

const std::filesystem::path fixtures{AGORA_FIXTURES "/market"};

QByteArray gzipped(const QByteArray &text, const QTemporaryDir &folder)
{
    const auto name = folder.filePath("packed.gz");
    auto *file = gzopen(qPrintable(name), "wb9");
    gzwrite(file, text.constData(), unsigned(text.size()));
    gzclose(file);
    QFile packed(name);
    return packed.open(QIODevice::ReadOnly) ? packed.readAll() : QByteArray();
}

} // namespace

class TestQuoteCsv : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path write(const char *name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", name);
        return file.fileName().toStdString();
    }

private slots:
    void histDataIsReadWithItsOwnTimeZone()
    {
        const auto quotes = loadQuotes(fixtures / "histdata-eurusd-quotes-2020-01-01.csv.gz");
        QVERIFY2(quotes, quotes ? "" : quotes.error().message.c_str());
        QCOMPARE(quotes->symbol, std::string("EUR_USD"));
        QCOMPARE(quotes->format, std::string("histdata"));
        QCOMPARE(quotes->ticks.size(), std::size_t(9500));
        QCOMPARE(quotes->crossed, std::size_t(0));
        const auto &first = quotes->ticks.front();
        QCOMPARE(formatIso(first.time), std::string("2020-01-01T22:00:00.065Z"));
        QCOMPARE(first.bid, 1.1212);
        QCOMPARE(first.ask, 1.12172);
        QCOMPARE(first.number, std::uint64_t(1));
        const auto &last = quotes->ticks.back();
        QCOMPARE(formatIso(last.time), std::string("2020-01-02T04:00:52.125Z"));
        QCOMPARE(last.number, std::uint64_t(9500));
    }

    void trueFxIsReadWithItsHeader()
    {
        const auto quotes = loadQuotes(fixtures / "truefx-usdjpy-ticks-2013.csv");
        QVERIFY2(quotes, quotes ? "" : quotes.error().message.c_str());
        QCOMPARE(quotes->symbol, std::string("USD_JPY"));
        QCOMPARE(quotes->format, std::string("truefx"));
        QCOMPARE(quotes->ticks.size(), std::size_t(1000));
        QCOMPARE(formatIso(quotes->ticks.front().time), std::string("2013-01-01T22:00:00.295Z"));
        QCOMPARE(formatIso(quotes->ticks.back().time), std::string("2013-01-01T22:35:13.494Z"));
        QCOMPARE(quotes->ticks.back().ask, 86.854);
    }

    void genericTablesMayHaveHeaderVolumeAndEitherTime()
    {
        struct Case {
            const char *text;
            double volume;
        };
        const Case cases[]{{"time,bid,ask,volume\n2024-05-06T10:00:00.5Z,1.1,1.2,7\n", 7},
            {"Time,Bid,Ask\r\n1714989600500,1.1,1.2\r\n", 0}, {"1714989600500,1.1,1.2,2.5", 2.5},
            {"timestamp,bid,ask\n1714989600500,1.1,1.2\n\n", 0},
            {"\xEF\xBB\xBF"
             "2024-05-06 10:00:00.500+00:00, 1.1 ,1.2\n",
                0},
            {"2024-05-06T10:00:00.5,1.1,1.2\n", 0}};
        for (const auto &one : cases) {
            const auto quotes = loadQuotes(write("EUR_USD.csv", one.text));
            QVERIFY2(quotes, quotes ? "" : quotes.error().message.c_str());
            QCOMPARE(quotes->format, std::string("generic"));
            QCOMPARE(quotes->ticks.size(), std::size_t(1));
            QCOMPARE(formatIso(quotes->ticks[0].time), std::string("2024-05-06T10:00:00.500Z"));
            QCOMPARE(quotes->ticks[0].bid, 1.1);
            QCOMPARE(quotes->ticks[0].volume, one.volume);
        }
    }

    void crossedQuotesAreKeptAndCounted()
    {
        const auto quotes = loadQuotes(write("EUR_USD.csv",
            "1714989600000,1.2,1.1\n1714989600000,1.1,1.1\n1714989600000,1.1,1.2\n"));
        QVERIFY(quotes);
        QCOMPARE(quotes->crossed, std::size_t(1));
        QCOMPARE(int(quotes->ticks[0].flags), int(TickCrossed));
        QCOMPARE(int(quotes->ticks[1].flags), 0);
        QCOMPARE(quotes->ticks[1].ask, 1.1); // equal times keep the file's order
        QCOMPARE(quotes->ticks[2].number, std::uint64_t(3));
    }

    void oneBadLineFailsTheFileNamingTheLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("what");
        const QByteArray good = "20200101 170000065,1.1,1.2,0\n";
        const auto row = [](const char *name, const QByteArray &text, const char *place,
                             const char *what) { QTest::newRow(name) << text << place << what; };
        row("too few fields", good + "20200101 170000065,1.1,1.2\n", "line 2", "3 fields");
        row("too many fields", good + "20200101 170000065,1.1,1.2,0,0\n", "line 2", "5 fields");
        row("no number", good + good + "20200101 170000065,1.1,1.2x,0\n", "line 3", "1.2x");
        row("not finite", good + "20200101 170000065,nan,1.2,0\n", "line 2", "nan");
        row("empty price", good + "20200101 170000065,,1.2,0\n", "line 2", "bid");
        row("zero price", good + "20200101 170000065,0,1.2,0\n", "line 2", "positive");
        row("negative price", good + "20200101 170000065,1,-1.2,0\n", "line 2", "-1.2");
        row("negative volume", good + "20200101 170000065,1,1.2,-1\n", "line 2", "volume");
        row("time runs back", good + "20200101 170000064,1,1.2,0\n", "line 2", "runs back");
        row("no such day", good + "20200230 170000065,1,1.2,0\n", "line 2", "does not exist");
        row("no such minute", good + "20200101 176000065,1,1.2,0\n", "line 2", "does not exist");
        row("another time format", good + "2020-01-01 17:00,1,1.2,0\n", "line 2", "YYYYMMDD");
        row("blank line inside", good + "\n" + good, "line 3", "empty line");
        row("generic columns change", "1714989600500,1.1,1.2\n1714989600500,1.1,1.2,3\n", "line 2",
            "4 fields");
        row("seconds for milliseconds", "time,bid,ask\n1714989600500,1.1,1.2\n1714989601,1.1,1.2\n",
            "line 3", "1714989601");
        row("time beyond measure", "1714989600500,1,2\n99999999999999999999,1,2\n", "line 2",
            "9999");
        row("unknown format", "hello world\n1,2,3\n", "line 1", "hello world");
        row("binary", QByteArray("\0\1\2\3\n", 5), "line 1", "known format");
        row("endless line", QByteArray(1'000'000, 'x'), "line 1", "longer than");
        row("empty file", "", "", "empty");
        row("header only", "time,bid,ask\n", "", "no quotes");
    }

    void oneBadLineFailsTheFileNamingTheLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        QFETCH(QString, what);
        for (const bool isPacked : {false, true}) {
            if (isPacked && text.isEmpty())
                continue;
            const auto quotes
                = loadQuotes(write("EUR_USD.csv", isPacked ? gzipped(text, m_folder) : text));
            QVERIFY(!quotes);
            const auto message = QString::fromStdString(quotes.error().message);
            QVERIFY2(message.contains("EUR_USD.csv"), qPrintable(message));
            QVERIFY2(message.contains(place), qPrintable(message));
            QVERIFY2(message.contains(what), qPrintable(message));
            QVERIFY2(!message.contains('\n'), qPrintable(message));
        }
    }

    void anAskedForFormatIsHeld()
    {
        const auto file = write("EUR_USD.csv", "1714989600500,1.1,1.2\n");
        QVERIFY(loadQuotes(file, {.format = "generic", .symbol = {}}));
        QVERIFY(
            loadQuotes(file, {.format = "histdata", .symbol = {}}).error().message.find("line 1")
            != std::string::npos);
        QVERIFY(!loadQuotes(file, {.format = "truefx", .symbol = {}}));
        const auto unknown = loadQuotes(file, {.format = "metastock", .symbol = {}});
        QVERIFY(unknown.error().message.find("metastock") != std::string::npos);
    }

    void theFileNameTellsTheInstrument()
    {
        const auto told = [](const char *name) { return symbolFromFileName(name).valueOr("?"); };
        QCOMPARE(told("a/DAT_ASCII_EURUSD_T_202001.csv"), std::string("EUR_USD"));
        QCOMPARE(told("truefx-usdjpy-ticks-2013.csv"), std::string("USD_JPY"));
        QCOMPARE(told("GBP_USD.csv.gz"), std::string("GBP_USD"));
        QCOMPARE(told("gbp-usd 2024.csv"), std::string("GBP_USD"));
        QCOMPARE(told("quotes.csv"), std::string("?"));
        QCOMPARE(told("eurusd-gbpusd.csv"), std::string("?"));
        const auto file = write("quotes.csv", "1714989600500,1.1,1.2\n");
        QVERIFY(loadQuotes(file).error().message.find("option") != std::string::npos);
        QCOMPARE(loadQuotes(file, {.format = "auto", .symbol = "EUR_USD"}).value().symbol,
            std::string("EUR_USD"));
    }

    void unreadableFilesAreToldInOneSentence()
    {
        const auto message = [](const std::filesystem::path &file) {
            return QString::fromStdString(
                loadQuotes(file, {.format = "auto", .symbol = "EUR_USD"}).error().message);
        };
        QVERIFY(message("/nowhere/EUR_USD.csv")
                    .contains("/nowhere/EUR_USD.csv: cannot be read: No such file"));
        QVERIFY(message(m_folder.path().toStdString()).contains("folder"));
        QByteArray text;
        for (int i = 0; i < 20'000; ++i)
            text += QByteArray::number(1714989600000 + i * 7919 % 1000 + i * 1000LL) + ",1.1,1.2\n";
        const auto packed = gzipped(text, m_folder);
        for (const auto length :
            {packed.size() - 1, packed.size() - 8, packed.size() / 2, qsizetype(30)}) {
            const auto told = message(write("cut.gz", packed.left(length)));
            QVERIFY2(told.contains("cut.gz") && told.contains("cut short"), qPrintable(told));
        }
        auto damaged = packed;
        damaged[damaged.size() - 6] = char(damaged[damaged.size() - 6] ^ 0x40); // in the checksum
        const auto told = message(write("damaged.gz", damaged));
        QVERIFY2(told.contains("damaged.gz") && told.contains("data is damaged"), qPrintable(told));
        QCOMPARE(loadQuotes(write("whole.gz", packed), {.format = "auto", .symbol = "EUR_USD"})
                     .value()
                     .ticks.size(),
            std::size_t(20'000));
    }

    void linesAcrossBufferEdgesStayWhole()
    {
        QByteArray text;
        for (int i = 0; i < 60'000; ++i)
            text += "line " + QByteArray::number(i) + (i % 2 != 0 ? "\r\n" : "\n");
        auto lines = TextLines::open(write("lines.txt", text)).value();
        for (int i = 0; i < 60'000; ++i) {
            const auto line = lines.next().value();
            QVERIFY(line);
            QCOMPARE(std::string(*line), "line " + std::to_string(i));
            QCOMPARE(lines.number(), std::int64_t(i + 1));
        }
        QVERIFY(!lines.next().value());
        QVERIFY(!lines.next().value());
    }
};

QTEST_APPLESS_MAIN(TestQuoteCsv)
#include "tst_quote_csv.moc"
