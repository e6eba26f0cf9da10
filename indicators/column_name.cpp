#include "indicators/column_name.h"

#include "indicators/catalog.h"

#include "engine/base/text.h"

#include <algorithm>
#include <map>

namespace agora::indicators {
namespace {

using Found = std::map<std::string, std::string, std::less<>>; // text by placeholder

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Length of the number that `text` starts with; 0 = none.
std::size_t numberLength(std::string_view text, bool mayHaveFraction)
{
    std::size_t end = 0;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    if (!mayHaveFraction || end == 0 || end + 1 >= text.size() || text[end] != '.'
        || !isDigit(text[end + 1]))
        return end;
    ++end;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    return end;
}

std::size_t wordLength(std::string_view text, const std::vector<std::string> &words)
{
    std::size_t longest = 0;
    for (const auto &word : words) {
        if (text.starts_with(word))
            longest = std::max(longest, word.size());
    }
    return longest;
}

const std::vector<std::string> &priceNames()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto input : allPriceInputs)
            all.emplace_back(toString(input));
        return all;
    }();
    return names;
}

/// How much of `text` a placeholder takes; 0 = it does not fit.
std::size_t placeLength(
    const IndicatorInfo &info, std::string_view placeholder, std::string_view text)
{
    const auto parameter = std::ranges::find(info.parameters, placeholder, &ParameterInfo::key);
    if (parameter == info.parameters.end())
        return wordLength(text, priceNames());
    if (parameter->type == ParameterType::Choice)
        return wordLength(text, parameter->choices);
    if (parameter->type == ParameterType::Text)
        return 0;
    return numberLength(text, parameter->type == ParameterType::Real);
}

std::optional<Found> match(
    const IndicatorInfo &info, std::string_view pattern, std::string_view name)
{
    Found found;
    while (!pattern.empty()) {
        if (pattern.front() != '{') {
            if (name.empty() || name.front() != pattern.front())
                return std::nullopt;
            pattern.remove_prefix(1);
            name.remove_prefix(1);
            continue;
        }
        const auto end = pattern.find('}');
        const auto placeholder = pattern.substr(1, end - 1);
        const auto length = placeLength(info, placeholder, name);
        if (length == 0)
            return std::nullopt;
        found.emplace(placeholder, name.substr(0, length));
        pattern.remove_prefix(end + 1);
        name.remove_prefix(length);
    }
    return name.empty() ? std::optional(found) : std::nullopt;
}

ColumnRequest request(const IndicatorInfo &info, const ShortForm &form, const Found &found)
{
    ColumnRequest result{.key = info.key, .parameters = form.fixed, .first = form.input};
    for (const auto &parameter : info.parameters) {
        const auto text = found.find(parameter.key);
        if (text == found.end())
            continue;
        if (parameter.type == ParameterType::Choice)
            result.parameters[parameter.key] = text->second;
        else // so long a number that it cannot be read is out of bounds, which `make` says
            result.parameters[parameter.key] = parseDouble(text->second).value_or(1e300);
    }
    const auto price = [&](std::string_view key, std::optional<PriceInput> &input) {
        if (const auto text = found.find(key); text != found.end())
            input = *parsePriceInput(text->second);
    };
    price("input", result.first);
    price("first", result.first);
    price("second", result.second);
    const auto output = std::ranges::find(info.outputs, form.output, &OutputInfo::key);
    result.output = static_cast<std::size_t>(output - info.outputs.begin());
    result.shift = form.isShifted ? output->shift : 0;
    return result;
}

std::string example(const IndicatorInfo &info, const ShortForm &form)
{
    std::string name = form.pattern;
    const auto fill = [&name](const std::string &key, const std::string &text) {
        const auto at = name.find('{' + key + '}');
        if (at != std::string::npos)
            name.replace(at, key.size() + 2, text);
    };
    for (const auto &parameter : info.parameters)
        fill(parameter.key, toText(parameter.defaultValue));
    fill("input", std::string(toString(form.input.value_or(info.defaultInput))));
    fill("first", std::string(toString(info.defaultInput)));
    fill("second", std::string(toString(info.defaultSecondInput)));
    return name;
}

} // namespace

std::optional<ColumnRequest> parseColumnName(std::string_view name)
{
    for (const auto &info : catalog()) {
        for (const auto &form : info.shortForms) {
            if (const auto found = match(info, form.pattern, name))
                return request(info, form, *found);
        }
    }
    return std::nullopt;
}

std::vector<std::string> exampleColumnNames()
{
    std::vector<std::string> names;
    for (const auto &info : catalog()) {
        for (const auto &form : info.shortForms)
            names.push_back(example(info, form));
    }
    return names;
}

} // namespace agora::indicators
