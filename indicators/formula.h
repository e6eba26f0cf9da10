#pragma once

#include "indicators/indicator_info.h"
#include "indicators/source.h"

#include "engine/base/result.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace agora::indicators {

/// What a formula may cost at most: whoever may write one must not be able to fill the memory.
struct FormulaLimits {
    static constexpr std::size_t length = 2'000; ///< characters
    static constexpr int depth = 32; ///< brackets, signs and calls within each other
    static constexpr int parts = 256; ///< numbers, prices, operators, calls
    static constexpr double keptBars = 100'000; ///< sum of all periods and `[n]`
};

/// Where and why a text is not a formula.
struct FormulaError {
    std::size_t column = 1; ///< of the text, from 1, in bytes
    std::string message; ///< one sentence
    bool operator==(const FormulaError &) const = default;
};

/// `Column 8: Unknown name "emma", did you mean "ema"?`
[[nodiscard]] std::string toString(const FormulaError &error);

/// An indicator with one output from an expression such as
/// `(ema(close, 12) - ema(close, 26)) / atr(14)`.
///
/// - Numbers; prices `open high low close median typical weighted`, `volume`; `bid mid ask` (their
///   close) and `ask.high` …
/// - `+ - * / % ^`, `< <= > >= == !=`, `&& || !` (1 and 0), `a ? b : c`, `x[n]` = x `n` bars ago.
/// - `abs sqrt log exp floor ceil round sign` of one, `min max pow` of two.
/// - Every entry of the catalogue: `ema(close, 12)`, `rsi(ema(20), 14)`, `macd(12, 26, 9).signal`,
///   `bollinger(width = 2.5).upper`, `atr(convention = mt5)`. Inputs come first and may be left
///   out, then the parameters in their order or by name; without `.output` it is the first one.
/// - The names of columns: `bb_20_2_upper`.
///
/// Where a part is undefined or the result is not finite, the value is undefined. Both sides of
/// `? :`, `&&` and `||` go on counting bars, whichever is taken. The warm-up is the longest of all
/// parts.
[[nodiscard]] Result<std::unique_ptr<IndicatorInstance>, FormulaError> makeFormula(
    std::string_view text);

/// The same as the input of an indicator; a price alone is taken from the bars without detour.
[[nodiscard]] Result<Source, FormulaError> parseSource(std::string_view text);

/// One indicator of the catalogue with all of its outputs.
struct CalledIndicator {
    const IndicatorInfo *info = nullptr;
    std::unique_ptr<IndicatorInstance> instance;
};
/// From a call such as `macd(high, 12, 26, 9)`; any other formula is an error.
[[nodiscard]] Result<CalledIndicator, FormulaError> parseCall(std::string_view text);

/// The formula of one output of an indicator: `macd(high, 12, 26, 9).signal`. Inputs as
/// `parseSource` reads them; empty = the entry's own.
[[nodiscard]] std::string callText(const IndicatorInfo &info, const ParameterValues &parameters,
    std::size_t output, std::string_view input = {}, std::string_view secondInput = {});

} // namespace agora::indicators
