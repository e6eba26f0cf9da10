#include "engine/console/brain_parameters.h"

#include "engine/base/text.h"

#include <algorithm>

namespace agora::console {

namespace {

std::optional<bool> parseFlag(const std::string &text)
{
    if (text == "true" || text == "yes" || text == "on" || text == "1")
        return true;
    if (text == "false" || text == "no" || text == "off" || text == "0")
        return false;
    return std::nullopt;
}

std::string wanted(const std::string &type)
{
    return type == "integer" ? "a whole number" : type == "flag" ? "true or false" : "a " + type;
}

/// Null when the text is none of the parameter's type.
agency::Value typed(const client::BrainParameterInfo &parameter, const std::string &text)
{
    if (parameter.type == "integer") {
        const auto number = parseInteger(text);
        return number ? agency::Value(*number) : agency::Value();
    }
    if (parameter.type == "number") {
        const auto number = parseDouble(text);
        return number ? agency::Value(*number) : agency::Value();
    }
    if (parameter.type == "flag") {
        const auto flag = parseFlag(text);
        return flag ? agency::Value(*flag) : agency::Value();
    }
    return text;
}

} // namespace

Result<agency::Value> typedParameters(const client::BrainModuleInfo &module,
    const std::vector<std::pair<std::string, std::string>> &texts)
{
    std::vector<std::string> keys;
    for (const auto &parameter : module.parameters)
        keys.push_back(parameter.key);
    agency::Value::Object values;
    for (const auto &[key, text] : texts) {
        const auto known = std::find(keys.begin(), keys.end(), key);
        if (known == keys.end())
            return fail(module.key + " has no parameter “" + key + "”" + suggestion(key, keys));
        const auto &parameter = module.parameters[static_cast<std::size_t>(known - keys.begin())];
        auto value = typed(parameter, text);
        if (value.isNull())
            return fail(
                "parameter “" + key + "” takes " + wanted(parameter.type) + ", not “" + text + "”");
        const auto &choices = parameter.choices;
        if (!choices.empty() && std::find(choices.begin(), choices.end(), text) == choices.end())
            return fail(
                "parameter “" + key + "” has no choice “" + text + "”" + suggestion(text, choices));
        values.insert_or_assign(key, std::move(value));
    }
    return agency::Value(std::move(values));
}

} // namespace agora::console
