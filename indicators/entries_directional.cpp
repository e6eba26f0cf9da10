#include "indicators/adx.h"
#include "indicators/aroon.h"
#include "indicators/entries.h"
#include "indicators/vortex.h"

namespace agora::indicators {
namespace {

const char *const group = "Directional movement";

template <typename Direction>
std::array<double, 3> adxLines(const typename Adx<Direction>::Output &output)
{
    return {output.adx.value_or(undefined), output.plus, output.minus};
}

template <typename Output>
std::array<double, 2> plusAndMinus(const Output &output)
{
    return {output.plus, output.minus};
}

std::array<double, 2> aroonLines(const Aroon::Output &output) { return {output.up, output.down}; }
std::array<double, 1> aroonDistance(const Aroon::Output &output) { return {output.oscillator}; }

template <typename Direction>
NewIndicator makeAdxOf(const Arguments &arguments, Sources sources)
{
    const int period = arguments.integer("period");
    const int averaging = arguments.integer("averaging");
    return wrap<adxLines<Direction>>(
        Adx<Direction>(period, averaging > 0 ? averaging : period), std::move(sources));
}

NewIndicator makeAdx(const Arguments &arguments, Sources sources)
{
    const auto &convention = arguments.choice("convention");
    if (convention == "mt5")
        return makeAdxOf<BarwiseDirection>(arguments, std::move(sources));
    if (convention == "tradingview")
        return makeAdxOf<AveragedDirection>(arguments, std::move(sources));
    return makeAdxOf<WilderDirection>(arguments, std::move(sources));
}

template <template <typename> typename Index>
NewIndicator makeIndex(const Arguments &arguments, Sources sources)
{
    const auto &convention = arguments.choice("convention");
    const int period = arguments.integer("period");
    if (convention == "mt5")
        return wrap(Index<BarwiseDirection>(period), std::move(sources));
    if (convention == "tradingview")
        return wrap(Index<AveragedDirection>(period), std::move(sources));
    return wrap(Index<WilderDirection>(period), std::move(sources));
}

NewIndicator makeMovement(const Arguments &arguments, Sources sources)
{
    return wrap<plusAndMinus<DirectionalMovement::Output>>(
        DirectionalMovement(arguments.integer("period")), std::move(sources));
}

template <auto columnsOf>
NewIndicator makeAroon(const Arguments &arguments, Sources sources)
{
    return wrap<columnsOf>(Aroon(arguments.integer("period")), std::move(sources));
}

NewIndicator makeVortex(const Arguments &arguments, Sources sources)
{
    return wrap<plusAndMinus<Vortex::Output>>(
        Vortex(arguments.integer("period")), std::move(sources));
}

/// 0, so that one number sets both periods, as most programs have it.
ParameterInfo averaging() { return period("averaging", "ADX smoothing (0: as the period)", 0, 0); }

ParameterInfo forms() { return convention({"standard", "tradingview", "mt5"}); }

void percentOfBars(IndicatorInfo &info)
{
    info.fixedMin = 0;
    info.fixedMax = 100;
    info.input = InputKind::Bar;
}

std::vector<OutputInfo> adxOutputs()
{
    return {own("adx", "ADX"), own("plus_di", "+DI"), own("minus_di", "−DI")};
}

Entry adx()
{
    auto info = about("adx", "Average Directional Index", "ADX", group,
        "How strongly the price goes one way, with the shares of the upward and downward moves.");
    info.parameters = {period("period", "Period", 14), averaging(), forms()};
    info.outputs = adxOutputs();
    info.levels = {20, 40};
    percentOfBars(info);
    const ParameterValues tradingView{{"convention", "tradingview"}};
    const ParameterValues metaTrader{{"convention", "mt5"}};
    info.shortForms = {{"adx_{period}", "adx"}, {"plus_di_{period}", "plus_di"},
        {"minus_di_{period}", "minus_di"}, {"adx_tv_{period}_{averaging}", "adx", tradingView},
        {"plus_di_tv_{period}", "plus_di", tradingView},
        {"minus_di_tv_{period}", "minus_di", tradingView}, {"mt5_adx_{period}", "adx", metaTrader},
        {"mt5_plus_di_{period}", "plus_di", metaTrader},
        {"mt5_minus_di_{period}", "minus_di", metaTrader}};
    return {std::move(info), makeAdx};
}

Entry adxWilder()
{
    auto info = about("adx_wilder", "ADX Wilder", "ADXW", group,
        "The directional index of MetaTrader's second form: Wilder's averages instead of sums.");
    info.parameters = {period("period", "Period", 14), averaging()};
    info.outputs = adxOutputs();
    info.levels = {20, 40};
    percentOfBars(info);
    info.shortForms = {{"mt5_adxw_{period}", "adx"}};
    return {std::move(info), makeAdxOf<AveragedDirection>};
}

Entry index(IndicatorInfo info, std::string column, decltype(Entry::make) make)
{
    info.parameters = {period("period", "Period", 14), forms()};
    info.outputs = {own("value", info.shortName)};
    info.levels = {20, 40};
    percentOfBars(info);
    info.shortForms = {{column + "_{period}", "value"}};
    return {std::move(info), make};
}

Entry movement()
{
    auto info = about("dm", "Directional Movement", "DM", group,
        "Wilder's sums of the moves above the last high and below the last low.");
    info.parameters = {period("period", "Period", 14)};
    info.outputs = {own("plus_dm", "+DM"), own("minus_dm", "−DM")};
    info.fixedMin = 0;
    info.scale = ValueScale::PriceDistance;
    info.input = InputKind::Bar;
    info.shortForms = {{"plus_dm_{period}", "plus_dm"}, {"minus_dm_{period}", "minus_dm"}};
    return {std::move(info), makeMovement};
}

Entry aroon()
{
    auto info = about("aroon", "Aroon", "Aroon", group,
        "How recent the highest high and the lowest low of the last bars are.");
    info.parameters = {period("period", "Period", 14)};
    info.outputs = {own("up", "Up"), own("down", "Down")};
    info.levels = {30, 70};
    percentOfBars(info);
    info.shortForms = {{"aroon_up_{period}", "up"}, {"aroon_down_{period}", "down"}};
    return {std::move(info), makeAroon<aroonLines>};
}

Entry aroonOscillator()
{
    auto info = about("aroon_oscillator", "Aroon Oscillator", "Aroon Osc", group,
        "Aroon up minus Aroon down: above zero the highest high is the more recent one.");
    info.parameters = {period("period", "Period", 14)};
    info.outputs = {own("value", "Aroon Oscillator")};
    info.levels = {0};
    info.fixedMin = -100;
    info.fixedMax = 100;
    info.input = InputKind::Bar;
    info.shortForms = {{"aroonosc_{period}", "value"}};
    return {std::move(info), makeAroon<aroonDistance>};
}

Entry vortex()
{
    auto info = about("vortex", "Vortex Indicator", "VI", group,
        "How far highs lie from the lows before them and lows from the highs, in true ranges.");
    info.parameters = {period("period", "Period", 14)};
    info.outputs = {own("plus", "VI+"), own("minus", "VI−")};
    info.levels = {1};
    info.fixedMin = 0;
    info.input = InputKind::Bar;
    info.shortForms = {{"vortex_plus_{period}", "plus"}, {"vortex_minus_{period}", "minus"}};
    return {std::move(info), makeVortex};
}

} // namespace

std::vector<Entry> directionalEntries()
{
    return {adx(), adxWilder(),
        index(about("adxr", "Average Directional Index Rating", "ADXR", group,
                  "The mean of the ADX now and a period ago."),
            "adxr", makeIndex<Adxr>),
        index(about("dx", "Directional Index", "DX", group,
                  "How much the upward and the downward moves differ; smoothed it is the ADX."),
            "dx", makeIndex<DirectionalIndex>),
        movement(), aroon(), aroonOscillator(), vortex()};
}

} // namespace agora::indicators
