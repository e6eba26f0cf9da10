#include "engine/base/text.h"
#include "indicators/catalog.h"
#include "indicators/column_name.h"
#include "tests/console/console_run.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace agora;
using namespace agora::console;

namespace {

Ran run(const std::vector<std::string> &arguments)
{
    FakeEngine engine;
    auto ran = runWith(engine, arguments);
    if (engine.opened != 0)
        qFatal("indicator commands need no engine");
    return ran;
}

bool contains(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}

const char *const bars = "Time,Open,High,Low,Close,Volume,ask_open,ask_high,ask_low,ask_close\n"
                         "2024-01-01T00:00Z,1,4,0.5,2,10,2,5,1.5,3\n"
                         "2024-01-01T01:00Z,2,5,1.5,3,20,3,6,2.5,4\n"
                         "2024-01-01T02:00Z,3,6,2.5,4,30,4,7,3.5,5\n";

} // namespace

/// `agoractl indicator …`, which asks no engine.
class TestIndicatorCommands : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string file(const char *name, const char *text = nullptr)
    {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        if (text != nullptr) {
            QFile target(path);
            if (!target.open(QIODevice::WriteOnly) || target.write(text) < 0)
                qFatal("cannot write %s", qPrintable(path));
        }
        return path.toStdString();
    }
    Ran compute(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), {"indicator", "compute"});
        arguments.insert(arguments.end(), {"--in", file("bars.csv", bars)});
        return run(arguments);
    }

