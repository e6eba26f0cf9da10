#pragma once

#include "indicators/price_input.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace agora::indicators {

/// Whole number, real number, or a text: the key of a choice.
using ParameterValue = std::variant<std::int64_t, double, std::string>;
/// By key; a parameter that is left out has its default.
using ParameterValues = std::map<std::string, ParameterValue>;

/// `14`, `2.5`, `mt5`.
[[nodiscard]] std::string toText(const ParameterValue &value);

enum class ParameterType {
    Integer,
    Real,
    Choice,
    Text ///< free; the entry's `make` says what it must be
};

/// One thing a user sets before an indicator starts.
struct ParameterInfo {
    std::string key; ///< `period`
    std::string title; ///< `Period`
    ParameterType type = ParameterType::Integer;
    ParameterValue defaultValue;
    double min = 0; ///< numbers only
    double max = 0;
    double step = 1;
    std::vector<std::string> choices; ///< Choice only
};

enum class Pane {
    Overlay, ///< over the candles
    Own ///< below them, with a scale of its own
};

/// How a chart draws one column of values.
enum class LineStyle {
    Line,
    Histogram, ///< bars from zero
    Band, ///< an edge; the area between the first and the last edge may be tinted
    Dots, ///< one point a bar, not joined (Parabolic SAR)
    Step, ///< level until the next value (pivots)
    Marker, ///< an event, no curve: above 0 an arrow up below the bar, under 0 one down above it
    MarkerAbove, ///< an event where it is not 0: a mark above the bar
    MarkerBelow, ///< the same below the bar
    Candle, ///< outputs `open`, `high`, `low`, `close` together are candles (Heikin-Ashi)
    Hidden ///< for brains and formulas; not drawn
};

/// One column of values that an indicator gives.
struct OutputInfo {
    std::string key; ///< `signal`
    std::string title; ///< `Signal`
    Pane pane = Pane::Overlay;
    LineStyle style = LineStyle::Line;
    /// Bars by which a chart draws the column to the right of where it is known (Ichimoku's spans
    /// +26, fractals −2). Values are never moved: nothing can be read before it is known.
    int shift = 0;
    /// May be undefined after its warm-up too (it waits for an event), though never defined before.
    bool isSparse = false;
};

/// How many decimals the values deserve.
enum class ValueScale {
    Price, ///< as the instrument's prices
    PriceDistance, ///< one more than the instrument's prices
    Free, ///< two
    Volume ///< none
};

/// What an indicator takes in at each bar, and so what can be chosen as its input.
enum class InputKind {
    Price, ///< one chosen price of each bar, or another indicator (`Input = double`)
    Bar, ///< the whole bar (`Bar`); another indicator is taken as bars without any range
    Candle, ///< the whole bar, whose shape matters (`Bar`): another indicator is refused
    PricedBar, ///< a chosen price or another indicator, beside the bar itself (`PricedBar`)
    Pair ///< two chosen prices or indicators (`PricePair`)
};

/// One name of one output, as reference files write it: `bb_{period}_{width}_upper`. A parameter
/// in braces is read from the name; `{input}`, `{first}`, `{second}` are prices.
struct ShortForm {
    std::string pattern;
    std::string output; ///< key
    ParameterValues fixed; ///< what this name implies: `{{"convention", "mt5"}}`
    std::optional<PriceInput> input; ///< where it is not the entry's usual one
    /// The column stands where a chart draws it, `OutputInfo::shift` bars away from where it is
    /// known.
    bool isShifted = false;
};

// As programs read them: `integer`, `own`, `marker_above`, `price_distance`, `priced_bar`.
[[nodiscard]] std::string_view toString(ParameterType type);
[[nodiscard]] std::string_view toString(Pane pane);
[[nodiscard]] std::string_view toString(LineStyle style);
[[nodiscard]] std::string_view toString(ValueScale scale);
[[nodiscard]] std::string_view toString(InputKind kind);

/// What a list, a dialog, a chart and a command line need to know of an indicator.
struct IndicatorInfo {
    std::string key; ///< `rsi`
    std::string name; ///< `Relative Strength Index`
    std::string shortName; ///< `RSI`
    std::string group; ///< one of `groups()`
    std::string description; ///< one sentence
    std::vector<ParameterInfo> parameters;
    std::vector<OutputInfo> outputs;
    std::vector<double> levels; ///< horizontal lines in its pane
    std::optional<double> fixedMin, fixedMax; ///< bounds of the values, where they have such
    ValueScale scale = ValueScale::Free;
    InputKind input = InputKind::Price;
    PriceInput defaultInput = PriceInput::Close; ///< Pair: the first
    PriceInput defaultSecondInput = PriceInput::Close; ///< Pair only
    bool usesVolume = false;
    /// Sums up from the first bar on: the level depends on where the data begins, only its changes
    /// have a meaning (OBV).
    bool isCumulative = false;
    std::vector<ShortForm> shortForms;
};

} // namespace agora::indicators
