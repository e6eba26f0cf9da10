#pragma once

#include "charts/price_chart.h"

namespace agora::tests {

/// Of 10,000 units, which can be moved and cancelled; its text is its id.
inline charts::PriceLine orderLine(
    const QString &id, charts::PriceLine::Kind kind, OrderSide side, OrderType type, double price)
{
    return {.id = id,
        .kind = kind,
        .side = side,
        .price = price,
        .text = id,
        .type = type,
        .units = 10'000,
        .entry = {},
        .stop = {},
        .target = {},
        .isMovable = true,
        .isCancellable = true};
}

} // namespace agora::tests
