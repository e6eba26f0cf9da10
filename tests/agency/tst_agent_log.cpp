#include "tests/agency/bus_pair.h"

#include "engine/agency/links.h"
#include "engine/agency/logging/log_link.h"
#include "engine/agency/logging/log_service.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <thread>

using namespace agora;
using namespace agora::agency;
using namespace std::chrono_literals;

namespace {

LogRecord record(LogLevel level, const std::string &text, const std::string &agent = "trader",
    std::int64_t second = 0)
{
    return {fromNanos(second * 1'000'000'000), level, agent, text};
}

LogBook bookIn(LogBookOptions options = {}) { return *LogBook::open(std::move(options)); }

std::vector<std::string> texts(const std::vector<LogRecord> &records)
{
    std::vector<std::string> all;
    for (const auto &each : records)
        all.push_back(each.text);
    return all;
}

std::vector<std::string> texts(const Value &rows)
{
    std::vector<std::string> all;
    for (const auto &row : rows.asArray())
        all.push_back(row["text"].asText());
    return all;
}

QStringList linesOf(const std::filesystem::path &file)
{
    QFile in(QString::fromStdString(file.string()));
    if (!in.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(in.readAll()).split('\n', Qt::SkipEmptyParts);
}

using Texts = std::vector<std::string>;
} // namespace

class TestAgentLog : public QObject {
    Q_OBJECT
private slots:
    void eachLevelHasItsOwnHistory();
    void theHistoryIsBounded();
    void queriesFilterByLevelAgentTextAndTime();
    void aFilterThatMakesNoSenseIsRefused();
    void theFileIsTurnedOverBySize();
    void anUnwritableFileIsToldAtOnce();
    void agentsLogToTheLoggerWithTheirName();
    void debugIsGatedByTheLevel();
    void theLevelComesFromTheEnvironmentAndIsSetWhileItRuns();
    void whoIsNoLoggerIsRefused();
    void theStreamBeginsWithTheNewestRecords();
    void eachLevelIsAStreamOfItsOwn();
    void theLastEntryIsTheOneLoggedLast();
    void whatTheProcessLogsGoesToTheLoggerFromAnyThread();
    void aDamagedPushIsCountedAndHarmsNobody();
};

void TestAgentLog::eachLevelHasItsOwnHistory()
{
    auto book = bookIn({.kept = 3});
    book.add(record(LogLevel::Error, "the one that matters"));
    for (int i = 0; i < 1000; ++i)
        book.add(record(LogLevel::Debug, "chatter " + std::to_string(i)));
    for (const auto level : {LogLevel::Info, LogLevel::Warning})
        book.add(record(level, std::string(toString(level))));
    QCOMPARE(texts(book.query({.only = LogLevel::Error})), Texts{"the one that matters"});
    QCOMPARE(texts(book.query({.only = LogLevel::Info})), Texts{"info"});
    QCOMPARE(texts(book.query({.only = LogLevel::Warning})), Texts{"warning"});
    QCOMPARE(texts(book.query({.only = LogLevel::Debug})),
        (Texts{"chatter 997", "chatter 998", "chatter 999"}));
    QCOMPARE(texts(book.query({.minimum = LogLevel::Info})),
        (Texts{"the one that matters", "info", "warning"})); // in the order they came
}

void TestAgentLog::theHistoryIsBounded()
{
    auto book = bookIn({.kept = 50});
    for (int i = 0; i < 10'000; ++i)
        book.add(record(LogLevel::Info, std::to_string(i)));
    const auto all = book.query({.limit = 100'000});
    QCOMPARE(all.size(), std::size_t(50));
    QCOMPARE(all.front().text, "9950");
    QCOMPARE(book.count(LogLevel::Info), std::uint64_t(10'000)); // counted though forgotten
    QCOMPARE(texts(book.query({.limit = 2})), (Texts{"9998", "9999"}));
    QVERIFY(book.query({.limit = 0}).empty());
}

void TestAgentLog::queriesFilterByLevelAgentTextAndTime()
{
    auto book = bookIn();
    book.add(record(LogLevel::Info, "Order 1 filled", "trader", 10));
    book.add(record(LogLevel::Warning, "order 2 is late", "trader", 20));
    book.add(record(LogLevel::Warning, "feed is stale", "feeder", 30));
    book.add(record(LogLevel::Error, "ORDER 3 lost", "brain", 40));
    QCOMPARE(texts(book.query({.agent = "feeder"})), Texts{"feed is stale"});
    QCOMPARE(book.query({.text = "order"}).size(), std::size_t(3)); // upper and lower case alike
    QCOMPARE(texts(book.query({.minimum = LogLevel::Warning, .agent = "trader", .text = "ORDER"})),
        Texts{"order 2 is late"});
    QCOMPARE(texts(book.query({.since = fromNanos(30'000'000'000)})),
        (Texts{"feed is stale", "ORDER 3 lost"}));
    QCOMPARE(texts(book.query({.minimum = LogLevel::Warning, .limit = 2})),
        (Texts{"feed is stale", "ORDER 3 lost"}));
}

void TestAgentLog::aFilterThatMakesNoSenseIsRefused()
{
    const auto refused = [](Value::Object filter) {
        const auto made = LogFilter::from(Value(std::move(filter)));
        return made ? std::string() : made.error().message;
    };
    QCOMPARE(refused({{"level", "loud"}}),
        "“level”: “loud” is no level; there are debug, info, warning and error");
    QVERIFY(refused({{"since", "yesterday"}}).starts_with("“since”"));
    QVERIFY(refused({{"limit", -1}}).starts_with("“limit”"));
    QVERIFY(LogFilter::from({}));
}

void TestAgentLog::theFileIsTurnedOverBySize()
{
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "agora.log";
    {
        auto book = bookIn({.file = file, .fileLimit = 200, .oldFiles = 2});
        for (int i = 0; i < 20; ++i)
            book.add(record(LogLevel::Info, "entry " + std::to_string(i)));
        book.add(record(LogLevel::Warning, "two\nlines"));
    }
    QCOMPARE(linesOf(file).last(), "1970-01-01T00:00:00.000Z warning trader: two\\nlines");
    for (const auto *old : {"agora.log.1", "agora.log.2"}) {
        const auto size = std::filesystem::file_size(file.parent_path() / old);
        QVERIFY(size > 0 && size <= 200);
    }
    QVERIFY(!std::filesystem::exists(file.parent_path() / "agora.log.3"));
    auto again = bookIn({.file = file}); // goes on in the same file
    again.add(record(LogLevel::Warning, "after a restart"));
    QVERIFY(linesOf(file).size() >= 2);
}

void TestAgentLog::anUnwritableFileIsToldAtOnce()
{
    const QTemporaryDir folder;
    const auto file = folder.path().toStdString() + "/no such folder/agora.log";
    const auto book = LogBook::open({.file = file});
    QVERIFY(!book);
    QCOMPARE(book.error().message, "cannot write the log file " + file);
}

void TestAgentLog::agentsLogToTheLoggerWithTheirName()
{
    BusWorld world;
    auto &logger = world.add("logger");
    LogService service(logger, bookIn());
    auto &trader = world.add("trader");
    auto &brain = world.add("brain");
    LogLink traderLog(trader);
    LogLink brainLog(brain);
    traderLog.setLogger("logger");
    brainLog.setLogger("logger");
    traderLog.info("filled");
    brainLog.error("no idea");
    world.settle();
    const auto all = service.book().query({});
    QCOMPARE(texts(all).size(), std::size_t(2));
    QCOMPARE(texts(service.book().query({.agent = "trader"})), Texts{"filled"});
    QCOMPARE(texts(service.book().query({.agent = "brain"})), Texts{"no idea"});
    QVERIFY(all[0].time > fromNanos(0));
    std::optional<Value> rows;
    brain.call("logger", "log.query", Value(Value::Object{{"level", "error"}}), 5s,
        [&](const Result<Value> &reply) { rows = reply ? *reply : Value(reply.error().message); });
    world.settle();
    QCOMPARE(texts(*rows), Texts{"no idea"});
    traderLog.setLogger(""); // to nobody from now on
    traderLog.info("to myself");
    world.settle();
    QCOMPARE(service.book().count(LogLevel::Info), std::uint64_t(1));
}

void TestAgentLog::debugIsGatedByTheLevel()
{
    BusWorld world;
    LogService service(world.add("logger"), bookIn());
    LogLink log(world.add("trader"), LogLevel::Info);
    log.setLogger("logger");
    log.debug("hidden");
    log.info("shown");
    log.setLevel(LogLevel::Debug);
    log.debug("now shown");
    log.setLevel(LogLevel::Error);
    log.warning("hidden too");
    world.settle();
    QCOMPARE(texts(service.book().query({})), (Texts{"shown", "now shown"}));
}

void TestAgentLog::theLevelComesFromTheEnvironmentAndIsSetWhileItRuns()
{
    qputenv("AGORA_LOG_LEVEL", "warning");
    QVERIFY(logLevelOfEnvironment() == LogLevel::Warning);
    qputenv("AGORA_LOG_LEVEL", "loud");
    QVERIFY(logLevelOfEnvironment(LogLevel::Error) == LogLevel::Error);
    qunsetenv("AGORA_LOG_LEVEL");
    QVERIFY(logLevelOfEnvironment() == LogLevel::Info);
    BusWorld world;
    auto &trader = world.add("trader");
    auto &console = world.add("console");
    LogLink log(trader);
    const auto ask = [&](Value arguments) {
        std::string answer;
        console.call(
            "trader", "log.level", std::move(arguments), 5s, [&](const Result<Value> &reply) {
                answer = reply ? reply->asText() : reply.error().message;
            });
        world.settle();
        return answer;
    };
    QCOMPARE(ask({}), "info");
    QCOMPARE(ask(Value::Array{"debug"}), "debug");
    QVERIFY(log.level() == LogLevel::Debug);
    QCOMPARE(
        ask(Value::Array{"loud"}), "“loud” is no level; there are debug, info, warning and error");
    QVERIFY(log.level() == LogLevel::Debug);
}

void TestAgentLog::whoIsNoLoggerIsRefused()
{
    BusWorld world;
    LogService service(world.add("logger"), bookIn());
    world.add("brain");
    LogLink log(world.add("trader"));
    const auto check = [&](const std::string &agent) {
        std::string said = "nothing";
        log.setLogger(agent, [&](const Result<void> &checked) {
            said = checked ? "fine" : checked.error().message;
        });
        world.settle();
        return said;
    };
    QCOMPARE(check("logger"), "fine");
    QCOMPARE(check("brain"), "“brain” is no logger");
}

void TestAgentLog::theStreamBeginsWithTheNewestRecords()
{
    BusWorld world;
    auto &logger = world.add("logger");
    auto &window = world.add("window");
    LogService service(logger, bookIn());
    for (int i = 0; i < 150; ++i)
        service.add(record(LogLevel::Info, std::to_string(i)));
    Texts shown;
    Texts stream;
    window.subscribe("logger", "log", {.onMessage = [&](const Message &message) {
        auto &to = message.isSnapshot() ? shown : stream;
        for (const auto &text : texts(*Value::fromMessagePack(message.body)))
            to.push_back(text);
    }});
    world.settle();
    QCOMPARE(shown.size(), LogService::shownToNewcomers);
    QCOMPARE(shown.back(), "149");
    service.add(record(LogLevel::Error, "live"));
    world.settle();
    QCOMPARE(stream, Texts{"live"});
}

void TestAgentLog::eachLevelIsAStreamOfItsOwn()
{
    BusWorld world;
    auto &logger = world.add("logger");
    auto &window = world.add("window");
    LogService service(logger, bookIn());
    service.add(record(LogLevel::Info, "before"));
    service.add(record(LogLevel::Error, "before too"));
    Texts errors;
    std::string problem;
    window.subscribe("logger", "log.error", {.onMessage = [&](const Message &message) {
        for (const auto &text : texts(*Value::fromMessagePack(message.body)))
            errors.push_back(text);
    }});
    window.subscribe("logger", "log.loud",
        {.onProblem = [&](const std::string &sentence) { problem = sentence; }});
    world.settle();
    service.add(record(LogLevel::Info, "hello"));
    service.add(record(LogLevel::Error, "ouch"));
    world.settle();
    QCOMPARE(errors, (Texts{"before too", "ouch"}));
    QVERIFY(problem.starts_with("there is no stream “log.loud”"));
}

void TestAgentLog::theLastEntryIsTheOneLoggedLast()
{
    BusWorld world;
    LogService service(world.add("logger"), bookIn());
    LogLink log(world.add("trader"));
    log.setLogger("logger");
    for (int i = 0; i < 300; ++i)
        log.log(i % 2 == 0 ? LogLevel::Info : LogLevel::Warning, std::to_string(i));
    world.settle(500);
    const auto last = service.book().query({.limit = 3});
    QCOMPARE(texts(last), (Texts{"297", "298", "299"}));
    QVERIFY(last.back().level == LogLevel::Warning);
}

void TestAgentLog::whatTheProcessLogsGoesToTheLoggerFromAnyThread()
{
    BusWorld world;
    LogService service(world.add("logger"), bookIn());
    auto &trader = world.add("trader");
    setUpLog({.agent = "trader", .minimum = LogLevel::Info});
    {
        LogLink log(trader);
        log.setLogger("logger");
        log.takeProcessLog();
        logWarning("from the library");
        log.info("from the agent");
        log.debug("hidden");
        std::thread([] { logError("from a worker thread"); }).join();
        trader.post([] { throw std::runtime_error("no more ink"); });
        world.settle();
    }
    logError("after the link went");
    world.settle();
    QCOMPARE(texts(service.book().query({.agent = "trader"})),
        (Texts{"from the library", "from the agent", "from a worker thread",
            "posted work: no more ink"}));
}

void TestAgentLog::aDamagedPushIsCountedAndHarmsNobody()
{
    BusWorld world;
    LogService service(world.add("logger"), bookIn());
    auto &vandal = world.add("vandal");
    vandal.push("logger", "log", toBytes("\xC1 what?"));
    vandal.push("logger", "log", Value("text").toMessagePack());
    vandal.push("logger", "log", Value(Value::Array{Value(1), Value()}).toMessagePack());
    world.settle();
    QCOMPARE(service.malformed(), std::uint64_t(4));
    QVERIFY(service.book().query({}).empty());
}

QTEST_GUILESS_MAIN(TestAgentLog)
#include "tst_agent_log.moc"
