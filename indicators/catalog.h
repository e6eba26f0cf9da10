#pragma once

#include "indicators/indicator_info.h"
#include "indicators/source.h"

#include "engine/base/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace agora::indicators {

/// Every indicator there is, by group, in the order of menus.
[[nodiscard]] const std::vector<IndicatorInfo> &catalog();
/// Null when unknown.
[[nodiscard]] const IndicatorInfo *findIndicator(std::string_view key);

/// The names of the groups in the order of menus.
[[nodiscard]] const std::vector<std::string> &groups();

/// A fresh indicator. An unknown key or parameter, a value of another type or out of its bounds, an
/// input that it cannot take is an error that names it.
[[nodiscard]] Result<std::unique_ptr<IndicatorInstance>> make(
    std::string_view key, const ParameterValues &parameters = {}, Inputs inputs = {});
/// The same checks; returns every parameter, the ones left out with their defaults.
[[nodiscard]] Result<ParameterValues> completed(
    std::string_view key, const ParameterValues &parameters);

/// `RSI 14`, `MACD 12 26 9`, `SMA 20 high`, `RSI 14 ema(close, 20)`: what a legend shows. Inputs as
/// `parseSource` reads them; empty = the entry's own.
[[nodiscard]] std::string describe(const IndicatorInfo &info, const ParameterValues &parameters,
    std::string_view input = {}, std::string_view secondInput = {});

} // namespace agora::indicators