private slots:
    void theListHasTheWholeCatalogue()
    {
        const auto ran = run({"indicator", "list"});
        QCOMPARE(ran.exit, 0);
        for (const auto &info : indicators::catalog())
            QVERIFY2(contains(ran.out, info.name), info.key.c_str());
        const auto document = agency::Value::parseJson(run({"indicator", "list", "--json"}).out);
        QVERIFY(document);
        QCOMPARE(document->asArray().size(), indicators::catalog().size());
        const auto &first = document->asArray().front();
        QCOMPARE(first["key"].asText(), indicators::catalog().front().key);
        QCOMPARE(first["outputs"].asArray()[0]["warm_up"].asInteger(), std::int64_t(20));
    }

    void oneIsDescribedInFull()
    {
        const auto ran = run({"indicator", "describe", "bollinger"});
        QCOMPARE(ran.exit, 0);
        for (const char *part : {"Bollinger Bands", "period", "width", "1 to 10000", "upper",
                 "overlay", "bb_{period}_{width}_upper"})
            QVERIFY2(contains(ran.out, part), part);
        QCOMPARE(run({"indicator", "describe", "bb_20_2_upper"}).out, ran.out);
        const auto document
            = agency::Value::parseJson(run({"indicator", "describe", "rsi", "--json"}).out);
        QVERIFY(document);
        QCOMPARE((*document)["parameters"].asArray()[0]["default"].asInteger(), std::int64_t(14));
    }

    void severalIndicatorsInOneRun()
    {
        const auto ran = compute({"sma_2", "sma:1,input=high", "range=high - low",
            "min(open, close)", "bollinger:2", "correct=ask - close"});
        QCOMPARE(ran.err, std::string());
        const auto lines = split(ran.out, '\n');
        QCOMPARE(lines.size(), std::size_t(5)); // the last is empty
        QCOMPARE(std::string(lines[0]),
            std::string("Time,sma_2,\"sma:1,input=high\",range,\"min(open, close)\","
                        "bollinger:2.upper,bollinger:2.middle,bollinger:2.lower,correct"));
        QCOMPARE(std::string(lines[1]), std::string("2024-01-01T00:00Z,,4,3.5,1,,,,1"));
        QCOMPARE(std::string(lines[2]), std::string("2024-01-01T01:00Z,2.5,5,3.5,2,3.5,2.5,1.5,1"));
    }

    void aFileIsWritten()
    {
        const auto target = file("out.csv");
        const auto ran = compute({"sma_2", "rsi", "--out", target});
        QCOMPARE(ran.exit, 0);
        QVERIFY2(contains(ran.out, "2 columns for 3 bars"), ran.out.c_str());
        QFile written(QString::fromStdString(target));
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(),
            QByteArray("Time,sma_2,rsi\n2024-01-01T00:00Z,,\n2024-01-01T01:00Z,2.5,\n"
                       "2024-01-01T02:00Z,3.5,\n"));
        const auto document
            = agency::Value::parseJson(compute({"sma_2", "--out", target, "--json"}).out);
        QVERIFY(document && (*document)["rows"].asInteger() == 3);
    }

    void otherColumnsCanBeTheInput()
    {
        QVERIFY(contains(compute({"sma_1", "--input", "volume"}).out, "T00:00Z,10\n"));
        const auto asks = compute({"median", "--input", "ask_open,ask_high,ask_low,ask_close"});
        QVERIFY2(contains(asks.out, "T00:00Z,3.25\n"), asks.out.c_str());
        QVERIFY(contains(compute({"sma_1", "--input", "vollume"}).err, "did you mean “Volume”"));
        QCOMPARE(compute({"sma_1", "--input", "open,close"}).exit, 2);
    }

    void everyReferenceColumnIsWritten()
    {
        const auto ran = compute({"--all-columns"});
        QCOMPARE(ran.err, std::string());
        std::string header = "Time";
        for (const auto &name : indicators::referenceColumnNames())
            header += "," + name;
        QCOMPARE(std::string(split(ran.out, '\n').front()), header);
    }

    void mistakesAreToldInOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QString>("words");
        const auto row = [](const QStringList &arguments, int exit, const char *words) {
            QTest::newRow(qPrintable(arguments.join(u' ')))
                << arguments << exit << QString::fromUtf8(words);
        };
        row({"rsi14"}, 1, "did you mean “rsi_14”");
        row({"rssi:14"}, 1, "did you mean “rsi”");
        row({"rsi:0"}, 1, "\"period\" is 0");
        row({"rsi_0"}, 1, "\"period\" is 0");
        row({"rsi_99999"}, 1, "1 to 10000");
        row({"rsi:14,15,16"}, 1, "RSI");
        row({"ema(clse, 3) + 1"}, 1, "Column 5");
        row({"x="}, 1, "too early");
        row({}, 2, "what to compute is missing");
        row({"rsi", "--ot", "x"}, 2, "did you mean “--out”");
        row({"rsi", "--out", "/no/such/folder/x.csv"}, 1, "cannot write /no/such/folder/x.csv");
    }
    void mistakesAreToldInOneSentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exit);
        QFETCH(QString, words);
        std::vector<std::string> given;
        for (const auto &argument : arguments)
            given.push_back(argument.toStdString());
        const auto ran = compute(given);
        QCOMPARE(ran.exit, exit);
        QCOMPARE(ran.out, std::string());
        QVERIFY2(contains(ran.err, words.toStdString()), ran.err.c_str());
        QCOMPARE(std::count(ran.err.begin(), ran.err.end(), '\n'), 1);
    }

    void badFilesAreNamedWithTheLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("words");
        const char *const header = "open,high,low,close\n";
        QTest::newRow("empty") << QByteArray("") << QStringLiteral("line 0: the file is empty");
        QTest::newRow("no close") << QByteArray("open,high,low\n1,2,3\n")
                                  << QStringLiteral("no column “close”");
        QTest::newRow("too few") << QByteArray(header) + "1,2,3\n"
                                 << QStringLiteral("line 2: 3 fields instead of 4");
        QTest::newRow("no number") << QByteArray(header) + "1,2,3,4\n1,2,x,4\n"
                                   << QStringLiteral("line 3: column “low” is “x”");
    }
    void badFilesAreNamedWithTheLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, words);
        const auto name = file("bad.csv", text.isEmpty() ? "" : text.constData());
        const auto ran = run({"indicator", "compute", "rsi", "--in", name});
        QCOMPARE(ran.exit, 1);
        QVERIFY2(contains(ran.err, words.toStdString()), ran.err.c_str());
        QVERIFY(contains(ran.err, "bad.csv"));
    }

    /// A cell that is empty or `nan` is a bar that is left out.
    void missingPricesGiveNoValue()
    {
        const auto name = file("holes.csv", "close\n1\n\n");
        QCOMPARE(run({"indicator", "compute", "sma_1", "--in", name, "--input", "close"}).out,
            std::string("sma_1\n1\n\n"));
    }
};

QTEST_APPLESS_MAIN(TestIndicatorCommands)
#include "tst_indicator_commands.moc"
