#include "indicators/formula_parser.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace agora::indicators {

/// One more thing within another.
class FormulaParser::Level {
public:
    explicit Level(FormulaParser &parser) : m_parser(parser) { ++m_parser.m_depth; }
    ~Level() { --m_parser.m_depth; }
    Level(const Level &) = delete;
    Level &operator=(const Level &) = delete;
    [[nodiscard]] bool isTooDeep() const
    {
        if (m_parser.m_depth <= FormulaLimits::depth)
            return false;
        m_parser.refuse(m_parser.peek(),
            "Nested deeper than " + std::to_string(FormulaLimits::depth) + " levels.");
        return true;
    }

private:
    FormulaParser &m_parser;
};

Result<FormulaProgram, FormulaError> FormulaParser::parse()
{
    if (m_text.size() > FormulaLimits::length)
        return failWith(FormulaError{FormulaLimits::length + 1,
            "The formula is longer than " + std::to_string(FormulaLimits::length)
                + " characters."});
    auto tokens = tokenize(m_text);
    if (!tokens)
        return tokens.failure();
    m_tokens = *std::move(tokens);
    Scope whole;
    m_scope = &whole;
    const auto part = expression();
    if (part && peek().kind != TokenKind::End)
        refuse(peek(),
            "\"" + std::string(peek().text) + "\" does not belong here: the formula is over.");
    if (m_error)
        return failWith(*m_error);
    whole.program.warmUp = part->warmUp;
    return std::move(whole.program);
}

FormulaParser::Parsed FormulaParser::expression()
{
    const Level level(*this);
    if (level.isTooDeep())
        return std::nullopt;
    const auto condition = binary(0);
    if (!condition || !skip("?"))
        return condition;
    const auto yes = expression();
    if (!yes || !expect(":", "between the two values of \"?\""))
        return std::nullopt;
    const auto no = expression();
    if (!no)
        return std::nullopt;
    return emit({FormulaOp::Select}, condition->begin,
        std::max({condition->warmUp, yes->warmUp, no->warmUp}));
}

FormulaParser::Parsed FormulaParser::binary(std::size_t tightness)
{
    using enum FormulaOp;
    static const std::array<std::vector<BinaryOperator>, 5> operators{{{{"||", Or}}, {{"&&", And}},
        {{"<", Less}, {"<=", LessEqual}, {">", Greater}, {">=", GreaterEqual}, {"==", Equal},
            {"!=", NotEqual}},
        {{"+", Add}, {"-", Subtract}}, {{"*", Multiply}, {"/", Divide}, {"%", Remainder}}}};
    if (tightness == operators.size())
        return unary();
    auto left = binary(tightness + 1);
    while (left) {
        const auto found = std::ranges::find_if(
            operators[tightness], [&](const auto &known) { return isNext(known.symbol); });
        if (found == operators[tightness].end())
            break;
        take();
        const auto right = binary(tightness + 1);
        if (!right)
            return std::nullopt;
        left = emit({found->op}, left->begin, std::max(left->warmUp, right->warmUp));
    }
    return left;
}

FormulaParser::Parsed FormulaParser::unary()
{
    if (!isNext("-") && !isNext("+") && !isNext("!"))
        return power();
    const Level level(*this);
    if (level.isTooDeep())
        return std::nullopt;
    const auto sign = take().text;
    const auto of = unary();
    if (!of || sign == "+")
        return of;
    return emit({sign == "-" ? FormulaOp::Negate : FormulaOp::Not}, of->begin, of->warmUp);
}

FormulaParser::Parsed FormulaParser::power()
{
    const auto base = postfix();
    if (!base || !skip("^"))
        return base;
    const Level level(*this);
    if (level.isTooDeep())
        return std::nullopt;
    const auto exponent = unary(); // 2^-1, and 2^3^2 is 2^9
    if (!exponent)
        return std::nullopt;
    return emit({FormulaOp::Power}, base->begin, std::max(base->warmUp, exponent->warmUp));
}

