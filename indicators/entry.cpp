#include "indicators/entry.h"

namespace agora::indicators {

ParameterInfo period(std::string key, std::string title, std::int64_t defaultValue, double min)
{
    return integer(std::move(key), std::move(title), defaultValue, min, longestPeriod);
}

ParameterInfo integer(
    std::string key, std::string title, std::int64_t defaultValue, double min, double max)
{
    return {.key = std::move(key),
        .title = std::move(title),
        .type = ParameterType::Integer,
        .defaultValue = defaultValue,
        .min = min,
        .max = max,
        .step = 1,
        .choices = {}};
}

ParameterInfo real(
    std::string key, std::string title, double value, double min, double max, double step)
{
    return {.key = std::move(key),
        .title = std::move(title),
        .type = ParameterType::Real,
        .defaultValue = value,
        .min = min,
        .max = max,
        .step = step,
        .choices = {}};
}

ParameterInfo choice(std::string key, std::string title, std::vector<std::string> choices)
{
    return {.key = std::move(key),
        .title = std::move(title),
        .type = ParameterType::Choice,
        .defaultValue = choices.front(),
        .choices = choices};
}

ParameterInfo convention(std::vector<std::string> choices)
{
    return choice("convention", "Convention", std::move(choices));
}

OutputInfo overlay(std::string key, std::string title, LineStyle style, int shift)
{
    return {std::move(key), std::move(title), Pane::Overlay, style, shift};
}

OutputInfo own(std::string key, std::string title, LineStyle style, int shift)
{
    return {std::move(key), std::move(title), Pane::Own, style, shift};
}

IndicatorInfo about(std::string key, std::string name, std::string shortName, std::string group,
    std::string description)
{
    IndicatorInfo info;
    info.key = std::move(key);
    info.name = std::move(name);
    info.shortName = std::move(shortName);
    info.group = std::move(group);
    info.description = std::move(description);
    return info;
}

} // namespace agora::indicators
