#pragma once

#include "indicators/arguments.h"
#include "indicators/instance.h"

#include "engine/base/result.h"

namespace agora::indicators {

using NewIndicator = Result<std::unique_ptr<IndicatorInstance>>;

/// One line of the catalogue. The arguments are complete and within their bounds; what only their
/// combination can be wrong about is refused by `make`.
struct Entry {
    IndicatorInfo info;
    NewIndicator (*make)(const Arguments &arguments, Sources sources);
};

inline constexpr double longestPeriod = 10'000;

template <typename T>
std::array<T, 1> single(T value)
{
    return {value};
}

/// Puts an indicator behind the interface of the catalogue.
template <auto columnsOf, Indicator T>
NewIndicator wrap(T indicator, Sources sources)
{
    return NewIndicator(
        std::make_unique<Instance<T, columnsOf>>(std::move(indicator), std::move(sources)));
}
template <Indicator T>
NewIndicator wrap(T indicator, Sources sources)
{
    return wrap<single<double>>(std::move(indicator), std::move(sources));
}

/// For indicators whose only argument is `period`, and for those that have none.
template <Indicator T>
NewIndicator withPeriod(const Arguments &arguments, Sources sources)
{
    return wrap(T(arguments.integer("period")), std::move(sources));
}
template <Indicator T>
NewIndicator withoutArguments(const Arguments &, Sources sources)
{
    return wrap(T(), std::move(sources));
}

/// `min` is the shortest period that the formula is defined for.
[[nodiscard]] ParameterInfo period(
    std::string key, std::string title, std::int64_t defaultValue, double min = 1);
[[nodiscard]] ParameterInfo integer(
    std::string key, std::string title, std::int64_t defaultValue, double min, double max);
[[nodiscard]] ParameterInfo real(
    std::string key, std::string title, double value, double min, double max, double step);
/// The first choice is the default.
[[nodiscard]] ParameterInfo choice(
    std::string key, std::string title, std::vector<std::string> choices);
/// `standard` (TA-Lib's and TradingView's seeds) or `mt5`; further ones where a third differs.
[[nodiscard]] ParameterInfo convention(std::vector<std::string> choices = {"standard", "mt5"});

[[nodiscard]] OutputInfo overlay(
    std::string key, std::string title, LineStyle style = LineStyle::Line, int shift = 0);
[[nodiscard]] OutputInfo own(
    std::string key, std::string title, LineStyle style = LineStyle::Line, int shift = 0);

[[nodiscard]] IndicatorInfo about(std::string key, std::string name, std::string shortName,
    std::string group, std::string description);

} // namespace agora::indicators
