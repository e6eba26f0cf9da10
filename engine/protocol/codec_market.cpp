#include "engine/protocol/bar_columns.h"
#include "engine/protocol/wire.h"

#include <market_generated.h>

#include <bit>
#include <cstddef>
#include <type_traits>

namespace agora::protocol {

static_assert(static_cast<int>(wire::PeriodUnit::Second) == static_cast<int>(Period::Unit::Second));
static_assert(static_cast<int>(wire::PeriodUnit::Minute) == static_cast<int>(Period::Unit::Minute));
static_assert(static_cast<int>(wire::PeriodUnit::Hour) == static_cast<int>(Period::Unit::Hour));
static_assert(static_cast<int>(wire::PeriodUnit::Day) == static_cast<int>(Period::Unit::Day));
static_assert(static_cast<int>(wire::PeriodUnit::Week) == static_cast<int>(Period::Unit::Week));
static_assert(static_cast<int>(wire::PeriodUnit::Month) == static_cast<int>(Period::Unit::Month));
static_assert(static_cast<int>(wire::PeriodUnit::Ticks) == static_cast<int>(Period::Unit::Ticks));
static_assert(static_cast<int>(wire::PeriodUnit::Range) == static_cast<int>(Period::Unit::Range));
static_assert(sizeof(wire::TickRow) == 48 && sizeof(wire::BarRow) == 120);

/// Bytes of a bar without the padding at its end.
constexpr std::size_t barSize = offsetof(QuoteBar, flags) + sizeof(QuoteBar::flags);
static_assert(std::endian::native == std::endian::little && sizeof(QuoteBar) == sizeof(wire::BarRow)
    && barSize == 119 && offsetof(QuoteBar, openTime) == 0 && offsetof(QuoteBar, bid) == 8
    && offsetof(QuoteBar, ask) == 40 && offsetof(QuoteBar, mid) == 72
    && offsetof(QuoteBar, volume) == 104 && offsetof(QuoteBar, ticks) == 112
    && offsetof(QuoteBar, revision) == 116 && offsetof(Ohlc, open) == 0 && offsetof(Ohlc, high) == 8
    && offsetof(Ohlc, low) == 16 && offsetof(Ohlc, close) == 24
    && std::is_trivially_copyable_v<QuoteBar>);

namespace {

wire::Period toWire(Period period)
{
    return {
        static_cast<wire::PeriodUnit>(period.unit()), static_cast<std::uint32_t>(period.count())};
}

wire::Prices toWire(const Ohlc &prices)
{
    return {prices.open, prices.high, prices.low, prices.close};
}

wire::TickRow toWire(const Tick &tick)
{
    return {toNanos(tick.time), tick.bid, tick.ask, tick.volume, tick.number, tick.flags};
}

wire::BarRow toWire(const QuoteBar &bar)
{
    return {toNanos(bar.openTime), toWire(bar.bid), toWire(bar.ask), toWire(bar.mid), bar.volume,
        bar.ticks, bar.revision, bar.flags};
}

Ohlc toModel(const wire::Prices &prices)
{
    return {
        .open = prices.open(), .high = prices.high(), .low = prices.low(), .close = prices.close()};
}

Tick toModel(const wire::TickRow &row)
{
    return {.time = fromNanos(row.time()),
        .bid = row.bid(),
        .ask = row.ask(),
        .volume = row.volume(),
        .number = row.number(),
        .flags = row.flags()};
}

QuoteBar toModel(const wire::BarRow &row)
{
    return {.openTime = fromNanos(row.open_time()),
        .bid = toModel(row.bid()),
        .ask = toModel(row.ask()),
        .mid = toModel(row.mid()),
        .volume = row.volume(),
        .ticks = row.ticks(),
        .revision = row.revision(),
        .flags = row.flags()};
}

Offset<wire::TickBatch> write(Builder &builder, const TickBatch &batch)
{
    const auto symbol = builder.CreateString(batch.symbol);
    const auto ticks = writeRows<wire::TickRow>(
        builder, batch.ticks, [](const Tick &tick) { return toWire(tick); });
    wire::TickBatchBuilder table(builder);
    table.add_symbol(symbol);
    table.add_ticks(ticks);
    return table.Finish();
}

Offset<wire::BarBatch> write(Builder &builder, const BarBatch &batch)
{
    const auto symbol = builder.CreateString(batch.symbol);
    const auto bars = writeRows<wire::BarRow>(
        builder, batch.bars, [](const QuoteBar &bar) { return toWire(bar); });
    const auto period = toWire(batch.period);
    wire::BarBatchBuilder table(builder);
    table.add_symbol(symbol);
    table.add_period(&period);
    table.add_bars(bars);
    return table.Finish();
}

} // namespace

template <>
struct Wire<TickBatch> {
    using Table = wire::TickBatch;
    static constexpr const char *name = "TickBatch";
    static constexpr const char *identifier = "AGTB";
    static TickBatch read(const Table &table, Reading &)
    {
        return {.symbol = table.symbol()->str(),
            .ticks = readRows<Tick>(
                *table.ticks(), [](const wire::TickRow &row) { return toModel(row); })};
    }
};

template <>
struct Wire<BarBatch> {
    using Table = wire::BarBatch;
    static constexpr const char *name = "BarBatch";
    static constexpr const char *identifier = "AGBB";
    static BarBatch read(const Table &table, Reading &reading)
    {
        return {.symbol = table.symbol()->str(),
            .period = reading.period(*table.period()),
            .bars = readRows<QuoteBar>(
                *table.bars(), [](const wire::BarRow &row) { return toModel(row); })};
    }
};

template <>
struct Wire<BarRequest> {
    using Table = wire::BarRequest;
    static constexpr const char *name = "BarRequest";
    static constexpr const char *identifier = "AGBR";
    static BarRequest read(const Table &table, Reading &reading)
    {
        return {.symbol = table.symbol()->str(),
            .period = reading.period(*table.period()),
            .depth = table.depth(),
            .sides = reading.oneOf<BarSides>(table.sides(), BarSides::All, "side"),
            .updates
            = reading.oneOf<BarUpdates>(table.updates(), BarUpdates::Completed, "update mode"),
            .paceMs = table.pace_ms(),
            .since = fromNanos(table.since())};
    }
};

template <>
struct Wire<TickRequest> {
    using Table = wire::TickRequest;
    static constexpr const char *name = "TickRequest";
    static constexpr const char *identifier = "AGTR";
    static TickRequest read(const Table &table, Reading &)
    {
        return {.symbol = table.symbol()->str(),
            .sinceTime = fromNanos(table.since_time()),
            .sinceNumber = table.since_number()};
    }
};

template <>
struct Wire<HistoryRequest> {
    using Table = wire::HistoryRequest;
    static constexpr const char *name = "HistoryRequest";
    static constexpr const char *identifier = "AGHR";
    static HistoryRequest read(const Table &table, Reading &reading)
    {
        return {.symbol = table.symbol()->str(),
            .period = reading.period(*table.period()),
            .from = fromNanos(table.from()),
            .to = fromNanos(table.to()),
            .asOfTime = fromNanos(table.as_of_time()),
            .asOfNumber = table.as_of_number(),
            .wantTail = table.want_tail()};
    }
};

template <>
struct Wire<HistoryReply> {
    using Table = wire::HistoryReply;
    static constexpr const char *name = "HistoryReply";
    static constexpr const char *identifier = "AGHA";
    static HistoryReply read(const Table &table, Reading &reading)
    {
        return {.bars = Wire<BarBatch>::read(*table.bars(), reading),
            .tail = Wire<TickBatch>::read(*table.tail(), reading)};
    }
};

namespace {
/// A BarBatch in its other form.
struct BarColumns {};
} // namespace

template <>
struct Wire<BarColumns> {
    using Table = wire::BarColumns;
    static constexpr const char *name = "BarBatch";
    static constexpr const char *identifier = "AGC2";
    static BarBatch read(const Table &table, Reading &reading)
    {
        BarBatch batch{
            .symbol = table.symbol()->str(), .period = reading.period(*table.period()), .bars = {}};
        const auto sides = reading.oneOf<BarSides>(table.sides(), BarSides::All, "side");
        auto bars = unpackBars({.rows = table.rows(),
                                   .sides = sides,
                                   .digits = table.digits(),
                                   .volumeDigits = table.volume_digits(),
                                   .firstTime = table.first_time(),
                                   .unit = table.unit(),
                                   .base = table.base(),
                                   .spread = table.spread()},
            {table.columns()->data(), table.columns()->size()});
        if (bars)
            batch.bars = std::move(*bars);
        else
            reading.refuse(bars.error().message);
        return batch;
    }
};

Bytes encodeColumns(const BarBatch &message, BarSides sides)
{
    const auto packed = packBars(message.bars, message.period, sides);
    if (!packed)
        return encode(message);
    Builder builder(packed->columns.size() + 256);
    const auto symbol = builder.CreateString(message.symbol);
    const auto columns = builder.CreateVector(packed->columns);
    const auto period = toWire(message.period);
    wire::BarColumnsBuilder table(builder);
    table.add_symbol(symbol);
    table.add_period(&period);
    table.add_sides(static_cast<std::uint8_t>(packed->sides));
    table.add_rows(packed->rows);
    table.add_digits(packed->digits);
    table.add_volume_digits(packed->volumeDigits);
    table.add_first_time(packed->firstTime);
    table.add_unit(packed->unit);
    table.add_base(packed->base);
    table.add_spread(packed->spread);
    table.add_columns(columns);
    return finished<BarColumns>(builder, table.Finish());
}

template <>
Result<BarBatch> decode(std::span<const std::byte> bytes)
{
    constexpr std::size_t at = sizeof(flatbuffers::uoffset_t);
    constexpr std::size_t length = flatbuffers::kFileIdentifierLength;
    const bool isInColumns = bytes.size() >= at + length
        && std::memcmp(bytes.data() + at, Wire<BarColumns>::identifier, length) == 0;
    return isInColumns ? decodeTable<BarColumns>(bytes) : decodeTable<BarBatch>(bytes);
}

std::optional<std::string> problemWith(const BarRequest &request)
{
    if (request.depth > BarRequest::mostDepth)
        return "a depth of " + std::to_string(request.depth) + " bars is more than "
            + std::to_string(BarRequest::mostDepth);
    const bool isPaced = request.updates == BarUpdates::Paced;
    if (isPaced
        && (request.paceMs < BarRequest::shortestPaceMs
            || request.paceMs > BarRequest::longestPaceMs))
        return "a pace of " + std::to_string(request.paceMs) + " ms is not between "
            + std::to_string(BarRequest::shortestPaceMs) + " and "
            + std::to_string(BarRequest::longestPaceMs);
    if (!isPaced && request.paceMs != 0)
        return "a pace of " + std::to_string(request.paceMs)
            + " ms was asked for in a mode that has none";
    return std::nullopt;
}

Bytes encode(const TickBatch &message)
{
    Builder builder(message.ticks.size() * sizeof(wire::TickRow) + 128);
    return finished<TickBatch>(builder, write(builder, message));
}

Bytes encode(const BarBatch &message)
{
    Builder builder(message.bars.size() * sizeof(wire::BarRow) + 128);
    return finished<BarBatch>(builder, write(builder, message));
}

const Bytes &BarBatchWriter::write(std::span<const QuoteBar> bars)
{
    if (bars.size() != m_rows) {
        m_batch.bars.assign(bars.begin(), bars.end());
        m_bytes = encode(m_batch);
        m_rows = bars.size();
        const auto *rows = flatbuffers::GetRoot<wire::BarBatch>(m_bytes.data())->bars()->Data();
        m_firstRow = static_cast<std::size_t>(
            rows - reinterpret_cast<const std::uint8_t *>(m_bytes.data()));
        return m_bytes;
    }
    // A bar lies in memory as its row does, but for what stands behind its last field.
    auto *to = m_bytes.data() + m_firstRow;
    for (const auto &bar : bars) {
        std::memcpy(to, &bar, barSize);
        to += sizeof(wire::BarRow);
    }
    return m_bytes;
}

Bytes encode(const BarRequest &message)
{
    Builder builder;
    const auto symbol = builder.CreateString(message.symbol);
    const auto period = toWire(message.period);
    wire::BarRequestBuilder table(builder);
    table.add_symbol(symbol);
    table.add_period(&period);
    table.add_depth(message.depth);
    table.add_sides(static_cast<std::uint8_t>(message.sides));
    table.add_updates(static_cast<std::uint8_t>(message.updates));
    table.add_pace_ms(message.paceMs);
    table.add_since(toNanos(message.since));
    return finished<BarRequest>(builder, table.Finish());
}

Bytes encode(const TickRequest &message)
{
    Builder builder;
    const auto symbol = builder.CreateString(message.symbol);
    wire::TickRequestBuilder table(builder);
    table.add_symbol(symbol);
    table.add_since_time(toNanos(message.sinceTime));
    table.add_since_number(message.sinceNumber);
    return finished<TickRequest>(builder, table.Finish());
}

Bytes encode(const HistoryRequest &message)
{
    Builder builder;
    const auto symbol = builder.CreateString(message.symbol);
    const auto period = toWire(message.period);
    wire::HistoryRequestBuilder table(builder);
    table.add_symbol(symbol);
    table.add_period(&period);
    table.add_from(toNanos(message.from));
    table.add_to(toNanos(message.to));
    table.add_as_of_time(toNanos(message.asOfTime));
    table.add_as_of_number(message.asOfNumber);
    table.add_want_tail(message.wantTail);
    return finished<HistoryRequest>(builder, table.Finish());
}

Bytes encode(const HistoryReply &message)
{
    Builder builder(message.bars.bars.size() * sizeof(wire::BarRow)
        + message.tail.ticks.size() * sizeof(wire::TickRow) + 256);
    const auto bars = write(builder, message.bars);
    const auto tail = write(builder, message.tail);
    wire::HistoryReplyBuilder table(builder);
    table.add_bars(bars);
    table.add_tail(tail);
    return finished<HistoryReply>(builder, table.Finish());
}

template Result<TickBatch> decode(std::span<const std::byte>);
template Result<BarRequest> decode(std::span<const std::byte>);
template Result<TickRequest> decode(std::span<const std::byte>);
template Result<HistoryRequest> decode(std::span<const std::byte>);
template Result<HistoryReply> decode(std::span<const std::byte>);

} // namespace agora::protocol
