// agoractl data: files as they come, and what goes out: each bar whole and what it says it is.
#include "tests/console/console_run.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace agora;
using namespace agora::console;
using namespace std::chrono_literals;

namespace {

const std::string market = AGORA_FIXTURES "/market/";
const std::string minutesFile = market + "fxcm-gbpusd-m1-bid-2012-excerpt.csv";
const std::string ticksFile = market + "histdata-eurusd-quotes-2020-01-01.csv.gz";
constexpr auto header = "open_time,close_time,open,high,low,close,volume,sources,complete\n";

} // namespace

class TestDataFiles : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    FakeEngine m_engine;

    Ran run(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), "data");
        return runWith(m_engine, arguments, {.connectLimit = 100ms});
    }

    /// What a command that must succeed prints.
    std::string told(const std::vector<std::string> &arguments)
    {
        const auto ran = run(arguments);
        if (ran.exit != 0)
            QTest::qFail(ran.err.c_str(), __FILE__, __LINE__);
        return ran.out;
    }

    std::string path(const char *name) const { return m_folder->filePath(name).toStdString(); }

    std::string write(const char *name, const QByteArray &content)
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", name);
        return file.fileName().toStdString();
    }

    QByteArray content(const char *name) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("is not there");
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("AGORA_DATA_DIR", m_folder->filePath("data").toUtf8());
        qputenv("AGORA_CONFIG_DIR", m_folder->filePath("config").toUtf8());
        qputenv("AGORA_RUNTIME_DIR", m_folder->filePath("run").toUtf8());
        m_engine.runs = false;
    }

    void whatStandsIsReplacedByAWholeFileOrNotAtAll()
    {
        const QByteArray ticks("time,bid,ask\n2024-05-06T10:00:00Z,1.1,1.2\n"
                               "2024-05-06T10:01:30Z,1.3,1.4\n");
        const auto file = write("ticks.csv", ticks);
        told({"resample", "--in", file, "--out", file, "--period", "M1"}); // of itself
        QVERIFY(content("ticks.csv").startsWith(header));
        QCOMPARE(content("ticks.csv").count('\n'), 3);

        const auto other = write("other.csv", "kept");
        const auto bad = write("bad.csv", ticks + "2024-05-06T10:02:00Z,nan,1\n");
        QCOMPARE(run({"resample", "--in", bad, "--out", other, "--period", "M1"}).exit, 1);
        QCOMPARE(content("other.csv"), QByteArray("kept"));
        QCOMPARE(QDir(m_folder->path()).entryList({"*.part"}).size(), 0);
    }

    void aBarThatIsNotCompleteStaysSo()
    {
        const auto ticks = write("ticks.csv",
            "time,bid,ask\n2024-05-06T10:57:00.1Z,1.1,1.2\n2024-05-06T10:58:30Z,1.1,1.2\n"
            "2024-05-06T10:59:30Z,1.1,1.2\n");
        const auto direct = told({"resample", "--in", ticks, "--period", "H1"});
        QVERIFY(direct.ends_with(",3,3,false\n"));
        told({"resample", "--in", ticks, "--out", path("m1.csv"), "--period", "M1"});
        QCOMPARE(told({"resample", "--in", path("m1.csv"), "--period", "H1"}), direct);
        QCOMPARE(
            QByteArray::fromStdString(told({"resample", "--in", path("m1.csv"), "--period", "M1"}))
                .replace(",3,", ",1,"),
            content("m1.csv"));
        const auto imported = told({"import", path("m1.csv"), "--symbol", "EUR_USD"});
        QVERIFY2(imported.find("2 M1 bars") != std::string::npos
                && imported.find("1 not complete passed over") != std::string::npos,
            imported.c_str());
    }

    void aFileOfBarsTellsItsPeriod_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("sources");
        QTest::newRow("any minutes that divide an hour")
            << QByteArray("time,open,high,low,close\n2024-05-06T10:00Z,1,1,1,1\n"
                          "2024-05-06T10:12Z,1,1,1,1\n2024-05-06T11:00Z,1,1,1,1\n")
            << "2,true;1,false";
        // 5 November 2023, 01:00 New York comes twice: the bar of four hours that holds it has
        // five.
        QTest::newRow("bars that a clock change made longer")
            << QByteArray("time,open,high,low,close\n2023-11-05T01:00Z,1,1,1,1\n"
                          "2023-11-05T05:00Z,1,1,1,1\n2023-11-05T10:00Z,1,1,1,1\n")
            << "3,false";
        QTest::newRow("bars that a clock change made shorter")
            << QByteArray("time,open,high,low,close\n2024-03-10T06:00Z,1,1,1,1\n"
                          "2024-03-10T09:00Z,1,1,1,1\n2024-03-10T13:00Z,1,1,1,1\n")
            << "3,false";
        QTest::newRow("times at which they close")
            << QByteArray("open_time,close_time,open,high,low,close\n"
                          "2024-05-06T08:00:00Z,2024-05-06T08:59:59.999Z,1,1,1,1\n"
                          "2024-05-06T16:00:00Z,2024-05-06T16:59:59.999Z,1,1,1,1\n"
                          "2024-05-06T20:00:00Z,2024-05-06T20:59:59.999Z,1,1,1,1\n")
            << "3,true";
    }

    void aFileOfBarsTellsItsPeriod()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, sources);
        const bool isHourly = sources.contains(';');
        const auto made = QString::fromStdString(told(
            {"resample", "--in", write("bars.csv", content), "--period", isHourly ? "H1" : "D"}));
        QStringList found;
        for (const auto &line : made.split('\n', Qt::SkipEmptyParts).mid(1))
            found.append(line.split(',').mid(7).join(','));
        QCOMPARE(found.join(';'), sources);
    }

    void aPeriodThatNothingTellsIsGiven()
    {
        const auto one = write("one.csv", "time,open,high,low,close\n2024-05-06T10:30Z,1,1,1,1\n");
        const auto asked = run({"resample", "--in", one, "--period", "H1"});
        QVERIFY(asked.exit == 1 && asked.err.find("do not tell their period") != std::string::npos);
        QVERIFY(told({"resample", "--in", one, "--period", "1h", "--in-period", "30m"})
                    .ends_with("2024-05-06T11:00:00Z,1,1,1,1,0,1,true\n"));
        const auto wrong = run({"resample", "--in", one, "--period", "H1", "--in-period", "M7"});
        QVERIFY(wrong.exit == 2 && wrong.err.find("--in-period: “M7”") != std::string::npos);
        const auto none = write("none.csv", "time,open,high,low,close\n");
        QVERIFY(run({"resample", "--in", none, "--period", "H1"}).err.find("there is no bar in it")
            != std::string::npos);
    }

    void barsByActivityAreKnownByTheirFirstTick()
    {
        const auto ticks = write("EUR_USD.csv",
            "time,bid,ask\n2024-05-06T20:59:58.100Z,1.1,1.2\n2024-05-06T20:59:58.200Z,1.1,1.2\n"
            "2024-05-06T20:59:58.300Z,1.1,1.2\n2024-05-06T21:00:00Z,1.1,1.2\n");
        const auto rows
            = "2024-05-06T20:59:58.100Z,2024-05-06T20:59:58.200Z,1.1,1.1,1.1,1.1,2,2,true\n"
              // R13: the day's end closes it, not complete by its own rule
              "2024-05-06T20:59:58.300Z,2024-05-06T21:00:00Z,1.1,1.1,1.1,1.1,1,1,false\n"
              "2024-05-06T21:00:00Z,2024-05-06T21:00:00Z,1.1,1.1,1.1,1.1,1,1,false\n";
        QCOMPARE(told({"resample", "--in", ticks, "--period", "T2"}), header + std::string(rows));
        told({"import", ticks});
        const std::vector<std::string> out{"export", "EUR_USD", "--period", "T2", "--side", "bid"};
        QCOMPARE(told(out), header + std::string(rows));
        auto later = out; // a range does not move where bars begin
        later.insert(later.end(), {"--from", "2024-05-06T20:59:58.200Z"});
        QCOMPARE(told(later), header + std::string(rows).substr(std::string(rows).find('\n') + 1));
    }

    void anExportHoldsWholeBars()
    {
        told({"import", minutesFile});
        const std::vector<std::string> all{"export", "GBP_USD", "--period", "H1", "--side", "bid"};
        const auto bars = QString::fromStdString(told(all)).split('\n');
        auto some = all;
        some.insert(some.end(), {"--from", "2012-02-01T00:30", "--to", "2012-02-01T02:10"});
        const auto part = QString::fromStdString(told(some)).split('\n');
        QCOMPARE(part, (QStringList{bars[0], bars[2], bars[3], ""})); // those that open within
        const auto day = [&](const char *from) {
            return QString::fromStdString(told({"export", "GBP_USD", "--period", "D", "--side",
                "bid", "--from", from, "--to", "2012-02-01T03:00"}));
        };
        QVERIFY(day("2012-01-31T22:00").endsWith("false\n")); // what is stored ends within it
        QCOMPARE(day("2012-01-31T22:30").count('\n'), 1); // it opened before
    }

    void barsOfOtherDaysAreMadeOfWhatFitsThem()
    {
        told({"import", minutesFile});
        const std::vector<std::string> tokyo{"export", "GBP_USD", "--period", "H4", "--side", "bid",
            "--zone", "Asia/Tokyo", "--anchor", "9"};
        const auto wanted = told(tokyo);
        QVERIFY(wanted.find("\n2012-02-01T00:00:00Z,2012-02-01T04:00:00Z,") != std::string::npos);
        told({"export", "GBP_USD", "--period", "H4", "-o", path("h4.csv")});
        told({"import", path("h4.csv"), "--symbol", "GBP_USD"}); // on 17:00 New York
        QCOMPARE(told(tokyo), wanted);
        told({"delete", "GBP_USD", "--period", "M1", "--yes"});
        const auto refused = run(tokyo);
        QVERIFY2(refused.exit == 1
                && refused.err.find("H4 bars of days from 9:00 Asia/Tokyo") != std::string::npos,
            refused.err.c_str());
    }

    void theNewestBarsAreMadeOfWhatKnowsThem()
    {
        told({"import", minutesFile});
        // 5 hours and a part, so that hours which are stored know less than minutes.
        told({"delete", "GBP_USD", "--from", "2012-02-01T05:40", "--yes"});
        const auto rowsOf = [&](const char *period) {
            QStringList rows;
            const auto out = told({"export", "GBP_USD", "--period", period, "--side", "bid"});
            for (const auto &line : QString::fromStdString(out).split('\n', Qt::SkipEmptyParts)) {
                auto fields = line.split(',');
                fields.removeAt(7); // how many they are made of
                rows.append(fields.join(','));
            }
            return rows;
        };
        const auto hours = rowsOf("H1");
        const auto days = rowsOf("D");
        QVERIFY(hours.size() == 7 && hours.back().endsWith(",false"));
        told({"export", "GBP_USD", "--period", "H1", "-o", path("h1.csv")});
        told({"import", path("h1.csv"), "--symbol", "GBP_USD"});
        QCOMPARE(rowsOf("H1"), hours);
        QCOMPARE(rowsOf("D"), days);
    }

    void longBarsOfOtherDaysAreRefused_data()
    {
        QTest::addColumn<QByteArray>("symbol");
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<int>("hoursApart");
        QTest::addColumn<QString>("late"); ///< day:hours, of single ones
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("edge"); ///< told by the refusal; empty = imported
        const auto row
            = [](const char *name, const char *symbol, const char *first, int apart,
                  const char *edge, const QStringList &options = {}, const char *late = "") {
                  QTest::newRow(name) << QByteArray(symbol) << QByteArray(first) << apart
                                      << QString(late) << options << QString(edge);
              };
        const auto *euro = "EUR_USD";
        const auto *bitcoin = "BTC_USD";
        row("by date", euro, "2024-01-08 00:00", 24, "");
        row("by date of a server", euro, "2024-01-08 00:00", 24, "", {"--zone", "Europe/Helsinki"});
        row("own edges", euro, "2024-01-07 22:00", 24, "");
        row("first ticks", euro, "2024-01-07 22:04", 24, "");
        row("a late session", euro, "2024-01-07 22:00", 24, "", {}, "2:5");
        row("two late sessions", euro, "2024-01-07 22:00", 24, "", {}, "2:5 3:1");
        row("ends by date", euro, "2024-01-09 00:00", 24, "", {"--stamps", "end"});
        row("ends", euro, "2024-01-08 22:00", 24, "", {"--stamps", "end"});
        row("days from eight", euro, "2024-01-08 08:00", 24, "2024-01-07T22:00:00Z");
        row("days that end at eight", euro, "2024-01-08 08:00", 24, "2024-01-08T22:00:00Z",
            {"--stamps", "end"});
        row("days from eight, wanted", euro, "2024-01-08 08:00", 24, "", {"--by-date"});
        row("an unknown instrument", "ACME", "2024-01-08 08:00", 24, "");
        row("weeks from Sunday", euro, "2024-01-07 00:00", 168, "");
        row("weeks from Monday", euro, "2024-01-08 00:00", 168, "");
        row("weeks from their first price", euro, "2024-01-07 17:00", 168, "",
            {"--zone", "America/New_York"});
        row("weeks from Wednesday", euro, "2024-01-10 00:00", 168, "2024-01-05T22:00:00Z");
        row("weeks from Wednesday, wanted", euro, "2024-01-10 00:00", 168, "", {"--by-date"});
        row("days that never close", bitcoin, "2024-01-08 00:00", 24, "");
        row("own edges that never close", bitcoin, "2024-01-06 22:00", 24, "");
        row("own weeks that never close", bitcoin, "2024-01-05 17:00", 168, "",
            {"--zone", "America/New_York"});
        row("weeks of exchanges", bitcoin, "2024-01-08 00:00", 168, "2024-01-05T22:00:00Z");
        row("hours", euro, "2024-01-08 08:00", 1, "");
    }
    void longBarsOfOtherDaysAreRefused()
    {
        QFETCH(const QByteArray, symbol);
        QFETCH(const QByteArray, first);
        QFETCH(const int, hoursApart);
        QFETCH(const QString, late);
        QFETCH(const QStringList, options);
        QFETCH(const QString, edge);
        QByteArray content("time,open,high,low,close\n");
        const QDateTime begin(QDate::fromString(first.left(10), Qt::ISODate),
            QTime::fromString(first.mid(11), "HH:mm"), Qt::UTC);
        for (int i = 0, kept = 0; kept < 12; ++i) {
            auto at = begin.addSecs(qint64(i) * hoursApart * 3600);
            const bool isClosed = hoursApart == 24 && at.date().dayOfWeek() > 5 && symbol[0] == 'E'
                && begin.time().hour() < 20;
            const bool isWeekend = hoursApart == 24 && begin.time().hour() >= 20
                && (at.date().dayOfWeek() == 5 || at.date().dayOfWeek() == 6) && symbol[0] == 'E';
            if (isClosed || isWeekend)
                continue;
            for (const auto &one : late.split(' ', Qt::SkipEmptyParts)) {
                if (one.section(':', 0, 0).toInt() == kept)
                    at = at.addSecs(one.section(':', 1).toInt() * 3600);
            }
            content += at.toString("yyyy-MM-dd HH:mm").toUtf8() + ",1,1,1,1\n";
            ++kept;
        }
        const char *period = hoursApart == 168 ? "W" : hoursApart == 24 ? "D" : "H1";
        std::vector<std::string> arguments{"import", write("bars.csv", content), "--symbol",
            symbol.toStdString(), "--period", period};
        if (!options.contains("--zone"))
            arguments.insert(arguments.end(), {"--zone", "UTC"});
        for (const auto &option : options)
            arguments.push_back(option.toStdString());
        const auto ran = run(arguments);
        if (edge.isEmpty()) {
            QVERIFY2(ran.exit == 0 && ran.out.find("12 new") != std::string::npos,
                (ran.out + ran.err).c_str());
            return;
        }
        QCOMPARE(ran.exit, 1);
        for (const auto &part : {std::string("bars.csv: line 2: "), edge.toStdString(),
                 std::string("12 of the first 12"), std::string("--by-date")})
            QVERIFY2(ran.err.find(part) != std::string::npos, ran.err.c_str());
        QCOMPARE(std::count(ran.err.begin(), ran.err.end(), '\n'), 1);
        QVERIFY(run({"list"}).out.find(symbol.toStdString()) == std::string::npos);
    }

    void whatIsStoredGoesOutAsItIs()
    {
        const auto months = write("months.csv",
            "date,open,high,low,close\n2012-01-31,1,1,1,1\n2012-02-29,1,1,1,1\n"
            "2012-03-31,1,1,1,1\n");
        told({"import", months, "--symbol", "GBP_USD"});
        told({"import", minutesFile});
        const auto out = told({"export", "GBP_USD", "--period", "MN"});
        QCOMPARE(std::count(out.begin(), out.end(), '\n'), 4);
        // Ticks of a time of which there are no bars.
        told({"import", ticksFile, "--symbol", "GBP_USD"});
        const auto ofTicks = told(
            {"export", "GBP_USD", "--period", "M5", "--side", "bid", "--from", "2020-01-01"});
        QVERIFY(std::count(ofTicks.begin(), ofTicks.end(), '\n') > 50);
    }

    void numbersArePlain()
    {
        const auto ticks = write("ticks.csv",
            "time,bid,ask\n2024-05-06T10:00:00Z,100000,100001.5\n"
            "2024-05-06T10:00:01Z,0.00001234,0.00001235\n2024-05-06T10:00:02Z,1.12131,1.12134\n");
        QVERIFY(told({"resample", "--in", ticks, "--period", "M1"})
                    .find(",100000,100000,0.00001234,1.12131,3,")
            != std::string::npos);
        QVERIFY(told({"resample", "--in", ticks, "--period", "M1", "--side", "mid"})
                    .find(",100000.75,100000.75,0.000012345,1.121325,3,")
            != std::string::npos);
    }

    void aSymbolIsSpeltAsTheListDoes()
    {
        const auto ticks = write("t.csv", "time,bid,ask\n2024-05-06T10:00:00Z,1.1,1.2\n");
        told({"import", ticks, "--symbol", "eurusd"});
        told({"import", ticks, "--symbol", "GOOG"});
        const auto stored = told({"list"});
        QVERIFY2(stored.find("EUR_USD") != std::string::npos, stored.c_str());
        QCOMPARE(std::count(stored.begin(), stored.end(), '\n'), 3);
        QVERIFY(told({"export", "EUR/USD", "--ticks"}).find(",1.1,1.2,0\n") != std::string::npos);
        QCOMPARE(run({"import", ticks, "--symbol", "a b"}).exit, 2);
        const auto none = run({"export", "EUR_USD", "--period", "M1", "--from", "yesterday"});
        QVERIFY(none.exit == 2 && none.out.empty());
    }

    void wrongOptionsAreTold()
    {
        const auto ticks = write("t.csv", "time,bid,ask\n2024-05-06T10:00:00Z,1.1,1.2\n");
        const auto refusal = [&](std::vector<std::string> more) {
            more.insert(more.begin(), {"resample", "--in", ticks, "--period", "M1"});
            const auto ran = run(more);
            return (ran.exit == 0 ? "" : std::to_string(ran.exit) + " ") + ran.err;
        };
        QVERIFY(refusal({"--spread", "-5"}).starts_with("2 agoractl: --spread"));
        QVERIFY(refusal({"--format", "csv"}).find("only histdata, truefx") != std::string::npos);
        QVERIFY(refusal({"--anchor", "24"}).starts_with("2 "));
        QVERIFY(refusal({"--week-start", "noday"}).starts_with("2 "));
    }
};

QTEST_APPLESS_MAIN(TestDataFiles)
#include "tst_data_files.moc"
