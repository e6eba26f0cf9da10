#include "engine/trading/order_rules.h"

namespace agora {
namespace {

constexpr const char *stopLossSuffix = ".sl";
constexpr const char *takeProfitSuffix = ".tp";

Failure<Error> refusal(const OrderRequest &request, const std::string &what)
{
    return fail("order “" + request.id + "”: " + what);
}

/// A long's stop loss lies below and its take profit above, a short's the other way round.
Result<void> checkExits(const OrderRequest &request)
{
    const int direction = request.side == OrderSide::Buy ? 1 : -1;
    const auto isBeyond
        = [direction](Decimal a, Decimal b) { return direction > 0 ? a > b : a < b; };
    const auto &price = request.price;
    const auto &stop = request.stopLoss;
    const auto &target = request.takeProfit;
    const std::string order = std::string(toString(request.side)) + " at ";
    if (stop && !stop->isPositive())
        return refusal(request, "stop loss " + stop->toString() + " is not positive");
    if (target && !target->isPositive())
        return refusal(request, "take profit " + target->toString() + " is not positive");
    if (stop && target && !isBeyond(*target, *stop))
        return refusal(request,
            "stop loss " + stop->toString() + " and take profit " + target->toString()
                + " lie the wrong way round for a " + std::string(toString(request.side)));
    if (price && stop && !isBeyond(*price, *stop))
        return refusal(request,
            "stop loss " + stop->toString() + " is on the wrong side of a " + order
                + price->toString());
    if (price && target && !isBeyond(*target, *price))
        return refusal(request,
            "take profit " + target->toString() + " is on the wrong side of a " + order
                + price->toString());
    return {};
}

OrderRequest exitOf(const OrderRequest &entry, Decimal units, Timestamp at)
{
    OrderRequest exit;
    exit.owner = entry.owner;
    exit.symbol = entry.symbol;
    exit.side = opposite(entry.side);
    exit.units = units;
    exit.time = at;
    return exit;
}

} // namespace

Result<void> checkRequest(const OrderRequest &request)
{
    if (request.id.empty())
        return fail("an order for “" + request.symbol + "” has no id");
    if (request.symbol.empty())
        return refusal(request, "no symbol");
    if (!request.units.isPositive())
        return refusal(request, "units " + request.units.toString() + " are not positive");
    if (request.type == OrderType::Market) {
        if (request.price)
            return refusal(
                request, "a market order has no price, got " + request.price->toString());
    } else if (!request.price) {
        return refusal(
            request, "a " + std::string(toString(request.type)) + " order needs a price");
    } else if (!request.price->isPositive()) {
        return refusal(request, "price " + request.price->toString() + " is not positive");
    }
    const bool isDated = request.timeInForce == TimeInForce::GoodTillDate;
    if (isDated && !request.expiry)
        return refusal(request, "good-till-date needs an expiry");
    if (!isDated && request.expiry)
        return refusal(request, "only a good-till-date order has an expiry");
    return checkExits(request);
}

Result<OrderRequest> withTerms(OrderRequest request, const OrderTerms &terms)
{
    if (request.type == OrderType::Market)
        return refusal(request, "a market order has no price to change");
    if (isAttachedExitId(request.id) && (terms.stopLoss || terms.takeProfit))
        return refusal(request, "an exit has no exits of its own");
    request.price = terms.price;
    request.stopLoss = terms.stopLoss;
    request.takeProfit = terms.takeProfit;
    if (const auto valid = checkRequest(request); !valid)
        return valid.failure();
    return request;
}

std::string stopLossId(const std::string &entryId) { return entryId + stopLossSuffix; }
std::string takeProfitId(const std::string &entryId) { return entryId + takeProfitSuffix; }
bool isAttachedExitId(const std::string &orderId)
{
    return orderId.ends_with(stopLossSuffix) || orderId.ends_with(takeProfitSuffix);
}

std::vector<OrderRequest> attachedExits(const OrderRequest &entry, Decimal units, Timestamp at)
{
    std::vector<OrderRequest> exits;
    if (entry.stopLoss) {
        auto &stop = exits.emplace_back(exitOf(entry, units, at));
        stop.id = stopLossId(entry.id);
        stop.type = OrderType::Stop;
        stop.price = entry.stopLoss;
        stop.comment = "stop loss of " + entry.id;
    }
    if (entry.takeProfit) {
        auto &target = exits.emplace_back(exitOf(entry, units, at));
        target.id = takeProfitId(entry.id);
        target.type = OrderType::Limit;
        target.price = entry.takeProfit;
        target.comment = "take profit of " + entry.id;
    }
    return exits;
}

} // namespace agora
