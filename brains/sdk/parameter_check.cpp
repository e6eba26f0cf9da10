#include "brains/sdk/parameter_check.h"

#include "engine/base/text.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace agora {
namespace {

std::string_view typeName(const ParameterValue &value)
{
    constexpr std::string_view names[] = {"a whole number", "a number", "yes or no", "a text"};
    return names[value.index()];
}

Failure<Error> complain(const Parameter &parameter, const std::string &what)
{
    return fail("parameter “" + parameter.key + "” " + what);
}

Result<void> checkRange(const Parameter &parameter, double value)
{
    if (!std::isfinite(value))
        return complain(parameter, "must be finite");
    if (value < parameter.min || value > parameter.max)
        return complain(parameter,
            "is " + formatDouble(value) + ", allowed are " + formatDouble(parameter.min) + " to "
                + formatDouble(parameter.max));
    return {};
}

Result<void> checkChoice(const Parameter &parameter, const std::string &value)
{
    const auto &choices = parameter.choices;
    if (choices.empty() || std::find(choices.begin(), choices.end(), value) != choices.end())
        return {};
    std::string allowed;
    for (const auto &choice : choices)
        allowed += (allowed.empty() ? "" : ", ") + choice;
    return complain(
        parameter, "is “" + value + "”, allowed are " + allowed + suggestion(value, choices));
}

/// The value in the parameter's own type, or why it will not do.
Result<ParameterValue> checkValue(const Parameter &parameter, const ParameterValue &given)
{
    ParameterValue value = given;
    if (std::holds_alternative<double>(parameter.defaultValue))
        if (const auto *whole = std::get_if<std::int64_t>(&given))
            value = static_cast<double>(*whole);
    if (value.index() != parameter.defaultValue.index())
        return complain(parameter,
            "must be " + std::string(typeName(parameter.defaultValue)) + ", not “" + toString(given)
                + "”");
    Result<void> fits;
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        fits = checkRange(parameter, static_cast<double>(*whole));
    else if (const auto *real = std::get_if<double>(&value))
        fits = checkRange(parameter, *real);
    else if (const auto *text = std::get_if<std::string>(&value))
        fits = checkChoice(parameter, *text);
    if (!fits)
        return fits.failure();
    return value;
}

std::optional<ParameterValue> readAs(const ParameterValue &type, std::string_view text)
{
    if (std::holds_alternative<std::string>(type))
        return ParameterValue(std::string(text));
    if (std::holds_alternative<std::int64_t>(type)) {
        const auto whole = parseInteger(text);
        return whole ? std::optional<ParameterValue>(*whole) : std::nullopt;
    }
    if (std::holds_alternative<double>(type)) {
        const auto real = parseDouble(text);
        return real ? std::optional<ParameterValue>(*real) : std::nullopt;
    }
    for (const auto *yes : {"true", "yes", "on", "1"})
        if (text == yes)
            return ParameterValue(true);
    for (const auto *no : {"false", "no", "off", "0"})
        if (text == no)
            return ParameterValue(false);
    return std::nullopt;
}

Result<const Parameter *> find(const BrainDescription &description, const std::string &key)
{
    std::vector<std::string> keys;
    for (const auto &parameter : description.parameters) {
        if (parameter.key == key)
            return &parameter;
        keys.push_back(parameter.key);
    }
    return fail(
        "brain “" + description.key + "” has no parameter “" + key + "”" + suggestion(key, keys));
}

} // namespace

std::string toString(const ParameterValue &value)
{
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        return std::to_string(*whole);
    if (const auto *real = std::get_if<double>(&value))
        return formatDouble(*real);
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag ? "true" : "false";
    return std::get<std::string>(value);
}

Result<ParameterValues> checkParameters(
    const BrainDescription &description, const ParameterValues &given)
{
    ParameterValues values;
    for (const auto &parameter : description.parameters)
        values.emplace(parameter.key, parameter.defaultValue);
    for (const auto &[key, value] : given) {
        const auto parameter = find(description, key);
        if (!parameter)
            return parameter.failure();
        auto checked = checkValue(**parameter, value);
        if (!checked)
            return checked.failure();
        values[key] = std::move(checked).value();
    }
    return values;
}

Result<ParameterValue> parseParameter(const Parameter &parameter, std::string_view text)
{
    const auto value = readAs(parameter.defaultValue, text);
    if (!value)
        return complain(parameter,
            "must be " + std::string(typeName(parameter.defaultValue)) + ", not “"
                + std::string(text) + "”");
    return checkValue(parameter, *value);
}

Result<ParameterValues> parseParameters(
    const BrainDescription &description, const std::map<std::string, std::string> &given)
{
    ParameterValues values;
    for (const auto &[key, text] : given) {
        const auto parameter = find(description, key);
        if (!parameter)
            return parameter.failure();
        auto value = parseParameter(**parameter, text);
        if (!value)
            return value.failure();
        values.emplace(key, std::move(value).value());
    }
    return checkParameters(description, values);
}

namespace {

bool isColor(std::string_view text)
{
    return text.size() == 7 && text.front() == '#'
        && text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

Result<void> checkPlots(const BrainDescription &description)
{
    std::set<std::string> seen;
    for (const auto &plot : description.plots) {
        const auto complain = [&](const std::string &what) {
            return fail("brain “" + description.key + "” " + what);
        };
        if (plot.key.empty())
            return complain("has a plot without a key");
        if (!seen.insert(plot.key).second)
            return complain("declares plot “" + plot.key + "” twice");
        if (!plot.color.empty() && !isColor(plot.color))
            return complain("gives plot “" + plot.key + "” the colour “" + plot.color
                + "”, which is not of the form #rrggbb");
        if (!(plot.width > 0 && plot.width <= 20))
            return complain("gives plot “" + plot.key + "” a width outside of 0 to 20");
    }
    return {};
}

} // namespace

Result<void> checkDescription(const BrainDescription &description)
{
    if (description.key.empty())
        return fail("the brain's description has no key");
    ParameterValues seen;
    for (const auto &parameter : description.parameters) {
        if (parameter.key.empty())
            return fail("brain “" + description.key + "” has a parameter without a key");
        if (!seen.emplace(parameter.key, parameter.defaultValue).second)
            return fail(
                "brain “" + description.key + "” declares parameter “" + parameter.key + "” twice");
        if (const auto fits = checkValue(parameter, parameter.defaultValue); !fits)
            return fail("the default of brain “" + description.key
                + "” is refused: " + fits.error().message);
    }
    return checkPlots(description);
}

} // namespace agora
