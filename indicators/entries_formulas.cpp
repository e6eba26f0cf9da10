#include "indicators/entries.h"
#include "indicators/formula.h"

namespace agora::indicators {
namespace {

/// The sources are the formula's own business.
NewIndicator makeFromText(const Arguments &arguments, Sources)
{
    auto made = makeFormula(arguments.text("expression"));
    if (!made)
        return fail("Formula: parameter \"expression\", column "
            + std::to_string(made.error().column) + ": " + made.error().message);
    return *std::move(made);
}

Entry formula(IndicatorInfo info, OutputInfo output, ValueScale scale, const char *usual)
{
    info.parameters = {{.key = "expression",
        .title = "Expression",
        .type = ParameterType::Text,
        .defaultValue = std::string(usual)}};
    output.isSparse = true; // a division by zero, a logarithm of nothing
    info.outputs = {std::move(output)};
    info.scale = scale;
    info.input = InputKind::Candle;
    return {std::move(info), makeFromText};
}

} // namespace

std::vector<Entry> formulaEntries()
{
    const std::string group = "Formulas";
    return {
        formula(about("formula", "Formula", "Formula", group,
                    "An expression over prices and other indicators, in a pane of its own."),
            own("value", "Formula"), ValueScale::PriceDistance,
            "(ema(close, 12) - ema(close, 26)) / atr(14)"),
        formula(about("formula_overlay", "Formula over the Prices", "Formula", group,
                    "An expression over prices and other indicators, drawn over the candles."),
            overlay("value", "Formula"), ValueScale::Price,
            "(highest(high, 20) + lowest(low, 20)) / 2"),
    };
}

} // namespace agora::indicators
