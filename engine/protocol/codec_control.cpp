#include "engine/protocol/wire.h"

#include <control_generated.h>

namespace agora::protocol {

static_assert(static_cast<int>(wire::LogLevel::Debug) == static_cast<int>(LogLevel::Debug));
static_assert(static_cast<int>(wire::LogLevel::Info) == static_cast<int>(LogLevel::Info));
static_assert(static_cast<int>(wire::LogLevel::Warning) == static_cast<int>(LogLevel::Warning));
static_assert(static_cast<int>(wire::LogLevel::Error) == static_cast<int>(LogLevel::Error));

namespace {

Offset<wire::Signal> write(Builder &builder, const Signal &signal)
{
    const auto brain = builder.CreateString(signal.brain);
    const auto symbol = builder.CreateString(signal.symbol);
    const auto name = builder.CreateString(signal.name);
    wire::SignalBuilder table(builder);
    table.add_brain(brain);
    table.add_symbol(symbol);
    table.add_name(name);
    table.add_value(signal.value);
    table.add_price(signal.price);
    table.add_time(toNanos(signal.time));
    return table.Finish();
}

Offset<wire::LogRecord> write(Builder &builder, const LogRecord &record)
{
    const auto agent = builder.CreateString(record.agent);
    const auto text = builder.CreateString(record.text);
    wire::LogRecordBuilder table(builder);
    table.add_time(toNanos(record.time));
    table.add_level(static_cast<wire::LogLevel>(record.level));
    table.add_agent(agent);
    table.add_text(text);
    return table.Finish();
}

Signal toModel(const wire::Signal &table)
{
    return {.brain = table.brain()->str(),
        .symbol = table.symbol()->str(),
        .name = table.name()->str(),
        .value = table.value(),
        .price = table.price(),
        .time = fromNanos(table.time())};
}

LogRecord toModel(const wire::LogRecord &table, Reading &reading)
{
    return {.time = fromNanos(table.time()),
        .level = reading.oneOf(table.level(), LogLevel::Error, "log level"),
        .agent = table.agent()->str(),
        .text = table.text()->str()};
}

} // namespace

template <>
struct Wire<SignalBatch> {
    using Table = wire::SignalBatch;
    static constexpr const char *name = "SignalBatch";
    static constexpr const char *identifier = "AGSB";
    static SignalBatch read(const Table &table, Reading &)
    {
        return {.items = readTables<Signal>(
                    *table.signals(), [](const wire::Signal &row) { return toModel(row); })};
    }
};

template <>
struct Wire<LogBatch> {
    using Table = wire::LogBatch;
    static constexpr const char *name = "LogBatch";
    static constexpr const char *identifier = "AGLB";
    static LogBatch read(const Table &table, Reading &reading)
    {
        return {.records = readTables<LogRecord>(*table.records(),
                    [&](const wire::LogRecord &row) { return toModel(row, reading); })};
    }
};

Bytes encode(const SignalBatch &message)
{
    Builder builder;
    const auto signals = writeTables(builder, message.items,
        [](Builder &to, const Signal &signal) { return write(to, signal); });
    wire::SignalBatchBuilder table(builder);
    table.add_signals(signals);
    return finished<SignalBatch>(builder, table.Finish());
}

Bytes encode(const LogBatch &message)
{
    Builder builder;
    const auto records = writeTables(builder, message.records,
        [](Builder &to, const LogRecord &record) { return write(to, record); });
    wire::LogBatchBuilder table(builder);
    table.add_records(records);
    return finished<LogBatch>(builder, table.Finish());
}

template Result<SignalBatch> decode(std::span<const std::byte>);
template Result<LogBatch> decode(std::span<const std::byte>);

} // namespace agora::protocol
