#include "engine/protocol/decimal_wire.h"

namespace agora::protocol {

static_assert(static_cast<int>(wire::OrderSide::Sell) == static_cast<int>(OrderSide::Sell));
static_assert(static_cast<int>(wire::OrderType::Limit) == static_cast<int>(OrderType::Limit));
static_assert(static_cast<int>(wire::OrderType::Stop) == static_cast<int>(OrderType::Stop));
static_assert(static_cast<int>(wire::TimeInForce::ImmediateOrCancel)
    == static_cast<int>(TimeInForce::ImmediateOrCancel));
static_assert(
    static_cast<int>(wire::TimeInForce::FillOrKill) == static_cast<int>(TimeInForce::FillOrKill));
static_assert(static_cast<int>(wire::TimeInForce::GoodTillDate)
    == static_cast<int>(TimeInForce::GoodTillDate));
static_assert(static_cast<int>(wire::OrderState::Unknown) == static_cast<int>(OrderState::Unknown));
static_assert(static_cast<int>(wire::OrderState::Working) == static_cast<int>(OrderState::Working));
static_assert(static_cast<int>(wire::OrderState::PartiallyFilled)
    == static_cast<int>(OrderState::PartiallyFilled));
static_assert(static_cast<int>(wire::OrderState::Filled) == static_cast<int>(OrderState::Filled));
static_assert(
    static_cast<int>(wire::OrderState::Cancelled) == static_cast<int>(OrderState::Cancelled));
static_assert(
    static_cast<int>(wire::OrderState::Rejected) == static_cast<int>(OrderState::Rejected));
static_assert(static_cast<int>(wire::OrderState::Expired) == static_cast<int>(OrderState::Expired));

namespace {

Offset<wire::OrderRequest> write(Builder &builder, const OrderRequest &request)
{
    const auto id = builder.CreateString(request.id);
    const auto owner = builder.CreateString(request.owner);
    const auto symbol = builder.CreateString(request.symbol);
    const auto comment = builder.CreateString(request.comment);
    const auto units = toWire(request.units);
    const auto price = toWire(request.price);
    const auto stopLoss = toWire(request.stopLoss);
    const auto takeProfit = toWire(request.takeProfit);
    wire::OrderRequestBuilder table(builder);
    table.add_id(id);
    table.add_owner(owner);
    table.add_symbol(symbol);
    table.add_side(static_cast<wire::OrderSide>(request.side));
    table.add_type(static_cast<wire::OrderType>(request.type));
    table.add_time_in_force(static_cast<wire::TimeInForce>(request.timeInForce));
    table.add_units(&units);
    table.add_price(pointerTo(price));
    table.add_stop_loss(pointerTo(stopLoss));
    table.add_take_profit(pointerTo(takeProfit));
    if (request.expiry)
        table.add_expiry(toNanos(*request.expiry));
    table.add_comment(comment);
    table.add_time(toNanos(request.time));
    return table.Finish();
}

Offset<wire::Order> write(Builder &builder, const Order &order)
{
    const auto request = write(builder, order.request);
    const auto reason = builder.CreateString(order.reason);
    const auto filledUnits = toWire(order.filledUnits);
    const auto averagePrice = toWire(order.averagePrice);
    wire::OrderBuilder table(builder);
    table.add_request(request);
    table.add_state(static_cast<wire::OrderState>(order.state));
    table.add_filled_units(&filledUnits);
    table.add_average_price(&averagePrice);
    table.add_reason(reason);
    table.add_updated(toNanos(order.updated));
    return table.Finish();
}

Offset<wire::Fill> write(Builder &builder, const Fill &fill)
{
    const auto id = builder.CreateString(fill.id);
    const auto orderId = builder.CreateString(fill.orderId);
    const auto owner = builder.CreateString(fill.owner);
    const auto symbol = builder.CreateString(fill.symbol);
    const auto units = toWire(fill.units);
    const auto price = toWire(fill.price);
    const auto commission = toWire(fill.commission);
    wire::FillBuilder table(builder);
    table.add_id(id);
    table.add_order_id(orderId);
    table.add_owner(owner);
    table.add_symbol(symbol);
    table.add_side(static_cast<wire::OrderSide>(fill.side));
    table.add_units(&units);
    table.add_price(&price);
    table.add_commission(&commission);
    table.add_time(toNanos(fill.time));
    return table.Finish();
}

Offset<wire::OrderTerms> write(Builder &builder, const OrderTerms &terms)
{
    const auto price = toWire(terms.price);
    const auto stopLoss = toWire(terms.stopLoss);
    const auto takeProfit = toWire(terms.takeProfit);
    wire::OrderTermsBuilder table(builder);
    table.add_price(pointerTo(price));
    table.add_stop_loss(pointerTo(stopLoss));
    table.add_take_profit(pointerTo(takeProfit));
    return table.Finish();
}

Offset<wire::ExecutionReport> write(Builder &builder, const ExecutionReport &report)
{
    const auto orderId = builder.CreateString(report.orderId);
    const auto reason = builder.CreateString(report.reason);
    const auto fill = report.fill ? write(builder, *report.fill) : Offset<wire::Fill>(); // 0 = none
    const auto terms = report.terms ? write(builder, *report.terms) : Offset<wire::OrderTerms>();
    wire::ExecutionReportBuilder table(builder);
    table.add_order_id(orderId);
    table.add_state(static_cast<wire::OrderState>(report.state));
    table.add_fill(fill);
    table.add_reason(reason);
    table.add_time(toNanos(report.time));
    table.add_terms(terms);
    return table.Finish();
}

OrderRequest toModel(const wire::OrderRequest &table, Reading &reading)
{
    const auto expiry = table.expiry();
    return {.id = table.id()->str(),
        .owner = table.owner()->str(),
        .symbol = table.symbol()->str(),
        .side = reading.oneOf(table.side(), OrderSide::Sell, "order side"),
        .type = reading.oneOf(table.type(), OrderType::Stop, "order type"),
        .timeInForce
        = reading.oneOf(table.time_in_force(), TimeInForce::GoodTillDate, "time in force"),
        .units = decimalFrom(*table.units()),
        .price = decimalFrom(table.price()),
        .stopLoss = decimalFrom(table.stop_loss()),
        .takeProfit = decimalFrom(table.take_profit()),
        .expiry = expiry ? std::optional(fromNanos(*expiry)) : std::nullopt,
        .comment = table.comment()->str(),
        .time = fromNanos(table.time())};
}

Order toModel(const wire::Order &table, Reading &reading)
{
    return {.request = toModel(*table.request(), reading),
        .state = reading.oneOf(table.state(), OrderState::Expired, "order state"),
        .filledUnits = decimalFrom(*table.filled_units()),
        .averagePrice = decimalFrom(*table.average_price()),
        .reason = table.reason()->str(),
        .updated = fromNanos(table.updated())};
}

Fill toModel(const wire::Fill &table, Reading &reading)
{
    return {.id = table.id()->str(),
        .orderId = table.order_id()->str(),
        .owner = table.owner()->str(),
        .symbol = table.symbol()->str(),
        .side = reading.oneOf(table.side(), OrderSide::Sell, "order side"),
        .units = decimalFrom(*table.units()),
        .price = decimalFrom(*table.price()),
        .commission = decimalFrom(*table.commission()),
        .time = fromNanos(table.time())};
}

OrderTerms toModel(const wire::OrderTerms &table)
{
    return {.price = decimalFrom(table.price()),
        .stopLoss = decimalFrom(table.stop_loss()),
        .takeProfit = decimalFrom(table.take_profit())};
}

ExecutionReport toModel(const wire::ExecutionReport &table, Reading &reading)
{
    return {.orderId = table.order_id()->str(),
        .state = reading.oneOf(table.state(), OrderState::Expired, "order state"),
        .fill = table.fill() ? std::optional(toModel(*table.fill(), reading)) : std::nullopt,
        .reason = table.reason()->str(),
        .time = fromNanos(table.time()),
        .terms = table.terms() ? std::optional(toModel(*table.terms())) : std::nullopt};
}

} // namespace

template <>
struct Wire<OrderRequest> {
    using Table = wire::OrderRequest;
    static constexpr const char *name = "OrderRequest";
    static constexpr const char *identifier = "AGOR";
    static OrderRequest read(const Table &table, Reading &reading)
    {
        return toModel(table, reading);
    }
};

template <>
struct Wire<CancelRequest> {
    using Table = wire::CancelRequest;
    static constexpr const char *name = "CancelRequest";
    static constexpr const char *identifier = "AGCR";
    static CancelRequest read(const Table &table, Reading &)
    {
        return {.orderId = table.order_id()->str(), .owner = table.owner()->str()};
    }
};

template <>
struct Wire<ModifyRequest> {
    using Table = wire::ModifyRequest;
    static constexpr const char *name = "ModifyRequest";
    static constexpr const char *identifier = "AGMR";
    static ModifyRequest read(const Table &table, Reading &)
    {
        return {.orderId = table.order_id()->str(), .terms = toModel(*table.terms())};
    }
};

template <>
struct Wire<OrderBatch> {
    using Table = wire::OrderBatch;
    static constexpr const char *name = "OrderBatch";
    static constexpr const char *identifier = "AGOB";
    static OrderBatch read(const Table &table, Reading &reading)
    {
        return {.orders = readTables<Order>(*table.orders(),
                    [&](const wire::Order &row) { return toModel(row, reading); })};
    }
};

template <>
struct Wire<FillBatch> {
    using Table = wire::FillBatch;
    static constexpr const char *name = "FillBatch";
    static constexpr const char *identifier = "AGFB";
    static FillBatch read(const Table &table, Reading &reading)
    {
        return {.fills = readTables<Fill>(
                    *table.fills(), [&](const wire::Fill &row) { return toModel(row, reading); })};
    }
};

template <>
struct Wire<ReportBatch> {
    using Table = wire::ReportBatch;
    static constexpr const char *name = "ReportBatch";
    static constexpr const char *identifier = "AGRB";
    static ReportBatch read(const Table &table, Reading &reading)
    {
        return {.reports = readTables<ExecutionReport>(*table.reports(),
                    [&](const wire::ExecutionReport &row) { return toModel(row, reading); })};
    }
};

Bytes encode(const OrderRequest &message)
{
    Builder builder;
    return finished<OrderRequest>(builder, write(builder, message));
}

Bytes encode(const CancelRequest &message)
{
    Builder builder;
    const auto orderId = builder.CreateString(message.orderId);
    const auto owner = builder.CreateString(message.owner);
    wire::CancelRequestBuilder table(builder);
    table.add_order_id(orderId);
    table.add_owner(owner);
    return finished<CancelRequest>(builder, table.Finish());
}

Bytes encode(const ModifyRequest &message)
{
    Builder builder;
    const auto orderId = builder.CreateString(message.orderId);
    const auto terms = write(builder, message.terms);
    wire::ModifyRequestBuilder table(builder);
    table.add_order_id(orderId);
    table.add_terms(terms);
    return finished<ModifyRequest>(builder, table.Finish());
}

Bytes encode(const OrderBatch &message)
{
    Builder builder;
    const auto orders = writeTables(
        builder, message.orders, [](Builder &to, const Order &order) { return write(to, order); });
    wire::OrderBatchBuilder table(builder);
    table.add_orders(orders);
    return finished<OrderBatch>(builder, table.Finish());
}

Bytes encode(const FillBatch &message)
{
    Builder builder;
    const auto fills = writeTables(
        builder, message.fills, [](Builder &to, const Fill &fill) { return write(to, fill); });
    wire::FillBatchBuilder table(builder);
    table.add_fills(fills);
    return finished<FillBatch>(builder, table.Finish());
}

Bytes encode(const ReportBatch &message)
{
    Builder builder;
    const auto reports = writeTables(builder, message.reports,
        [](Builder &to, const ExecutionReport &report) { return write(to, report); });
    wire::ReportBatchBuilder table(builder);
    table.add_reports(reports);
    return finished<ReportBatch>(builder, table.Finish());
}

template Result<OrderRequest> decode(std::span<const std::byte>);
template Result<CancelRequest> decode(std::span<const std::byte>);
template Result<ModifyRequest> decode(std::span<const std::byte>);
template Result<OrderBatch> decode(std::span<const std::byte>);
template Result<FillBatch> decode(std::span<const std::byte>);
template Result<ReportBatch> decode(std::span<const std::byte>);

} // namespace agora::protocol
