#pragma once

#include "engine/base/decimal.h"
#include "engine/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace agora {

enum class OrderSide : std::uint8_t { Buy, Sell };
enum class OrderType : std::uint8_t { Market, Limit, Stop };
enum class TimeInForce : std::uint8_t {
    GoodTillCancelled,
    ImmediateOrCancel,
    FillOrKill,
    GoodTillDate
};

/// Pending: journalled, not known to have arrived. Unknown: sent, no answer within the limit; it is
/// looked up by id, never sent again.
enum class OrderState : std::uint8_t {
    Pending,
    Unknown,
    Working,
    PartiallyFilled,
    Filled,
    Cancelled,
    Rejected,
    Expired
};

[[nodiscard]] std::string_view toString(OrderSide side);
[[nodiscard]] std::string_view toString(OrderType type);
[[nodiscard]] std::string_view toString(TimeInForce tif);
[[nodiscard]] std::string_view toString(OrderState state);
/// Exactly what `toString` writes; errors name the text and what is known.
[[nodiscard]] Result<OrderSide> parseOrderSide(std::string_view text);
[[nodiscard]] Result<OrderType> parseOrderType(std::string_view text);
[[nodiscard]] Result<TimeInForce> parseTimeInForce(std::string_view text);
[[nodiscard]] Result<OrderState> parseOrderState(std::string_view text);
[[nodiscard]] constexpr OrderSide opposite(OrderSide side)
{
    return side == OrderSide::Buy ? OrderSide::Sell : OrderSide::Buy;
}
/// Filled, cancelled, rejected or expired: nothing more will happen.
[[nodiscard]] bool isFinal(OrderState state);

/// What a brain or a person wants.
struct OrderRequest {
    std::string id; ///< unique for ever: `<brain>.<run>.<number>`
    std::string owner; ///< name of the brain, or `manual`
    std::string symbol;
    OrderSide side = OrderSide::Buy;
    OrderType type = OrderType::Market;
    TimeInForce timeInForce = TimeInForce::GoodTillCancelled;
    Decimal units; ///< positive
    std::optional<Decimal> price; ///< limit or trigger; required unless Market
    std::optional<Decimal> stopLoss; ///< attached on fill
    std::optional<Decimal> takeProfit; ///< attached on fill; OCO with the stop
    std::optional<Timestamp> expiry; ///< required for GoodTillDate
    std::string comment;
    Timestamp time; ///< when it was asked for
    bool operator==(const OrderRequest &) const = default;
};

/// The prices of an order that may change while it works, all of them: one left out is taken away.
struct OrderTerms {
    std::optional<Decimal> price; ///< limit or trigger
    std::optional<Decimal> stopLoss;
    std::optional<Decimal> takeProfit;
    bool operator==(const OrderTerms &) const = default;
};

/// Asks for other prices of a working order; its id, side, type and size stay.
struct ModifyRequest {
    std::string orderId;
    OrderTerms terms;
    bool operator==(const ModifyRequest &) const = default;
};

struct CancelRequest {
    std::string orderId;
    std::string owner;
    bool operator==(const CancelRequest &) const = default;
};

/// One execution. `id` is the venue's and counts once, however often it is reported.
struct Fill {
    std::string id;
    std::string orderId;
    std::string owner;
    std::string symbol;
    OrderSide side = OrderSide::Buy;
    Decimal units; ///< positive
    Decimal price;
    Decimal commission; ///< account currency, positive = paid
    Timestamp time;
    bool operator==(const Fill &) const = default;
};

/// What a venue says about an order: its new state, and the fill that caused it if one did.
struct ExecutionReport {
    std::string orderId;
    OrderState state = OrderState::Working;
    std::optional<Fill> fill;
    std::string reason; ///< for Rejected, Cancelled, Expired
    Timestamp time;
    std::optional<OrderTerms> terms; ///< after a change: what the order says from now on
    bool operator==(const ExecutionReport &) const = default;
};

/// An order with what became of it.
struct Order {
    OrderRequest request;
    OrderState state = OrderState::Pending;
    Decimal filledUnits;
    Decimal averagePrice; ///< of the filled part; 0 when none
    std::string reason;
    Timestamp updated;
    bool operator==(const Order &) const = default;
};

/// Net position of one instrument.
struct Position {
    std::string symbol;
    std::string owner; ///< empty = the whole account
    Decimal units; ///< negative = short
    Decimal averagePrice; ///< 0 when flat
    Decimal realized; ///< account currency, since the beginning, commission not included
    double unrealized = 0; ///< account currency, at the closing side's price
    Timestamp updated;
    bool operator==(const Position &) const = default;
};

/// A part of a position that was opened and closed (FIFO).
struct Trade {
    std::string id;
    std::string owner;
    std::string symbol;
    OrderSide side = OrderSide::Buy; ///< of the entry
    Decimal units;
    Decimal entryPrice;
    Timestamp entryTime;
    Decimal exitPrice;
    Timestamp exitTime;
    Decimal profit; ///< account currency, commission not included
    bool operator==(const Trade &) const = default;
};

struct Account {
    std::string currency = "USD";
    Decimal balance; ///< deposits + realized − commission + financing
    double unrealized = 0;
    double equity = 0;
    double marginUsed = 0;
    double marginFree = 0;
    Timestamp updated;
    bool operator==(const Account &) const = default;
};

/// One point of the equity curve.
struct EquityPoint {
    Timestamp time;
    double balance = 0;
    double equity = 0;
    bool operator==(const EquityPoint &) const = default;
};

/// A brain's say to other brains and to charts.
struct Signal {
    std::string brain;
    std::string symbol;
    std::string name; ///< "long", "short", "flat" or the brain's own word
    double value = 0;
    double price = 0; ///< where a chart puts the marker
    Timestamp time;
    bool operator==(const Signal &) const = default;
};

} // namespace agora
