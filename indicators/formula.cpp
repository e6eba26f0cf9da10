#include "indicators/formula.h"

#include "indicators/formula_parser.h"

namespace agora::indicators {

std::string toString(const FormulaError &error)
{
    return "Column " + std::to_string(error.column) + ": " + error.message;
}

Result<std::unique_ptr<IndicatorInstance>, FormulaError> makeFormula(std::string_view text)
{
    auto program = FormulaParser(text).parse();
    if (!program)
        return program.failure();
    return instanceOf(*std::move(program));
}

Result<Source, FormulaError> parseSource(std::string_view text)
{
    auto program = FormulaParser(text).parse();
    if (!program)
        return program.failure();
    return sourceOf(*std::move(program));
}

Result<CalledIndicator, FormulaError> parseCall(std::string_view text)
{
    auto program = FormulaParser(text).parse();
    if (!program)
        return program.failure();
    const FormulaStep &step = program->steps.front();
    if (program->steps.size() > 1 || step.op != FormulaOp::Output)
        return failWith(FormulaError{1, "This is not one indicator of the catalogue."});
    return CalledIndicator{program->infos[step.index], std::move(program->indicators[step.index])};
}

std::string callText(const IndicatorInfo &info, const ParameterValues &parameters,
    std::size_t output, std::string_view input, std::string_view secondInput)
{
    std::string arguments;
    const auto add = [&arguments](const std::string &argument) {
        arguments += (arguments.empty() ? "" : ", ") + argument;
    };
    if (!input.empty())
        add("input = " + std::string(input));
    if (!secondInput.empty())
        add("second = " + std::string(secondInput));
    for (const auto &parameter : info.parameters) {
        const auto found = parameters.find(parameter.key);
        const auto &value = found == parameters.end() ? parameter.defaultValue : found->second;
        if (parameter.type == ParameterType::Text)
            return '(' + toText(value) + ')'; // the entry is a formula itself
        if (value != parameter.defaultValue)
            add(parameter.key + " = " + toText(value));
    }
    std::string text = info.key;
    if (!arguments.empty())
        text += '(' + arguments + ')';
    if (info.outputs.size() > 1)
        text += '.' + info.outputs[output].key;
    return text;
}

Source sourceOf(FormulaProgram program)
{
    const FormulaStep &step = program.steps.front();
    if (program.steps.size() == 1 && step.op == FormulaOp::Price)
        return std::move(program.prices[step.index]);
    if (program.steps.size() == 1 && step.op == FormulaOp::Output)
        return {std::move(program.indicators[step.index]), step.output};
    return {instanceOf(std::move(program)), 0};
}

} // namespace agora::indicators
