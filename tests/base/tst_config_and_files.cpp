#include "engine/base/config.h"
#include "engine/base/log.h"
#include "engine/base/paths.h"
#include "engine/base/text.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <atomic>
#include <thread>

using namespace agora;
namespace fs = std::filesystem;

namespace {

bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class TestConfigAndFiles : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    [[nodiscard]] fs::path file(const char *name) const
    {
        return fs::path(m_folder.path().toStdString()) / name;
    }

private slots:
    void configurationGivesValuesAndDefaults();
    void configurationErrorsNameThePlace_data();
    void configurationErrorsNameThePlace();
    void aMissingConfigurationIsNamed();
    void pathsFollowTheEnvironment();
    void profileNamesAreChecked();
    void foldersAreMadeAndTheRuntimeFolderIsPrivate();
    void unusableFoldersAreNamed();
    void filesAreWrittenWholeOrNotAtAll();
    void recordsReachFileAndSink();
    void loggingFromManyThreadsKeepsLinesWhole();
    void aSinkMayLog();
};

void TestConfigAndFiles::configurationGivesValuesAndDefaults()
{
    const auto config = parseConfig(R"(
name = "demo"
speed = 2
rate = 0.5
gui = true
symbols = ["EUR_USD", "GBP_USD"]
start = 2020-01-01T22:00:00Z
[agents.feeder]
venue = "simulated"
[[brains]]
name = "a"
[[brains]]
name = "b"
)",
        "agora.toml");
    QVERIFY(config);
    QCOMPARE(config->text("name", "").value(), std::string("demo"));
    QCOMPARE(config->text("other", "fallback").value(), std::string("fallback"));
    QCOMPARE(config->integer("speed", 1, 0, 10).value(), 2);
    QCOMPARE(config->number("speed", 1, 0, 10).value(), 2.0);
    QCOMPARE(config->number("rate", 1, 0, 10).value(), 0.5);
    QCOMPARE(config->boolean("gui", false).value(), true);
    QCOMPARE(config->texts("symbols", {}).value().size(), std::size_t{2});
    QCOMPARE(config->text("start", "").value(), std::string("2020-01-01T22:00:00Z"));
    const auto *feeder = config->find("agents")->find("feeder");
    QVERIFY(feeder && feeder->isTable());
    QCOMPARE(feeder->text("venue", "").value(), std::string("simulated"));
    QVERIFY(config->find("brains")->isArray());
    QCOMPARE(config->find("brains")->array()[1].text("name", "").value(), std::string("b"));
    QCOMPARE(config->find("brains")->array()[1].line(), 12);
    QVERIFY(!config->find("nothing"));
}

void TestConfigAndFiles::configurationErrorsNameThePlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("what");
    QTest::newRow("syntax") << "a = 1\nport == 2\n"
                            << "agora.toml:2:"
                            << "";
    QTest::newRow("unclosed") << "name = \"x\n"
                              << "agora.toml:1:"
                              << "";
    QTest::newRow("twice") << "port = 1\nport = 2\n"
                           << "agora.toml:2:"
                           << "";
    QTest::newRow("type") << "\nport = \"x\"\n"
                          << "agora.toml:2:8: "
                          << "“port” must be a whole number";
    QTest::newRow("range") << "port = 70000"
                           << "agora.toml:1:8: "
                           << "from 1 to 65535, not 70000";
    QTest::newRow("unknown") << "\n\nprot = 5"
                             << "agora.toml:3:8: "
                             << "“prot” is not known here, did you mean “port”?";
    QTest::newRow("text") << "name = 5"
                          << "agora.toml:1:8: "
                          << "“name” must be a text";
    QTest::newRow("boolean") << "gui = 1"
                             << "agora.toml:1:7: "
                             << "“gui” must be true or false";
    QTest::newRow("list") << "symbols = [\"a\",\n 5]"
                          << "agora.toml:2:2: "
                          << "“symbols” must hold only texts";
    QTest::newRow("not a list") << "symbols = 1"
                                << "agora.toml:1:11: "
                                << "“symbols” must be a list";
    QTest::newRow("nan") << "rate = nan"
                         << "agora.toml:1:8: "
                         << "from 0 to 1, not nan";
    QTest::newRow("number") << "rate = true"
                            << "agora.toml:1:8: "
                            << "“rate” must be a number";
}

