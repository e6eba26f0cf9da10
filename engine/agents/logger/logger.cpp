#include "engine/agents/logger/logger.h"

#include "engine/protocol/codec.h"

namespace agora {

Logger::Logger(agency::Bus &bus, std::filesystem::path file)
    : m_bus(bus), m_file(std::move(file)), m_out(m_file, std::ios::app)
{
    std::error_code absent;
    const auto size = std::filesystem::file_size(m_file, absent);
    m_size = absent ? 0 : size;
    bus.onPush(protocol::topics::log, [this](const agency::Message &message) {
        if (const auto batch = protocol::decode<protocol::LogBatch>(message.body))
            take(*batch);
    });
    bus.offer(protocol::topics::log, [this](const agency::Subscriber &subscriber) {
        m_bus.accept(
            subscriber.id, {protocol::encode(protocol::LogBatch{{m_last.begin(), m_last.end()}})});
    });
    bus.every(std::chrono::seconds(1), [this] { m_out.flush(); });
}

Result<std::unique_ptr<RunningAgent>> Logger::make(
    agency::AgentLife &runtime, const agency::Value &settings)
{
    const auto file = std::filesystem::path(settings["logFolder"].asText()) / "agora.log";
    auto logger = std::make_unique<Logger>(runtime.bus(), file);
    if (!logger->m_out)
        return fail("cannot write the log file " + file.string());
    return std::unique_ptr<RunningAgent>(std::move(logger));
}

void Logger::take(const protocol::LogBatch &batch)
{
    for (const auto &record : batch.records) {
        m_last.push_back(record);
        if (m_last.size() > kept)
            m_last.pop_front();
        write(record);
    }
    m_bus.publish(protocol::topics::log, protocol::encode(batch));
}

void Logger::write(const LogRecord &record)
{
    if (m_size > fileLimit) {
        m_out.close();
        std::error_code ignored;
        std::filesystem::rename(m_file, m_file.string() + ".1", ignored);
        m_out.open(m_file, std::ios::trunc);
        m_size = 0;
    }
    const auto line = formatIso(record.time) + " " + std::string(toString(record.level)) + " "
        + record.agent + ": " + record.text + "\n";
    m_out << line;
    m_size += line.size();
}

} // namespace agora
