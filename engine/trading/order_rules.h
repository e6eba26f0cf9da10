#pragma once

#include "engine/base/result.h"
#include "engine/model/trading.h"

#include <string>
#include <vector>

namespace agora {

/// Is the request complete and free of contradiction? The error names the order, the field and its
/// value. What an instrument or an account allows is the business of risk.h.
[[nodiscard]] Result<void> checkRequest(const OrderRequest &request);

/// The request with other terms. The error says why it cannot have them: a market order, an exit of
/// an exit, or what `checkRequest` says.
[[nodiscard]] Result<OrderRequest> withTerms(OrderRequest request, const OrderTerms &terms);

/// Names of the exits that hang on an entry; fixed, so that every party finds them without being
/// told.
[[nodiscard]] std::string stopLossId(const std::string &entryId);
[[nodiscard]] std::string takeProfitId(const std::string &entryId);
[[nodiscard]] bool isAttachedExitId(const std::string &orderId);

/// The exit orders (stop loss first) that a fill of `units` of this entry brings to life; empty
/// when none is attached.
[[nodiscard]] std::vector<OrderRequest> attachedExits(
    const OrderRequest &entry, Decimal units, Timestamp at);

/// `units` with the sign of the side: negative for sells.
[[nodiscard]] inline Decimal signedUnits(OrderSide side, Decimal units)
{
    return side == OrderSide::Buy ? units : -units;
}

} // namespace agora
