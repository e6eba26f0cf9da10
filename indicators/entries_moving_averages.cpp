#include "indicators/ema.h"
#include "indicators/entries.h"
#include "indicators/sma.h"
#include "indicators/wilder.h"

namespace agora::indicators {
namespace {

Entry average(
    IndicatorInfo info, std::int64_t defaultPeriod, std::string column, decltype(Entry::make) make)
{
    info.parameters = {period("period", "Period", defaultPeriod)};
    info.outputs = {overlay("value", info.shortName)};
    info.scale = ValueScale::Price;
    info.shortForms = {{std::move(column), "value"}};
    return {std::move(info), make};
}

} // namespace

std::vector<Entry> movingAverageEntries()
{
    const std::string group = "Moving averages";
    return {
        average(about("sma", "Simple Moving Average", "SMA", group,
                    "The mean of the last prices, all with the same weight."),
            20, "sma_{period}", withPeriod<Sma>),
        average(about("ema", "Exponential Moving Average", "EMA", group,
                    "An average in which newer prices weigh more."),
            20, "ema_{period}", withPeriod<Ema>),
        average(about("smma", "Smoothed Moving Average", "SMMA", group,
                    "Wilder's average: slower than an exponential one of the same period."),
            14, "rma_{period}", withPeriod<WilderAverage>),
    };
}

} // namespace agora::indicators
