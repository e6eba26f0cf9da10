#include "indicators/alma.h"
#include "indicators/dema.h"
#include "indicators/entries.h"
#include "indicators/frama.h"
#include "indicators/hma.h"
#include "indicators/kama.h"
#include "indicators/mama.h"
#include "indicators/moving_average.h"
#include "indicators/session_parameters.h"
#include "indicators/t3.h"
#include "indicators/trima.h"
#include "indicators/vidya.h"
#include "indicators/vwap.h"
#include "indicators/vwma.h"

namespace agora::indicators {
namespace {

const ParameterValues mt5{{"convention", "mt5"}};

Convention conventionOf(const Arguments &arguments)
{
    return arguments.isMt5() ? Convention::Mt5 : Convention::Standard;
}

template <Indicator T>
NewIndicator withConvention(const Arguments &arguments, Sources sources)
{
    return wrap(T(arguments.integer("period"), conventionOf(arguments)), std::move(sources));
}

NewIndicator makeEma(const Arguments &arguments, Sources sources)
{
    return wrap(Ema(arguments.integer("period"), arguments.isMt5() ? Seed::First : Seed::Mean),
        std::move(sources));
}

NewIndicator makeT3(const Arguments &arguments, Sources sources)
{
    return wrap(T3(arguments.integer("period"), arguments.real("factor")), std::move(sources));
}

NewIndicator makeAlma(const Arguments &arguments, Sources sources)
{
    return wrap(
        Alma(arguments.integer("period"), arguments.real("offset"), arguments.real("sigma")),
        std::move(sources));
}

NewIndicator makeKama(const Arguments &arguments, Sources sources)
{
    return wrap(
        Kama(arguments.integer("period"), arguments.integer("fast"), arguments.integer("slow")),
        std::move(sources));
}

NewIndicator makeVidya(const Arguments &arguments, Sources sources)
{
    return wrap(
        Vidya(arguments.integer("momentum"), arguments.integer("period"), conventionOf(arguments)),
        std::move(sources));
}

std::array<double, 2> mamaLines(const Mama::Output &output) { return {output.mama, output.fama}; }

NewIndicator makeMama(const Arguments &arguments, Sources sources)
{
    return wrap<mamaLines>(
        Mama(arguments.real("fast"), arguments.real("slow")), std::move(sources));
}

NewIndicator makeVwap(const Arguments &arguments, Sources sources)
{
    const auto &anchor = arguments.choice("anchor");
    if (anchor == "instant")
        return wrap(Vwap(fromNanos(std::int64_t{arguments.integer("start")} * 1'000'000'000)),
            std::move(sources));
    const auto length = anchor == "day" ? SessionClock::Length::Day
        : anchor == "week"              ? SessionClock::Length::Week
                                        : SessionClock::Length::Month;
    auto clock = SessionClock::make(length, dayStartOf(arguments));
    if (!clock)
        return clock.failure();
    return wrap(Vwap(*std::move(clock)), std::move(sources));
}

/// An average of prices with one line over the candles.
Entry average(IndicatorInfo info, std::vector<ParameterInfo> parameters,
    std::vector<ShortForm> shortForms, decltype(Entry::make) make)
{
    info.parameters = std::move(parameters);
    info.outputs = {overlay("value", info.shortName)};
    info.scale = ValueScale::Price;
    info.shortForms = std::move(shortForms);
    return {std::move(info), make};
}

IndicatorInfo named(
    std::string key, std::string name, std::string shortName, std::string description)
{
    return about(std::move(key), std::move(name), std::move(shortName), "Moving averages",
        std::move(description));
}

Entry ema()
{
    return average(named("ema", "Exponential Moving Average", "EMA",
                       "An average in which newer prices weigh more."),
        {period("period", "Period", 20), convention()},
        {{"ema_{period}", "value"}, {"ema_{period}_seed_first", "value", mt5},
            {"mt5_ma_ema_{period}", "value", mt5}},
        makeEma);
}

Entry dema()
{
    return average(named("dema", "Double Exponential Moving Average", "DEMA",
                       "Twice an exponential average minus the average of that: less lag."),
        {period("period", "Period", 20), convention()},
        {{"dema_{period}", "value"}, {"mt5_dema_{period}", "value", mt5}}, withConvention<Dema>);
}

Entry tema()
{
    return average(named("tema", "Triple Exponential Moving Average", "TEMA",
                       "Three nested exponential averages combined: hardly any lag."),
        {period("period", "Period", 20), convention()},
        {{"tema_{period}", "value"}, {"mt5_tema_{period}", "value", mt5}}, withConvention<Tema>);
}

Entry t3()
{
    return average(named("t3", "T3 Moving Average", "T3",
                       "Tillson's average: six nested exponential ones, smooth and quick."),
        {period("period", "Period", 5), real("factor", "Volume factor", 0.7, 0, 1, 0.05)},
        {{"t3_{period}_{factor}", "value"}}, makeT3);
}

Entry hma()
{
    return average(named("hma", "Hull Moving Average", "HMA",
                       "Weighted averages combined so that the line keeps up with the price."),
        {period("period", "Period", 16, 2)}, {{"hma_{period}", "value"}}, withPeriod<Hma>);
}

Entry alma()
{
    return average(named("alma", "Arnaud Legoux Moving Average", "ALMA",
                       "An average with Gaussian weights around a chosen place of the window."),
        {period("period", "Period", 9), real("offset", "Offset", 0.85, 0, 1, 0.05),
            real("sigma", "Sigma", 6, 0.1, 100, 0.5)},
        {{"alma_{period}_{offset}_{sigma}", "value"}}, makeAlma);
}

Entry vwma()
{
    auto entry = average(named("vwma", "Volume Weighted Moving Average", "VWMA",
                             "An average in which bars with more volume weigh more."),
        {period("period", "Period", 20)}, {{"vwma_{period}", "value"}}, withPeriod<Vwma>);
    entry.info.input = InputKind::PricedBar;
    entry.info.usesVolume = true;
    return entry;
}

Entry kama()
{
    return average(named("kama", "Kaufman Adaptive Moving Average", "KAMA",
                       "Quick in straight moves, slow in noise; MetaTrader's AMA with period 9."),
        {period("period", "Period", 10), period("fast", "Fast period", 2),
            period("slow", "Slow period", 30)},
        {{"kama_{period}", "value"}}, makeKama);
}

Entry vidya()
{
    return average(named("vidya", "Variable Index Dynamic Average", "VIDYA",
                       "An exponential average whose weight follows the strength of the momentum."),
        {period("momentum", "Momentum period", 9), period("period", "Average period", 12),
            convention()},
        {{"vidya_cmo{momentum}_ema{period}", "value"},
            {"mt5_vidya_cmo{momentum}_ema{period}", "value", mt5}},
        makeVidya);
}

Entry frama()
{
    auto entry = average(named("frama", "Fractal Adaptive Moving Average", "FrAMA",
                             "An exponential average whose weight follows the fractal dimension."),
        {period("period", "Period", 14, 2), convention()},
        {{"frama_{period}", "value"}, {"mt5_frama_{period}", "value", mt5}}, withConvention<Frama>);
    entry.info.input = InputKind::PricedBar;
    return entry;
}

Entry mama()
{
    auto info = named("mama", "MESA Adaptive Moving Average", "MAMA",
        "An average that hurries when the phase of the cycle stands still.");
    info.parameters = {real("fast", "Fast limit", 0.5, 0.01, 0.99, 0.05),
        real("slow", "Slow limit", 0.05, 0.01, 0.99, 0.01)};
    info.outputs = {overlay("mama", "MAMA"), overlay("fama", "FAMA")};
    info.scale = ValueScale::Price;
    info.shortForms = {{"mama_{fast}_{slow}", "mama"}, {"fama_{fast}_{slow}", "fama"}};
    return {std::move(info), makeMama};
}

Entry vwap()
{
    constexpr double lastSecond = 2'147'483'647;
    auto entry = average(named("vwap", "Volume Weighted Average Price", "VWAP",
                             "Mean price of the session (or since an instant), by volume."),
        {choice("anchor", "Begins with", {"day", "week", "month", "instant"}), dayStart(),
            integer("start", "Instant (s since 1970)", 0, 0, lastSecond)},
        {{"vwap_day", "value", {{"anchor", "day"}, {"day", "utc"}}},
            {"vwap_week", "value", {{"anchor", "week"}, {"day", "utc"}}},
            {"vwap_month", "value", {{"anchor", "month"}, {"day", "utc"}}}},
        makeVwap);
    entry.info.input = InputKind::PricedBar;
    entry.info.defaultInput = PriceInput::Typical;
    entry.info.usesVolume = true;
    return entry;
}

} // namespace

std::vector<Entry> movingAverageEntries()
{
    return {
        average(named("sma", "Simple Moving Average", "SMA",
                    "The mean of the last prices, all with the same weight."),
            {period("period", "Period", 20)},
            {{"sma_{period}", "value"}, {"mt5_ma_sma_{period}", "value"}}, withPeriod<Sma>),
        ema(),
        average(named("smma", "Smoothed Moving Average", "SMMA",
                    "Wilder's average: slower than an exponential one of the same period."),
            {period("period", "Period", 14)},
            {{"rma_{period}", "value"}, {"mt5_ma_smma_{period}", "value"}},
            withPeriod<WilderAverage>),
        average(named("wma", "Weighted Moving Average", "WMA",
                    "The weights fall in a straight line from the newest price to the oldest."),
            {period("period", "Period", 20)},
            {{"wma_{period}", "value"}, {"mt5_ma_lwma_{period}", "value"}}, withPeriod<Wma>),
        dema(),
        tema(),
        average(named("trima", "Triangular Moving Average", "TRIMA",
                    "An average of an average: the middle of the window weighs most."),
            {period("period", "Period", 20)}, {{"trima_{period}", "value"}}, withPeriod<Trima>),
        t3(),
        hma(),
        alma(),
        vwma(),
        kama(),
        vidya(),
        frama(),
        mama(),
        vwap(),
    };
}

} // namespace agora::indicators
