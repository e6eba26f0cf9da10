#pragma once

#include "indicators/entry.h"
#include "indicators/moving_average.h"

namespace agora::indicators {

/// Which moving average is used: `sma` `ema` `smma` `wma`; the first one given is the default.
[[nodiscard]] inline ParameterInfo averageKind(std::vector<std::string> choices)
{
    return choice("average", "Average", std::move(choices));
}

/// The chosen average of that period.
[[nodiscard]] inline MovingAverage averageOf(const Arguments &arguments, int period)
{
    using Kind = MovingAverage::Kind;
    const auto &name = arguments.choice("average");
    const Kind kind = name == "ema" ? Kind::Exponential
        : name == "smma"            ? Kind::Smoothed
        : name == "wma"             ? Kind::Weighted
                                    : Kind::Simple;
    return {kind, period};
}

} // namespace agora::indicators
