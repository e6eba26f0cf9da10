#include "indicators/arguments.h"
#include "indicators/atr.h"
#include "indicators/bollinger.h"
#include "indicators/ema.h"
#include "indicators/instance.h"
#include "indicators/macd.h"
#include "indicators/momentum.h"
#include "indicators/roc.h"
#include "indicators/rsi.h"
#include "indicators/sma.h"
#include "indicators/stochastic.h"
#include "indicators/wilder.h"

namespace agora::indicators {
namespace {

constexpr double longestPeriod = 10'000;

std::array<double, 1> single(double value) { return {value}; }

std::array<double, 3> bands(const BollingerBands::Output &output)
{
    return {output.upper, output.middle, output.lower};
}

std::array<double, 3> macdLines(const Macd::Output &output)
{
    return {output.macd, output.signal.value_or(undefined), output.histogram.value_or(undefined)};
}

std::array<double, 2> stochasticLines(const Stochastic::Output &output)
{
    return {output.k, output.d};
}

template <auto columnsOf, Indicator T>
NewIndicator wrap(T indicator, PriceInput input)
{
    return NewIndicator(std::make_unique<Instance<T, columnsOf>>(std::move(indicator), input));
}

template <Indicator T>
NewIndicator withPeriod(const Arguments &arguments, PriceInput input)
{
    return wrap<single>(T(arguments.integer("period")), input);
}

NewIndicator makeBollinger(const Arguments &arguments, PriceInput input)
{
    return wrap<bands>(BollingerBands(arguments.integer("period"), arguments.real("width")), input);
}

NewIndicator makeMacd(const Arguments &arguments, PriceInput input)
{
    const int fast = arguments.integer("fast");
    const int slow = arguments.integer("slow");
    if (fast >= slow)
        return fail("MACD: the fast period (" + std::to_string(fast)
            + ") must be shorter than the slow period (" + std::to_string(slow) + ").");
    return wrap<macdLines>(Macd(fast, slow, arguments.integer("signal")), input);
}

NewIndicator makeStochastic(const Arguments &arguments, PriceInput input)
{
    return wrap<stochasticLines>(Stochastic(arguments.integer("period"),
                                     arguments.integer("slowing"), arguments.integer("signal")),
        input);
}

NewIndicator makeMomentum(const Arguments &arguments, PriceInput input)
{
    const auto form
        = arguments.choice("form") == "ratio" ? Momentum::Form::Ratio : Momentum::Form::Difference;
    return wrap<single>(Momentum(arguments.integer("period"), form), input);
}

ParameterInfo period(std::string key, std::string title, std::int64_t defaultValue)
{
    return {.key = std::move(key),
        .title = std::move(title),
        .type = ParameterType::Integer,
        .defaultValue = defaultValue,
        .min = 1,
        .max = longestPeriod,
        .step = 1,
        .choices = {}};
}

ParameterInfo real(std::string key, std::string title, double value, double max, double step)
{
    return {.key = std::move(key),
        .title = std::move(title),
        .type = ParameterType::Real,
        .defaultValue = value,
        .min = 0,
        .max = max,
        .step = step,
        .choices = {}};
}

ParameterInfo choice(std::string key, std::string title, std::vector<std::string> choices)
{
    return {.key = std::move(key),
        .title = std::move(title),
        .type = ParameterType::Choice,
        .defaultValue = choices.front(),
        .choices = choices};
}

OutputInfo overlay(std::string key, std::string title, LineStyle style = LineStyle::Line)
{
    return {std::move(key), std::move(title), Pane::Overlay, style};
}

OutputInfo own(std::string key, std::string title, LineStyle style = LineStyle::Line)
{
    return {std::move(key), std::move(title), Pane::Own, style};
}

IndicatorInfo about(std::string key, std::string name, std::string shortName, std::string group,
    std::string description)
{
    IndicatorInfo info;
    info.key = std::move(key);
    info.name = std::move(name);
    info.shortName = std::move(shortName);
    info.group = std::move(group);
    info.description = std::move(description);
    return info;
}

Entry average(IndicatorInfo info, std::int64_t defaultPeriod, decltype(Entry::make) make)
{
    info.parameters = {period("period", "Period", defaultPeriod)};
    info.outputs = {overlay("value", info.shortName)};
    info.scale = ValueScale::Price;
    return {std::move(info), make};
}

Entry bollinger()
{
    auto info = about("bollinger", "Bollinger Bands", "BB", "Volatility",
        "A simple moving average with bands at a multiple of the standard deviation.");
    info.parameters = {period("period", "Period", 20), real("width", "Deviations", 2.0, 20, 0.1)};
    info.outputs = {overlay("upper", "Upper", LineStyle::Band), overlay("middle", "Middle"),
        overlay("lower", "Lower", LineStyle::Band)};
    info.scale = ValueScale::Price;
    return {std::move(info), makeBollinger};
}

Entry atr()
{
    auto info = about("atr", "Average True Range", "ATR", "Volatility",
        "How far the price travels in a bar, smoothed by Wilder's average.");
    info.parameters = {period("period", "Period", 14)};
    info.outputs = {own("value", "ATR")};
    info.scale = ValueScale::PriceDistance;
    info.input = InputKind::Bar;
    return {std::move(info), withPeriod<Atr>};
}

Entry rsi()
{
    auto info = about("rsi", "Relative Strength Index", "RSI", "Oscillators",
        "Share of the gains in all movement: above 70 strong, below 30 weak.");
    info.parameters = {period("period", "Period", 14)};
    info.outputs = {own("value", "RSI")};
    info.levels = {30, 70};
    info.fixedMin = 0;
    info.fixedMax = 100;
    return {std::move(info), withPeriod<Rsi>};
}

Entry macd()
{
    auto info = about("macd", "MACD", "MACD", "Oscillators",
        "Distance between a fast and a slow exponential average, with a signal line.");
    info.parameters = {period("fast", "Fast period", 12), period("slow", "Slow period", 26),
        period("signal", "Signal period", 9)};
    info.outputs = {own("macd", "MACD"), own("signal", "Signal"),
        own("histogram", "Histogram", LineStyle::Histogram)};
    info.levels = {0};
    info.scale = ValueScale::PriceDistance;
    return {std::move(info), makeMacd};
}

Entry stochastic()
{
    auto info = about("stochastic", "Stochastic Oscillator", "Stoch", "Oscillators",
        "Where the close lies in the range of the last bars.");
    info.parameters = {period("period", "%K period", 14), period("slowing", "%K slowing", 3),
        period("signal", "%D period", 3)};
    info.outputs = {own("k", "%K"), own("d", "%D")};
    info.levels = {20, 80};
    info.fixedMin = 0;
    info.fixedMax = 100;
    info.input = InputKind::Bar;
    return {std::move(info), makeStochastic};
}

Entry momentum()
{
    auto info = about("momentum", "Momentum", "Mom", "Oscillators",
        "Distance (or ratio in percent) between the price now and some bars ago.");
    info.parameters
        = {period("period", "Period", 10), choice("form", "Form", {"difference", "ratio"})};
    info.outputs = {own("value", "Momentum")};
    info.scale = ValueScale::PriceDistance;
    return {std::move(info), makeMomentum};
}

Entry roc()
{
    auto info = about("roc", "Rate of Change", "ROC", "Oscillators",
        "Move over the last bars in percent of where it began.");
    info.parameters = {period("period", "Period", 10)};
    info.outputs = {own("value", "ROC")};
    info.levels = {0};
    info.scale = ValueScale::PriceDistance;
    return {std::move(info), withPeriod<Roc>};
}

} // namespace

const std::vector<Entry> &entries()
{
    static const std::vector<Entry> list{
        average(about("sma", "Simple Moving Average", "SMA", "Trend",
                    "The mean of the last prices, all with the same weight."),
            20, withPeriod<Sma>),
        average(about("ema", "Exponential Moving Average", "EMA", "Trend",
                    "An average in which newer prices weigh more."),
            20, withPeriod<Ema>),
        average(about("smma", "Smoothed Moving Average", "SMMA", "Trend",
                    "Wilder's average: slower than an exponential one of the same period."),
            14, withPeriod<WilderAverage>),
        bollinger(),
        atr(),
        rsi(),
        macd(),
        stochastic(),
        momentum(),
        roc(),
    };
    return list;
}

} // namespace agora::indicators
