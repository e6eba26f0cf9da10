#include "engine/agents/trader/trader_journal.h"

#include "engine/base/log.h"
#include "engine/protocol/codec.h"

namespace agora {

namespace {

constexpr std::size_t lengthSize = 4;

agency::Value headAt(Timestamp at)
{
    agency::Value head;
    head.set("timeNs", toNanos(at));
    return head;
}

struct Entry {
    agency::Value head;
    std::span<const std::byte> message;
};

Result<Entry> split(std::span<const std::byte> payload)
{
    std::size_t length = 0;
    if (payload.size() < lengthSize)
        return fail("only " + std::to_string(payload.size()) + " bytes");
    for (std::size_t i = 0; i < lengthSize; ++i)
        length |= std::to_integer<std::size_t>(payload[i]) << (8 * i);
    if (payload.size() - lengthSize < length)
        return fail("its head is cut short");
    auto head = agency::Value::fromMessagePack(payload.subspan(lengthSize, length));
    if (!head)
        return head.failure();
    return Entry{std::move(*head), payload.subspan(lengthSize + length)};
}

Result<void> withoutValue(const Result<Order> &order)
{
    return order ? Result<void>() : order.failure();
}

Result<void> restoreReport(const Entry &entry, TraderRecord &record)
{
    const auto batch = protocol::decode<protocol::ReportBatch>(entry.message);
    const auto rate = Decimal::parse(entry.head["rate"].asText());
    if (!batch || !rate)
        return batch ? rate.failure() : batch.failure();
    for (const auto &report : batch->reports) {
        // Possible only where a record before this one could not be written; the venue is asked.
        if (const auto applied = record.apply(report, *rate); !applied)
            logWarning("the journal has a report that does not fit: " + applied.error().message);
    }
    return {};
}

} // namespace

Result<void> TraderJournal::append(Type type, const agency::Value &head,
    const std::vector<std::byte> &message, Durability durability)
{
    const auto packed = head.toMessagePack();
    std::vector<std::byte> payload;
    payload.reserve(lengthSize + packed.size() + message.size());
    for (std::size_t i = 0; i < lengthSize; ++i)
        payload.push_back(static_cast<std::byte>(packed.size() >> (8 * i)));
    payload.insert(payload.end(), packed.begin(), packed.end());
    payload.insert(payload.end(), message.begin(), message.end());
    const auto kept = m_journal.append(static_cast<std::uint32_t>(type), payload, durability);
    return kept ? Result<void>() : kept.failure();
}

Result<void> TraderJournal::deposit(Decimal amount, Timestamp at)
{
    auto head = headAt(at);
    head.set("amount", amount.toString());
    return append(Type::Deposit, head, {}, durable());
}

Result<void> TraderJournal::request(const OrderRequest &request, Timestamp at)
{
    return append(Type::Request, headAt(at), protocol::encode(request), durable());
}

Result<void> TraderJournal::refusal(
    const OrderRequest &request, const std::string &reason, Timestamp at)
{
    auto head = headAt(at);
    head.set("reason", reason);
    return append(Type::Refusal, head, protocol::encode(request), Durability::Buffered);
}

Result<void> TraderJournal::report(const ExecutionReport &report, Decimal rate)
{
    agency::Value head;
    head.set("rate", rate.toString());
    return append(Type::Report, head, protocol::encode(protocol::ReportBatch{{report}}),
        report.fill ? durable() : Durability::Buffered);
}

Result<void> TraderJournal::halt(const std::string &reason, Timestamp at)
{
    auto head = headAt(at);
    head.set("reason", reason);
    return append(Type::Halt, head, {}, durable());
}

Result<void> TraderJournal::resume(Timestamp at)
{
    return append(Type::Resume, headAt(at), {}, durable());
}

Result<void> TraderJournal::restoreOne(
    const JournalRecord &record, TraderRecord &into, RiskGate &gate)
{
    const auto entry = split(record.payload);
    if (!entry)
        return entry.failure();
    const auto at = fromNanos(entry->head["timeNs"].asInteger());
    switch (static_cast<Type>(record.type)) {
    case Type::Deposit: {
        const auto amount = Decimal::parse(entry->head["amount"].asText());
        if (!amount)
            return amount.failure();
        into.deposit(*amount, at);
        return {};
    }
    case Type::Request: {
        const auto request = protocol::decode<OrderRequest>(entry->message);
        return request ? withoutValue(into.accept(*request, at)) : request.failure();
    }
    case Type::Refusal: {
        const auto request = protocol::decode<OrderRequest>(entry->message);
        return request ? withoutValue(into.refuse(*request, entry->head["reason"].asText(), at))
                       : request.failure();
    }
    case Type::Report:
        return restoreReport(*entry, into);
    case Type::Halt:
        gate.halt(entry->head["reason"].asText());
        return {};
    case Type::Resume:
        gate.resume();
        return {};
    }
    return fail("a record of the unknown type " + std::to_string(record.type));
}

Result<void> TraderJournal::restore(TraderRecord &record, RiskGate &gate) const
{
    return m_journal.replay([&](const JournalRecord &entry) -> Result<void> {
        if (const auto restored = restoreOne(entry, record, gate); !restored)
            return fail(file().string() + ": record " + std::to_string(entry.sequence) + ": "
                + restored.error().message);
        return {};
    });
}

} // namespace agora
