#include "tests/process/engine_process.h"

#include <QTcpServer>
#include <QTest>

using namespace agora;

/// Each mistake gets one clear sentence and a non-zero exit or a refused request; nothing hangs,
/// nothing stays.
class TestBadInput : public QObject {
    Q_OBJECT
private slots:
    void refusedStarts_data();
    void refusedStarts();
    void aBadLineInARecordingIsNamed();
    void aSecondEngineOfTheProfileIsRefused();
    void aPortInUseIsNamed();
    void aFolderThatCannotBeWrittenIsNamed();
    void refusedBrains_data();
    void refusedBrains();
    void aConsoleWithoutEngineSaysSo();

private:
    std::unique_ptr<EngineProcess> m_running; // shared by the rows of refusedBrains
};

void TestBadInput::refusedStarts_data()
{
    QTest::addColumn<QString>("toml");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<int>("exitCode");
    const QStringList none;
    QTest::newRow("syntax") << "[venue]\nseed = = 1\n" << none << "agora.toml:2:8" << 1;
    QTest::newRow("type") << "[venue]\nseed = \"x\"\n" << none << "agora.toml:2:" << 1;
    QTest::newRow("unknown key") << "[venue]\nsed = 1\n" << none << "did you mean “seed”" << 1;
    QTest::newRow("unknown instrument") << "[venue]\ninstruments = [\"EUR_USX\"]\n"
                                        << none << "did you mean “EUR_USD”" << 1;
    QTest::newRow("brain without module") << "[[brain]]\nname = \"a\"\n" << none << "module" << 1;
    QTest::newRow("two brains of one name") << "[[brain]]\nname=\"a\"\nmodule=\"sma_cross\"\n[["
                                               "brain]]\nname=\"a\"\nmodule=\"sma_cross\"\n"
                                            << none << "two brains are called “a”" << 1;
    QTest::newRow("public address") << "[engine]\nlisten = \"tcp://0.0.0.0:7400\"\n"
                                    << none << "loopback" << 1;
    QTest::newRow("unknown option")
        << "" << QStringList{"--reply", "x"} << "did you mean “--replay”" << 2;
    QTest::newRow("speed") << "" << QStringList{"--replay", "x", "--speed", "fast"}
                           << "--speed “fast”" << 2;
    QTest::newRow("profile") << "" << QStringList{"--profile", "a/b"} << "a/b" << 1;
    QTest::newRow("no recording") << "" << QStringList{"--replay", "/nowhere/eurusd.csv"}
                                  << "/nowhere/eurusd.csv" << 1;
    QTest::newRow("no configuration")
        << "" << QStringList{"--config", "/nowhere/agora.toml"} << "/nowhere/agora.toml" << 1;
}

void TestBadInput::refusedStarts()
{
    QFETCH(QString, toml);
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    QFETCH(int, exitCode);
    EngineProcess engine(toml.toStdString());
    std::vector<std::string> words;
    for (const auto &argument : arguments)
        words.push_back(argument.toStdString());
    const auto run = engine.runToEnd(words);
    QVERIFY2(QString::fromStdString(run.output).contains(sentence), run.output.c_str());
    QCOMPARE(run.exitCode, exitCode);
    QCOMPARE(std::count(run.output.begin(), run.output.end(), '\n'), 1L); // one sentence
    QVERIFY(engine.pidsLeft().empty());
}

void TestBadInput::aBadLineInARecordingIsNamed()
{
    EngineProcess engine;
    const auto file = engine.paths().config / "eurusd.csv";
    QVERIFY(writeFileAtomically(
        file, "20200101 170000065,1.121200,1.121720,0\n20200101 170010447,1.121200,x,0\n")
                .hasValue());
    const auto run = engine.runToEnd({"--replay", file.string(), "--speed", "max"});
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.output.find("eurusd.csv: line 2") != std::string::npos, run.output.c_str());
    QVERIFY(engine.pidsLeft().empty());
    QVERIFY(!std::filesystem::exists(engine.paths().data / "replay" / "journal.log")
        || engine.socketsLeft().empty());
}