FormulaParser::Parsed FormulaParser::postfix()
{
    auto of = primary();
    while (of && skip("["))
        of = past(*of);
    return of;
}

FormulaParser::Parsed FormulaParser::past(Part of)
{
    const Token token = take();
    constexpr double furthest = 10'000;
    if (token.kind != TokenKind::Number || token.number > furthest
        || token.number != std::floor(token.number))
        return refuse(token, "How many bars ago must be a whole number from 0 to 10000.");
    if (!expect("]", "after the number of bars") || !keep(token.number, token))
        return std::nullopt;
    if (token.number == 0)
        return of;
    auto &lengths = scope().program.pastLengths;
    lengths.push_back(static_cast<std::size_t>(token.number));
    return emit({FormulaOp::Past, 0, lengths.size() - 1}, of.begin,
        of.warmUp + static_cast<int>(token.number));
}

FormulaParser::Parsed FormulaParser::primary()
{
    if (skip("("))
        return bracket();
    if (peek().kind == TokenKind::Name)
        return name();
    const Token token = take();
    if (token.kind == TokenKind::Number)
        return emit({FormulaOp::Constant, token.number}, scope().program.steps.size(), 1);
    if (token.kind == TokenKind::End)
        return refuse(token, "The formula ends too early: a value is missing.");
    return refuse(token, "A value is missing before \"" + std::string(token.text) + "\".");
}

FormulaParser::Parsed FormulaParser::bracket()
{
    const auto within = expression();
    return within && expect(")", "to close the bracket") ? within : std::nullopt;
}

bool FormulaParser::isConstant(std::size_t begin, std::size_t count) const
{
    const auto &steps = m_scope->program.steps;
    return steps.size() == begin + count
        && std::all_of(steps.begin() + static_cast<std::ptrdiff_t>(begin), steps.end(),
            [](const FormulaStep &step) { return step.op == FormulaOp::Constant; });
}

FormulaParser::Parsed FormulaParser::emit(FormulaStep step, std::size_t begin, int warmUp)
{
    if (++m_parts > FormulaLimits::parts)
        return refuse(peek(),
            "The formula has more than " + std::to_string(FormulaLimits::parts) + " parts.");
    auto &steps = scope().program.steps;
    const auto operands = static_cast<std::size_t>(operandsOf(step.op));
    if (operands > 0 && step.op != FormulaOp::Past && isConstant(begin, operands)) {
        const auto value
            = [&](std::size_t i) { return i < operands ? steps[begin + i].constant : 0; };
        const double folded = applied(step.op, value(0), value(1), value(2));
        steps.resize(begin);
        step = {FormulaOp::Constant, folded};
    }
    steps.push_back(step);
    return Part{begin, warmUp};
}

bool FormulaParser::keep(double bars, const Token &at)
{
    m_keptBars += bars;
    if (m_keptBars <= FormulaLimits::keptBars)
        return true;
    refuse(at, "All periods together are longer than 100000 bars.");
    return false;
}

const Token &FormulaParser::peek(std::size_t ahead) const
{
    return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
}

bool FormulaParser::isNext(std::string_view symbol) const
{
    return peek().kind == TokenKind::Symbol && peek().text == symbol;
}

bool FormulaParser::skip(std::string_view symbol)
{
    if (!isNext(symbol))
        return false;
    take();
    return true;
}

bool FormulaParser::expect(std::string_view symbol, const char *why)
{
    if (skip(symbol))
        return true;
    std::string message = "\"";
    message += symbol;
    message += "\" is missing ";
    message += why;
    message += '.';
    refuse(peek(), std::move(message));
    return false;
}

std::nullopt_t FormulaParser::refuse(const Token &at, std::string message)
{
    if (!m_error)
        m_error = FormulaError{at.column, std::move(message)};
    return std::nullopt;
}

} // namespace agora::indicators
