#include "engine/protocol/decimal_wire.h"

namespace agora::protocol {

static_assert(sizeof(wire::EquityRow) == 24);

namespace {

Offset<wire::Trade> write(Builder &builder, const Trade &trade)
{
    const auto id = builder.CreateString(trade.id);
    const auto owner = builder.CreateString(trade.owner);
    const auto symbol = builder.CreateString(trade.symbol);
    const auto units = toWire(trade.units);
    const auto entryPrice = toWire(trade.entryPrice);
    const auto exitPrice = toWire(trade.exitPrice);
    const auto profit = toWire(trade.profit);
    wire::TradeBuilder table(builder);
    table.add_id(id);
    table.add_owner(owner);
    table.add_symbol(symbol);
    table.add_side(static_cast<wire::OrderSide>(trade.side));
    table.add_units(&units);
    table.add_entry_price(&entryPrice);
    table.add_entry_time(toNanos(trade.entryTime));
    table.add_exit_price(&exitPrice);
    table.add_exit_time(toNanos(trade.exitTime));
    table.add_profit(&profit);
    return table.Finish();
}

Offset<wire::Position> write(Builder &builder, const Position &position)
{
    const auto symbol = builder.CreateString(position.symbol);
    const auto owner = builder.CreateString(position.owner);
    const auto units = toWire(position.units);
    const auto averagePrice = toWire(position.averagePrice);
    const auto realized = toWire(position.realized);
    wire::PositionBuilder table(builder);
    table.add_symbol(symbol);
    table.add_owner(owner);
    table.add_units(&units);
    table.add_average_price(&averagePrice);
    table.add_realized(&realized);
    table.add_unrealized(position.unrealized);
    table.add_updated(toNanos(position.updated));
    return table.Finish();
}

Trade toModel(const wire::Trade &table, Reading &reading)
{
    return {.id = table.id()->str(),
        .owner = table.owner()->str(),
        .symbol = table.symbol()->str(),
        .side = reading.oneOf(table.side(), OrderSide::Sell, "order side"),
        .units = decimalFrom(*table.units()),
        .entryPrice = decimalFrom(*table.entry_price()),
        .entryTime = fromNanos(table.entry_time()),
        .exitPrice = decimalFrom(*table.exit_price()),
        .exitTime = fromNanos(table.exit_time()),
        .profit = decimalFrom(*table.profit())};
}

Position toModel(const wire::Position &table)
{
    return {.symbol = table.symbol()->str(),
        .owner = table.owner()->str(),
        .units = decimalFrom(*table.units()),
        .averagePrice = decimalFrom(*table.average_price()),
        .realized = decimalFrom(*table.realized()),
        .unrealized = table.unrealized(),
        .updated = fromNanos(table.updated())};
}

EquityPoint toModel(const wire::EquityRow &row)
{
    return {.time = fromNanos(row.time()), .balance = row.balance(), .equity = row.equity()};
}

} // namespace

template <>
struct Wire<TradeBatch> {
    using Table = wire::TradeBatch;
    static constexpr const char *name = "TradeBatch";
    static constexpr const char *identifier = "AGDB";
    static TradeBatch read(const Table &table, Reading &reading)
    {
        return {.trades = readTables<Trade>(*table.trades(),
                    [&](const wire::Trade &row) { return toModel(row, reading); })};
    }
};

template <>
struct Wire<PositionBatch> {
    using Table = wire::PositionBatch;
    static constexpr const char *name = "PositionBatch";
    static constexpr const char *identifier = "AGPB";
    static PositionBatch read(const Table &table, Reading &)
    {
        return {.positions = readTables<Position>(
                    *table.positions(), [](const wire::Position &row) { return toModel(row); })};
    }
};

template <>
struct Wire<Account> {
    using Table = wire::Account;
    static constexpr const char *name = "Account";
    static constexpr const char *identifier = "AGAC";
    static Account read(const Table &table, Reading &)
    {
        return {.currency = table.currency()->str(),
            .balance = decimalFrom(*table.balance()),
            .unrealized = table.unrealized(),
            .equity = table.equity(),
            .marginUsed = table.margin_used(),
            .marginFree = table.margin_free(),
            .updated = fromNanos(table.updated())};
    }
};

template <>
struct Wire<EquityBatch> {
    using Table = wire::EquityBatch;
    static constexpr const char *name = "EquityBatch";
    static constexpr const char *identifier = "AGEB";
    static EquityBatch read(const Table &table, Reading &)
    {
        return {.points = readRows<EquityPoint>(
                    *table.points(), [](const wire::EquityRow &row) { return toModel(row); })};
    }
};

Bytes encode(const TradeBatch &message)
{
    Builder builder;
    const auto trades = writeTables(
        builder, message.trades, [](Builder &to, const Trade &trade) { return write(to, trade); });
    wire::TradeBatchBuilder table(builder);
    table.add_trades(trades);
    return finished<TradeBatch>(builder, table.Finish());
}

Bytes encode(const PositionBatch &message)
{
    Builder builder;
    const auto positions = writeTables(builder, message.positions,
        [](Builder &to, const Position &position) { return write(to, position); });
    wire::PositionBatchBuilder table(builder);
    table.add_positions(positions);
    return finished<PositionBatch>(builder, table.Finish());
}

Bytes encode(const Account &message)
{
    Builder builder;
    const auto currency = builder.CreateString(message.currency);
    const auto balance = toWire(message.balance);
    wire::AccountBuilder table(builder);
    table.add_currency(currency);
    table.add_balance(&balance);
    table.add_unrealized(message.unrealized);
    table.add_equity(message.equity);
    table.add_margin_used(message.marginUsed);
    table.add_margin_free(message.marginFree);
    table.add_updated(toNanos(message.updated));
    return finished<Account>(builder, table.Finish());
}

Bytes encode(const EquityBatch &message)
{
    Builder builder(message.points.size() * sizeof(wire::EquityRow) + 128);
    const auto points
        = writeRows<wire::EquityRow>(builder, message.points, [](const EquityPoint &point) {
              return wire::EquityRow(toNanos(point.time), point.balance, point.equity);
          });
    wire::EquityBatchBuilder table(builder);
    table.add_points(points);
    return finished<EquityBatch>(builder, table.Finish());
}

template Result<TradeBatch> decode(std::span<const std::byte>);
template Result<PositionBatch> decode(std::span<const std::byte>);
template Result<Account> decode(std::span<const std::byte>);
template Result<EquityBatch> decode(std::span<const std::byte>);

} // namespace agora::protocol
