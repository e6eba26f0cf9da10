#pragma once

#include "indicators/indicator_info.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace agora::indicators {

/// One output of one indicator, with everything that is to be set before.
struct ColumnRequest {
    std::string key;
    ParameterValues parameters; ///< only those that the name tells
    std::optional<PriceInput> first, second; ///< where the name tells them
    std::size_t output = 0;
    /// Bars by which the column lies to the right of where its values are known: value `i` of the
    /// column is value `i - shift` of the output.
    int shift = 0;
};

/// What a name such as `bb_20_2_upper`, `mt5_atr_14`, `correl_high_low_30` stands for; nothing
/// when no entry of the catalogue has such a column. Bounds are checked by `make`, not here.
[[nodiscard]] std::optional<ColumnRequest> parseColumnName(std::string_view name);

/// The names that the catalogue gives to its columns, with default parameters filled in; for
/// suggestions.
[[nodiscard]] std::vector<std::string> exampleColumnNames();

/// Reference columns in the order of their files: TA-Lib's, TradingView's and others',
/// MetaTrader's, candlestick patterns.
[[nodiscard]] const std::vector<std::string> &referenceColumnNames();

} // namespace agora::indicators
