#include "indicators/atr.h"
#include "indicators/entries.h"
#include "indicators/volatility.h"

namespace agora::indicators {
namespace {

const char *const group = "Volatility";

NewIndicator makeAtr(const Arguments &arguments, Sources sources)
{
    const int period = arguments.integer("period");
    const auto &convention = arguments.choice("convention");
    if (convention == "mt5")
        return wrap(SimpleAtr(period), std::move(sources));
    const auto first = convention == "tradingview" ? FirstRange::HighLow : FirstRange::Undefined;
    return wrap(Atr(period, first), std::move(sources));
}

NewIndicator makeTrueRange(const Arguments &arguments, Sources sources)
{
    const bool isDefined = arguments.choice("first") == "high_low";
    return wrap(
        TrueRange(isDefined ? FirstRange::HighLow : FirstRange::Undefined), std::move(sources));
}

NewIndicator makeHistorical(const Arguments &arguments, Sources sources)
{
    return wrap(HistoricalVolatility(arguments.integer("period"), arguments.real("year")),
        std::move(sources));
}

NewIndicator makeChaikin(const Arguments &arguments, Sources sources)
{
    return wrap(ChaikinVolatility(arguments.integer("period"), arguments.integer("change")),
        std::move(sources));
}

NewIndicator makeMassIndex(const Arguments &arguments, Sources sources)
{
    return wrap(
        MassIndex(arguments.integer("period"), arguments.integer("sum")), std::move(sources));
}

IndicatorInfo ofBars(
    std::string key, std::string name, std::string shortName, std::string description)
{
    auto info = about(
        std::move(key), std::move(name), std::move(shortName), group, std::move(description));
    info.outputs = {own("value", info.shortName)};
    info.input = InputKind::Bar;
    return info;
}

Entry atr()
{
    auto info = ofBars("atr", "Average True Range", "ATR",
        "How far the price travels in a bar, smoothed by Wilder's average (MetaTrader: a simple "
        "one).");
    info.parameters
        = {period("period", "Period", 14), convention({"standard", "tradingview", "mt5"})};
    info.scale = ValueScale::PriceDistance;
    info.fixedMin = 0;
    info.shortForms
        = {{"atr_{period}", "value"}, {"atr_tv_{period}", "value", {{"convention", "tradingview"}}},
            {"mt5_atr_{period}", "value", {{"convention", "mt5"}}}};
    return {std::move(info), makeAtr};
}

Entry natr()
{
    auto info = ofBars("natr", "Normalised Average True Range", "NATR",
        "The average true range in percent of the close.");
    info.parameters = {period("period", "Period", 14)};
    info.shortForms = {{"natr_{period}", "value"}};
    return {std::move(info), withPeriod<Natr>};
}

Entry trueRange()
{
    auto info = ofBars("trange", "True Range", "TR",
        "How far the price went in a bar, with the jump from the close before.");
    info.parameters = {choice("first", "First bar", {"undefined", "high_low"})};
    info.scale = ValueScale::PriceDistance;
    info.fixedMin = 0;
    info.shortForms = {{"trange", "value"}};
    return {std::move(info), makeTrueRange};
}

Entry historicalVolatility()
{
    auto info = about("hv", "Historical Volatility", "HV", group,
        "Sample standard deviation of logarithmic returns, as a fraction a year.");
    info.parameters
        = {period("period", "Period", 20, 2), real("year", "Bars in a year", 252, 1, 1e7, 1)};
    info.outputs = {own("value", "HV")};
    info.fixedMin = 0;
    info.scale = ValueScale::PriceDistance;
    info.shortForms = {{"hv_{period}_{year}", "value"}};
    return {std::move(info), makeHistorical};
}

Entry chaikinVolatility()
{
    auto info = ofBars("chaikin_volatility", "Chaikin Volatility", "CHV",
        "Change in percent of the exponential average of the range.");
    info.parameters = {period("period", "Period", 10), period("change", "Change over", 10)};
    info.levels = {0};
    info.shortForms = {{"chv_{period}_{change}", "value"}};
    return {std::move(info), makeChaikin};
}

Entry massIndex()
{
    auto info = ofBars("mass_index", "Mass Index", "Mass",
        "How the average range stands to its own average, summed: a bulge announces a turn.");
    info.parameters = {period("period", "Period", 9), period("sum", "Sum over", 25)};
    info.levels = {26.5, 27};
    info.fixedMin = 0;
    info.shortForms = {{"mass_index_{period}_{sum}", "value"}};
    return {std::move(info), makeMassIndex};
}

Entry choppiness()
{
    auto info = ofBars("chop", "Choppiness Index", "CHOP",
        "Whether the price goes one way (low) or back and forth (high).");
    info.parameters = {period("period", "Period", 14, 2)};
    info.levels = {38.2, 61.8};
    info.shortForms = {{"chop_{period}", "value"}};
    return {std::move(info), withPeriod<Choppiness>};
}

Entry ulcerIndex()
{
    auto info = about("ulcer", "Ulcer Index", "Ulcer", group,
        "How deep and how long prices lie below their last high, in percent.");
    info.parameters = {period("period", "Period", 14)};
    info.outputs = {own("value", "Ulcer")};
    info.fixedMin = 0;
    info.shortForms = {{"ulcer_{period}", "value"}};
    return {std::move(info), withPeriod<UlcerIndex>};
}

} // namespace

std::vector<Entry> volatilityEntries()
{
    return {atr(), natr(), trueRange(), historicalVolatility(), chaikinVolatility(), massIndex(),
        choppiness(), ulcerIndex()};
}

} // namespace agora::indicators
