#include "engine/console/indicator_compute.h"

#include "engine/base/text.h"
#include "engine/console/bar_file.h"
#include "indicators/column_name.h"
#include "indicators/formula.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <ostream>

namespace agora::console {
namespace {

using indicators::IndicatorInstance;

/// One column of the file to write: an output of an indicator that may have more of them.
struct Wanted {
    std::string title;
    std::shared_ptr<IndicatorInstance> instance; // shared by the columns that it gives
    std::size_t output = 0;
    int shift = 0;
};

bool isName(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_' || c == '.';
    });
}

Failure<Error> unknownName(const std::string &name)
{
    std::vector<std::string> known = indicators::exampleColumnNames();
    for (const auto &info : indicators::catalog())
        known.push_back(info.key);
    return fail("there is no indicator “" + name + "”" + suggestion(name, known));
}

Result<Wanted> columnOf(const std::string &name)
{
    const auto request = indicators::parseColumnName(name);
    if (!request)
        return unknownName(name);
    indicators::Inputs inputs;
    if (request->first)
        inputs.first = indicators::Source(*request->first);
    if (request->second)
        inputs.second = indicators::Source(*request->second);
    auto made = indicators::make(request->key, request->parameters, std::move(inputs));
    if (!made)
        return fail("“" + name + "”: " + made.error().message);
    return Wanted{name, *std::move(made), request->output, request->shift};
}

/// `macd:12,26,9` and `macd` give every output: `macd.macd`, `macd.signal` …
Result<std::vector<Wanted>> outputsOf(const std::string &name, const std::string &call)
{
    auto made = indicators::parseCall(call);
    if (!made)
        return fail("“" + name + "”: " + made.error().message);
    const std::shared_ptr<IndicatorInstance> instance = std::move(made->instance);
    std::vector<Wanted> all;
    const auto &outputs = made->info->outputs;
    for (std::size_t i = 0; i < outputs.size(); ++i)
        all.push_back({outputs.size() == 1 ? name : name + "." + outputs[i].key, instance, i, 0});
    return all;
}

Result<Wanted> formulaOf(const std::string &title, const std::string &text)
{
    auto made = indicators::makeFormula(text);
    if (!made)
        return fail("“" + text + "”: " + toString(made.error()));
    return Wanted{title, *std::move(made), 0, 0};
}

/// What one argument asks for: a column by its name, an indicator, or a formula.
Result<std::vector<Wanted>> wantedBy(const std::string &argument)
{
    const auto key = argument.substr(0, argument.find(':'));
    if (indicators::findIndicator(key))
        return outputsOf(argument,
            key.size() == argument.size() ? key
                                          : key + "(" + argument.substr(key.size() + 1) + ")");
    if (isName(argument)) {
        auto column = columnOf(argument);
        if (auto price = formulaOf(argument, argument); !column && price) // `median`, `ask.high`
            column = *std::move(price);
        if (!column)
            return column.failure();
        return std::vector<Wanted>{*std::move(column)};
    }
    if (isName(key) && key.size() < argument.size())
        return unknownName(key);
    const auto equals = argument.find('=');
    const bool hasTitle = equals != std::string::npos && isName(argument.substr(0, equals))
        && argument.substr(equals).find("==") != 0;
    auto formula = hasTitle ? formulaOf(argument.substr(0, equals), argument.substr(equals + 1))
                            : formulaOf(argument, argument);
    if (!formula)
        return formula.failure();
    return std::vector<Wanted>{*std::move(formula)};
}

Result<std::vector<Wanted>> allWanted(const IndicatorArguments &arguments)
{
    std::vector<Wanted> all;
    if (arguments.allColumns) {
        for (const auto &name : indicators::referenceColumnNames()) {
            auto column = columnOf(name);
            if (!column)
                return column.failure();
            all.push_back(*std::move(column));
        }
    }
    for (const auto &argument : arguments.names) {
        auto wanted = wantedBy(argument);
        if (!wanted)
            return wanted.failure();
        std::ranges::move(*wanted, std::back_inserter(all));
    }
    return all;
}

std::string field(const std::string &text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"')
            quoted += c;
    }
    return quoted + '"';
}

/// Each indicator is computed once, however many of its columns are wanted.
std::vector<std::vector<double>> valuesOf(
    const std::vector<Wanted> &wanted, const indicators::BarColumns &bars)
{
    std::vector<std::vector<double>> columns(wanted.size());
    const IndicatorInstance *last = nullptr;
    std::vector<std::vector<double>> outputs;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].instance.get() != last)
            outputs = wanted[i].instance->compute(bars);
        last = wanted[i].instance.get();
        const auto &values = outputs[wanted[i].output];
        columns[i].resize(values.size(), indicators::undefined);
        for (std::size_t row = 0; row < values.size(); ++row) {
            const auto from = static_cast<std::int64_t>(row) - wanted[i].shift;
            if (from >= 0 && from < static_cast<std::int64_t>(values.size()))
                columns[i][row] = values[static_cast<std::size_t>(from)];
        }
    }
    return columns;
}

void write(std::ostream &out, const BarFile &bars, const std::vector<Wanted> &wanted)
{
    const auto columns = valuesOf(wanted, bars.columns());
    std::string line;
    for (const auto &name : bars.labelNames)
        line += (line.empty() ? "" : ",") + field(name);
    for (const auto &column : wanted)
        line += (line.empty() ? "" : ",") + field(column.title);
    out << line << '\n';
    for (std::size_t row = 0; row < bars.close.size(); ++row) {
        bool isFirst = true;
        const auto cell = [&](const std::string &text) {
            if (!std::exchange(isFirst, false))
                out << ',';
            out << text;
        };
        for (const auto &label : bars.labels)
            cell(field(label[row]));
        for (const auto &column : columns)
            cell(std::isnan(column[row]) ? std::string() : formatDouble(column[row]));
        out << '\n';
    }
}

Failure<Refusal> refused(std::string sentence)
{
    return failWith(Refusal{Exit::Failed, std::move(sentence)});
}

} // namespace

Result<const indicators::IndicatorInfo *> findAnyIndicator(const std::string &name)
{
    if (const auto *info = indicators::findIndicator(name))
        return info;
    if (const auto request = indicators::parseColumnName(name))
        return indicators::findIndicator(request->key);
    return unknownName(name);
}

Result<void, Refusal> computeIndicators(const Command &command, std::ostream &out)
{
    const auto &arguments = command.indicators;
    const auto wanted = allWanted(arguments);
    if (!wanted)
        return refused(wanted.error().message);
    const auto bars = readBarFile(arguments.in, arguments.columns);
    if (!bars)
        return refused(bars.error().message);
    if (arguments.out.empty()) {
        write(out, *bars, *wanted);
        return {};
    }
    std::ofstream file(arguments.out, std::ios::binary | std::ios::trunc);
    if (file)
        write(file, *bars, *wanted);
    file.close();
    if (!file)
        return refused("cannot write " + arguments.out);
    const std::string rows = std::to_string(bars->close.size());
    if (command.json)
        out << agency::Value(agency::Value::Object{{"ok", true}, {"file", arguments.out},
                                 {"rows", static_cast<std::int64_t>(bars->close.size())},
                                 {"columns", static_cast<std::int64_t>(wanted->size())}})
                   .toJson(2)
            << '\n';
    else
        out << std::to_string(wanted->size()) + " columns for " + rows + " bars: " << arguments.out
            << '\n';
    return {};
}

} // namespace agora::console