void TestBadInput::aSecondEngineOfTheProfileIsRefused()
{
    EngineProcess engine;
    QVERIFY(engine.start().hasValue());
    (void)engine.client();
    QTRY_VERIFY_WITH_TIMEOUT(engine.heard().engine.has_value(), 60'000);
    const auto first = std::move(engine.process());
    const auto second = engine.runToEnd({});
    QCOMPARE(second.exitCode, 1);
    QVERIFY2(
        second.output.find("an engine runs already") != std::string::npos, second.output.c_str());
    auto running = Process::adopt(first.pid());
    QVERIFY(running.hasValue());
    running->terminate();
    QVERIFY(running->wait(std::chrono::seconds(60)).has_value());
}

void TestBadInput::aPortInUseIsNamed()
{
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost)); // whatever port is free
    const auto taken = "tcp://127.0.0.1:" + std::to_string(holder.serverPort());
    EngineProcess engine("[engine]\nlisten = \"" + taken + "\"\n");
    const auto run = engine.runToEnd({});
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.output.find(taken) != std::string::npos, run.output.c_str());
    QVERIFY(engine.pidsLeft().empty());
}

void TestBadInput::aFolderThatCannotBeWrittenIsNamed()
{
    EngineProcess engine;
    // /proc refuses new files even to root; the test's own folders are writable to everybody.
    std::filesystem::remove_all(engine.paths().data);
    std::filesystem::create_symlink("/proc/sys", engine.paths().data);
    const auto run = engine.runToEnd({});
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(
        run.output.find(engine.paths().data.string()) != std::string::npos, run.output.c_str());
    std::filesystem::remove(engine.paths().data);
}

void TestBadInput::refusedBrains_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("unknown brain") << QStringList{"brain", "add", "sma_croos", "--symbol",
        "EUR_USD"} << "did you mean “sma_cross”";
    QTest::newRow("other version")
        << QStringList{"brain", "add", "old_api", "--symbol", "EUR_USD"} << "version";
    QTest::newRow("throws in its constructor")
        << QStringList{"brain", "add", "throws_in_constructor", "--symbol", "EUR_USD"}
        << "throws_in_constructor";
    QTest::newRow("unknown parameter") << QStringList{"brain", "add", "sma_cross", "--symbol",
        "EUR_USD", "-p", "fastt=3"} << "did you mean “fast”";
    QTest::newRow("out of range") << QStringList{"brain", "add", "sma_cross", "--symbol", "EUR_USD",
        "-p", "fast=-3"} << "fast";
    QTest::newRow("unknown instrument")
        << QStringList{"brain", "add", "sma_cross", "--symbol", "EUR_USX"} << "EUR_USX";
    QTest::newRow("unknown period") << QStringList{"brain", "add", "sma_cross", "--symbol",
        "EUR_USD", "--period", "M7"} << "M7";
    QTest::newRow("not there to remove") << QStringList{"brain", "remove", "ghost"} << "ghost";
}

void TestBadInput::refusedBrains()
{
    if (!m_running) {
        m_running = std::make_unique<EngineProcess>(
            "[engine]\nbrain_folders = [\"" AGORA_BINARY_DIR "/tests/brains\"]\n");
        QVERIFY(m_running->start().hasValue());
        (void)m_running->client();
        QTRY_COMPARE_WITH_TIMEOUT(m_running->heard().agents.size(), std::size_t(6), 60'000);
    }
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    std::vector<std::string> words;
    for (const auto &argument : arguments)
        words.push_back(argument.toStdString());
    const auto run = m_running->console(words);
    QVERIFY2(QString::fromStdString(run.output).contains(sentence), run.output.c_str());
    QVERIFY(run.exitCode != 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_running->heard().agents.size(), std::size_t(6), 60'000);
}

void TestBadInput::aConsoleWithoutEngineSaysSo()
{
    m_running.reset();
    const EngineProcess engine;
    const auto run = engine.console({"status"});
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.output.find("no engine runs") != std::string::npos, run.output.c_str());
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_bad_input.moc"
