#include "indicators/column_name.h"
#include "indicators/formula_parser.h"
#include "indicators/wording.h"

#include <algorithm>

namespace agora::indicators {
namespace {

struct Function {
    std::string_view name;
    FormulaOp op;
};

const std::vector<Function> &functions()
{
    using enum FormulaOp;
    static const std::vector<Function> list{{"abs", Abs}, {"sqrt", Sqrt}, {"log", Log},
        {"exp", Exp}, {"floor", Floor}, {"ceil", Ceil}, {"round", Round}, {"sign", Sign},
        {"min", Min}, {"max", Max}, {"pow", Power}};
    return list;
}

std::vector<std::string> knownNames()
{
    std::vector<std::string> names{"volume", "bid", "mid", "ask"};
    for (const auto input : allPriceInputs)
        names.emplace_back(toString(input));
    for (const auto &known : functions())
        names.emplace_back(known.name);
    for (const auto &info : catalog())
        names.push_back(info.key);
    return names;
}

} // namespace

FormulaParser::Parsed FormulaParser::name()
{
    const Token token = take();
    const auto known = std::ranges::find(functions(), token.text, &Function::name);
    if (known != functions().end() && isNext("("))
        return function(token);
    if (const auto *info = findIndicator(token.text))
        return indicator(token, *info);
    if (token.text == "volume")
        return emit({FormulaOp::Volume}, scope().program.steps.size(), 1);
    if (const auto input = parsePriceInput(token.text))
        return price(std::string(token.text), *input);
    if (parsePriceSide(token.text))
        return side(token);
    if (parseColumnName(token.text))
        return column(token);
    return refuse(token,
        "Unknown name \"" + std::string(token.text) + "\"" + ending(token.text, knownNames()));
}

FormulaParser::Parsed FormulaParser::function(const Token &called)
{
    const auto op = std::ranges::find(functions(), called.text, &Function::name)->op;
    const std::string title = "\"" + std::string(called.text) + "\"";
    take(); // the bracket
    auto all = expression();
    for (int i = 1; all && i < operandsOf(op); ++i) {
        if (!isNext(","))
            return refuse(peek(), title + " takes two values.");
        take();
        const auto another = expression();
        if (!another)
            return std::nullopt;
        all->warmUp = std::max(all->warmUp, another->warmUp);
    }
    if (!all)
        return std::nullopt;
    if (isNext(","))
        return refuse(
            peek(), title + " takes " + (operandsOf(op) == 1 ? "one value." : "two values."));
    if (!expect(")", "to close the bracket"))
        return std::nullopt;
    return emit({op}, all->begin, all->warmUp);
}

FormulaParser::Parsed FormulaParser::side(const Token &token)
{
    const PriceSide which = *parsePriceSide(token.text);
    PriceInput input = PriceInput::Close;
    std::string text(token.text);
    if (skip(".")) {
        const Token chosen = take();
        const auto found = parsePriceInput(chosen.text);
        if (!found)
            return refuse(chosen, found.error().message);
        input = *found;
        text += '.';
        text += chosen.text;
    }
    return price(text, Source(which, input));
}

FormulaParser::Parsed FormulaParser::price(const std::string &text, Source source)
{
    auto &program = scope().program;
    const auto [known, isNew] = scope().prices.emplace(text, program.prices.size());
    if (isNew)
        program.prices.push_back(std::move(source));
    return emit({FormulaOp::Price, 0, known->second}, program.steps.size(), 1);
}

FormulaParser::Parsed FormulaParser::column(const Token &token)
{
    const auto request = *parseColumnName(token.text);
    const auto &info = *findIndicator(request.key);
    Inputs inputs;
    if (request.first)
        inputs.first = Source(*request.first);
    if (request.second)
        inputs.second = Source(*request.second);
    const auto part
        = outputOf(token, info, std::string(token.text), request.parameters, std::move(inputs));
    if (part) {
        auto &program = scope().program;
        program.steps.back().output = request.output;
        const auto &made = *program.indicators[program.steps.back().index];
        return Part{part->begin, made.warmUps()[request.output]};
    }
    return part;
}

} // namespace agora::indicators
