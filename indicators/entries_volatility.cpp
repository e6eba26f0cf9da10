#include "indicators/atr.h"
#include "indicators/entries.h"

namespace agora::indicators {
namespace {

Entry atr()
{
    auto info = about("atr", "Average True Range", "ATR", "Volatility",
        "How far the price travels in a bar, smoothed by Wilder's average.");
    info.parameters = {period("period", "Period", 14)};
    info.outputs = {own("value", "ATR")};
    info.scale = ValueScale::PriceDistance;
    info.input = InputKind::Bar;
    info.shortForms = {{"atr_{period}", "value"}};
    return {std::move(info), withPeriod<Atr>};
}

} // namespace

std::vector<Entry> volatilityEntries() { return {atr()}; }

} // namespace agora::indicators