void TestConfigAndFiles::configurationErrorsNameThePlace()
{
    QFETCH(QString, text);
    QFETCH(QString, place);
    QFETCH(QString, what);
    const auto config = parseConfig(text.toStdString(), "agora.toml");
    std::string message = config ? "" : config.error().message;
    const auto note = [&message](const auto &result) {
        if (message.empty() && !result)
            message = result.error().message;
    };
    if (config) {
        note(config->refuseUnknown({"port", "name", "gui", "symbols", "rate"}));
        note(config->integer("port", 1, 1, 65535));
        note(config->text("name", ""));
        note(config->boolean("gui", false));
        note(config->texts("symbols", {}));
        note(config->number("rate", 0, 0, 1));
    }
    QVERIFY2(message.starts_with(place.toStdString()), message.c_str());
    QVERIFY2(contains(message, what.toStdString()), message.c_str());
}

void TestConfigAndFiles::aMissingConfigurationIsNamed()
{
    const auto config = loadConfig(file("missing.toml"));
    QVERIFY(!config);
    QVERIFY(contains(config.error().message, file("missing.toml").string()));
    QVERIFY(writeFileAtomically(file("broken.toml"), "a = \n"));
    const auto broken = loadConfig(file("broken.toml"));
    QVERIFY(!broken);
    QVERIFY(broken.error().message.starts_with(file("broken.toml").string() + ":1:"));
}

