#pragma once

#include "indicators/price_input.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace agora::indicators {

/// Whole number, real number, or the key of a choice.
using ParameterValue = std::variant<std::int64_t, double, std::string>;
/// By key; a parameter that is left out has its default.
using ParameterValues = std::map<std::string, ParameterValue>;

enum class ParameterType { Integer, Real, Choice };

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
enum class LineStyle { Line, Histogram, Band };

/// One column of values that an indicator gives.
struct OutputInfo {
    std::string key; ///< `signal`
    std::string title; ///< `Signal`
    Pane pane = Pane::Overlay;
    LineStyle style = LineStyle::Line; ///< Band: an edge; the area between the first and last edge
                                       ///< may be tinted
};

/// How many decimals the values deserve.
enum class ValueScale {
    Price, ///< as the instrument's prices
    PriceDistance, ///< one more than the instrument's prices
    Free ///< two
};

enum class InputKind {
    Price, ///< one chosen price of each bar
    Bar ///< the whole bar: no choice of price
};

/// What a list, a dialog and a chart need to know of an indicator.
struct IndicatorInfo {
    std::string key; ///< `rsi`
    std::string name; ///< `Relative Strength Index`
    std::string shortName; ///< `RSI`
    std::string group; ///< Trend, Volatility, Oscillators
    std::string description; ///< one sentence
    std::vector<ParameterInfo> parameters;
    std::vector<OutputInfo> outputs;
    std::vector<double> levels; ///< horizontal lines in its pane
    std::optional<double> fixedMin, fixedMax; ///< bounds of the values, where they have such
    ValueScale scale = ValueScale::Free;
    InputKind input = InputKind::Price;
};

/// An indicator of any kind, fed one completed bar at a time.
class IndicatorInstance {
public:
    virtual ~IndicatorInstance() = default;

    /// One value an output (NaN = undefined); valid until the next call on this object.
    virtual std::span<const double> update(const Bar &bar) = 0;
    /// The values that `update(bar)` would give, without taking the bar in: for a bar still
    /// forming.
    virtual std::span<const double> preview(const Bar &bar) = 0;
    /// A copy with all of the state.
    [[nodiscard]] virtual std::unique_ptr<IndicatorInstance> clone() const = 0;
    /// One column an output, one value a bar of `series`, oldest first, as if from a fresh start.
    [[nodiscard]] virtual std::vector<std::vector<double>> compute(
        const BarSeries &series) const = 0;
    /// Bars needed until every output is defined.
    [[nodiscard]] virtual int warmUp() const = 0;
    [[nodiscard]] virtual std::size_t outputCount() const = 0;
};

/// Every indicator there is, by group, in the order of menus.
[[nodiscard]] const std::vector<IndicatorInfo> &catalog();
/// Null when unknown.
[[nodiscard]] const IndicatorInfo *findIndicator(std::string_view key);

/// A fresh indicator. An unknown key or parameter, a value of another type or out of its bounds is
/// an error that names it.
[[nodiscard]] Result<std::unique_ptr<IndicatorInstance>> make(std::string_view key,
    const ParameterValues &parameters = {}, PriceInput input = PriceInput::Close);
/// The same checks; returns every parameter, the ones left out with their defaults.
[[nodiscard]] Result<ParameterValues> completed(
    std::string_view key, const ParameterValues &parameters);

/// `RSI 14`, `MACD 12 26 9`, `SMA 20 high`: what a legend shows.
[[nodiscard]] std::string describe(const IndicatorInfo &info, const ParameterValues &parameters,
    PriceInput input = PriceInput::Close);

} // namespace agora::indicators
