#include "indicators/alligator.h"
#include "indicators/entries.h"
#include "indicators/fractals.h"
#include "indicators/ichimoku.h"
#include "indicators/parabolic_sar.h"
#include "indicators/super_trend.h"
#include "indicators/zig_zag.h"

namespace agora::indicators {
namespace {

const char *const trend = "Trend";
const char *const billWilliams = "Bill Williams";

std::array<double, 5> ichimokuLines(const Ichimoku::Output &output)
{
    return {output.tenkan.value_or(undefined), output.kijun.value_or(undefined),
        output.senkouA.value_or(undefined), output.senkouB.value_or(undefined), output.chikou};
}

std::array<double, 2> superTrendLines(const SuperTrend::Output &output)
{
    return {output.line, output.direction};
}

std::array<double, 3> alligatorLines(const Alligator::Output &output)
{
    return {output.jaw.value_or(undefined), output.teeth.value_or(undefined),
        output.lips.value_or(undefined)};
}

std::array<double, 2> gatorBars(const Gator::Output &output)
{
    return {output.upper.value_or(undefined), output.lower.value_or(undefined)};
}

std::array<double, 2> fractalMarks(const Fractals::Output &output)
{
    return {output.up, output.down};
}

std::array<double, 3> zigZagLines(const ZigZag::Output &output)
{
    return {output.pivot, output.age, output.direction};
}

NewIndicator makeIchimoku(const Arguments &arguments, Sources sources)
{
    return wrap<ichimokuLines>(Ichimoku(arguments.integer("tenkan"), arguments.integer("kijun"),
                                   arguments.integer("senkou")),
        std::move(sources));
}

NewIndicator makeSar(const Arguments &arguments, Sources sources)
{
    return wrap(ParabolicSar(arguments.real("step"), arguments.real("maximum"),
                    arguments.isMt5() ? Convention::Mt5 : Convention::Standard),
        std::move(sources));
}

NewIndicator makeSuperTrend(const Arguments &arguments, Sources sources)
{
    return wrap<superTrendLines>(
        SuperTrend(arguments.integer("period"), arguments.real("factor")), std::move(sources));
}

template <auto columnsOf, Indicator T>
NewIndicator withThreeLines(const Arguments &arguments, Sources sources)
{
    return wrap<columnsOf>(
        T(arguments.integer("jaw"), arguments.integer("teeth"), arguments.integer("lips")),
        std::move(sources));
}

NewIndicator makeFractals(const Arguments &, Sources sources)
{
    return wrap<fractalMarks>(Fractals(), std::move(sources));
}

NewIndicator makeZigZag(const Arguments &arguments, Sources sources)
{
    return wrap<zigZagLines>(ZigZag(arguments.integer("depth"), arguments.real("deviation"),
                                 arguments.integer("backstep")),
        std::move(sources));
}

Entry ichimoku()
{
    auto info = about("ichimoku", "Ichimoku Kinko Hyo", "Ichimoku", trend,
        "Middles of three windows; charts draw the cloud 26 bars ahead.");
    info.parameters = {period("tenkan", "Conversion period", 9), period("kijun", "Base period", 26),
        period("senkou", "Span B period", 52)};
    info.outputs = {overlay("tenkan", "Tenkan-sen"), overlay("kijun", "Kijun-sen"),
        overlay("senkou_a", "Senkou Span A", LineStyle::Band, 26),
        overlay("senkou_b", "Senkou Span B", LineStyle::Band, 26),
        overlay("chikou", "Chikou Span", LineStyle::Line, -26)};
    info.scale = ValueScale::Price;
    info.input = InputKind::Bar;
    info.shortForms = {{"ichimoku_tenkan_{tenkan}", "tenkan"}, {"ichimoku_kijun_{kijun}", "kijun"},
        {"ichimoku_senkou_a_unshifted", "senkou_a"},
        {"ichimoku_senkou_b_{senkou}_unshifted", "senkou_b"}};
    return {std::move(info), makeIchimoku};
}

Entry sar()
{
    auto info = about("sar", "Parabolic SAR", "SAR", trend,
        "A stop that follows the trend ever faster and turns when it is hit.");
    info.parameters = {real("step", "Step", 0.02, 0.0001, 1, 0.01),
        real("maximum", "Maximum", 0.2, 0.0001, 1, 0.05), convention()};
    info.outputs = {overlay("value", "SAR", LineStyle::Dots)};
    info.scale = ValueScale::Price;
    info.input = InputKind::Bar;
    info.shortForms = {{"sar_{step}_{maximum}", "value"},
        {"mt5_sar_{step}_{maximum}", "value", {{"convention", "mt5"}}}};
    return {std::move(info), makeSar};
}

Entry superTrend()
{
    auto info = about("supertrend", "SuperTrend", "ST", trend,
        "A stop line some average ranges away that moves with the trend only.");
    info.parameters
        = {period("period", "ATR period", 10), real("factor", "Factor", 3, 0.1, 100, 0.1)};
    info.outputs
        = {overlay("value", "SuperTrend"), overlay("direction", "Direction", LineStyle::Hidden)};
    info.scale = ValueScale::Price;
    info.input = InputKind::Bar;
    info.shortForms = {{"supertrend_{period}_{factor}", "value"},
        {"supertrend_{period}_{factor}_dir", "direction"}};
    return {std::move(info), makeSuperTrend};
}

std::vector<ParameterInfo> threePeriods()
{
    return {period("jaw", "Jaw period", 13), period("teeth", "Teeth period", 8),
        period("lips", "Lips period", 5)};
}

Entry alligator()
{
    auto info = about("alligator", "Alligator", "Alligator", billWilliams,
        "Three smoothed averages of the median price; charts draw them ahead.");
    info.parameters = threePeriods();
    info.outputs = {overlay("jaw", "Jaw", LineStyle::Line, 8),
        overlay("teeth", "Teeth", LineStyle::Line, 5), overlay("lips", "Lips", LineStyle::Line, 3)};
    info.scale = ValueScale::Price;
    info.defaultInput = PriceInput::Median;
    for (const std::string prefix : {"alligator_", "mt5_alligator_"}) {
        for (const std::string line : {"jaw", "teeth", "lips"})
            info.shortForms.push_back({prefix + line + "_{" + line + "}_unshifted", line});
    }
    return {std::move(info), withThreeLines<alligatorLines, Alligator>};
}

Entry gator()
{
    auto info = about("gator", "Gator Oscillator", "Gator", billWilliams,
        "How far the Alligator's lines, as drawn, are apart.");
    info.parameters = threePeriods();
    info.outputs = {own("upper", "Jaw to teeth", LineStyle::Histogram, 5),
        own("lower", "Teeth to lips", LineStyle::Histogram, 3)};
    info.levels = {0};
    info.scale = ValueScale::PriceDistance;
    info.defaultInput = PriceInput::Median;
    return {std::move(info), withThreeLines<gatorBars, Gator>};
}

Entry fractals()
{
    auto info = about("fractals", "Fractals", "Fractals", billWilliams,
        "Highs and lows that stand out of two bars on either side, known two bars later.");
    info.outputs = {overlay("up", "Up", LineStyle::MarkerAbove, -2),
        overlay("down", "Down", LineStyle::MarkerBelow, -2)};
    info.input = InputKind::Bar;
    info.shortForms = {{.pattern = "mt5_fractal_up", .output = "up", .isShifted = true},
        {.pattern = "mt5_fractal_down", .output = "down", .isShifted = true}};
    return {std::move(info), makeFractals};
}

Entry zigZag()
{
    auto info = about("zigzag", "ZigZag", "ZigZag", trend,
        "Confirmed turning points of the price; never redrawn.");
    info.parameters
        = {period("depth", "Depth", 12), real("deviation", "Deviation in %", 0.5, 0, 100, 0.1),
            integer("backstep", "Backstep", 3, 0, longestPeriod)};
    info.outputs = {overlay("pivot", "Last turning point", LineStyle::Step),
        overlay("age", "Bars since", LineStyle::Hidden),
        overlay("direction", "Direction", LineStyle::Hidden)};
    for (OutputInfo &output : info.outputs)
        output.isSparse = true;
    info.scale = ValueScale::Price;
    info.input = InputKind::Bar;
    return {std::move(info), makeZigZag};
}

} // namespace

std::vector<Entry> trendEntries()
{
    return {ichimoku(), sar(), superTrend(), zigZag(), alligator(), gator(), fractals()};
}

} // namespace agora::indicators
