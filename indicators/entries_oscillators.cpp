#include "indicators/cci.h"
#include "indicators/cmo.h"
#include "indicators/connors_rsi.h"
#include "indicators/entries.h"
#include "indicators/macd.h"
#include "indicators/momentum.h"
#include "indicators/moving_average_parameter.h"
#include "indicators/price_oscillator.h"
#include "indicators/roc.h"
#include "indicators/rsi.h"
#include "indicators/stochastic.h"
#include "indicators/stochastic_rsi.h"
#include "indicators/williams_r.h"

namespace agora::indicators {
namespace {

const ParameterValues mt5{{"convention", "mt5"}};
const ParameterValues taLib{{"convention", "talib"}};

Convention conventionOf(const Arguments &arguments)
{
    const auto &name = arguments.choice("convention");
    return name == "mt5"  ? Convention::Mt5
        : name == "talib" ? Convention::TaLib
                          : Convention::Standard;
}

std::array<double, 3> macdLines(const Macd::Output &output)
{
    return {output.macd, output.signal.value_or(undefined), output.histogram.value_or(undefined)};
}

/// For every output with a %K and a later %D.
template <typename Output>
std::array<double, 2> kAndD(const Output &output)
{
    return {output.k, output.d.value_or(undefined)};
}

/// Refuses a fast average that is not faster than the slow one.
std::optional<Failure<Error>> notFaster(const char *name, const Arguments &arguments)
{
    const int fast = arguments.integer("fast");
    const int slow = arguments.integer("slow");
    if (fast < slow)
        return std::nullopt;
    return fail(std::string(name) + ": the fast period (" + std::to_string(fast)
        + ") must be shorter than the slow period (" + std::to_string(slow) + ").");
}

NewIndicator makeMacd(const Arguments &arguments, Sources sources)
{
    if (auto refusal = notFaster("MACD", arguments))
        return *std::move(refusal);
    return wrap<macdLines>(Macd(arguments.integer("fast"), arguments.integer("slow"),
                               arguments.integer("signal"), conventionOf(arguments)),
        std::move(sources));
}

NewIndicator makeOsma(const Arguments &arguments, Sources sources)
{
    if (auto refusal = notFaster("OsMA", arguments))
        return *std::move(refusal);
    return wrap(Osma(arguments.integer("fast"), arguments.integer("slow"),
                    arguments.integer("signal"), conventionOf(arguments)),
        std::move(sources));
}

template <PriceOscillator::Unit unit>
NewIndicator makePriceOscillator(const Arguments &arguments, Sources sources)
{
    if (auto refusal = notFaster(unit == PriceOscillator::Unit::Price ? "APO" : "PPO", arguments))
        return *std::move(refusal);
    return wrap(PriceOscillator(unit, averageOf(arguments, arguments.integer("fast")),
                    averageOf(arguments, arguments.integer("slow"))),
        std::move(sources));
}

NewIndicator makeStochastic(const Arguments &arguments, Sources sources)
{
    return wrap<kAndD<Stochastic::Output>>(
        Stochastic(arguments.integer("period"), arguments.integer("slowing"),
            arguments.integer("signal"), conventionOf(arguments)),
        std::move(sources));
}

NewIndicator makeStochasticRsi(const Arguments &arguments, Sources sources)
{
    return wrap<kAndD<StochasticRsi::Output>>(
        StochasticRsi(arguments.integer("rsi"), arguments.integer("period"),
            arguments.integer("slowing"), arguments.integer("signal"), conventionOf(arguments)),
        std::move(sources));
}

NewIndicator makeConnorsRsi(const Arguments &arguments, Sources sources)
{
    return wrap(ConnorsRsi(arguments.integer("rsi"), arguments.integer("streak"),
                    arguments.integer("rank")),
        std::move(sources));
}

NewIndicator makeMomentum(const Arguments &arguments, Sources sources)
{
    return wrap(Momentum(arguments.integer("period"), conventionOf(arguments)), std::move(sources));
}

template <Roc::Form form>
NewIndicator makeRoc(const Arguments &arguments, Sources sources)
{
    return wrap(Roc(arguments.integer("period"), form), std::move(sources));
}

NewIndicator makeCmo(const Arguments &arguments, Sources sources)
{
    const auto form
        = conventionOf(arguments) == Convention::TaLib ? Cmo::Form::Wilder : Cmo::Form::Sums;
    return wrap(Cmo(arguments.integer("period"), form), std::move(sources));
}

IndicatorInfo named(
    std::string key, std::string name, std::string shortName, std::string description)
{
    return about(std::move(key), std::move(name), std::move(shortName), "Oscillators",
        std::move(description));
}

/// Values that stay within bounds, with lines where they are called extreme.
IndicatorInfo bounded(IndicatorInfo info, double min, double max, std::vector<double> levels)
{
    info.fixedMin = min;
    info.fixedMax = max;
    info.levels = std::move(levels);
    return info;
}

Entry rsi()
{
    auto info = bounded(named("rsi", "Relative Strength Index", "RSI",
                            "Share of the gains in all movement: above 70 strong, below 30 weak."),
        0, 100, {30, 70});
    info.parameters = {period("period", "Period", 14)};
    info.outputs = {own("value", "RSI")};
    info.shortForms = {{"rsi_{period}", "value"}};
    return {std::move(info), withPeriod<Rsi>};
}

Entry stochastic()
{
    auto info = bounded(named("stochastic", "Stochastic Oscillator", "Stoch",
                            "Where the close lies in the range of the last bars; fast with %K "
                            "slowing 1."),
        0, 100, {20, 80});
    info.parameters = {period("period", "%K period", 14), period("slowing", "%K slowing", 3),
        period("signal", "%D period", 3), convention()};
    info.outputs = {own("k", "%K"), own("d", "%D")};
    info.input = InputKind::Bar;
    const ParameterValues fast{{"slowing", std::int64_t{1}}};
    info.shortForms = {{"stoch_{period}_{slowing}_{signal}_k", "k"},
        {"stoch_{period}_{slowing}_{signal}_d", "d"}, {"stochf_{period}_{signal}_k", "k", fast},
        {"stochf_{period}_{signal}_d", "d", fast},
        {"mt5_stoch_{period}_{slowing}_{signal}_main", "k", mt5},
        {"mt5_stoch_{period}_{slowing}_{signal}_signal", "d", mt5}};
    return {std::move(info), makeStochastic};
}

Entry stochasticRsi()
{
    auto info = bounded(named("stochrsi", "Stochastic RSI", "StochRSI",
                            "Where the RSI lies in its own recent range; TA-Lib does not slow %K."),
        0, 100, {20, 80});
    info.parameters = {period("rsi", "RSI period", 14), period("period", "%K period", 14),
        period("slowing", "%K slowing", 3), period("signal", "%D period", 3),
        convention({"standard", "talib"})};
    info.outputs = {own("k", "%K"), own("d", "%D")};
    info.shortForms = {{"stochrsi_{rsi}_{period}_{signal}_k", "k", taLib},
        {"stochrsi_{rsi}_{period}_{signal}_d", "d", taLib},
        {"stochrsi_tv_{rsi}_{period}_{slowing}_{signal}_k", "k"},
        {"stochrsi_tv_{rsi}_{period}_{slowing}_{signal}_d", "d"}};
    return {std::move(info), makeStochasticRsi};
}

Entry connorsRsi()
{
    auto info = bounded(named("crsi", "Connors RSI", "CRSI",
                            "Mean of a short RSI, an RSI of the streaks and the rank of the last "
                            "change."),
        0, 100, {10, 90});
    info.parameters = {period("rsi", "RSI period", 3), period("streak", "Streak RSI period", 2),
        period("rank", "Rank period", 100)};
    info.outputs = {own("value", "CRSI")};
    info.shortForms = {{"crsi_{rsi}_{streak}_{rank}", "value"}};
    return {std::move(info), makeConnorsRsi};
}

std::vector<ParameterInfo> macdParameters()
{
    return {period("fast", "Fast period", 12), period("slow", "Slow period", 26, 2),
        period("signal", "Signal period", 9), convention({"standard", "talib", "mt5"})};
}

Entry macd()
{
    auto info = named("macd", "MACD", "MACD",
        "Distance between a fast and a slow exponential average, with a signal line.");
    info.parameters = macdParameters();
    info.outputs = {own("macd", "MACD"), own("signal", "Signal"),
        own("histogram", "Histogram", LineStyle::Histogram)};
    info.levels = {0};
    info.scale = ValueScale::PriceDistance;
    info.shortForms = {{"macd_tv_{fast}_{slow}_{signal}", "macd"},
        {"macd_tv_{fast}_{slow}_{signal}_signal", "signal"},
        {"macd_tv_{fast}_{slow}_{signal}_hist", "histogram"},
        {"macd_{fast}_{slow}_{signal}", "macd", taLib},
        {"macd_{fast}_{slow}_{signal}_signal", "signal", taLib},
        {"macd_{fast}_{slow}_{signal}_hist", "histogram", taLib},
        {"mt5_macd_{fast}_{slow}", "macd", mt5}, {"mt5_macd_signal_sma{signal}", "signal", mt5}};
    return {std::move(info), makeMacd};
}

Entry osma()
{
    auto info = named("osma", "Moving Average of Oscillator", "OsMA",
        "The distance of the MACD from its signal line.");
    info.parameters = macdParameters();
    info.outputs = {own("value", "OsMA", LineStyle::Histogram)};
    info.levels = {0};
    info.scale = ValueScale::PriceDistance;
    info.shortForms = {{"osma_{fast}_{slow}_{signal}", "value"},
        {"mt5_osma_{fast}_{slow}_{signal}", "value", mt5}};
    return {std::move(info), makeOsma};
}

Entry priceOscillator(IndicatorInfo info, const std::string &prefix, decltype(Entry::make) make)
{
    info.parameters = {period("fast", "Fast period", 12), period("slow", "Slow period", 26, 2),
        averageKind({"ema", "sma", "smma", "wma"})};
    info.outputs = {own("value", info.shortName)};
    info.levels = {0};
    info.scale = ValueScale::PriceDistance;
    for (const std::string kind : {"ema", "sma"})
        info.shortForms.push_back(
            {prefix + "_{fast}_{slow}_" + kind, "value", {{"average", kind}}});
    return {std::move(info), make};
}

Entry cci()
{
    auto info = named("cci", "Commodity Channel Index", "CCI",
        "Distance from the mean in units of the mean deviation.");
    info.parameters = {period("period", "Period", 20)};
    info.outputs = {own("value", "CCI")};
    info.levels = {-100, 100};
    info.defaultInput = PriceInput::Typical;
    info.shortForms = {{"cci_{period}", "value"}, {"mt5_cci_{period}", "value"}};
    return {std::move(info), withPeriod<Cci>};
}

Entry williamsR()
{
    auto info = bounded(named("willr", "Williams %R", "%R",
                            "How far the close lies below the high of the last bars."),
        -100, 0, {-80, -20});
    info.parameters = {period("period", "Period", 14)};
    info.outputs = {own("value", "%R")};
    info.input = InputKind::Bar;
    info.shortForms = {{"willr_{period}", "value"}, {"mt5_wpr_{period}", "value"}};
    return {std::move(info), withPeriod<WilliamsR>};
}

Entry momentum()
{
    auto info = named("momentum", "Momentum", "Mom",
        "Distance between the price now and some bars ago; MetaTrader: ratio in percent.");
    info.parameters = {period("period", "Period", 10), convention()};
    info.outputs = {own("value", "Momentum")};
    info.scale = ValueScale::PriceDistance;
    info.shortForms = {{"mom_{period}", "value"}, {"mt5_momentum_{period}", "value", mt5}};
    return {std::move(info), makeMomentum};
}

Entry change(IndicatorInfo info, double level, std::string column, decltype(Entry::make) make)
{
    info.parameters = {period("period", "Period", 10)};
    info.outputs = {own("value", info.shortName)};
    info.levels = {level};
    info.scale = ValueScale::PriceDistance;
    info.shortForms = {{std::move(column), "value"}};
    return {std::move(info), make};
}

Entry cmo()
{
    auto info = bounded(named("cmo", "Chande Momentum Oscillator", "CMO",
                            "Balance of gains and losses; TA-Lib takes Wilder's averages of them."),
        -100, 100, {-50, 50});
    info.parameters = {period("period", "Period", 14), convention({"standard", "talib"})};
    info.outputs = {own("value", "CMO")};
    info.shortForms = {{"cmo_classic_{period}", "value"}, {"cmo_{period}", "value", taLib}};
    return {std::move(info), makeCmo};
}

} // namespace

std::vector<Entry> oscillatorEntries()
{
    using Unit = PriceOscillator::Unit;
    return {
        rsi(),
        stochastic(),
        stochasticRsi(),
        connorsRsi(),
        macd(),
        osma(),
        priceOscillator(named("apo", "Absolute Price Oscillator", "APO",
                            "A fast moving average minus a slow one."),
            "apo", makePriceOscillator<Unit::Price>),
        priceOscillator(named("ppo", "Percentage Price Oscillator", "PPO",
                            "A fast moving average minus a slow one, in percent of the slow one."),
            "ppo", makePriceOscillator<Unit::Percent>),
        cci(),
        williamsR(),
        change(named("roc", "Rate of Change", "ROC",
                   "Move over the last bars in percent of where it began."),
            0, "roc_{period}", makeRoc<Roc::Form::Percent>),
        change(named("rocr", "Rate of Change Ratio", "ROCR",
                   "The price now divided by the price some bars ago."),
            1, "rocr_{period}", makeRoc<Roc::Form::Ratio>),
        momentum(),
        cmo(),
    };
}

} // namespace agora::indicators