void TestConfigAndFiles::pathsFollowTheEnvironment()
{
    for (const auto *name : {"AGORA_CONFIG_DIR", "AGORA_DATA_DIR", "AGORA_RUNTIME_DIR",
             "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
        qunsetenv(name);
    qputenv("HOME", "/home/someone");
    auto paths = Paths::forProfile("demo").value();
    QCOMPARE(paths.config.string(), std::string("/home/someone/.config/agora"));
    QCOMPARE(paths.data.string(), std::string("/home/someone/.local/share/agora/demo"));
    QVERIFY(contains(paths.runtime.string(), "agora-"));
    qputenv("XDG_CONFIG_HOME", "/x/config");
    qputenv("XDG_DATA_HOME", "relative"); // ignored, as its specification asks
    qputenv("XDG_RUNTIME_DIR", "/x/run");
    paths = Paths::forProfile("demo").value();
    QCOMPARE(paths.config.string(), std::string("/x/config/agora"));
    QCOMPARE(paths.data.string(), std::string("/home/someone/.local/share/agora/demo"));
    QCOMPARE(paths.runtime.string(), std::string("/x/run/agora/demo"));
    qputenv("AGORA_DATA_DIR", "/own/data");
    QCOMPARE(Paths::forProfile("demo").value().data.string(), std::string("/own/data"));
    qunsetenv("AGORA_DATA_DIR");
    qunsetenv("HOME");
    QVERIFY(!Paths::forProfile("demo"));
    QVERIFY(fs::exists(programFolder() / "tst_config_and_files"));
}

void TestConfigAndFiles::profileNamesAreChecked()
{
    qputenv("HOME", "/home/someone");
    for (const auto *name : {"", "a b", "../x", "a/b", ".", "ä"}) {
        const auto paths = Paths::forProfile(name);
        QVERIFY2(!paths, name);
        QVERIFY(contains(paths.error().message, "“" + std::string(name) + "”"));
    }
    QVERIFY(Paths::forProfile("Demo-1_x"));
}

void TestConfigAndFiles::foldersAreMadeAndTheRuntimeFolderIsPrivate()
{
    const Paths paths{
        .profile = "p", .config = file("c/d"), .data = file("e"), .runtime = file("r")};
    QVERIFY(paths.prepare());
    QVERIFY(paths.prepare());
    struct stat status {};
    QCOMPARE(::stat(paths.runtime.c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0700U);
    QVERIFY(fs::is_directory(paths.config));
    QVERIFY(fs::is_empty(paths.data));
}

void TestConfigAndFiles::unusableFoldersAreNamed()
{
    const Paths good{.profile = "p", .config = file("c"), .data = file("e"), .runtime = file("r")};
    QVERIFY(writeFileAtomically(file("occupied"), "x"));
    auto paths = good;
    paths.data = file("occupied") / "data";
    auto result = paths.prepare();
    QVERIFY(!result);
    QVERIFY2(contains(result.error().message, paths.data.string()), result.error().message.c_str());
    paths.data = "/proc"; // nobody can write here, not even root
    result = paths.prepare();
    QVERIFY(!result);
    QVERIFY(result.error().message.starts_with("cannot write in the folder /proc"));
    paths = good;
    paths.runtime = file(std::string(100, 'r').c_str());
    result = paths.prepare();
    QVERIFY(!result);
    QVERIFY(contains(result.error().message, "too long for sockets"));
    fs::create_directory_symlink(file("c"), file("link"));
    paths.runtime = file("link"); // another's trick: never follow
    QVERIFY(!paths.prepare());
}

void TestConfigAndFiles::filesAreWrittenWholeOrNotAtAll()
{
    const std::string content(300'000, 'x');
    QVERIFY(writeFileAtomically(file("state"), "old"));
    QVERIFY(writeFileAtomically(file("state"), content));
    QVERIFY(readFile(file("state")).value() == content);
    const auto failed = writeFileAtomically(file("none") / "state", "x");
    QVERIFY(!failed);
    QVERIFY(contains(failed.error().message, "none"));
    fs::create_directory(file("folder"));
    QVERIFY(!writeFileAtomically(file("folder"), "x"));
    QVERIFY(!readFile(file("folder")));
    for (const auto &entry : fs::directory_iterator(m_folder.path().toStdString()))
        QVERIFY2(entry.path().extension() != ".tmp", entry.path().c_str());
}

void TestConfigAndFiles::recordsReachFileAndSink()
{
    std::vector<LogRecord> seen;
    const auto noon = parseIso("2020-01-01T12:00:00.5Z").value();
    setUpLog({.agent = "router",
        .file = file("logs/router.log"),
        .alsoStderr = false,
        .minimum = LogLevel::Info,
        .now = [noon] { return noon; },
        .sink = [&seen](const LogRecord &record) { seen.push_back(record); }});
    logDebug("not asked for");
    logInfo("started");
    logError("two\nlines {} %s");
    setLogSink({});
    logWarning("only in the file");
    QCOMPARE(readFile(file("logs/router.log")).value(),
        std::string("2020-01-01T12:00:00.500Z info router started\n"
                    "2020-01-01T12:00:00.500Z error router two\\nlines {} %s\n"
                    "2020-01-01T12:00:00.500Z warning router only in the file\n"));
    QCOMPARE(seen.size(), std::size_t{2});
    QVERIFY(seen[1] == (LogRecord{noon, LogLevel::Error, "router", "two\nlines {} %s"}));
    QVERIFY(parseLogLevel(toString(LogLevel::Warning)) == LogLevel::Warning);
    QVERIFY(!parseLogLevel("loud"));
}

void TestConfigAndFiles::loggingFromManyThreadsKeepsLinesWhole()
{
    std::atomic<int> seen = 0;
    setUpLog({.agent = "many",
        .file = file("logs/many.log"),
        .alsoStderr = false,
        .minimum = LogLevel::Debug,
        .now = {},
        .sink = [&seen](const LogRecord &) { ++seen; }});
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([] {
            for (int line = 0; line < 250; ++line)
                logDebug("a line of text");
        });
    for (auto &thread : threads)
        thread.join();
    setLogSink({});
    QCOMPARE(seen.load(), 1000);
    const auto content = readFile(file("logs/many.log")).value();
    const auto lines = split(content, '\n');
    QCOMPARE(lines.size(), std::size_t{1001});
    for (std::size_t i = 0; i < 1000; ++i)
        QVERIFY(lines[i].ends_with(" debug many a line of text"));
}

void TestConfigAndFiles::aSinkMayLog()
{
    int calls = 0;
    setUpLog({.agent = "self",
        .file = file("logs/self.log"),
        .alsoStderr = false,
        .minimum = LogLevel::Info,
        .now = {},
        .sink = [&calls](const LogRecord &) {
            ++calls;
            logWarning("from the sink");
        }});
    logInfo("once");
    setLogSink({});
    QCOMPARE(calls, 1);
    QCOMPARE(split(readFile(file("logs/self.log")).value(), '\n').size(), std::size_t{3});
}

QTEST_GUILESS_MAIN(TestConfigAndFiles)
#include "tst_config_and_files.moc"
