#include "engine/agency/logging/log_link.h"

#include "engine/agency/logging/log_book.h"

#include <cstdlib>
#include <mutex>

namespace agora::agency {

LogLevel logLevelOfEnvironment(LogLevel fallback)
{
    const char *given = std::getenv("AGORA_LOG_LEVEL");
    return given == nullptr ? fallback : parseLogLevel(given).value_or(fallback);
}

struct LogLink::Shared {
    std::mutex lock; // records come from any thread
    Bus *bus = nullptr; ///< null when the link is gone
    std::string logger; ///< of the agent's thread
    std::atomic<LogLevel> level = LogLevel::Info;
    bool ownsProcessLog = false;
};

LogLink::LogLink(Bus &bus, LogLevel level) : m_shared(std::make_shared<Shared>())
{
    m_shared->bus = &bus;
    m_shared->level = level;
    bus.method("log.level",
        MethodSpec{
            .summary = "The level from which this agent logs; sets it when {level} is given.",
            .arguments = {"level?"}},
        [this](const Value &arguments, const Answer &answer) {
            if (!arguments["level"].isNull()) {
                const auto wanted = parseLogLevel(arguments["level"].asText());
                if (!wanted)
                    return answer(fail("“" + arguments["level"].asText()
                        + "” is no level; there are debug, info, warning and error"));
                setLevel(*wanted);
            }
            answer.value(Value(toString(this->level())));
        });
}

LogLink::~LogLink()
{
    if (m_shared->ownsProcessLog)
        setLogSink({});
    m_shared->bus->methods().remove("log.level");
    const std::scoped_lock lock(m_shared->lock);
    m_shared->bus = nullptr;
}

void LogLink::setLogger(const std::string &agent, std::function<void(Result<void>)> onChecked)
{
    m_shared->logger = agent;
    if (agent.empty() || !onChecked)
        return;
    m_shared->bus->call(agent, "log.counts", {}, CallOptions{},
        [agent, onChecked = std::move(onChecked)](const CallResult<Value> &reply) {
            if (reply)
                return onChecked({});
            onChecked(reply.error().kind == CallError::Kind::NoMethod
                    ? fail("“" + agent + "” is no logger")
                    : fail(reply.error().text));
        });
}

const std::string &LogLink::logger() const { return m_shared->logger; }
LogLevel LogLink::level() const { return m_shared->level; }

void LogLink::setLevel(LogLevel level)
{
    m_shared->level = level;
    if (m_shared->ownsProcessLog)
        setLogLevel(level);
}

void LogLink::takeProcessLog()
{
    m_shared->ownsProcessLog = true;
    setLogLevel(level());
    setLogSink([shared = m_shared](const LogRecord &record) { carry(shared, record); });
}

void LogLink::log(LogLevel level, const std::string &text)
{
    if (level < this->level())
        return;
    if (m_shared->ownsProcessLog)
        return writeLog(level, text); // and comes back through the sink
    LogRecord record{SystemClock().now(), level, m_shared->bus->name(), text};
    writeLog(level, record.agent + ": " + text);
    carry(m_shared, record);
}

void LogLink::carry(const std::shared_ptr<Shared> &shared, const LogRecord &record)
{
    const std::scoped_lock lock(shared->lock);
    if (shared->bus == nullptr)
        return;
    const auto push = [shared, record] {
        if (shared->bus == nullptr || shared->logger.empty())
            return;
        Value rows;
        rows.append(toValue(record));
        shared->bus->pushQuietly(shared->logger, "log", rows.toMessagePack());
    };
    if (Bus::current() == shared->bus)
        push();
    else
        shared->bus->post(push); // the bus belongs to the agent's thread
}

} // namespace agora::agency
