#pragma once

#include "engine/model/trading.h"

#include <optional>
#include <string>

namespace agora {

/// Numbers of a foreign message so large that reckoning with them could overflow, which would end
/// the process, are named here; nothing = all is well.
[[nodiscard]] std::optional<std::string> implausibleNumber(const OrderRequest &request);
[[nodiscard]] std::optional<std::string> implausibleNumber(const Fill &fill);
[[nodiscard]] std::optional<std::string> implausibleNumber(const Position &position);

} // namespace agora
