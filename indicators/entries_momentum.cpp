#include "indicators/bop.h"
#include "indicators/coppock.h"
#include "indicators/demarker.h"
#include "indicators/dpo.h"
#include "indicators/elder_ray.h"
#include "indicators/entries.h"
#include "indicators/fisher.h"
#include "indicators/imi.h"
#include "indicators/kst.h"
#include "indicators/rvi.h"
#include "indicators/trix.h"
#include "indicators/tsi.h"
#include "indicators/ultimate.h"

namespace agora::indicators {
namespace {

const char *const group = "Momentum";

std::array<double, 2> kstLines(const Kst::Output &output)
{
    return {output.kst, output.signal.value_or(undefined)};
}

std::array<double, 2> vigorLines(const RelativeVigor::Output &output)
{
    return {output.rvi, output.signal.value_or(undefined)};
}

std::array<double, 2> fisherLines(const FisherTransform::Output &output)
{
    return {output.fisher, output.trigger.value_or(undefined)};
}

std::array<double, 1> bullsLine(const ElderRay::Output &output) { return {output.bulls}; }
std::array<double, 1> bearsLine(const ElderRay::Output &output) { return {output.bears}; }

NewIndicator makeTrix(const Arguments &arguments, Sources sources)
{
    const int period = arguments.integer("period");
    const bool isMt5 = arguments.choice("convention") == "mt5";
    return wrap(
        isMt5 ? Trix(period, Seed::First, 1) : Trix(period, Seed::Mean, 100), std::move(sources));
}

NewIndicator makeTsi(const Arguments &arguments, Sources sources)
{
    return wrap(Tsi(arguments.integer("long"), arguments.integer("short")), std::move(sources));
}

NewIndicator makeKst(const Arguments &arguments, Sources sources)
{
    std::array<Kst::Part, 4> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = std::to_string(i + 1);
        parts[i] = {.roc = arguments.integer("roc" + number),
            .smoothing = arguments.integer("average" + number)};
    }
    return wrap<kstLines>(Kst(parts, arguments.integer("signal")), std::move(sources));
}

NewIndicator makeCoppock(const Arguments &arguments, Sources sources)
{
    return wrap(
        Coppock(arguments.integer("period"), arguments.integer("long"), arguments.integer("short")),
        std::move(sources));
}

NewIndicator makeDpo(const Arguments &arguments, Sources sources)
{
    const auto form = arguments.choice("form") == "past_average" ? Dpo::Form::PastAverage
                                                                 : Dpo::Form::PastPrice;
    return wrap(Dpo(arguments.integer("period"), form), std::move(sources));
}

NewIndicator makeUltimate(const Arguments &arguments, Sources sources)
{
    return wrap(UltimateOscillator(arguments.integer("short"), arguments.integer("middle"),
                    arguments.integer("long")),
        std::move(sources));
}

template <Indicator T, auto columnsOf>
NewIndicator makeLines(const Arguments &arguments, Sources sources)
{
    return wrap<columnsOf>(T(arguments.integer("period")), std::move(sources));
}

template <auto columnsOf>
NewIndicator makePower(const Arguments &arguments, Sources sources)
{
    const auto seed = arguments.choice("convention") == "mt5" ? Seed::First : Seed::Mean;
    return wrap<columnsOf>(ElderRay(arguments.integer("period"), seed), std::move(sources));
}

Entry trix()
{
    auto info = about("trix", "Triple Exponential Average", "TRIX", group,
        "Change from bar to bar of a triple exponential average: in percent, for MetaTrader as a "
        "ratio.");
    info.parameters = {period("period", "Period", 15), convention()};
    info.outputs = {own("value", "TRIX")};
    info.levels = {0};
    info.scale = ValueScale::PriceDistance;
    info.shortForms
        = {{"trix_{period}", "value"}, {"mt5_trix_{period}", "value", {{"convention", "mt5"}}}};
    return {std::move(info), makeTrix};
}

Entry tsi()
{
    auto info = about("tsi", "True Strength Index", "TSI", group,
        "Changes smoothed twice as a share of their absolute values smoothed alike.");
    info.parameters = {period("long", "Long period", 25), period("short", "Short period", 13)};
    info.outputs = {own("value", "TSI")};
    info.levels = {-25, 0, 25};
    info.fixedMin = -100;
    info.fixedMax = 100;
    info.shortForms = {{"tsi_{long}_{short}", "value"}};
    return {std::move(info), makeTsi};
}

Entry kst()
{
    auto info = about("kst", "Know Sure Thing", "KST", group,
        "Four smoothed rates of change, the slower the heavier, with a signal line.");
    const std::array<std::pair<int, int>, 4> defaults{{{10, 10}, {15, 10}, {20, 10}, {30, 15}}};
    for (std::size_t i = 0; i < defaults.size(); ++i) {
        const auto number = std::to_string(i + 1);
        info.parameters.push_back(period("roc" + number, "Change " + number, defaults[i].first));
        info.parameters.push_back(
            period("average" + number, "Smoothing " + number, defaults[i].second));
    }
    info.parameters.push_back(period("signal", "Signal period", 9));
    info.outputs = {own("kst", "KST"), own("signal", "Signal")};
    info.levels = {0};
    info.shortForms
        = {{"kst_{roc1}_{roc2}_{roc3}_{roc4}", "kst"}, {"kst_signal_{signal}", "signal"}};
    return {std::move(info), makeKst};
}

Entry coppock()
{
    auto info = about("coppock", "Coppock Curve", "Coppock", group,
        "A weighted average of the sum of two rates of change.");
    info.parameters = {period("period", "Period", 10), period("long", "Long change", 14),
        period("short", "Short change", 11)};
    info.outputs = {own("value", "Coppock")};
    info.levels = {0};
    info.scale = ValueScale::PriceDistance;
    info.shortForms = {{"coppock_{period}_{long}_{short}", "value"}};
    return {std::move(info), makeCoppock};
}

Entry dpo()
{
    auto info = about("dpo", "Detrended Price Oscillator", "DPO", group,
        "Distance between a price and a simple average that lie half a period apart.");
    info.parameters
        = {period("period", "Period", 21), choice("form", "Form", {"past_price", "past_average"})};
    info.outputs = {own("value", "DPO")};
    info.levels = {0};
    info.scale = ValueScale::PriceDistance;
    info.shortForms
        = {{"dpo_{period}", "value"}, {"dpo_{period}_tv", "value", {{"form", "past_average"}}}};
    return {std::move(info), makeDpo};
}

Entry ultimate()
{
    auto info = about("ultimate", "Ultimate Oscillator", "UO", group,
        "Buying pressure as a share of the true range over three periods.");
    info.parameters = {period("short", "Short period", 7), period("middle", "Middle period", 14),
        period("long", "Long period", 28)};
    info.outputs = {own("value", "UO")};
    info.levels = {30, 70};
    info.fixedMin = 0;
    info.fixedMax = 100;
    info.input = InputKind::Bar;
    info.shortForms = {{"ultosc_{short}_{middle}_{long}", "value"}};
    return {std::move(info), makeUltimate};
}

Entry balanceOfPower()
{
    auto info = about(
        "bop", "Balance of Power", "BOP", group, "The body of each bar as a share of its range.");
    info.outputs = {own("value", "BOP", LineStyle::Histogram)};
    info.levels = {0};
    info.fixedMin = -1;
    info.fixedMax = 1;
    info.input = InputKind::Candle;
    info.shortForms = {{"bop", "value"}};
    return {std::move(info), withoutArguments<BalanceOfPower>};
}

Entry intradayMomentum()
{
    auto info = about("imi", "Intraday Momentum Index", "IMI", group,
        "Share of the rising bodies in all bodies of the last bars.");
    info.parameters = {period("period", "Period", 14)};
    info.outputs = {own("value", "IMI")};
    info.levels = {30, 70};
    info.fixedMin = 0;
    info.fixedMax = 100;
    info.input = InputKind::Candle;
    info.shortForms = {{"imi_{period}", "value"}};
    return {std::move(info), withPeriod<IntradayMomentum>};
}

Entry deMarker()
{
    auto info = about("demarker", "DeMarker", "DeM", group,
        "Share of the higher highs in all higher highs and lower lows.");
    info.parameters = {period("period", "Period", 14)};
    info.outputs = {own("value", "DeMarker")};
    info.levels = {0.3, 0.7};
    info.fixedMin = 0;
    info.fixedMax = 1;
    info.input = InputKind::Bar;
    info.shortForms = {{"mt5_demarker_{period}", "value"}, {"demarker_{period}", "value"}};
    return {std::move(info), withPeriod<DeMarker>};
}

Entry relativeVigor()
{
    auto info = about("rvi", "Relative Vigor Index", "RVI", group,
        "Bodies against ranges of the last bars, with a signal line.");
    info.parameters = {period("period", "Period", 10)};
    info.outputs = {own("rvi", "RVI"), own("signal", "Signal")};
    info.levels = {0};
    info.fixedMin = -1;
    info.fixedMax = 1;
    info.input = InputKind::Candle;
    info.shortForms = {{"mt5_rvi_{period}", "rvi"}, {"mt5_rvi_{period}_signal", "signal"}};
    return {std::move(info), makeLines<RelativeVigor, vigorLines>};
}

Entry fisher()
{
    auto info = about("fisher", "Fisher Transform", "Fisher", group,
        "Where the price lies in its range, stretched so that turns stand out.");
    info.parameters = {period("period", "Period", 9)};
    info.outputs = {own("fisher", "Fisher"), own("trigger", "Trigger")};
    info.levels = {0};
    info.defaultInput = PriceInput::Median;
    info.shortForms = {{"fisher_{period}", "fisher"}};
    return {std::move(info), makeLines<FisherTransform, fisherLines>};
}

Entry power(IndicatorInfo info, const std::string &column, const std::string &metaTraderColumn,
    decltype(Entry::make) make)
{
    info.parameters = {period("period", "Period", 13), convention()};
    info.outputs = {own("value", info.shortName, LineStyle::Histogram)};
    info.levels = {0};
    info.scale = ValueScale::PriceDistance;
    info.input = InputKind::Bar;
    info.shortForms = {{column + "_{period}", "value"},
        {metaTraderColumn + "_{period}", "value", {{"convention", "mt5"}}}};
    return {std::move(info), make};
}

} // namespace

std::vector<Entry> momentumEntries()
{
    return {trix(), tsi(), kst(), coppock(), dpo(), ultimate(), balanceOfPower(),
        intradayMomentum(), deMarker(), relativeVigor(), fisher(),
        power(about("bulls", "Bulls Power", "Bulls", group,
                  "How far the high lies above the exponential average of the close (Elder ray)."),
            "bull_power", "mt5_bulls", makePower<bullsLine>),
        power(about("bears", "Bears Power", "Bears", group,
                  "How far the low lies below the exponential average of the close (Elder ray)."),
            "bear_power", "mt5_bears", makePower<bearsLine>)};
}

} // namespace agora::indicators
