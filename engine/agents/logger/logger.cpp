#include "engine/agents/logger/logger.h"

#include "engine/agency/logging/log_service.h"
#include "engine/protocol/codec.h"

namespace agora {

Logger::Logger(agency::Bus &bus, agency::LogBook book) : m_bus(bus), m_book(std::move(book))
{
    agency::serveLogBook(bus, m_book);
    bus.onPush(protocol::topics::log, [this](const agency::Message &message) {
        if (const auto batch = protocol::decode<protocol::LogBatch>(message.body))
            take(*batch);
    });
    bus.offer(protocol::topics::log, [this](const agency::Subscriber &subscriber) {
        m_bus.accept(subscriber.id,
            {protocol::encode(protocol::LogBatch{m_book.query({.limit = shownToNewcomers})})});
    });
    bus.every(std::chrono::seconds(1), [this] { m_book.flush(); });
}

Result<std::unique_ptr<RunningAgent>> Logger::make(
    agency::AgentLife &runtime, const agency::Value &settings)
{
    const auto file = std::filesystem::path(settings["logFolder"].asText()) / "agora.log";
    auto book = agency::LogBook::open({.kept = shownToNewcomers, .file = file});
    if (!book)
        return book.failure();
    return std::unique_ptr<RunningAgent>(std::make_unique<Logger>(runtime.bus(), *std::move(book)));
}

void Logger::take(const protocol::LogBatch &batch)
{
    for (const auto &record : batch.records)
        m_book.add(record);
    m_bus.publish(protocol::topics::log, protocol::encode(batch));
}

} // namespace agora
