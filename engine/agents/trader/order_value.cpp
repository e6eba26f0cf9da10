#include "engine/agents/trader/order_value.h"

namespace agora {

agency::Value toValue(const Order &order)
{
    const auto &request = order.request;
    agency::Value value;
    value.set("id", request.id);
    value.set("owner", request.owner);
    value.set("symbol", request.symbol);
    value.set("side", toString(request.side));
    value.set("type", toString(request.type));
    value.set("timeInForce", toString(request.timeInForce));
    value.set("units", request.units.toString());
    const auto setPrice = [&value](const char *name, const std::optional<Decimal> &price) {
        if (price)
            value.set(name, price->toString());
    };
    setPrice("price", request.price);
    setPrice("stopLoss", request.stopLoss);
    setPrice("takeProfit", request.takeProfit);
    if (request.expiry)
        value.set("expiryNs", toNanos(*request.expiry));
    value.set("comment", request.comment);
    value.set("timeNs", toNanos(request.time));
    value.set("state", toString(order.state));
    value.set("filledUnits", order.filledUnits.toString());
    value.set("averagePrice", order.averagePrice.toString());
    value.set("reason", order.reason);
    value.set("updatedNs", toNanos(order.updated));
    return value;
}

} // namespace agora
