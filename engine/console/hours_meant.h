#pragma once

#include "engine/model/trading_hours.h"

#include <string>

namespace agora::console {

/// What a user means by `--hours`: built-in hours (`fx`, `always`), hours or an instrument of the
/// list that this process works with, or sessions as instruments.toml has them, parted by commas,
/// on the clock of `zone` (New York when empty). The error names the text.
[[nodiscard]] Result<TradingHours> hoursMeant(const std::string &text, const std::string &zone);

} // namespace agora::console
