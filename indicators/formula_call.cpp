#include "indicators/formula_parser.h"
#include "indicators/wording.h"

#include <algorithm>

namespace agora::indicators {
namespace {

std::vector<std::string> keysOf(const auto &list)
{
    std::vector<std::string> keys;
    for (const auto &one : list)
        keys.push_back(one.key);
    return keys;
}

} // namespace

FormulaParser::Parsed FormulaParser::indicator(const Token &called, const IndicatorInfo &info)
{
    const std::size_t begin = m_at - 1;
    Call call{.info = info};
    if (skip("(") && !arguments(call))
        return std::nullopt;
    std::string text; // two calls with the same text are the same indicator
    for (std::size_t i = begin; i < m_at; ++i) {
        text += m_tokens[i].text;
        text += ' ';
    }
    Inputs inputs;
    inputs.first = std::move(call.first);
    inputs.second = std::move(call.second);
    const auto part = outputOf(called, info, text, call.parameters, std::move(inputs));
    if (!part || !skip("."))
        return part;
    const Token chosen = take();
    const auto output = std::ranges::find(info.outputs, chosen.text, &OutputInfo::key);
    if (output == info.outputs.end())
        return refuse(chosen,
            info.shortName + " has no output \"" + std::string(chosen.text) + "\""
                + ending(chosen.text, keysOf(info.outputs)));
    auto &program = scope().program;
    program.steps.back().output = static_cast<std::size_t>(output - info.outputs.begin());
    const auto &made = *program.indicators[program.steps.back().index];
    return Part{part->begin, made.warmUps()[program.steps.back().output]};
}

FormulaParser::Parsed FormulaParser::outputOf(const Token &called, const IndicatorInfo &info,
    const std::string &text, const ParameterValues &parameters, Inputs inputs)
{
    auto &program = scope().program;
    const auto known = scope().calls.find(text);
    std::size_t index = program.indicators.size();
    if (known != scope().calls.end()) {
        index = known->second;
    } else {
        const auto all = completed(info.key, parameters);
        double bars = 0;
        if (all) {
            for (const auto &[key, value] : *all) {
                if (const auto *whole = std::get_if<std::int64_t>(&value))
                    bars += static_cast<double>(*whole);
            }
        }
        if (!keep(bars, called))
            return std::nullopt;
        auto made = make(info.key, parameters, std::move(inputs));
        if (!made)
            return refuse(called, made.error().message);
        program.indicators.push_back(*std::move(made));
        program.infos.push_back(&info);
        scope().calls.emplace(text, index);
    }
    return emit({FormulaOp::Output, 0, index}, program.steps.size(),
        program.indicators[index]->warmUps()[0]);
}

bool FormulaParser::arguments(Call &call)
{
    if (skip(")"))
        return true;
    do {
        if (!argument(call))
            return false;
    } while (skip(","));
    return expect(")", "after the parameters");
}

bool FormulaParser::argument(Call &call)
{
    if (peek().kind == TokenKind::Name && peek(1).text == "=")
        return namedArgument(call);
    while (call.next < call.info.parameters.size()
        && call.parameters.contains(call.info.parameters[call.next].key))
        ++call.next;
    const bool isLast = peek(1).text == "," || peek(1).text == ")";
    if (peek().kind == TokenKind::Name && isLast && choiceArgument(call))
        return true;
    const Token at = peek();
    auto program = inner();
    if (!program)
        return false;
    const auto &step = program->steps.front();
    if (program->steps.size() > 1 || step.op != FormulaOp::Constant)
        return input(call, at, sourceOf(*std::move(program)), {});
    if (call.next == call.info.parameters.size()) {
        refuse(at,
            call.info.shortName + " takes no more than "
                + std::to_string(call.info.parameters.size()) + " parameters.");
        return false;
    }
    return parameter(call, at, call.info.parameters[call.next].key, step.constant);
}

/// A word that is a choice of the parameter whose turn it is.
bool FormulaParser::choiceArgument(Call &call)
{
    if (call.next == call.info.parameters.size())
        return false;
    const auto &info = call.info.parameters[call.next];
    if (std::ranges::find(info.choices, peek().text) == info.choices.end())
        return false;
    const Token word = take();
    return parameter(call, word, info.key, std::string(word.text));
}

bool FormulaParser::namedArgument(Call &call)
{
    const Token key = take();
    take(); // =
    const std::string name(key.text);
    const auto found = std::ranges::find(call.info.parameters, name, &ParameterInfo::key);
    const bool isParameter = found != call.info.parameters.end();
    if (!isParameter && (name == "input" || name == "first" || name == "second")) {
        auto program = inner();
        return program && input(call, key, sourceOf(*std::move(program)), name);
    }
    if (!isParameter) {
        refuse(key,
            call.info.shortName + " has no parameter \"" + name + "\""
                + ending(name, keysOf(call.info.parameters)));
        return false;
    }
    const Token at = peek();
    if (found->type == ParameterType::Choice && at.kind == TokenKind::Name) {
        take();
        return parameter(call, at, name, std::string(at.text));
    }
    const auto program = inner();
    if (!program)
        return false;
    const auto &step = program->steps.front();
    if (program->steps.size() > 1 || step.op != FormulaOp::Constant) {
        refuse(
            at, "Parameter \"" + name + "\" must be a number: it cannot change from bar to bar.");
        return false;
    }
    return parameter(call, at, name, step.constant);
}

bool FormulaParser::parameter(
    Call &call, const Token &at, const std::string &key, ParameterValue value)
{
    if (call.parameters.contains(key)) {
        refuse(at, "Parameter \"" + key + "\" is given twice.");
        return false;
    }
    if (const auto checked = completed(call.info.key, {{key, value}}); !checked) {
        refuse(at, checked.error().message);
        return false;
    }
    call.parameters.emplace(key, std::move(value));
    return true;
}

bool FormulaParser::input(Call &call, const Token &at, Source source, const std::string &key)
{
    const bool isPair = call.info.input == InputKind::Pair;
    const bool isSecond = key == "second" || (key.empty() && isPair && call.first);
    auto &place = isSecond ? call.second : call.first;
    const bool isOrdered = !key.empty() || call.parameters.empty();
    if (place || (isSecond && !isPair) || !isOrdered) {
        refuse(at,
            call.info.shortName
                + (isPair ? " takes two inputs, before its parameters."
                          : " takes one input, before its parameters."));
        return false;
    }
    place = std::move(source);
    return true;
}

std::optional<FormulaProgram> FormulaParser::inner()
{
    Scope own;
    Scope *const outer = std::exchange(m_scope, &own);
    const auto part = expression();
    m_scope = outer;
    if (!part)
        return std::nullopt;
    own.program.warmUp = part->warmUp;
    return std::move(own.program);
}

} // namespace agora::indicators
