#include "indicators/cycle.h"
#include "indicators/entries.h"

namespace agora::indicators {
namespace {

const char *const group = "Cycles";

std::array<double, 1> periodOf(const DominantCycle::Output &output) { return {output.period}; }
std::array<double, 2> phasorOf(const DominantCycle::Output &output)
{
    return {output.inPhase, output.quadrature};
}
std::array<double, 1> phaseOf(const SineWave::Output &output) { return {output.phase}; }
std::array<double, 2> sinesOf(const SineWave::Output &output)
{
    return {output.sine, output.leadSine};
}
std::array<double, 1> trendlineOf(const TrendMode::Output &output) { return {output.trendline}; }
std::array<double, 1> modeOf(const TrendMode::Output &output) { return {output.mode}; }

template <Indicator T, auto columnsOf>
NewIndicator makeCycle(const Arguments &, Sources sources)
{
    return wrap<columnsOf>(T(), std::move(sources));
}

Entry cycle(IndicatorInfo info, std::vector<OutputInfo> outputs, decltype(Entry::make) make)
{
    for (const OutputInfo &output : outputs) {
        const bool isOnlyOne = output.key == "value";
        info.shortForms.push_back({isOnlyOne ? info.key : info.key + '_' + output.key, output.key});
    }
    info.outputs = std::move(outputs);
    return {std::move(info), make};
}

Entry dominantPeriod()
{
    auto info = about("ht_dcperiod", "Dominant Cycle Period", "HT Period", group,
        "Length in bars of the cycle that prices follow most (Hilbert transform).");
    info.fixedMin = 0;
    info.fixedMax = 50;
    return cycle(std::move(info), {own("value", "Period")}, makeCycle<DominantCycle, periodOf>);
}

Entry dominantPhase()
{
    auto info = about("ht_dcphase", "Dominant Cycle Phase", "HT Phase", group,
        "Where in the dominant cycle the price stands, in degrees.");
    info.fixedMin = -45;
    info.fixedMax = 315;
    return cycle(std::move(info), {own("value", "Phase")}, makeCycle<SineWave, phaseOf>);
}

Entry phasor()
{
    auto info = about("ht_phasor", "Hilbert Phasor", "HT Phasor", group,
        "In-phase and quadrature component of the detrended price.");
    info.levels = {0};
    info.scale = ValueScale::PriceDistance;
    return cycle(std::move(info), {own("inphase", "In phase"), own("quadrature", "Quadrature")},
        makeCycle<DominantCycle, phasorOf>);
}

Entry sineWave()
{
    auto info = about("ht_sine", "Hilbert Sine Wave", "HT Sine", group,
        "Sine of the dominant cycle's phase and of 45 degrees more: they cross near its turns.");
    info.levels = {0};
    info.fixedMin = -1;
    info.fixedMax = 1;
    info.outputs = {own("sine", "Sine"), own("lead", "Lead sine")};
    info.shortForms = {{"ht_sine", "sine"}, {"ht_leadsine", "lead"}};
    return {std::move(info), makeCycle<SineWave, sinesOf>};
}

Entry trendline()
{
    auto info = about("ht_trendline", "Hilbert Trend Line", "HT Trend", group,
        "The price with its dominant cycle averaged out.");
    info.scale = ValueScale::Price;
    return cycle(
        std::move(info), {overlay("value", "Trend line")}, makeCycle<TrendMode, trendlineOf>);
}

Entry trendMode()
{
    auto info = about("ht_trendmode", "Hilbert Trend Mode", "HT Mode", group,
        "1 while the price trends, 0 while it swings.");
    info.fixedMin = 0;
    info.fixedMax = 1;
    return cycle(
        std::move(info), {own("value", "Trend", LineStyle::Step)}, makeCycle<TrendMode, modeOf>);
}

} // namespace

std::vector<Entry> cycleEntries()
{
    return {dominantPeriod(), dominantPhase(), phasor(), sineWave(), trendline(), trendMode()};
}

} // namespace agora::indicators
