#include "indicators/deviation.h"
#include "indicators/entries.h"
#include "indicators/regression.h"

#include <numbers>

namespace agora::indicators {
namespace {

const char *const group = "Statistics";

std::array<double, 1> deviation(const Deviation::Output &output) { return {output.deviation}; }
std::array<double, 1> variance(const Variance::Output &output) { return {output.variance}; }

std::array<double, 1> valueOf(const Regression::Output &output) { return {output.value}; }
std::array<double, 1> slopeOf(const Regression::Output &output) { return {output.slope}; }
std::array<double, 1> interceptOf(const Regression::Output &output) { return {output.intercept}; }
std::array<double, 1> nextOf(const Regression::Output &output) { return {output.next}; }
std::array<double, 1> angleOf(const Regression::Output &output)
{
    return {std::atan(output.slope) * 180 / std::numbers::pi};
}

template <Indicator T, auto columnsOf>
NewIndicator makeLine(const Arguments &arguments, Sources sources)
{
    return wrap<columnsOf>(T(arguments.integer("period")), std::move(sources));
}

Entry standardDeviation()
{
    auto info = about("stddev", "Standard Deviation", "StdDev", group,
        "Population standard deviation of the last prices.");
    info.parameters = {period("period", "Period", 20)};
    info.outputs = {own("value", "StdDev")};
    info.scale = ValueScale::PriceDistance;
    info.fixedMin = 0;
    info.shortForms = {{"stddev_{period}", "value"}};
    return {std::move(info), makeLine<Deviation, deviation>};
}

Entry populationVariance()
{
    auto info = about("var", "Variance", "Var", group, "Population variance of the last prices.");
    info.parameters = {period("period", "Period", 20)};
    info.outputs = {own("value", "Variance")};
    info.scale = ValueScale::PriceDistance;
    info.fixedMin = 0;
    info.shortForms = {{"var_{period}", "value"}};
    return {std::move(info), makeLine<Variance, variance>};
}

Entry regression(
    IndicatorInfo info, const std::string &column, Pane pane, decltype(Entry::make) make)
{
    info.parameters = {period("period", "Period", 14, 2)};
    info.outputs = {{"value", info.shortName, pane}};
    info.scale = pane == Pane::Overlay ? ValueScale::Price : ValueScale::PriceDistance;
    info.shortForms = {{column + "_{period}", "value"}};
    return {std::move(info), make};
}

Entry correlation()
{
    auto info = about("correl", "Correlation", "Correl", group,
        "Pearson's correlation of two prices or indicators over the last bars.");
    info.parameters = {period("period", "Period", 30, 2)};
    info.outputs = {own("value", "Correlation")};
    info.levels = {0};
    info.fixedMin = -1;
    info.fixedMax = 1;
    info.input = InputKind::Pair;
    info.defaultInput = PriceInput::High;
    info.defaultSecondInput = PriceInput::Low;
    info.shortForms = {{"correl_{first}_{second}_{period}", "value"}};
    return {std::move(info), withPeriod<Correlation>};
}

} // namespace

std::vector<Entry> statisticEntries()
{
    return {standardDeviation(), populationVariance(),
        regression(about("linearreg", "Linear Regression", "LinReg", group,
                       "Where the straight line of least squares stands now."),
            "linearreg", Pane::Overlay, makeLine<Regression, valueOf>),
        regression(about("tsf", "Time Series Forecast", "TSF", group,
                       "Where the straight line of least squares will stand a bar later."),
            "tsf", Pane::Overlay, makeLine<Regression, nextOf>),
        regression(about("linearreg_intercept", "Linear Regression Intercept", "LinReg Start",
                       group, "Where the straight line of least squares began."),
            "linearreg_intercept", Pane::Overlay, makeLine<Regression, interceptOf>),
        regression(about("linearreg_slope", "Linear Regression Slope", "LinReg Slope", group,
                       "How much the straight line of least squares rises in a bar."),
            "linearreg_slope", Pane::Own, makeLine<Regression, slopeOf>),
        regression(about("linearreg_angle", "Linear Regression Angle", "LinReg Angle", group,
                       "The slope of the straight line of least squares in degrees."),
            "linearreg_angle", Pane::Own, makeLine<Regression, angleOf>),
        correlation()};
}

} // namespace agora::indicators
