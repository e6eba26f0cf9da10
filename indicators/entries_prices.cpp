#include "indicators/donchian.h"
#include "indicators/entries.h"
#include "indicators/heikin_ashi.h"
#include "indicators/mean_deviation.h"
#include "indicators/pivots.h"
#include "indicators/prices.h"
#include "indicators/rolling_sum.h"
#include "indicators/session_parameters.h"

namespace agora::indicators {
namespace {

const char *const prices = "Prices";
const char *const statistics = "Statistics";

std::array<double, 9> pivotLines(const Pivots::Output &output)
{
    const auto &r = output.resistance;
    const auto &s = output.support;
    return {output.pivot, r[0], s[0], r[1], s[1], r[2], s[2], r[3], s[3]};
}

std::array<double, 4> candle(const Ohlc &bar) { return {bar.open, bar.high, bar.low, bar.close}; }

std::array<double, 1> onlyDeviation(const MeanDeviation::Output &output)
{
    return {output.deviation};
}

NewIndicator makePivots(const Arguments &arguments, Sources sources)
{
    const auto &name = arguments.choice("form");
    const auto form = name == "fibonacci" ? Pivots::Form::Fibonacci
        : name == "camarilla"             ? Pivots::Form::Camarilla
        : name == "woodie"                ? Pivots::Form::Woodie
                                          : Pivots::Form::Classic;
    const auto &from = arguments.choice("from");
    if (from == "bar")
        return wrap<pivotLines>(Pivots(form), std::move(sources));
    const auto length = from == "day" ? SessionClock::Length::Day
        : from == "week"              ? SessionClock::Length::Week
                                      : SessionClock::Length::Month;
    auto clock = SessionClock::make(length, dayStartOf(arguments));
    if (!clock)
        return clock.failure();
    return wrap<pivotLines>(Pivots(form, *std::move(clock)), std::move(sources));
}

NewIndicator makeHeikinAshi(const Arguments &, Sources sources)
{
    return wrap<candle>(HeikinAshi(), std::move(sources));
}

NewIndicator makeMeanDeviation(const Arguments &arguments, Sources sources)
{
    return wrap<onlyDeviation>(MeanDeviation(arguments.integer("period")), std::move(sources));
}

Entry pivots()
{
    auto info = about("pivots", "Pivot Points", "Pivots", prices,
        "Levels from high, low and close of the day, week, month or bar before.");
    info.parameters = {choice("form", "Form", {"classic", "fibonacci", "camarilla", "woodie"}),
        choice("from", "Of the last", {"day", "week", "month", "bar"}), dayStart()};
    info.outputs = {overlay("pivot", "P", LineStyle::Step)};
    for (const std::string number : {"1", "2", "3", "4"}) {
        info.outputs.push_back(overlay("r" + number, "R" + number, LineStyle::Step));
        info.outputs.push_back(overlay("s" + number, "S" + number, LineStyle::Step));
    }
    for (OutputInfo &output : info.outputs)
        output.isSparse = true; // until a whole session is over
    info.scale = ValueScale::Price;
    info.input = InputKind::Bar;
    const auto ofBar = [](const char *form) {
        return ParameterValues{{"form", form}, {"from", "bar"}};
    };
    info.shortForms = {{"pivot_p", "pivot", ofBar("classic")}};
    for (const std::string line : {"r1", "s1", "r2", "s2", "r3", "s3", "r4", "s4"}) {
        info.shortForms.push_back({"pivot_" + line, line, ofBar("classic")});
        info.shortForms.push_back({"pivot_fib_" + line, line, ofBar("fibonacci")});
        info.shortForms.push_back({"pivot_cam_" + line, line, ofBar("camarilla")});
        info.shortForms.push_back({"pivot_woodie_" + line, line, ofBar("woodie")});
    }
    return {std::move(info), makePivots};
}

Entry heikinAshi()
{
    auto info = about("heikin_ashi", "Heikin-Ashi", "HA", prices,
        "Averaged candles in which a trend keeps its colour.");
    info.outputs
        = {overlay("open", "Open", LineStyle::Candle), overlay("high", "High", LineStyle::Candle),
            overlay("low", "Low", LineStyle::Candle), overlay("close", "Close", LineStyle::Candle)};
    info.scale = ValueScale::Price;
    info.input = InputKind::Candle;
    for (const std::string field : {"open", "high", "low", "close"})
        info.shortForms.push_back({"ha_" + field, field});
    return {std::move(info), makeHeikinAshi};
}

Entry averagePrice()
{
    auto info = about("average_price", "Average Price", "Avg price", prices,
        "The mean of open, high, low and close.");
    info.outputs = {overlay("value", "Average price")};
    info.scale = ValueScale::Price;
    info.input = InputKind::Candle;
    info.shortForms = {{"avgprice", "value"}};
    return {std::move(info), withoutArguments<AveragePrice>};
}

Entry price()
{
    auto info = about("price", "Price", "Price", prices, "The chosen price itself, as a line.");
    info.outputs = {overlay("value", "Price")};
    info.scale = ValueScale::Price;
    info.shortForms = {{.pattern = "medprice", .output = "value", .input = PriceInput::Median},
        {.pattern = "typprice", .output = "value", .input = PriceInput::Typical},
        {.pattern = "wclprice", .output = "value", .input = PriceInput::Weighted}};
    return {std::move(info), withoutArguments<Price>};
}

/// A number made of the last prices.
Entry rolling(IndicatorInfo info, bool isPrice, std::string column, decltype(Entry::make) make)
{
    info.parameters = {period("period", "Period", 20)};
    info.outputs = {isPrice ? overlay("value", info.shortName) : own("value", info.shortName)};
    info.scale = isPrice ? ValueScale::Price : ValueScale::PriceDistance;
    info.shortForms = {{std::move(column), "value"}};
    return {std::move(info), make};
}

} // namespace

std::vector<Entry> priceEntries()
{
    return {
        price(),
        averagePrice(),
        heikinAshi(),
        pivots(),
        rolling(about("highest", "Highest", "Max", prices, "The highest of the last prices."), true,
            "max_{period}", withPeriod<Highest>),
        rolling(about("lowest", "Lowest", "Min", prices, "The lowest of the last prices."), true,
            "min_{period}", withPeriod<Lowest>),
        rolling(about("midpoint", "Midpoint", "Mid", prices,
                    "The middle between the highest and the lowest of the last prices."),
            true, "midpoint_{period}", withPeriod<Midpoint>),
        rolling(about("sum", "Sum", "Sum", statistics, "The sum of the last prices."), false,
            "sum_{period}", withPeriod<RollingSum>),
        rolling(about("mean_deviation", "Mean Absolute Deviation", "MAD", statistics,
                    "Mean distance of the last prices from their mean."),
            false, "avgdev_{period}", makeMeanDeviation),
    };
}

} // namespace agora::indicators
