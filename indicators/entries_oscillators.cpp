#include "indicators/entries.h"
#include "indicators/macd.h"
#include "indicators/momentum.h"
#include "indicators/roc.h"
#include "indicators/rsi.h"
#include "indicators/stochastic.h"

namespace agora::indicators {
namespace {

const char *const group = "Oscillators";

std::array<double, 3> macdLines(const Macd::Output &output)
{
    return {output.macd, output.signal.value_or(undefined), output.histogram.value_or(undefined)};
}

std::array<double, 2> stochasticLines(const Stochastic::Output &output)
{
    return {output.k, output.d};
}

NewIndicator makeMacd(const Arguments &arguments, Sources sources)
{
    const int fast = arguments.integer("fast");
    const int slow = arguments.integer("slow");
    if (fast >= slow)
        return fail("MACD: the fast period (" + std::to_string(fast)
            + ") must be shorter than the slow period (" + std::to_string(slow) + ").");
    return wrap<macdLines>(Macd(fast, slow, arguments.integer("signal")), std::move(sources));
}

NewIndicator makeStochastic(const Arguments &arguments, Sources sources)
{
    return wrap<stochasticLines>(Stochastic(arguments.integer("period"),
                                     arguments.integer("slowing"), arguments.integer("signal")),
        std::move(sources));
}

NewIndicator makeMomentum(const Arguments &arguments, Sources sources)
{
    const auto form
        = arguments.choice("form") == "ratio" ? Momentum::Form::Ratio : Momentum::Form::Difference;
    return wrap(Momentum(arguments.integer("period"), form), std::move(sources));
}

Entry rsi()
{
    auto info = about("rsi", "Relative Strength Index", "RSI", group,
        "Share of the gains in all movement: above 70 strong, below 30 weak.");
    info.parameters = {period("period", "Period", 14)};
    info.outputs = {own("value", "RSI")};
    info.levels = {30, 70};
    info.fixedMin = 0;
    info.fixedMax = 100;
    info.shortForms = {{"rsi_{period}", "value"}};
    return {std::move(info), withPeriod<Rsi>};
}

Entry macd()
{
    auto info = about("macd", "MACD", "MACD", group,
        "Distance between a fast and a slow exponential average, with a signal line.");
    info.parameters = {period("fast", "Fast period", 12), period("slow", "Slow period", 26),
        period("signal", "Signal period", 9)};
    info.outputs = {own("macd", "MACD"), own("signal", "Signal"),
        own("histogram", "Histogram", LineStyle::Histogram)};
    info.levels = {0};
    info.scale = ValueScale::PriceDistance;
    info.shortForms = {{"macd_tv_{fast}_{slow}_{signal}", "macd"},
        {"macd_tv_{fast}_{slow}_{signal}_signal", "signal"},
        {"macd_tv_{fast}_{slow}_{signal}_hist", "histogram"}};
    return {std::move(info), makeMacd};
}

Entry stochastic()
{
    auto info = about("stochastic", "Stochastic Oscillator", "Stoch", group,
        "Where the close lies in the range of the last bars.");
    info.parameters = {period("period", "%K period", 14), period("slowing", "%K slowing", 3),
        period("signal", "%D period", 3)};
    info.outputs = {own("k", "%K"), own("d", "%D")};
    info.levels = {20, 80};
    info.fixedMin = 0;
    info.fixedMax = 100;
    info.input = InputKind::Bar;
    info.shortForms = {
        {"stoch_{period}_{slowing}_{signal}_k", "k"}, {"stoch_{period}_{slowing}_{signal}_d", "d"}};
    return {std::move(info), makeStochastic};
}

Entry momentum()
{
    auto info = about("momentum", "Momentum", "Mom", group,
        "Distance (or ratio in percent) between the price now and some bars ago.");
    info.parameters
        = {period("period", "Period", 10), choice("form", "Form", {"difference", "ratio"})};
    info.outputs = {own("value", "Momentum")};
    info.scale = ValueScale::PriceDistance;
    info.shortForms
        = {{"mom_{period}", "value"}, {"mt5_momentum_{period}", "value", {{"form", "ratio"}}}};
    return {std::move(info), makeMomentum};
}

Entry roc()
{
    auto info = about("roc", "Rate of Change", "ROC", group,
        "Move over the last bars in percent of where it began.");
    info.parameters = {period("period", "Period", 10)};
    info.outputs = {own("value", "ROC")};
    info.levels = {0};
    info.scale = ValueScale::PriceDistance;
    info.shortForms = {{"roc_{period}", "value"}};
    return {std::move(info), withPeriod<Roc>};
}

} // namespace

std::vector<Entry> oscillatorEntries() { return {rsi(), stochastic(), macd(), momentum(), roc()}; }

} // namespace agora::indicators
