#include "tests/agency/bus_pair.h"

#include "engine/agency/links.h"
#include "engine/agents/logger/logger.h"
#include "engine/protocol/codec.h"

#include <QTemporaryDir>
#include <QTest>

using namespace agora;
using namespace agora::agency;
using namespace std::chrono_literals;

namespace {
LogRecord record(LogLevel level, const std::string &agent, const std::string &text)
{
    return {fromNanos(1'577'836'800'000'000'000), level, agent, text};
}

void tell(Bus &from, std::vector<LogRecord> records)
{
    from.push(
        "logger", protocol::topics::log, protocol::encode(protocol::LogBatch{std::move(records)}));
}
} // namespace

class TestLogger : public QObject {
    Q_OBJECT
private slots:
    void windowsGetTheLastLinesThenEveryNewOne();
    void anybodyMayAskForRecentEntries();
};

void TestLogger::windowsGetTheLastLinesThenEveryNewOne()
{
    BusWorld world;
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "agora.log";
    auto &bus = world.add("logger");
    auto &trader = world.add("trader");
    auto &window = world.add("window");
    Logger logger(bus, *LogBook::open({.file = file}));
    const auto filled = record(LogLevel::Info, "trader", "filled");
    const auto late = record(LogLevel::Warning, "trader", "late");
    tell(trader, {filled});
    world.settle();
    std::vector<LogRecord> shown;
    std::vector<LogRecord> live;
    window.subscribe("logger", protocol::topics::log, {.onMessage = [&](const Message &message) {
        auto &to = message.isSnapshot() ? shown : live;
        const auto batch = protocol::decode<protocol::LogBatch>(message.body);
        for (const auto &each : batch->records)
            to.push_back(each);
    }});
    world.settle();
    tell(trader, {late});
    world.settle();
    QVERIFY(shown == std::vector<LogRecord>{filled});
    QVERIFY(live == std::vector<LogRecord>{late});
    logger.stop();
    QVERIFY(std::filesystem::file_size(file) > 0);
}

void TestLogger::anybodyMayAskForRecentEntries()
{
    BusWorld world;
    auto &bus = world.add("logger");
    auto &trader = world.add("trader");
    const Logger logger(bus, *LogBook::open({}));
    tell(trader,
        {record(LogLevel::Info, "trader", "filled"), record(LogLevel::Error, "brain", "lost"),
            record(LogLevel::Error, "trader", "refused")});
    Value filter;
    filter.set("level", "error");
    filter.set("agent", "trader");
    std::optional<Result<Value>> reply;
    trader.call(
        "logger", "log.query", filter, 5s, [&](Result<Value> given) { reply = std::move(given); });
    world.settle();
    QVERIFY(reply && *reply);
    const auto &rows = (*reply)->asArray();
    QCOMPARE(rows.size(), std::size_t(1));
    QCOMPARE(rows[0]["text"].asText(), "refused");
    QCOMPARE(rows[0]["time"].asText(), "2020-01-01T00:00:00.000000000Z");
}

QTEST_GUILESS_MAIN(TestLogger)
#include "tst_logger.moc"
