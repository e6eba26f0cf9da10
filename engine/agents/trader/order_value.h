#pragma once

#include "engine/agency/value.h"
#include "engine/model/trading.h"

namespace agora {

/// An order for the control plane; numbers that must be exact are texts.
[[nodiscard]] agency::Value toValue(const Order &order);

} // namespace agora
