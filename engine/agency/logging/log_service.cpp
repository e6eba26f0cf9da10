#include "engine/agency/logging/log_service.h"

namespace agora::agency {

namespace {
const std::string logTopic = "log";
std::string topicOf(LogLevel level) { return logTopic + "." + std::string(toString(level)); }
} // namespace

void serveLogBook(Bus &bus, const LogBook &book)
{
    bus.method("log.query",
        MethodSpec{.summary = "Recent log records, oldest first.",
            .arguments = {"level?", "only?", "agent?", "text?", "since?", "limit?"}},
        [&book](const Value &arguments, const Answer &answer) {
            const auto filter = LogFilter::from(arguments);
            if (!filter)
                return answer(filter.failure());
            Value rows = Value::Array{};
            for (const auto &record : book.query(*filter))
                rows.append(toValue(record));
            answer.value(std::move(rows));
        });
    bus.method("log.counts", "How many records of each level came since the start.",
        [&book](const Value &, const Answer &answer) {
            Value counts;
            for (const auto level :
                {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error})
                counts.set(std::string(toString(level)), book.count(level));
            counts.set("file", book.file().string());
            answer.value(std::move(counts));
        });
}

LogService::LogService(Bus &bus, LogBook book) : m_bus(bus), m_book(std::move(book))
{
    serveLogBook(bus, m_book);
    bus.onPush(logTopic, [this](const Message &message) {
        const auto batch = Value::fromMessagePack(message.body);
        if (!batch || !batch->isArray()) {
            ++m_malformed;
            return;
        }
        for (const auto &row : batch->asArray()) {
            if (const auto record = logRecordFrom(row))
                add(*record);
            else
                ++m_malformed;
        }
    });
    bus.offer(logTopic, [this](const Subscriber &subscriber) { welcome(subscriber); });
    bus.every(std::chrono::seconds(1), [this] { m_book.flush(); });
    bus.describeWith("log", [this] {
        Value row;
        row.set("file", m_book.file().string());
        row.set("malformed", m_malformed);
        return row;
    });
}

void LogService::welcome(const Subscriber &subscriber)
{
    LogFilter filter{.limit = shownToNewcomers};
    if (subscriber.topic != logTopic) {
        filter.only = parseLogLevel(subscriber.topic.substr(logTopic.size() + 1));
        if (!filter.only)
            return m_bus.refuse(subscriber.id,
                "there is no stream “" + subscriber.topic
                    + "”; there are log, log.debug, log.info,"
                      " log.warning and log.error");
    }
    Value rows = Value::Array{};
    for (const auto &record : m_book.query(filter))
        rows.append(toValue(record));
    m_bus.accept(subscriber.id, {rows.toMessagePack()});
}

void LogService::add(const LogRecord &record)
{
    m_book.add(record);
    Value rows;
    rows.append(toValue(record));
    const auto body = rows.toMessagePack();
    m_bus.publish(logTopic, body);
    m_bus.publish(topicOf(record.level), body);
}

} // namespace agora::agency
