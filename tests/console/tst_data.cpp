// agoractl data: files in and out of a store.
#include "engine/market/csv_reader.h"
#include "engine/store/market_store.h"
#include "tests/console/console_run.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sstream>

using namespace agora;
using namespace agora::console;
using namespace std::chrono_literals;

namespace {

const std::string market = AGORA_FIXTURES "/market/";
const std::string minutesFile = market + "fxcm-gbpusd-m1-bid-2012-excerpt.csv";
const std::string ticksFile = market + "histdata-eurusd-quotes-2020-01-01.csv.gz";

} // namespace

class TestData : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    FakeEngine m_engine;

    Ran run(std::vector<std::string> arguments, const std::string &typed = {},
        bool isInterrupted = false, bool showsProgress = false)
    {
        std::istringstream in(typed);
        arguments.insert(arguments.begin(), "data");
        return runWith(m_engine, arguments,
            {.in = typed.empty() ? nullptr : &in,
                .isInterrupted = isInterrupted,
                .showsProgress = showsProgress,
                .connectLimit = 100ms});
    }

    agency::Value document(std::vector<std::string> arguments)
    {
        arguments.emplace_back("--json");
        const auto ran = run(arguments);
        const auto value = agency::Value::parseJson(ran.out);
        if (ran.exit != 0 || !value) {
            QTest::qFail((ran.err + ran.out).c_str(), __FILE__, __LINE__);
            return {};
        }
        return *value;
    }

    std::string write(const char *name, const QByteArray &content)
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", name);
        return file.fileName().toStdString();
    }

    std::filesystem::path storeFile() const
    {
        return m_folder->filePath("data/market.db").toStdString();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("AGORA_DATA_DIR", m_folder->filePath("data").toUtf8());
        qputenv("AGORA_CONFIG_DIR", m_folder->filePath("config").toUtf8());
        qputenv("AGORA_RUNTIME_DIR", m_folder->filePath("run").toUtf8());
        m_engine.runs = false;
        m_engine.deeds.clear();
    }

    void filesComeInOnceHoweverOftenTheyAreGiven()
    {
        auto told = document({"import", minutesFile});
        QCOMPARE(told["rows"].asInteger(), 300);
        QCOMPARE(told["added"].asInteger(), 300);
        QCOMPARE(told["period"].asText(), std::string("M1"));
        QCOMPARE(told["symbol"].asText(), std::string("GBP_USD"));
        told = document({"import", minutesFile});
        QVERIFY(told["added"].asInteger() == 0 && told["replaced"].asInteger() == 0);
        QCOMPARE(document({"import", ticksFile})["added"].asInteger(), 9500);
        QCOMPARE(document({"import", ticksFile})["added"].asInteger(), 0);
        const auto list = document({"list"}).asArray();
        QCOMPARE(list.size(), std::size_t(2));
        QVERIFY(list[0]["symbol"].asText() == "EUR_USD" && list[0]["period"].isNull());
        QCOMPARE(list[0]["rows"].asInteger(), 9500);
        QCOMPARE(list[1]["first"].asText(), std::string("2012-02-01T00:00:00.000000000Z"));
        QCOMPARE(run({"check"}).exit, 0);
        QVERIFY(run({"list"}).out.find("GBP_USD") != std::string::npos);
        QVERIFY(document({"gaps"}).asArray().empty());
    }

    void whatGoesOutComesBackTheSame()
    {
        QCOMPARE(run({"import", minutesFile}).exit, 0);
        QCOMPARE(run({"import", ticksFile}).exit, 0);
        const auto bars = m_folder->filePath("GBP_USD.csv").toStdString();
        const auto ticks = m_folder->filePath("EUR_USD.csv").toStdString();
        QCOMPARE(run({"export", "GBP_USD", "--period", "M1", "-o", bars}).exit, 0);
        QCOMPARE(run({"export", "EUR_USD", "--ticks", "-o", ticks}).exit, 0);
        for (const auto &file : {bars, ticks}) {
            const auto told = document({"import", file});
            QVERIFY(told["rows"].asInteger() > 0);
            QCOMPARE(told["added"].asInteger(), 0);
            QCOMPARE(told["replaced"].asInteger(), 0);
        }
    }

    void anythingThatCanBeMadeIsExported()
    {
        QCOMPARE(run({"import", minutesFile}).exit, 0);
        QCOMPARE(run({"import", ticksFile}).exit, 0);
        const auto hours = run({"export", "GBP_USD", "--period", "1H", "--side", "bid"});
        QCOMPARE(hours.exit, 0);
        QVERIFY2(hours.out.starts_with(
                     "open_time,close_time,open,high,low,close,volume,sources,complete\n"
                     "2012-02-01T00:00:00Z,2012-02-01T01:00:00Z,"),
            hours.out.c_str());
        QCOMPARE(std::count(hours.out.begin(), hours.out.end(), '\n'), 7);
        const auto ofTicks = run({"export", "EUR_USD", "--period", "M5", "--side", "mid", "--to",
            "2020-01-01T23:00:00Z"});
        QCOMPARE(ofTicks.exit, 0);
        QVERIFY(ofTicks.out.find("2020-01-01T22:55:00Z,2020-01-01T23:00:00Z") != std::string::npos);
        const auto shorter = run({"export", "GBP_USD", "--period", "S30"});
        QVERIFY(shorter.exit == 1 && shorter.err.find("nothing of “GBP_USD”") != std::string::npos);
        QCOMPARE(
            document({"resample", "--symbol", "GBP_USD", "--period", "H1"})["added"].asInteger(),
            5);
        QCOMPARE(document({"list"}).asArray().size(), std::size_t(3));
    }

    void barsThatTheClockDoesNotMakeAreExported()
    {
        QCOMPARE(run({"import", ticksFile}).exit, 0);
        for (const bool isFile : {false, true}) {
            const std::vector<std::string> common{"--period", "T100", "--side", "bid"};
            std::vector<std::string> arguments{"export", "EUR_USD"};
            if (isFile)
                arguments = {"resample", "--in", ticksFile};
            arguments.insert(arguments.end(), common.begin(), common.end());
            const auto made = run(arguments);
            QVERIFY2(made.exit == 0, made.err.c_str());
            QCOMPARE(std::count(made.out.begin(), made.out.end(), '\n'), 96); // 9500 ticks, header
            QVERIFY2(made.out.find(",100,100,true\n") != std::string::npos, made.out.c_str());
        }
        const auto ranges = run({"export", "EUR_USD", "--period", "R20"});
        QVERIFY(ranges.exit == 0 && std::count(ranges.out.begin(), ranges.out.end(), '\n') > 20);
        QCOMPARE(run({"import", minutesFile}).exit, 0);
        const auto none = run({"export", "GBP_USD", "--period", "T100"});
        QVERIFY(none.exit == 1 && none.err.find("no ticks of “GBP_USD”") != std::string::npos);
        QVERIFY(run({"export", "EUR_USD", "--period", "T100", "--gaps", "fill"}).exit == 2);
    }

    void exportsHangOnTheAnchorAndFillGapsWhenAsked()
    {
        const auto file = write("EUR_USD.csv",
            "time,open,high,low,close\n2024-05-06T09:58Z,1.1,1.1,1.1,1.1\n2024-05-06T09:59Z,1.1,1."
            "1,"
            "1.1,1.1\n2024-05-06T10:02Z,1.2,1.2,1.2,1.2\n");
        QCOMPARE(run({"import", file}).exit, 0);
        const auto filled
            = run({"export", "EUR_USD", "--period", "M1", "--side", "bid", "--gaps", "fill"});
        QVERIFY2(
            filled.out.find("2024-05-06T10:01:00Z,2024-05-06T10:02:00Z,1.1,1.1,1.1,1.1,0,0,true")
                != std::string::npos,
            (filled.out + filled.err).c_str());
        QCOMPARE(std::count(filled.out.begin(), filled.out.end(), '\n'), 6);
        const auto day = [&](std::vector<std::string> more) {
            more.insert(more.begin(), {"export", "EUR_USD", "--period", "D", "--side", "bid"});
            return run(more).out;
        };
        QVERIFY(day({}).find("\n2024-05-05T21:00:00Z,") != std::string::npos);
        QVERIFY(day({"--zone", "UTC", "--anchor", "0"}).find("\n2024-05-06T00:00:00Z,")
            != std::string::npos);
        QVERIFY(run({"export", "EUR_USD", "--period", "D", "--anchor", "25"}).exit == 2);
    }

    void fillingStopsWhereNothingIsTraded_data()
    {
        QTest::addColumn<QString>("hours");
        QTest::addColumn<int>("filled"); // hours behind Friday 16:00 UTC, before Monday 00:00
        QTest::newRow("always") << "always" << 56;
        QTest::newRow("a built-in week") << "fx-week" << 5; // to 17:00 in New York
        QTest::newRow("of an instrument") << "EUR_USD" << 5;
        QTest::newRow("of one that never rests") << "BTC_USD" << 56;
        QTest::newRow("of one of the user's own") << "DE40_EUR" << 27;
        QTest::newRow("a name of the user's own") << "saturdays" << 27;
        QTest::newRow("sessions") << "Mon-Thu 09:00-17:30, Fri 09:00-18:00" << 2;
    }
    void fillingStopsWhereNothingIsTraded()
    {
        QFETCH(QString, hours);
        QFETCH(int, filled);
        std::filesystem::create_directories(m_folder->filePath("config").toStdString());
        write("config/instruments.toml",
            "[[hours]]\nname = \"saturdays\"\nzone = \"UTC\"\n"
            "sessions = [\"Fri 08:00 - Sat 19:00\"]\n"
            "[[instrument]]\nsymbol = \"DE40_EUR\"\nname = \"Germany 40\"\nhours = "
            "\"saturdays\"\n");
        const auto file = write("bars.csv",
            "time,open,high,low,close\n2024-05-03T15:00Z,1.1,1.1,1.1,1.1\n"
            "2024-05-03T15:30Z,1.1,1.1,1.1,1.1\n2024-05-06T00:00Z,1.2,1.2,1.2,1.2\n"
            "2024-05-06T00:30Z,1.2,1.2,1.2,1.2\n");
        const auto made = run({"resample", "--in", file, "--period", "1H", "--zone", "UTC",
            "--anchor", "0", "--gaps", "fill", "--hours", hours.toStdString()});
        QVERIFY2(made.exit == 0, made.err.c_str());
        QCOMPARE(int(std::count(made.out.begin(), made.out.end(), '\n')) - 3, filled);
    }

    void anExportIsMadeOfWhatKnowsMost()
    {
        QCOMPARE(run({"import", minutesFile}).exit, 0);
        { // a Router made two bars live, of five hours that are known
            auto store = MarketStore::open(storeFile(), MarketStore::Mode::ReadWrite);
            QVERIFY(store.hasValue());
            const Ohlc side{1.5, 1.5, 1.5, 1.5};
            for (const auto *at : {"2012-02-01T03:00:00Z", "2012-02-01T03:05:00Z"})
                QVERIFY(store->putBars("GBP_USD", Period::minutes(5),
                    std::vector{QuoteBar{.openTime = parseIso(at).value(),
                        .bid = side,
                        .ask = side,
                        .mid = side,
                        .flags = BarLive | BarComplete}}));
        }
        const auto made = run({"export", "GBP_USD", "--period", "M15", "--side", "bid"});
        QVERIFY2(std::count(made.out.begin(), made.out.end(), '\n') >= 20, made.out.c_str());
        QVERIFY(document({"gaps"}).asArray().empty()); // of the M1 bars, and nobody promised more
        QVERIFY(!document({"gaps", "GBP_USD", "--period", "M5"}).asArray().empty());
    }

    void bidsAndAsksOfTwoFilesAreJoined()
    {
        const auto asks = market + "fxcm-gbpusd-m1-ask-2012-excerpt.csv";
        const auto told = document({"import", minutesFile, "--ask", asks});
        QCOMPARE(told["added"].asInteger(), 300);
        QCOMPARE(told["lonely"].asInteger(), 0);
        const auto out
            = run({"export", "GBP_USD", "--period", "M1", "--to", "2012-02-01T00:01Z"}).out;
        QVERIFY2(out.find("2012-02-01T00:00:00Z,1.57597,1.57606,1.57576,1.57576,1.57608,1.5761,"
                          "1.57585,1.57585,")
                != std::string::npos,
            out.c_str());
        QCOMPARE(document({"import", minutesFile, "--ask", asks})["added"].asInteger(), 0);
        const auto few = write("asks.csv",
            "timestamp,open,high,low,close\n2012-02-01 00:01:00+00:00,1.6,1.6,1.6,1.6\n2012-02-01 "
            "00:02:00+00:00,1.6,1.6,1.6,1.6\n2012-02-02 00:00:00+00:00,1.6,1.6,1.6,1.6\n");
        const auto partly = run({"import", minutesFile, "--ask", few});
        QVERIFY2(partly.out.find("2 M1 bars") != std::string::npos
                && partly.out.find(
                       "299 that only one file has passed over (2012-02-01T00:00:00Z is "
                       "only in ")
                    != std::string::npos,
            (partly.out + partly.err).c_str());
        QVERIFY(run({"import", minutesFile, "--ask", ticksFile}).err.find("holds ticks")
            != std::string::npos);
        QCOMPARE(run({"import", minutesFile, "--ask", asks, "--side", "bid"}).exit, 2);
    }

    void aPersonSeesHowFarItIs()
    {
        const auto ran = run({"import", ticksFile}, {}, false, true);
        QCOMPARE(ran.exit, 0);
        QVERIFY2(
            ran.err.find("\rhistdata-eurusd-quotes-2020-01-01.csv.gz [####") != std::string::npos
                && ran.err.find("100 %") != std::string::npos
                && ran.err.find(" M rows/s") != std::string::npos
                && ran.err.find(" s left") != std::string::npos && ran.err.ends_with('\n'),
            ran.err.c_str());
        QVERIFY(run({"import", ticksFile}).err.empty()); // nothing where nobody looks
    }

    void everyOptionOfABarFileCounts()
    {
        const QByteArray text = "time,open,high,low,close\n2024-05-06 10:05:00,1.1,1.1,1.1,1.1\n"
                                "2024-05-06 10:10:00,1.1,1.1,1.1,1.1\n";
        const auto file = write("EUR_USD.csv", text);
        const auto one = [&](std::vector<std::string> more) {
            more.insert(more.begin(), {"import", file});
            (void)document(more);
            const auto out
                = run({"export", "EUR_USD", "--period", "M5", "--to", "2024-05-06T10:06Z"}).out;
            const auto line = out.substr(out.find('\n') + 1);
            (void)run({"delete", "EUR_USD", "--yes"});
            return line.substr(0, line.find('\n'));
        };
        QCOMPARE(
            one({}), std::string("2024-05-06T10:05:00Z,1.1,1.1,1.1,1.1,1.1,1.1,1.1,1.1,0,0,true"));
        QVERIFY(one({"--stamps", "end"}).starts_with("2024-05-06T10:00:00Z,"));
        QVERIFY(one({"--zone", "Europe/Helsinki"}).starts_with("2024-05-06T07:05:00Z,"));
        QCOMPARE(one({"--spread", "10", "--side", "ask"}),
            std::string(
                "2024-05-06T10:05:00Z,1.0999,1.0999,1.0999,1.0999,1.1,1.1,1.1,1.1,0,0,true"));
        QVERIFY(one({"--columns", "time,open,high,low,close", "--format", "generic"})
                    .starts_with("2024-05-06T10:05:00Z,"));
        QVERIFY(run({"import", file, "--stamps", "middle"}).exit == 2);
        QVERIFY(run({"import", file, "--period", "M1"}).exit == 0); // told, and they are so long
        QCOMPARE(document({"list"}).asArray()[0]["period"].asText(), std::string("M1"));
        QVERIFY(
            document({"import", write("plain.csv", text), "--symbol", "AUD_USD"})["symbol"].asText()
            == "AUD_USD");
    }

    void filesAreResampledByTheVectors()
    {
        QFile file(AGORA_FIXTURES "/resample/fx_dst.json");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto vectors = agency::Value::parseJson(file.readAll().toStdString()).value();
        QVERIFY(!vectors["cases"].asArray().empty());
        for (const auto &one : vectors["cases"].asArray()) {
            const auto name = one["name"].asText();
            QByteArray text = "open_time,close_time,open,high,low,close,volume\n";
            for (const auto &bar : one["source"].asArray())
                text += QByteArray::fromStdString(bar["open_time"].asText() + ","
                    + bar["close_time"].asText() + "," + bar["open"].toJson() + ","
                    + bar["high"].toJson() + "," + bar["low"].toJson() + "," + bar["close"].toJson()
                    + "," + bar["volume"].toJson() + "\n");
            const auto in = write("source.csv", text);
            const auto made
                = run({"resample", "--in", in, "--out", m_folder->filePath("out.csv").toStdString(),
                    "--period", one["target_frame"].asText(), "--zone", one["timezone"].asText(),
                    "--anchor", one["alignment_hour"].toJson(), "--week-start",
                    one["week_start"].asText(), "--gaps", "skip"});
            QVERIFY2(made.exit == 0, (name + made.err).c_str());
            QFile out(m_folder->filePath("out.csv"));
            QVERIFY(out.open(QIODevice::ReadOnly));
            auto lines = out.readAll().trimmed().split('\n');
            QCOMPARE(lines.takeFirst(),
                QByteArray("open_time,close_time,open,high,low,close,volume,sources,complete"));
            const auto &expected = one["expected"].asArray();
            QVERIFY2(std::size_t(lines.size()) == expected.size(), name.c_str());
            for (std::size_t i = 0; i < expected.size(); ++i) {
                const auto fields = lines[qsizetype(i)].split(',');
                const auto &bar = expected[i];
                QCOMPARE(fields[0].toStdString(), bar["open_time"].asText());
                QCOMPARE(fields[1].toStdString(), bar["close_time"].asText());
                int column = 2;
                for (const auto *field : {"open", "high", "low", "close", "volume", "sources"})
                    QVERIFY(std::abs(fields[column++].toDouble() - bar[field].asNumber()) < 1e-9);
                QCOMPARE(fields[8] == "true", bar["complete"].asBool());
            }
        }
    }

    void aBadLineIsNamedOrPassedOver()
    {
        const auto file = write("EUR_USD.csv",
            "time,bid,ask\n2024-05-06T10:00:00Z,1.1,1.2\n2024-05-06T10:00:01Z,1.1,x\n2024-05-06T10:"
            "00:02Z,1.1,1.2\n");
        const auto refused = run({"import", file});
        QCOMPARE(refused.exit, 1);
        QVERIFY2(refused.err.find("EUR_USD.csv: line 3: the ask “x”") != std::string::npos
                && refused.err.find("1 rows before it are stored") != std::string::npos,
            refused.err.c_str());
        const auto told = document({"import", file, "--skip-bad"});
        QVERIFY(told["rows"].asInteger() == 2 && told["bad_lines"].asInteger() == 1
            && told["added"].asInteger() == 1);
    }

    void whatAPersonIsAsked()
    {
        const auto file = write("EUR_USD.csv",
            "2024.05.06,13:00,1.1,1.3,1.0,1.2,7\n2024.05.06,13:01,1.1,1.3,1.0,1.2,7\n");
        const auto refused = run({"import", file});
        QVERIFY(refused.exit == 1 && refused.err.find("time zone") != std::string::npos);
        const auto asked = run({"import", file}, "Europe/Helsinki\n");
        QVERIFY2(asked.exit == 0, asked.err.c_str());
        QCOMPARE(document({"list"}).asArray()[0]["first"].asText(),
            std::string("2024-05-06T10:00:00.000000000Z"));
        QVERIFY(run({"delete", "EUR_USD"}, "no\n").exit == 1);
        QVERIFY(run({"delete", "EUR_USD"}, "yes\n").exit == 0);
        QVERIFY(document({"list"}).asArray().empty());
        QVERIFY(run({"delete", "EUR_USD", "--yes"}).exit == 1);
    }

    void ctrlCKeepsWhatIsWhole()
    {
        const auto stopped = run({"import", ticksFile}, {}, true);
        QCOMPARE(stopped.exit, 1);
        QVERIFY2(
            stopped.err.find("interrupted; the 0 rows before it are stored") != std::string::npos,
            stopped.err.c_str());
        QCOMPARE(run({"check"}).exit, 0);
    }

    void holesAreGapsAndDamageIsRepaired()
    {
        QByteArray text = "time,open,high,low,close\n";
        for (int i = 0; i < 3000; ++i) {
            const auto at = parseIso("2024-05-06T00:00:00Z").value()
                + std::chrono::minutes(i < 1500 ? i : i + 240);
            text += QByteArray::fromStdString(formatIso(at, 0)) + ",1.1,1.1,1.1,1.1\n";
        }
        QCOMPARE(run({"import", write("EUR_USD.csv", text)}).exit, 0);
        const auto gaps = document({"gaps", "EUR_USD"}).asArray();
        QCOMPARE(gaps.size(), std::size_t(1));
        QCOMPARE(gaps[0]["missing_minutes"].asInteger(), 240);
        QCOMPARE(gaps[0]["day"].asText(), std::string("2024-05-07"));
        QVERIFY(run({"repair"}).out.find("1 gaps left") != std::string::npos);
    }

    void wrongUseIsTold()
    {
        const auto refused = [this](const std::vector<std::string> &arguments, const char *why) {
            const auto ran = run(arguments);
            QVERIFY2(ran.exit == 2 && ran.err.find(why) != std::string::npos,
                (ran.err + ran.out).c_str());
        };
        refused({"export", "EUR_USD"}, "--period");
        refused({"export", "EUR_USD", "--period", "H5"}, "H5");
        refused({"resample", "--in", "x"}, "--period");
        refused({"resample", "--in", "x", "--period", "H4", "--gaps", "perhaps"}, "perhaps");
        refused({"resample", "--in", "x", "--period", "H4", "--week-start", "fry"}, "fry");
        const auto hours = [](const char *text) {
            return std::vector<std::string>{
                "resample", "--in", "x", "--period", "H4", "--hours", text};
        };
        refused(hours("fx-weak"), "did you mean “fx-week”");
        refused(hours("EUR_USB"), "did you mean “EUR_USD”");
        refused(hours("Mon-Fry 09:00-17:30"), "Mon-Fry");
        refused({"imprt"}, "did you mean");
        QVERIFY(run({"list"}).err.find("nothing is stored yet") != std::string::npos);
        QVERIFY(
            run({"import", "/nowhere/EUR_USD.csv"}).err.find("No such file") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestData)
#include "tst_data.moc"
