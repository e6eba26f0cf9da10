#include "engine/console/indicator_commands.h"

#include "engine/base/text.h"
#include "engine/console/indicator_compute.h"
#include "engine/console/table.h"
#include "indicators/catalog.h"
#include "indicators/column_name.h"

#include <algorithm>
#include <ostream>

namespace agora::console {
namespace {

using namespace indicators; // catalogue words all through
using agency::Value;
using Object = Value::Object;

Value valueOf(const ParameterValue &value)
{
    return std::visit([](const auto &held) { return Value(held); }, value);
}

Value toDocument(const ParameterInfo &parameter)
{
    Value::Array choices(parameter.choices.begin(), parameter.choices.end());
    const bool isNumber
        = parameter.type == ParameterType::Integer || parameter.type == ParameterType::Real;
    return Object{{"key", parameter.key}, {"title", parameter.title},
        {"type", toString(parameter.type)}, {"default", valueOf(parameter.defaultValue)},
        {"min", isNumber ? Value(parameter.min) : Value()},
        {"max", isNumber ? Value(parameter.max) : Value()},
        {"step", isNumber ? Value(parameter.step) : Value()}, {"choices", std::move(choices)}};
}

Value toDocument(const OutputInfo &output, int warmUp)
{
    return Object{{"key", output.key}, {"title", output.title}, {"pane", toString(output.pane)},
        {"style", toString(output.style)}, {"shift", output.shift}, {"sparse", output.isSparse},
        {"warm_up", warmUp}};
}

Value inputsOf(const IndicatorInfo &info)
{
    if (info.input == InputKind::Bar || info.input == InputKind::Candle)
        return Value::Array{};
    Value::Array names{toString(info.defaultInput)};
    if (info.input == InputKind::Pair)
        names.emplace_back(toString(info.defaultSecondInput));
    return names;
}

Value toDocument(const IndicatorInfo &info)
{
    const auto number
        = [](const std::optional<double> &bound) { return bound ? Value(*bound) : Value(); };
    const auto usual = make(info.key);
    Value::Array parameters;
    for (const auto &parameter : info.parameters)
        parameters.push_back(toDocument(parameter));
    Value::Array outputs;
    for (std::size_t i = 0; i < info.outputs.size(); ++i)
        outputs.push_back(toDocument(info.outputs[i], (*usual)->warmUps()[i]));
    Value::Array columns;
    for (const auto &form : info.shortForms)
        columns.emplace_back(form.pattern);
    return Object{{"key", info.key}, {"name", info.name}, {"short_name", info.shortName},
        {"group", info.group}, {"description", info.description},
        {"parameters", std::move(parameters)}, {"outputs", std::move(outputs)},
        {"levels", Value::Array(info.levels.begin(), info.levels.end())},
        {"min", number(info.fixedMin)}, {"max", number(info.fixedMax)},
        {"scale", toString(info.scale)}, {"input", toString(info.input)},
        {"default_inputs", inputsOf(info)}, {"uses_volume", info.usesVolume},
        {"cumulative", info.isCumulative}, {"columns", std::move(columns)}};
}

/// `20, 2, standard`.
std::string defaultsOf(const IndicatorInfo &info)
{
    std::string text;
    for (const auto &parameter : info.parameters)
        text += (text.empty() ? "" : ", ") + toText(parameter.defaultValue);
    return text;
}

std::string outputsOf(const IndicatorInfo &info)
{
    std::string text;
    for (const auto &output : info.outputs)
        text += (text.empty() ? "" : ", ") + output.key;
    return text;
}

void list(const Command &command, std::ostream &out)
{
    if (command.json) {
        Value::Array all;
        for (const auto &info : catalog())
            all.push_back(toDocument(info));
        out << Value(std::move(all)).toJson(2) << '\n';
        return;
    }
    Table table({{"KEY"}, {"NAME"}, {"GROUP"}, {"DEFAULTS"}, {"OUTPUTS"}});
    for (const auto &info : catalog())
        table.add({info.key, info.name, info.group, defaultsOf(info), outputsOf(info)});
    table.print(out);
}

std::string rangeOf(const ParameterInfo &parameter)
{
    if (parameter.type == ParameterType::Text)
        return "any";
    if (parameter.type != ParameterType::Choice)
        return formatDouble(parameter.min) + " to " + formatDouble(parameter.max);
    std::string text;
    for (const auto &choice : parameter.choices)
        text += (text.empty() ? "" : ", ") + choice;
    return text;
}

std::string inputText(const IndicatorInfo &info)
{
    const std::string first(toString(info.defaultInput));
    switch (info.input) {
    case InputKind::Price:
    case InputKind::PricedBar:
        return first + ", or another price or indicator";
    case InputKind::Pair:
        return first + " and " + std::string(toString(info.defaultSecondInput))
            + ", or other prices or indicators";
    case InputKind::Bar:
        return "the whole bar";
    case InputKind::Candle:
        return "the whole candle";
    }
    return {};
}

void describe(const IndicatorInfo &info, std::ostream &out)
{
    const auto usual = make(info.key);
    out << info.name << " (" << info.key << "), " << info.group << "\n" << info.description << '\n';
    out << "Input: " << inputText(info) << (info.usesVolume ? "; uses the volume" : "") << "\n";
    if (!info.parameters.empty()) {
        Table table({{"PARAMETER"}, {"TITLE"}, {"DEFAULT", Align::Right}, {"RANGE"}});
        for (const auto &parameter : info.parameters)
            table.add({parameter.key, parameter.title, toText(parameter.defaultValue),
                rangeOf(parameter)});
        out << '\n';
        table.print(out);
    }
    Table table({{"OUTPUT"}, {"TITLE"}, {"PANE"}, {"DRAWN AS"}, {"SHIFT", Align::Right},
        {"FIRST AT BAR", Align::Right}});
    for (std::size_t i = 0; i < info.outputs.size(); ++i) {
        const auto &output = info.outputs[i];
        table.add({output.key, output.title, std::string(toString(output.pane)),
            std::string(toString(output.style)), std::to_string(output.shift),
            std::to_string((*usual)->warmUps()[i])});
    }
    out << '\n';
    table.print(out);
    if (!info.shortForms.empty())
        out << "\nColumns:";
    for (const auto &form : info.shortForms)
        out << ' ' << form.pattern;
    out << (info.shortForms.empty() ? "" : "\n");
}

Result<void, Refusal> describe(const Command &command, std::ostream &out)
{
    const auto info = findAnyIndicator(command.indicators.names.front());
    if (!info)
        return failWith(Refusal{Exit::Failed, info.error().message});
    if (command.json)
        out << toDocument(**info).toJson(2) << '\n';
    else
        describe(**info, out);
    return {};
}

} // namespace

Result<void, Refusal> runIndicators(const Command &command, std::ostream &out)
{
    if (command.verb == Verb::IndicatorDescribe)
        return describe(command, out);
    if (command.verb == Verb::IndicatorCompute)
        return computeIndicators(command, out);
    list(command, out);
    return {};
}

} // namespace agora::console
