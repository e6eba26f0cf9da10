#include "indicators/bollinger.h"
#include "indicators/entries.h"

namespace agora::indicators {
namespace {

std::array<double, 3> bands(const BollingerBands::Output &output)
{
    return {output.upper, output.middle, output.lower};
}

NewIndicator makeBollinger(const Arguments &arguments, Sources sources)
{
    return wrap<bands>(
        BollingerBands(arguments.integer("period"), arguments.real("width")), std::move(sources));
}

Entry bollinger()
{
    auto info = about("bollinger", "Bollinger Bands", "BB", "Bands and channels",
        "A simple moving average with bands at a multiple of the standard deviation.");
    info.parameters
        = {period("period", "Period", 20), real("width", "Deviations", 2.0, 0, 20, 0.1)};
    info.outputs = {overlay("upper", "Upper", LineStyle::Band), overlay("middle", "Middle"),
        overlay("lower", "Lower", LineStyle::Band)};
    info.scale = ValueScale::Price;
    info.shortForms = {{"bb_{period}_{width}_upper", "upper"},
        {"bb_{period}_{width}_middle", "middle"}, {"bb_{period}_{width}_lower", "lower"}};
    return {std::move(info), makeBollinger};
}

} // namespace

std::vector<Entry> bandEntries() { return {bollinger()}; }

} // namespace agora::indicators
