#include "indicators/awesome.h"
#include "indicators/entries.h"
#include "indicators/volume.h"

namespace agora::indicators {
namespace {

const char *const group = "Bill Williams";

NewIndicator makeAwesome(const Arguments &arguments, Sources sources)
{
    return wrap(AwesomeOscillator(arguments.integer("fast"), arguments.integer("slow")),
        std::move(sources));
}

NewIndicator makeAccelerator(const Arguments &arguments, Sources sources)
{
    return wrap(AcceleratorOscillator(arguments.integer("fast"), arguments.integer("slow"),
                    arguments.integer("signal")),
        std::move(sources));
}

NewIndicator makeFacilitation(const Arguments &arguments, Sources sources)
{
    return wrap(MarketFacilitation(arguments.real("point")), std::move(sources));
}

IndicatorInfo oscillator(
    std::string key, std::string name, std::string shortName, std::string description)
{
    auto info = about(
        std::move(key), std::move(name), std::move(shortName), group, std::move(description));
    info.parameters = {period("fast", "Fast period", 5), period("slow", "Slow period", 34)};
    info.outputs = {own("value", info.shortName, LineStyle::Histogram)};
    info.levels = {0};
    info.scale = ValueScale::PriceDistance;
    info.defaultInput = PriceInput::Median;
    return info;
}

Entry awesome()
{
    auto info = oscillator("ao", "Awesome Oscillator", "AO",
        "A fast minus a slow simple average of the median price.");
    info.shortForms = {{"mt5_ao_{fast}_{slow}", "value"}};
    return {std::move(info), makeAwesome};
}

Entry accelerator()
{
    auto info = oscillator("ac", "Accelerator Oscillator", "AC",
        "The Awesome Oscillator minus its own simple average.");
    info.parameters.push_back(period("signal", "Signal period", 5));
    info.shortForms = {{"mt5_ac", "value"}};
    return {std::move(info), makeAccelerator};
}

Entry facilitation()
{
    auto info = about("bwmfi", "Market Facilitation Index", "BW MFI", group,
        "Points of range for each unit of volume.");
    info.parameters = {real("point", "Point", 0.01, 1e-9, 1e6, 1e-5)};
    info.outputs = {own("value", "BW MFI", LineStyle::Histogram)};
    info.fixedMin = 0;
    info.input = InputKind::Bar;
    info.usesVolume = true;
    info.shortForms = {{"mt5_bwmfi_point_{point}", "value"}};
    return {std::move(info), makeFacilitation};
}

} // namespace

std::vector<Entry> billWilliamsEntries() { return {awesome(), accelerator(), facilitation()}; }

} // namespace agora::indicators
