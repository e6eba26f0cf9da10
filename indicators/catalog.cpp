#include "indicators/catalog.h"

#include "indicators/entries.h"
#include "indicators/wording.h"

#include "engine/base/text.h"

#include <algorithm>
#include <cmath>

namespace agora::indicators {
namespace {

const Entry *findEntry(std::string_view key)
{
    const auto &list = entries();
    const auto found = std::ranges::find(list, key, [](const Entry &e) { return e.info.key; });
    return found == list.end() ? nullptr : &*found;
}

Failure<Error> unknownIndicator(std::string_view key)
{
    std::vector<std::string> keys;
    for (const Entry &entry : entries())
        keys.push_back(entry.info.key);
    return fail("Unknown indicator \"" + std::string(key) + "\"" + ending(key, keys));
}

Failure<Error> badValue(const IndicatorInfo &info, const ParameterInfo &parameter,
    const std::string &value, const std::string &wanted)
{
    return fail(info.shortName + ": parameter \"" + parameter.key + "\" is " + value
        + ", but must be " + wanted + ".");
}

// Built with += throughout: GCC 12 warns without cause of `"text" + std::string()` at -O3.
std::string quoted(std::string_view text)
{
    std::string result = "\"";
    result += text;
    result += '"';
    return result;
}

Result<ParameterValue> checkedChoice(
    const IndicatorInfo &info, const ParameterInfo &parameter, const ParameterValue &value)
{
    const auto *text = std::get_if<std::string>(&value);
    if (text && std::ranges::find(parameter.choices, *text) != parameter.choices.end())
        return value;
    std::string wanted = "one of";
    for (const auto &choice : parameter.choices) {
        wanted += &choice == &parameter.choices.front() ? " " : ", ";
        wanted += choice;
    }
    return badValue(info, parameter, quoted(toText(value)), wanted);
}

/// A whole number may come as a real one and the other way round: JSON does not tell them apart.
Result<ParameterValue> checkedNumber(
    const IndicatorInfo &info, const ParameterInfo &parameter, const ParameterValue &value)
{
    const bool isInteger = parameter.type == ParameterType::Integer;
    std::string wanted = isInteger ? "a whole number from " : "a number from ";
    wanted += formatDouble(parameter.min);
    wanted += " to ";
    wanted += formatDouble(parameter.max);
    if (std::holds_alternative<std::string>(value))
        return badValue(info, parameter, quoted(toText(value)), wanted);
    const auto *whole = std::get_if<std::int64_t>(&value);
    const double number = whole ? static_cast<double>(*whole) : std::get<double>(value);
    const bool isInside = number >= parameter.min && number <= parameter.max; // false for NaN
    if (!isInside || (isInteger && number != std::floor(number)))
        return badValue(info, parameter, toText(value), wanted);
    if (isInteger)
        return ParameterValue(static_cast<std::int64_t>(number));
    return ParameterValue(number);
}

Result<ParameterValue> checkedValue(
    const IndicatorInfo &info, const ParameterInfo &parameter, const ParameterValue &value)
{
    switch (parameter.type) {
    case ParameterType::Choice:
        return checkedChoice(info, parameter, value);
    case ParameterType::Text:
        if (!std::holds_alternative<std::string>(value))
            return badValue(info, parameter, toText(value), "a text");
        return value;
    case ParameterType::Integer:
    case ParameterType::Real:
        break;
    }
    return checkedNumber(info, parameter, value);
}

Result<ParameterValues> checked(const IndicatorInfo &info, const ParameterValues &given)
{
    std::vector<std::string> keys;
    for (const auto &parameter : info.parameters)
        keys.push_back(parameter.key);
    for (const auto &[key, value] : given) {
        if (std::ranges::find(keys, key) == keys.end())
            return fail(info.shortName + " has no parameter \"" + key + "\"" + ending(key, keys));
    }
    ParameterValues all;
    for (const auto &parameter : info.parameters) {
        const auto found = given.find(parameter.key);
        const auto &value = found == given.end() ? parameter.defaultValue : found->second;
        auto accepted = checkedValue(info, parameter, value);
        if (!accepted)
            return accepted.failure();
        all.emplace(parameter.key, *std::move(accepted));
    }
    return all;
}

Result<Sources> chosen(const IndicatorInfo &info, Inputs inputs)
{
    if (inputs.second && info.input != InputKind::Pair)
        return fail(info.shortName + " takes one input, not two.");
    if (info.input == InputKind::Candle && inputs.first && inputs.first->isIndicator())
        return fail(info.shortName
            + " reads the shape of candles, so another indicator cannot be its input.");
    return Sources{std::move(inputs.first).value_or(info.defaultInput),
        std::move(inputs.second).value_or(info.defaultSecondInput)};
}

} // namespace

const std::vector<IndicatorInfo> &catalog()
{
    static const std::vector<IndicatorInfo> list = [] {
        std::vector<IndicatorInfo> infos;
        for (const Entry &entry : entries())
            infos.push_back(entry.info);
        return infos;
    }();
    return list;
}

const IndicatorInfo *findIndicator(std::string_view key)
{
    const auto found = std::ranges::find(catalog(), key, &IndicatorInfo::key);
    return found == catalog().end() ? nullptr : &*found;
}

Result<ParameterValues> completed(std::string_view key, const ParameterValues &parameters)
{
    const Entry *entry = findEntry(key);
    if (!entry)
        return unknownIndicator(key);
    return checked(entry->info, parameters);
}

Result<std::unique_ptr<IndicatorInstance>> make(
    std::string_view key, const ParameterValues &parameters, Inputs inputs)
{
    const Entry *entry = findEntry(key);
    if (!entry)
        return unknownIndicator(key);
    auto values = checked(entry->info, parameters);
    if (!values)
        return values.failure();
    auto sources = chosen(entry->info, std::move(inputs));
    if (!sources)
        return sources.failure();
    return entry->make(Arguments(*std::move(values)), *std::move(sources));
}

std::string describe(const IndicatorInfo &info, const ParameterValues &parameters,
    std::string_view input, std::string_view secondInput)
{
    std::string text = info.shortName;
    for (const auto &parameter : info.parameters) {
        const auto found = parameters.find(parameter.key);
        const auto &value = found == parameters.end() ? parameter.defaultValue : found->second;
        if (parameter.type != ParameterType::Choice || value != parameter.defaultValue)
            (text += ' ') += toText(value);
    }
    if (!input.empty() && input != toString(info.defaultInput))
        (text += ' ') += input;
    if (!secondInput.empty() && secondInput != toString(info.defaultSecondInput))
        (text += ' ') += secondInput;
    return text;
}

} // namespace agora::indicators
