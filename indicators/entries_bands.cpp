#include "indicators/acceleration_bands.h"
#include "indicators/bollinger.h"
#include "indicators/donchian.h"
#include "indicators/entries.h"
#include "indicators/envelopes.h"
#include "indicators/keltner.h"
#include "indicators/moving_average_parameter.h"
#include "indicators/regression_channel.h"

namespace agora::indicators {
namespace {

/// For every output that has the three lines of a channel.
template <typename Output>
std::array<double, 3> bands(const Output &output)
{
    return {output.upper, output.middle, output.lower};
}
template <Indicator T>
NewIndicator wrapBands(T indicator, Sources sources)
{
    return wrap<bands<typename T::Output>>(std::move(indicator), std::move(sources));
}

template <Indicator T>
NewIndicator bandsWithPeriod(const Arguments &arguments, Sources sources)
{
    return wrapBands(T(arguments.integer("period")), std::move(sources));
}
template <Indicator T>
NewIndicator bandsWithWidth(const Arguments &arguments, Sources sources)
{
    return wrapBands(T(arguments.integer("period"), arguments.real("width")), std::move(sources));
}

NewIndicator makeBollinger(const Arguments &arguments, Sources sources)
{
    return wrapBands(BollingerBands(arguments.integer("period"), arguments.real("width"),
                         arguments.isMt5() ? Convention::Mt5 : Convention::Standard),
        std::move(sources));
}

template <Indicator T>
NewIndicator bollingerLine(const Arguments &arguments, Sources sources)
{
    return wrap(T(arguments.integer("period"), arguments.real("width")), std::move(sources));
}

NewIndicator makeEnvelopes(const Arguments &arguments, Sources sources)
{
    return wrapBands(
        Envelopes(averageOf(arguments, arguments.integer("period")), arguments.real("distance")),
        std::move(sources));
}

NewIndicator makeKeltner(const Arguments &arguments, Sources sources)
{
    const auto form = arguments.choice("form") == "simple" ? KeltnerChannel::Form::Simple
                                                           : KeltnerChannel::Form::Exponential;
    return wrapBands(KeltnerChannel(arguments.integer("period"), arguments.real("width"), form),
        std::move(sources));
}

ParameterInfo width(std::string title, double value)
{
    return real("width", std::move(title), value, 0, 20, 0.1);
}

/// Upper, middle and lower line over the candles.
Entry channel(IndicatorInfo info, std::vector<ParameterInfo> parameters,
    std::vector<ShortForm> shortForms, decltype(Entry::make) make)
{
    info.parameters = std::move(parameters);
    info.outputs = {overlay("upper", "Upper", LineStyle::Band), overlay("middle", "Middle"),
        overlay("lower", "Lower", LineStyle::Band)};
    info.scale = ValueScale::Price;
    info.shortForms = std::move(shortForms);
    return {std::move(info), make};
}

std::vector<ShortForm> lines(const std::string &prefix)
{
    return {
        {prefix + "_upper", "upper"}, {prefix + "_middle", "middle"}, {prefix + "_lower", "lower"}};
}

IndicatorInfo named(
    std::string key, std::string name, std::string shortName, std::string description)
{
    return about(std::move(key), std::move(name), std::move(shortName), "Bands and channels",
        std::move(description));
}

Entry bollinger()
{
    return channel(named("bollinger", "Bollinger Bands", "BB",
                       "A simple moving average with bands at a multiple of the deviation."),
        {period("period", "Period", 20), width("Deviations", 2), convention()},
        lines("bb_{period}_{width}"), makeBollinger);
}

Entry percentB()
{
    auto info = named("bollinger_percent_b", "Bollinger %B", "%B",
        "Where the price stands between the Bollinger Bands: 0 lower, 1 upper.");
    info.parameters = {period("period", "Period", 20), width("Deviations", 2)};
    info.outputs = {own("value", "%B")};
    info.levels = {0, 1};
    info.shortForms = {{"bb_percent_b_{period}_{width}", "value"}};
    return {std::move(info), bollingerLine<BollingerPercentB>};
}

Entry bandWidth()
{
    auto info = named("bollinger_width", "Bollinger Band Width", "BBW",
        "Distance of the Bollinger Bands as a share of their middle.");
    info.parameters = {period("period", "Period", 20), width("Deviations", 2)};
    info.outputs = {own("value", "Width")};
    info.scale = ValueScale::PriceDistance;
    info.shortForms = {{"bb_width_{period}_{width}", "value"}};
    return {std::move(info), bollingerLine<BollingerWidth>};
}

Entry envelopes()
{
    auto shortForms = lines("envelopes_{period}_{distance}");
    for (const auto &form : lines("mt5_envelopes_{period}_{distance}"))
        shortForms.push_back(form);
    return channel(named("envelopes", "Envelopes", "Env",
                       "A moving average with lines a fixed percentage above and below."),
        {period("period", "Period", 14), real("distance", "Distance in %", 0.1, 0, 50, 0.05),
            averageKind({"sma", "ema", "smma", "wma"})},
        std::move(shortForms), makeEnvelopes);
}

Entry accelerationBands()
{
    auto entry = channel(named("accbands", "Acceleration Bands", "AccB",
                             "Averages of highs and lows, moved outwards by the range."),
        {period("period", "Period", 20)}, lines("accbands_{period}"),
        bandsWithPeriod<AccelerationBands>);
    entry.info.input = InputKind::Bar;
    return entry;
}

Entry keltner()
{
    auto entry = channel(named("keltner", "Keltner Channel", "KC",
                             "An average of the price, and averages of the range to either side."),
        {period("period", "Period", 20), width("Ranges", 2),
            choice("form", "Averages", {"exponential", "simple"})},
        lines("keltner_{period}_{width}"), makeKeltner);
    entry.info.input = InputKind::PricedBar;
    return entry;
}

Entry donchian()
{
    auto shortForms = lines("donchian_{period}");
    shortForms.push_back({"midprice_{period}", "middle"});
    auto entry = channel(named("donchian", "Donchian Channel", "DC",
                             "Highest high and lowest low of the last bars."),
        {period("period", "Period", 20)}, std::move(shortForms), bandsWithPeriod<DonchianChannel>);
    entry.info.input = InputKind::Bar;
    return entry;
}

Entry regressionChannel()
{
    return channel(named("regression_channel", "Linear Regression Channel", "LRC",
                       "The end of a straight line through the last prices, with its deviations."),
        {period("period", "Period", 100, 2), width("Deviations", 2)},
        lines("linreg_channel_{period}_{width}"), bandsWithWidth<RegressionChannel>);
}

} // namespace

std::vector<Entry> bandEntries()
{
    return {bollinger(), percentB(), bandWidth(), envelopes(), accelerationBands(), keltner(),
        donchian(), regressionChannel()};
}

} // namespace agora::indicators
