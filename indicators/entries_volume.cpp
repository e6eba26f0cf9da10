#include "indicators/accumulation.h"
#include "indicators/entries.h"
#include "indicators/force_index.h"
#include "indicators/mfi.h"
#include "indicators/volume.h"

namespace agora::indicators {
namespace {

const char *const group = "Volume";

NewIndicator makeObv(const Arguments &arguments, Sources sources)
{
    const bool isZero = arguments.choice("start") == "zero";
    return wrap(OnBalanceVolume(
                    isZero ? OnBalanceVolume::Start::Zero : OnBalanceVolume::Start::FirstVolume),
        std::move(sources));
}

NewIndicator makeChaikin(const Arguments &arguments, Sources sources)
{
    const auto shown = arguments.choice("convention") == "mt5"
        ? ChaikinOscillator::Shown::AtOnce
        : ChaikinOscillator::Shown::WhenSlowIsFull;
    return wrap(ChaikinOscillator(arguments.integer("fast"), arguments.integer("slow"), shown),
        std::move(sources));
}

NewIndicator makeForce(const Arguments &arguments, Sources sources)
{
    const int period = arguments.integer("period");
    if (arguments.choice("convention") == "mt5")
        return wrap(AverageForce(period), std::move(sources));
    return wrap(ForceIndex(period), std::move(sources));
}

NewIndicator makeMfi(const Arguments &arguments, Sources sources)
{
    const double whenStill = arguments.choice("convention") == "mt5" ? 100.0 : 50.0;
    return wrap(MoneyFlowIndex(arguments.integer("period"), whenStill), std::move(sources));
}

NewIndicator makeEom(const Arguments &arguments, Sources sources)
{
    return wrap(
        EaseOfMovement(arguments.integer("period"), arguments.real("divisor")), std::move(sources));
}

IndicatorInfo ofVolume(
    std::string key, std::string name, std::string shortName, std::string description)
{
    auto info = about(
        std::move(key), std::move(name), std::move(shortName), group, std::move(description));
    info.input = InputKind::Bar;
    info.usesVolume = true;
    return info;
}

/// A line that sums up from the first bar on.
IndicatorInfo line(
    std::string key, std::string name, std::string shortName, std::string description)
{
    auto info
        = ofVolume(std::move(key), std::move(name), std::move(shortName), std::move(description));
    info.outputs = {own("value", info.shortName)};
    info.scale = ValueScale::Volume;
    info.isCumulative = true;
    return info;
}

Entry volumes()
{
    auto info = ofVolume("volumes", "Volumes", "Volume",
        "Volume of each bar; for currencies the number of its ticks.");
    info.outputs = {own("value", "Volume", LineStyle::Histogram)};
    info.scale = ValueScale::Volume;
    info.fixedMin = 0;
    info.shortForms = {{"volume", "value"}};
    return {std::move(info), withoutArguments<Volumes>};
}

Entry onBalanceVolume()
{
    auto info = line("obv", "On-Balance Volume", "OBV",
        "Volume of rising bars minus that of falling ones, added up.");
    info.parameters = {choice("start", "Start", {"first_volume", "zero"})};
    info.shortForms = {{"obv", "value"}};
    return {std::move(info), makeObv};
}

Entry accumulation()
{
    auto info = line("ad", "Accumulation/Distribution", "A/D",
        "Volumes added up, each weighted by where its bar closed.");
    info.shortForms = {{"ad", "value"}, {"mt5_ad", "value"}};
    return {std::move(info), withoutArguments<AccumulationLine>};
}

Entry priceVolumeTrend()
{
    auto info = line("pvt", "Price Volume Trend", "PVT",
        "Volumes times the relative change of the close, added up.");
    info.shortForms = {{"pvt", "value"}};
    return {std::move(info), withoutArguments<PriceVolumeTrend>};
}

Entry chaikinOscillator()
{
    auto info = ofVolume("chaikin_oscillator", "Chaikin Oscillator", "CHO",
        "A fast minus a slow exponential average of the Accumulation/Distribution line.");
    info.parameters
        = {period("fast", "Fast period", 3), period("slow", "Slow period", 10), convention()};
    info.outputs = {own("value", "Chaikin")};
    info.levels = {0};
    info.scale = ValueScale::Volume;
    info.shortForms = {{"adosc_{fast}_{slow}", "value"},
        {"mt5_chaikin_{fast}_{slow}_ema", "value", {{"convention", "mt5"}}}};
    return {std::move(info), makeChaikin};
}

Entry chaikinMoneyFlow()
{
    auto info = ofVolume("cmf", "Chaikin Money Flow", "CMF",
        "Volumes of the last bars, weighted by where the bars closed, as a share of all volume.");
    info.parameters = {period("period", "Period", 20)};
    info.outputs = {own("value", "CMF")};
    info.levels = {0};
    info.fixedMin = -1;
    info.fixedMax = 1;
    info.shortForms = {{"cmf_{period}", "value"}};
    return {std::move(info), withPeriod<ChaikinMoneyFlow>};
}

Entry moneyFlowIndex()
{
    auto info = ofVolume("mfi", "Money Flow Index", "MFI",
        "Share of the rising bars in the money that changed hands.");
    info.parameters = {period("period", "Period", 14), convention()};
    info.outputs = {own("value", "MFI")};
    info.levels = {20, 80};
    info.fixedMin = 0;
    info.fixedMax = 100;
    info.shortForms = {{"mfi_{period}", "value"}};
    return {std::move(info), makeMfi};
}

Entry forceIndex()
{
    auto info = ofVolume("force", "Force Index", "Force",
        "Change of the close times the volume, smoothed; for MetaTrader the change of an average "
        "times the volume.");
    info.parameters = {period("period", "Period", 13), convention()};
    info.outputs = {own("value", "Force")};
    info.levels = {0};
    info.shortForms = {{"force_index_{period}", "value"},
        {"mt5_force_{period}_sma", "value", {{"convention", "mt5"}}}};
    return {std::move(info), makeForce};
}

Entry easeOfMovement()
{
    auto info = ofVolume(
        "eom", "Ease of Movement", "EOM", "How far the price moves for the volume that it takes.");
    info.parameters
        = {period("period", "Period", 14), real("divisor", "Scale", 10'000, 1, 1e12, 1'000)};
    info.outputs = {own("value", "EOM")};
    info.levels = {0};
    info.scale = ValueScale::PriceDistance;
    info.shortForms = {{"eom_{period}_{divisor}", "value"}};
    return {std::move(info), makeEom};
}

} // namespace

std::vector<Entry> volumeEntries()
{
    return {volumes(), onBalanceVolume(), accumulation(), chaikinOscillator(), chaikinMoneyFlow(),
        moneyFlowIndex(), forceIndex(), easeOfMovement(), priceVolumeTrend()};
}

} // namespace agora::indicators
