#pragma once

#include "engine/model/instrument.h"
#include "engine/model/market_data.h"
#include "engine/model/trading.h"

#include <QString>

/// Short ways to write orders, quotes and instants in the trading tests.
namespace agora::test {

inline Decimal dec(const char *text) { return Decimal::parse(text).value(); }
inline QString str(Decimal number) { return QString::fromStdString(number.toString()); }
inline QString str(OrderState state)
{
    return QString::fromStdString(std::string(toString(state)));
}
inline QString str(const std::string &text) { return QString::fromStdString(text); }

/// So many seconds into an open Monday noon (UTC).
inline Timestamp at(int seconds)
{
    return parseIso("2024-01-08T12:00:00Z").value() + std::chrono::seconds(seconds);
}
inline Timestamp saturday() { return parseIso("2024-01-13T12:00:00Z").value(); }

inline Tick quote(int seconds, double bid, double ask)
{
    Tick tick;
    tick.time = at(seconds);
    tick.bid = bid;
    tick.ask = ask;
    return tick;
}

inline OrderRequest marketOrder(
    const std::string &id, OrderSide side, Decimal units, const std::string &symbol = "EUR_USD")
{
    OrderRequest request;
    request.id = id;
    request.owner = "brain";
    request.symbol = symbol;
    request.side = side;
    request.units = units;
    request.time = at(0);
    return request;
}

inline OrderRequest pricedOrder(
    const std::string &id, OrderSide side, OrderType type, Decimal units, const char *price)
{
    auto request = marketOrder(id, side, units);
    request.type = type;
    request.price = dec(price);
    return request;
}

inline Fill fillOf(const OrderRequest &request, const std::string &id, Decimal units,
    const char *price, int seconds)
{
    Fill fill;
    fill.id = id;
    fill.orderId = request.id;
    fill.owner = request.owner;
    fill.symbol = request.symbol;
    fill.side = request.side;
    fill.units = units;
    fill.price = dec(price);
    fill.time = at(seconds);
    return fill;
}

inline ExecutionReport reportOf(const std::string &orderId, OrderState state, int seconds,
    std::optional<Fill> fill = {}, std::string reason = {})
{
    return {orderId, state, std::move(fill), std::move(reason), at(seconds)};
}

inline bool contains(const std::string &text, const char *part)
{
    return text.find(part) != std::string::npos;
}

} // namespace agora::test
